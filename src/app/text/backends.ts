import type { BackendPreference } from '../../workers/protocol.ts';

/** Where models can run, in the user's words. */
export const BACKENDS: readonly {
  readonly value: BackendPreference;
  readonly label: string;
  readonly about: string;
}[] = [
  { value: 'auto', label: 'Automatic', about: 'The GPU where there is a real one, else the CPU.' },
  { value: 'webgpu', label: 'GPU (WebGPU)', about: 'Always WebGPU, even where software stands in for a GPU.' },
  { value: 'cpu', label: 'CPU', about: 'Slower than a GPU; works in every browser.' },
];
