/** A matrix that is made row by row, handed on in pieces of the size that was asked for. */

import type { Precision } from '../lm/causal-lm.ts';
import type { Weight } from '../lm/checkpoint/matrix.ts';
import { buildMatrix, type MatrixBuilder } from '../lm/checkpoint/quantize.ts';
import type { TensorSpec } from '../lm/checkpoint/tensors.ts';

export class Pieces {
  readonly spec: TensorSpec;
  readonly #rows: number;
  readonly #columns: number;
  /** Rows of a piece. */
  readonly #step: number;
  readonly #precision: Precision;
  #builder: MatrixBuilder | null = null;
  /** First row of the piece that is being made, and how many it has so far. */
  #row = 0;
  #filled = 0;

  /** @param most elements of a piece; at least one row */
  constructor(spec: TensorSpec, most: number, precision: Precision) {
    const [rows, columns = 1] = spec.shape;
    this.spec = spec;
    this.#rows = rows;
    this.#columns = columns;
    this.#step = Math.min(rows, Math.max(1, Math.floor(most / columns)));
    this.#precision = precision;
  }

  /** @param values whole rows @returns the pieces that they complete */
  *append(values: Float32Array): Generator<Weight, void, undefined> {
    for (let at = 0; at < values.length; ) {
      const rows = Math.min(this.#step, this.#rows - this.#row);
      this.#builder ??= buildMatrix(rows, this.#columns, this.#precision);
      const count = Math.min(values.length - at, (rows - this.#filled) * this.#columns);
      this.#builder.append(values.subarray(at, at + count));
      this.#filled += count / this.#columns;
      at += count;
      if (this.#filled < rows) continue;
      const piece = rows === this.#rows ? {} : { piece: { row: this.#row, rows: this.#rows } };
      yield { name: this.spec.name, kind: 'matrix', matrix: this.#builder.finish(), ...piece };
      this.#builder = null;
      this.#row += rows;
      this.#filled = 0;
    }
  }
}
