/** Cosines and sines of the rotary embedding, computed in float64 and grown as positions are reached. */

import { eachRotation, type RopeConfig, type RopeFrequencies, ropeFrequencies } from '../rope.ts';

export class RopeTable {
  readonly #frequencies: RopeFrequencies;
  readonly #half: number;
  /** `[positions, dims / 2]` */
  #cos = new Float32Array(0);
  #sin = new Float32Array(0);

  /** @param long which factors of LongRoPE */
  constructor(rope: RopeConfig, long: boolean) {
    this.#frequencies = ropeFrequencies(rope, long);
    this.#half = rope.dims / 2;
  }

  /** Makes positions 0 … count − 1 available. */
  reserve(count: number): void {
    const half = this.#half;
    const had = this.#cos.length / half;
    if (had >= count) return;
    const positions = Math.max(count, 2 * had, 256);
    const cos = new Float32Array(positions * half);
    const sin = new Float32Array(positions * half);
    cos.set(this.#cos);
    sin.set(this.#sin);
    eachRotation(this.#frequencies, had, positions, (place, cosine, sine) => {
      cos[place] = cosine;
      sin[place] = sine;
    });
    this.#cos = cos;
    this.#sin = sin;
  }

  /**
   * Rotates the first dimensions of one head in place, rotate_half convention: dimension i pairs with i + dims / 2.
   * @param start where in `x` the head begins
   */
  rotate(x: Float32Array, start: number, position: number): void {
    const half = this.#half;
    const row = position * half;
    for (let i = 0; i < half; i++) {
      const c = this.#cos[row + i]!;
      const s = this.#sin[row + i]!;
      const a = x[start + i]!;
      const b = x[start + i + half]!;
      x[start + i] = a * c - b * s;
      x[start + i + half] = b * c + a * s;
    }
  }
}
