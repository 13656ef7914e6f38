/** Weights on their way to the GPU: packed for the kernels and written into place as they stream in, nothing held twice. */

import { LocumError } from '../../errors.ts';
import { groupSize, isGrouped, type Matrix, type Weight } from '../checkpoint/matrix.ts';
import { type DecoderConfig, usedVector } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { type GpuBlock, type GpuMatrix, planBlocks, runsOf, scaleStride } from './gpu-matrix.ts';
import { checkColumns, dataBytes, packWords } from './kernels/packing.ts';

/** Where the rows of a tensor go. */
interface Place {
  readonly target: string;
  readonly row: number;
  readonly rows: number;
}

/** Bytes handed to the queue before the loader waits for it: the queue keeps a copy until then. */
const IN_FLIGHT_BYTES = 64 << 20;
/** Most elements packed and written at a time. */
const WRITE_ELEMENTS = 1 << 23;
const STORAGE = (): number => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;

export class WeightUpload {
  readonly buffers: GPUBuffer[] = [];
  readonly empty: GPUBuffer;
  readonly #device: GpuDevice;
  readonly #config: DecoderConfig;
  readonly #matrices = new Map<string, GpuMatrix>();
  readonly #vectors = new Map<string, GPUBuffer>();
  #inFlight = 0;
  #scratch = new Uint8Array(0);

  private constructor(device: GpuDevice, config: DecoderConfig, empty: GPUBuffer) {
    this.#device = device;
    this.#config = config;
    this.empty = empty;
    this.buffers.push(empty);
  }

  static async begin(device: GpuDevice, config: DecoderConfig): Promise<WeightUpload> {
    return new WeightUpload(device, config, await device.createBuffer('empty', 16, STORAGE()));
  }

  async add(weight: Weight): Promise<void> {
    if (weight.kind === 'vector') {
      return this.#addVector(weight.name, usedVector(this.#config, weight.name, weight.vector));
    }
    const { name, matrix, piece = { row: 0, rows: matrix.rows } } = weight;
    await this.#addMatrix(name, matrix, piece.row, piece.rows);
  }

  matrix(name: string): GpuMatrix {
    return found(this.#matrices.get(name), name);
  }

  vector(name: string): GPUBuffer {
    return found(this.#vectors.get(name), name);
  }

  /** @param firstRow of `matrix` among the `allRows` of the weight */
  async #addMatrix(name: string, matrix: Matrix, firstRow: number, allRows: number): Promise<void> {
    const place = placeOf(this.#config, name, allRows);
    const { columns, precision } = matrix;
    checkColumns(name, columns, precision);
    const gpu = this.#matrices.get(place.target) ?? (await this.#createMatrix(place, matrix));
    if (gpu.precision !== precision) {
      throw new LocumError('unsupported', `${name} is held as ${precision}, its neighbours as ${gpu.precision}.`, {
        hint: 'Load the model with one precision for all matrices, e.g. q8.',
      });
    }
    let done = 0;
    for (const { block, row, count } of runsOf(gpu, gpu.blocks, place.row + firstRow, matrix.rows)) {
      await this.#writeRows(gpu.blocks[block]!, row, matrix, done, count);
      done += count;
    }
  }

  async #createMatrix({ target, rows }: Place, { columns, precision }: Matrix): Promise<GpuMatrix> {
    const shape = { rows, columns, precision, paired: target.endsWith('gate_up') };
    const planned = planBlocks(shape, this.#device.largestBlock);
    const blocks: GpuBlock[] = [];
    for (const [index, block] of planned.entries()) {
      const label = planned.length === 1 ? target : `${target} (${index + 1} of ${planned.length})`;
      const size = block.rows * columns;
      const data = await this.#buffer(label, dataBytes(precision, size));
      const scales = isGrouped(precision)
        ? await this.#buffer(`${label} scales`, 2 * block.rows * scaleStride(precision, columns))
        : this.empty;
      blocks.push({ ...block, data, scales });
    }
    const gpu = { ...shape, blocks };
    this.#matrices.set(target, gpu);
    return gpu;
  }

  /** `count` rows of `matrix` from `from` on, to `row` and after of a block. */
  async #writeRows(block: GpuBlock, row: number, matrix: Matrix, from: number, count: number): Promise<void> {
    const { columns, precision } = matrix;
    const step = Math.max(1, Math.floor(WRITE_ELEMENTS / columns));
    for (let done = 0; done < count; done += step) {
      const rows = Math.min(step, count - done);
      const [start, end] = [(from + done) * columns, (from + done + rows) * columns];
      const target = (row + done) * columns;
      await this.#write(block.data, dataBytes(precision, target), this.#packed(matrix, start, end));
      if ('scales' in matrix) {
        const size = groupSize(matrix.precision);
        const stride = scaleStride(matrix.precision, columns);
        const [first, last] = [start / size, end / size];
        const scales = matrix.scales.subarray(first, last);
        const words =
          'minimums' in matrix
            ? sideBySide(scales, matrix.minimums.subarray(first, last))
            : rowsOfWords(scales, columns / size, stride);
        await this.#write(block.scales, 2 * (row + done) * stride, this.#copied(words));
      }
    }
  }

  /** Elements `start` to before `end` as the kernels read them, valid until the next call. */
  #packed(matrix: Matrix, start: number, end: number): Uint8Array {
    const copy = this.#copied(bytesOf(matrix, start, end));
    packWords(matrix.precision, new Uint32Array(copy.buffer, 0, copy.length / 4));
    return copy;
  }

