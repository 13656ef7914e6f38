/** A checkpoint whose matrices are held each in another precision, as those of GGUF files are. */

import type { Precision } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { dequantize, quantize } from '../checkpoint/quantize.ts';

/** Of what is multiplied as one, and of every layer in its own turn. */
const HELD: readonly (readonly [RegExp, Precision])[] = [
  [/embed_tokens/, 'q8'],
  [/lm_head/, 'f16'],
  [/[qkv]_proj/, 'q4_1'],
  [/o_proj/, 'q4'],
  [/layers\.0\.mlp\.(?:gate|up)_proj/, 'q4_1'],
  [/layers\.0\.mlp\.down_proj/, 'q8'],
  [/layers\.1\.mlp\.(?:gate|up)_proj/, 'q8_16'],
  [/layers\.1\.mlp\.down_proj/, 'q4_1'],
];

/** @param checkpoint of two layers, stored as f32 */
export function mixedPrecisions(checkpoint: Checkpoint): Checkpoint {
  return {
    ...checkpoint,
    async *weights(options = {}) {
      for await (const weight of checkpoint.weights({ ...options, precision: 'f32' })) {
        const held = HELD.find(([name]) => name.test(weight.name))?.[1] ?? 'f32';
        if (weight.kind === 'vector') yield weight;
        else {
          const { rows, columns } = weight.matrix;
          yield { ...weight, matrix: quantize(dequantize(weight.matrix), rows, columns, held) };
        }
      }
    },
  };
}
