/** Rotary positions for the reference decoder, written after transformers' `modeling_rope_utils.py` and apart from `rope.ts`. */

import type { RopeConfig } from '../rope.ts';

export interface ReferenceRope {
  /** Radians a position, one a pair of dimensions. */
  readonly inverse: readonly number[];
  readonly amplitude: number;
}

/** @param length tokens of the whole text */
export function referenceRope({ theta, dims, scaling }: RopeConfig, length: number): ReferenceRope {
  const pairs = Array.from({ length: dims / 2 }, (_, i) => i);
  const inverse = pairs.map((i) => 1 / theta ** ((2 * i) / dims));
  switch (scaling.kind) {
    case 'none':
      return { inverse, amplitude: 1 };
    case 'linear':
      return { inverse: inverse.map((value) => value / scaling.factor), amplitude: 1 };
    case 'llama3': {
      const { factor, lowFrequencyFactor: low, highFrequencyFactor: high, originalContext: original } = scaling;
      const scaled = inverse.map((value) => {
        const wavelength = (2 * Math.PI) / value;
        if (wavelength > original / low) return value / factor;
        if (wavelength < original / high) return value;
        const smooth = (original / wavelength - low) / (high - low);
        return (1 - smooth) * (value / factor) + smooth * value;
      });
      return { inverse: scaled, amplitude: 1 };
    }
    case 'yarn': {
      const { factor, betaFast, betaSlow, originalContext, truncate } = scaling;
      const bound = (rotations: number): number =>
        (dims * Math.log(originalContext / (rotations * 2 * Math.PI))) / (2 * Math.log(theta));
      const low = Math.max(0, truncate ? Math.floor(bound(betaFast)) : bound(betaFast));
      const most = Math.min(dims - 1, truncate ? Math.ceil(bound(betaSlow)) : bound(betaSlow));
      const high = most === low ? most + 0.001 : most;
      const kept = pairs.map((i) => 1 - Math.min(1, Math.max(0, (i - low) / (high - low))));
      return {
        inverse: inverse.map((value, i) => (value / factor) * (1 - kept[i]!) + value * kept[i]!),
        amplitude: scaling.attentionFactor,
      };
    }
    case 'longrope': {
      const factors = length > scaling.originalContext ? scaling.longFactors : scaling.shortFactors;
      return { inverse: inverse.map((value, i) => value / factors[i]!), amplitude: scaling.attentionFactor };
    }
    default:
      return scaling satisfies never;
  }
}

/** rotate_half convention: dimension i pairs with i + d/2 of the d that are rotated; the rest of the head stays. */
export function rotate(x: Float64Array, position: number, { inverse, amplitude }: ReferenceRope): Float64Array {
  const half = inverse.length;
  const y = x.slice();
  for (let i = 0; i < half; i++) {
    const cosine = amplitude * Math.cos(position * inverse[i]!);
    const sine = amplitude * Math.sin(position * inverse[i]!);
    y[i] = x[i]! * cosine - x[i + half]! * sine;
    y[i + half] = x[i + half]! * cosine + x[i]! * sine;
  }
  return y;
}
