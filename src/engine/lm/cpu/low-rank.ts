/** A LoRA adapter beside a decoder's weights: y += B · (A · x). */

import type { MatrixF32 } from '../checkpoint/matrix.ts';
import { type AdapterWeights, paddedRank } from '../lora/low-rank.ts';
import type { Compute, FloatBuffer, MatrixOperator } from './compute.ts';

interface Pair {
  readonly a: MatrixOperator;
  readonly b: MatrixOperator;
}

/** Kernels read rows eight numbers at a time. */
const RANK_UNIT = 8;

/** Where adapters put what they compute on the way; one serves all adapters of a decoder. */
export class LowRankScratch {
  readonly #compute: Compute;
  readonly #tokens: number;
  #sizes = { inner: 0, sum: 0 };
  #inner: FloatBuffer;
  #sum: FloatBuffer;

  /** @param tokens most of them at a time */
  constructor(compute: Compute, tokens: number) {
    this.#compute = compute;
    this.#tokens = tokens;
    this.#inner = compute.allocate(0);
    this.#sum = compute.allocate(0);
  }

  /** `[tokens, rank]` and `[tokens, rows]`. */
  buffers(rank: number, rows: number): { readonly inner: FloatBuffer; readonly sum: FloatBuffer } {
    if (rank > this.#sizes.inner) this.#inner = this.#compute.allocate(rank * this.#tokens);
    if (rows > this.#sizes.sum) this.#sum = this.#compute.allocate(rows * this.#tokens);
    this.#sizes = { inner: Math.max(rank, this.#sizes.inner), sum: Math.max(rows, this.#sizes.sum) };
    return { inner: this.#inner, sum: this.#sum };
  }
}

export class CpuAdapter {
  /** That it takes in memory. */
  readonly bytes: number;
  readonly #pairs = new Map<string, Pair>();
  readonly #scratch: LowRankScratch;

  constructor(compute: Compute, weights: AdapterWeights, scratch: LowRankScratch) {
    this.#scratch = scratch;
    // Parts of a fused matrix have one A between them.
    const shared = new Map<Float32Array, MatrixOperator>();
    for (const [name, lowRank] of weights) {
      const { rank, a, b } = paddedRank(lowRank, RANK_UNIT);
      const loadedA = shared.get(lowRank.a) ?? compute.load(matrix(rank, a));
      shared.set(lowRank.a, loadedA);
      this.#pairs.set(name, { a: loadedA, b: compute.load(matrix(b.length / rank, b)) });
    }
    const operators = new Set([...this.#pairs.values()].flatMap(({ a, b }) => [a, b]));
    this.bytes = [...operators].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Adds what it changes of the weight `name` to `output` `[tokens, rows]`.
   * @returns bytes of its matrices that were read
   */
  add(name: string, input: FloatBuffer, output: FloatBuffer, tokens: number): number {
    const pair = this.#pairs.get(name);
    if (pair === undefined) return 0;
    const { inner, sum } = this.#scratch.buffers(pair.a.rows, pair.b.rows);
    pair.a.multiply(input, inner, tokens);
    pair.b.multiply(inner, sum, tokens);
    const y = output.values;
    const added = sum.values;
    for (let i = 0; i < tokens * pair.b.rows; i++) y[i]! += added[i]!;
    return pair.a.bytes + pair.b.bytes;
  }
}

function matrix(rows: number, data: Float32Array): MatrixF32 {
  return { precision: 'f32', rows, columns: data.length / rows, data };
}
