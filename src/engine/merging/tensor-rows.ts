/** One tensor of several checkpoints at once, row by row, as often as its merging wants to look at it. */

import { invariant } from '../errors.ts';
import type { Checkpoint } from '../lm/checkpoint/checkpoint.ts';
import { type MatrixF32, releaseMatrix, type Weight } from '../lm/checkpoint/matrix.ts';
import { elements, type StoredTensor, type TensorSpec } from '../lm/checkpoint/tensors.ts';

/** Elements of each model looked at together. */
const BLOCK_ELEMENTS = 1 << 18;
/** A tensor that has no more of them, over all models, is read once and kept: 128 MB. */
const HELD_ELEMENTS = 1 << 25;

/** Whole rows of one weight. */
export interface Block {
  readonly spec: TensorSpec;
  /** First element, counted over all weights of the tensor. */
  readonly start: number;
  readonly columns: number;
  /** Of each model, `[rows, columns]`; valid until the next block is asked for. */
  readonly values: readonly Float32Array[];
}

export interface TensorRows {
  readonly name: string;
  /** Of one model. */
  readonly elements: number;
  /** All of it once, in order. A vector is one row. @throws {LocumError} as `Checkpoint.weights` @throws {Cancelled} */
  blocks(): AsyncIterable<Block>;
}

/** @param tensor as files have it: what they fuse is merged as one, as mergekit does */
export function tensorRows(
  checkpoints: readonly Checkpoint[],
  tensor: StoredTensor,
  signal: AbortSignal | undefined,
): TensorRows {
  const size = elements(tensor);
  const isHeld = size * checkpoints.length <= HELD_ELEMENTS;
  let held: readonly Block[] | null = null;
  return {
    name: tensor.name,
    elements: size,
    async *blocks() {
      if (held !== null) {
        yield* held;
        return;
      }
      const kept: Block[] = [];
      let start = 0;
      for (const spec of tensor.parts) {
        for await (const values of blocksOf(checkpoints, spec, isHeld, signal)) {
          const block = { spec, start, columns: columnsOf(spec), values };
          if (isHeld) kept.push(block);
          yield block;
          start += values[0]?.length ?? 0;
        }
      }
      if (isHeld) held = kept;
    },
  };
}

function columnsOf({ shape }: TensorSpec): number {
  return shape[1] ?? shape[0];
}

/** @param areKept whether every block has memory of its own; else the next one overwrites it */
async function* blocksOf(
  checkpoints: readonly Checkpoint[],
  spec: TensorSpec,
  areKept: boolean,
  signal: AbortSignal | undefined,
): AsyncGenerator<readonly Float32Array[], void, undefined> {
  const columns = columnsOf(spec);
  const rows = elements(spec) / columns;
  const step = Math.min(rows, Math.max(1, Math.floor(BLOCK_ELEMENTS / columns)));
  const room = () => checkpoints.map(() => new Float32Array(step * columns));
  const shared = areKept ? null : room();
  const readers = checkpoints.map((checkpoint) => new ValueReader(checkpoint, spec.name, signal));
  try {
    for (let row = 0; row < rows; row += step) {
      const values = (shared ?? room()).map((buffer) => buffer.subarray(0, Math.min(step, rows - row) * columns));
      for (const [index, reader] of readers.entries()) await reader.fill(values[index]!);
      yield values;
    }
  } finally {
    for (const reader of readers) await reader.close();
  }
}

/**
 * A weight's values, in whatever pieces its checkpoint delivers it. Read as f32 whatever it is stored as: a sum with an adapter that
 * were held in eight bits again would make a difference of the rounding.
 */
class ValueReader {
  readonly #weights: AsyncGenerator<Weight, void, undefined>;
  #matrix: MatrixF32 | null = null;
  /** First element of the matrix that has not been read. */
  #at = 0;

  constructor(checkpoint: Checkpoint, name: string, signal: AbortSignal | undefined) {
    this.#weights = checkpoint.weights({
      names: new Set([name]),
      precision: 'f32',
      pieceElements: BLOCK_ELEMENTS,
      signal,
    });
  }

  async fill(target: Float32Array): Promise<void> {
    for (let filled = 0; filled < target.length; ) {
      const matrix = this.#matrix ?? (await this.#next(target));
      if (matrix === null) return;
      const values = matrix.data.subarray(this.#at, this.#at + target.length - filled);
      target.set(values, filled);
      filled += values.length;
      this.#at += values.length;
      if (this.#at < matrix.data.length) continue;
      releaseMatrix(matrix);
      this.#matrix = null;
    }
  }

  async close(): Promise<void> {
    await this.#weights.return();
  }

  /** The next piece of a matrix; of a vector null, all of its values being in `target` then. */
  async #next(target: Float32Array): Promise<MatrixF32 | null> {
    const { value } = await this.#weights.next();
    invariant(value, 'a checkpoint has every row of its weights');
    if (value.kind === 'vector') {
      target.set(value.vector);
      return null;
    }
    invariant(value.matrix.precision === 'f32', 'a weight is held as it was asked for');
    this.#matrix = value.matrix;
    this.#at = 0;
    return value.matrix;
  }
}
