/** A base and an adapter as one checkpoint: scale · B · A is added to the base's weights as they stream by, before they are narrowed. */

import type { Precision } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { PIECE_ELEMENTS, type WeightsOptions } from '../checkpoint/layout.ts';
import { type Matrix, releaseMatrix, type Weight } from '../checkpoint/matrix.ts';
import { buildMatrix, dequantizeRow, type MatrixBuilder } from '../checkpoint/quantize.ts';
import type { Adapter } from './adapter.ts';
import type { LowRank } from './low-rank.ts';

/** Weights are those of the base where the adapter changes nothing; of the others, the sum is what is held as `precision`. */
export function mergeAdapter(base: Checkpoint, adapter: Adapter): Checkpoint {
  return {
    ...base,
    id: `${base.id}+${adapter.id}`,
    storedBytes: base.storedBytes + adapter.storedBytes,
    weights: (options) => mergedWeights(base, adapter, options),
  };
}

async function* mergedWeights(
  base: Checkpoint,
  adapter: Adapter,
  options: WeightsOptions = {},
): AsyncGenerator<Weight, void, undefined> {
  const { precision = 'stored', pieceElements = Number.POSITIVE_INFINITY, names, signal, onProgress } = options;
  const changes = await adapter.weights(signal, names);
  const stream = base.weights({
    // A base that is rounded first would differ from one that is read as f32 itself.
    precision: precision === 'f32' ? precision : 'stored',
    // Floats are wide: a matrix that is to be held whole is put together from pieces that are narrowed one by one.
    pieceElements: Math.min(pieceElements, PIECE_ELEMENTS),
    names,
    signal,
    onProgress:
      onProgress && ((done) => onProgress(adapter.storedBytes + done, adapter.storedBytes + base.storedBytes)),
  });
  let whole: MatrixBuilder | null = null;
  for await (const weight of stream) {
    if (weight.kind === 'vector') {
      yield weight;
      continue;
    }
    const { name, matrix, piece = { row: 0, rows: matrix.rows } } = weight;
    const change = changes.get(name);
    const held = heldAs(precision === 'stored' ? matrix.precision : precision, matrix, change);
    if (Number.isFinite(pieceElements)) {
      yield { ...weight, matrix: changed(matrix, held, change, piece.row) };
      continue;
    }
    if (piece.rows === matrix.rows) {
      yield { name, kind: 'matrix', matrix: changed(matrix, held, change, 0) };
      continue;
    }
    whole ??= buildMatrix(piece.rows, matrix.columns, held);
    appendRows(whole, matrix, change, piece.row);
    releaseMatrix(matrix);
    if (piece.row + matrix.rows < piece.rows) continue;
    yield { name, kind: 'matrix', matrix: whole.finish() };
    whole = null;
  }
}

const FOUR_BITS: ReadonlySet<Precision> = new Set(['q4', 'q4_1']);

/**
 * What is added is mostly smaller than a step of four bits: weights that lie on such steps already would be rounded back to where
 * they were, and the adapter would be lost. Their sum is held in eight.
 */
function heldAs(wanted: Precision, base: Matrix, change: LowRank | undefined): Precision {
  return change !== undefined && FOUR_BITS.has(wanted) && FOUR_BITS.has(base.precision) ? 'q8' : wanted;
}

function changed(matrix: Matrix, precision: Precision, change: LowRank | undefined, firstRow: number): Matrix {
  if (change === undefined && matrix.precision === precision) return matrix;
  const builder = buildMatrix(matrix.rows, matrix.columns, precision);
  appendRows(builder, matrix, change, firstRow);
  return builder.finish();
}

/** @param firstRow of `matrix` in the weight that it is a piece of */
function appendRows(builder: MatrixBuilder, matrix: Matrix, change: LowRank | undefined, firstRow: number): void {
  const row = new Float32Array(matrix.columns);
  for (let index = 0; index < matrix.rows; index++) {
    dequantizeRow(matrix, index, row);
    if (change !== undefined) addRow(row, change, firstRow + index);
    builder.append(row);
  }
}

/** row += (B · A)[index]. Four products at a time, so that the row is read and written a quarter as often. */
function addRow(row: Float32Array, { rank, a, b }: LowRank, index: number): void {
  const { length } = row;
  let k = 0;
  for (; k + 4 <= rank; k += 4) {
    const at = index * rank + k;
    const [b0, b1, b2, b3] = [b[at]!, b[at + 1]!, b[at + 2]!, b[at + 3]!];
    const [a0, a1, a2, a3] = [k * length, (k + 1) * length, (k + 2) * length, (k + 3) * length];
    for (let i = 0; i < length; i++) {
      row[i]! += b0 * a[a0 + i]! + b1 * a[a1 + i]! + b2 * a[a2 + i]! + b3 * a[a3 + i]!;
    }
  }
  for (; k < rank; k++) {
    const factor = b[index * rank + k]!;
    for (let i = 0; i < length; i++) row[i]! += factor * a[k * length + i]!;
  }
}
