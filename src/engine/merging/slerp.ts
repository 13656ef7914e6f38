import { type Combine, weightedSum } from './combine.ts';
import type { TensorRows } from './tensor-rows.ts';

/** Directions whose cosine is beyond this are interpolated linearly: along them the arc is a straight line, or not defined. */
const STRAIGHT = 0.9995;
const SMALLEST_NORM = 1e-8;

/**
 * Spherical interpolation of a whole tensor (Shoemake 1985, as mergekit has it):
 * sin((1 − t)θ) / sin θ · base + sin(tθ) / sin θ · other, θ the angle between the two.
 */
export async function slerp(tensor: TensorRows, t: number): Promise<Combine> {
  let [product, baseSquares, otherSquares] = [0, 0, 0];
  for await (const { values } of tensor.blocks()) {
    const [base, other] = values as readonly [Float32Array, Float32Array];
    for (let i = 0; i < base.length; i++) {
      const [x, y] = [base[i]!, other[i]!];
      product += x * y;
      baseSquares += x * x;
      otherSquares += y * y;
    }
  }
  const cosine = product / (lengthOf(baseSquares) * lengthOf(otherSquares));
  if (Math.abs(cosine) > STRAIGHT) return weightedSum([1 - t, t]);
  const angle = Math.acos(cosine);
  return weightedSum([Math.sin((1 - t) * angle) / Math.sin(angle), Math.sin(t * angle) / Math.sin(angle)]);
}

/** A vector of no length has no direction, and is left as it is. */
function lengthOf(squares: number): number {
  const length = Math.sqrt(squares);
  return length > SMALLEST_NORM ? length : 1;
}
