/** Drives an ensemble over bare ids, as `generate` does over text; for tests. */
import {
  type Ensemble,
  GREEDY,
  type Role,
  type SamplingOptions,
  type StepRequest,
  type StepResult,
} from '../../lm/ensemble.ts';

export interface Decoding {
  readonly tokens: number;
  readonly sampling?: SamplingOptions;
  readonly alpha?: number;
  readonly seed?: number;
  readonly stopIds?: readonly number[];
  readonly allowed?: (index: number) => StepRequest['allowed'];
  readonly signal?: AbortSignal | undefined;
}

export async function decodeIds(
  ensemble: Ensemble,
  prompts: Readonly<Record<Role, readonly number[]>>,
  options: Decoding,
): Promise<StepResult[]> {
  const { tokens, sampling = GREEDY, alpha = 1, seed = 5, stopIds = [], allowed, signal } = options;
  const each = (pick: (ids: readonly number[]) => readonly number[]) =>
    Object.fromEntries(ensemble.roles.map((role) => [role, pick(prompts[role])]));
  await ensemble.reset();
  await ensemble.prefill(
    each((ids) => ids.slice(0, -1)),
    {},
  );
  let append = each((ids) => ids.slice(-1));
  const recent: number[] = [];
  const results: StepResult[] = [];
  for (let stepIndex = 0; stepIndex < tokens; stepIndex++) {
    const mask = allowed?.(stepIndex) ?? null;
    const request = { append, alpha, sampling, recent, seed, stepIndex, candidates: 3, allowed: mask };
    const result = await ensemble.step({ ...request, signal });
    results.push(result);
    const { id } = result.chosen;
    recent.push(id);
    append = each(() => [id]);
    if (stopIds.includes(id)) break;
  }
  return results;
}