  /** What the queue has been handed, the browser lets go of late: it is always the same buffer. */
  #copied({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
    if (this.#scratch.length < byteLength) this.#scratch = new Uint8Array(byteLength);
    this.#scratch.set(new Uint8Array(buffer, byteOffset, byteLength));
    return this.#scratch.subarray(0, byteLength);
  }

  async #addVector(name: string, vector: Float32Array): Promise<void> {
    const { target, row, rows } = placeOf(this.#config, name, vector.length);
    let buffer = this.#vectors.get(target);
    if (buffer === undefined) {
      buffer = await this.#buffer(target, rows * 4);
      this.#vectors.set(target, buffer);
    }
    await this.#write(buffer, row * 4, vector);
  }

  async #buffer(label: string, bytes: number): Promise<GPUBuffer> {
    const buffer = await this.#device.createBuffer(label, bytes, STORAGE());
    this.buffers.push(buffer);
    return buffer;
  }

  async #write(buffer: GPUBuffer, offset: number, data: ArrayBufferView): Promise<void> {
    this.#device.device.queue.writeBuffer(buffer, offset, data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
    this.#inFlight += data.byteLength;
    if (this.#inFlight < IN_FLIGHT_BYTES) return;
    await this.#device.idle();
    this.#inFlight = 0;
  }
}

/** Scales with each row filled up to whole words. */
function rowsOfWords(scales: Uint16Array, groups: number, stride: number): Uint16Array {
  if (stride === groups) return scales;
  const filled = new Uint16Array((scales.length / groups) * stride);
  for (let row = 0; row * groups < scales.length; row++)
    filled.set(scales.subarray(row * groups, (row + 1) * groups), row * stride);
  return filled;
}

/** Each scale with its minimum behind it. */
function sideBySide(scales: Uint16Array, minimums: Uint16Array): Uint16Array {
  const pairs = new Uint16Array(2 * scales.length);
  for (let i = 0; i < scales.length; i++) {
    pairs[2 * i] = scales[i]!;
    pairs[2 * i + 1] = minimums[i]!;
  }
  return pairs;
}

function found<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new LocumError('checkpoint-invalid', `The checkpoint lacks ${name}.`, {
    hint: 'Fetch the model again; its files are incomplete or of another architecture.',
  });
}

/** Elements `start` to before `end` as they are stored. */
function bytesOf({ precision, data }: Matrix, start: number, end: number): Uint8Array {
  const first = data.byteOffset + dataBytes(precision, start);
  return new Uint8Array(data.buffer, first, dataBytes(precision, end - start));
}

/** The matrix or vector that a tensor is part of, and its first row there. */
function placeOf({ heads, kvHeads, headDim, ffnSize }: DecoderConfig, name: string, rows: number): Place {
  const match = /^(model\.layers\.\d+\.)(?:self_attn\.([qkv])_proj\.(weight|bias)|mlp\.(gate|up)_proj\.weight)$/.exec(
    name,
  );
  if (match === null) return { target: name, row: 0, rows };
  const [, layer, qkv, kind, gate] = match;
  if (gate !== undefined) return { target: `${layer}gate_up`, row: gate === 'gate' ? 0 : ffnSize, rows: 2 * ffnSize };
  const row = qkv === 'q' ? 0 : (heads + (qkv === 'k' ? 0 : kvHeads)) * headDim;
  const target = `${layer}${kind === 'weight' ? 'qkv' : 'qkv_bias'}`;
  return { target, row, rows: (heads + 2 * kvHeads) * headDim };
}
