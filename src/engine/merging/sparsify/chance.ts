/** Elements kept by chance. What is drawn depends on the seed, the model, the tensor and the element only, never on the order of work. */

import { noiseKey, uniformOf } from '../../lm/noise.ts';
import type { Sparsifier } from './sparsifier.ts';

/** Where chance is drawn from: the stream is the tensor's, of one model. */
export interface Draw {
  readonly seed: number;
  readonly stream: number;
}

/** DARE's dropping: every element is kept with the chance `density`. */
export function keepByChance({ seed, stream }: Draw, density: number): Sparsifier {
  const key = noiseKey(seed, stream);
  return () =>
    ({ start, values }) => {
      for (let i = 0; i < values.length; i++) if (uniformOf(key, start + i) >= density) values[i] = 0;
    };
}

/**
 * DELLA's MagPrune: within a row the chance of being kept grows with the rank of the magnitude, from density − ε for the smallest to
 * density + ε for the largest.
 */
export function keepByRank({ seed, stream }: Draw, density: number, epsilon: number): Sparsifier {
  const key = noiseKey(seed, stream);
  return () =>
    ({ start, columns, values }) => {
      for (let row = 0; row < values.length; row += columns) {
        const ranks = ascendingRanks(values.subarray(row, row + columns));
        for (let i = 0; i < columns; i++) {
          const chance = density - epsilon + (columns > 1 ? ranks[i]! / (columns - 1) : 0) * 2 * epsilon;
          if (uniformOf(key, start + row + i) >= chance) values[row + i] = 0;
        }
      }
    };
}

/** Of equal magnitudes, as f32, the earlier has the lower rank. */
function ascendingRanks(values: Float64Array): Uint32Array {
  const bits = new Uint32Array(Float32Array.from(values, Math.abs).buffer);
  // Magnitude and place in one number, which a typed array sorts fast: 31 bits and at most 22.
  const keys = Float64Array.from(bits, (magnitude, at) => magnitude * 2 ** 22 + at).sort();
  const ranks = new Uint32Array(values.length);
  for (const [rank, key] of keys.entries()) ranks[key % 2 ** 22] = rank;
  return ranks;
}
