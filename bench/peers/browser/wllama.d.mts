import type { Runner } from '../runner.ts';

export function startWllama(parts: readonly Blob[], threads: number): Promise<Runner>;
