/** gate = activation(gate) · up, some numbers at a time. */
import type { JobKind } from './job.ts';

export const GATE_ACTIVATIONS = ['silu', 'gelu'] as const;
/** Of a unit; a multiple of four. */
export const GATED_NUMBERS = 1024;

export const gating: JobKind<'activation' | 'gate' | 'up' | 'count'> = {
  fields: ['activation', 'gate', 'up', 'count'],
  run({ floats }, { activation, gate, up, count }, from, to) {
    const first = from * GATED_NUMBERS;
    const fours = Math.ceil((Math.min(to * GATED_NUMBERS, count) - first) / 4);
    const kernel = GATE_ACTIVATIONS[activation] === 'silu' ? floats.swiglu : floats.geglu;
    kernel(gate + first * 4, up + first * 4, fours);
  },
};
