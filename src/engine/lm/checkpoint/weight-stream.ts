/** Weights as they stream out of safetensors files, narrowed piece by piece, so that memory never holds a file's tensor beside the weight. */

import { invariant } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import type { Precision } from '../causal-lm.ts';
import { DataReader } from './data-reader.ts';
import { narrowToHalfs, widenBfloats, widenHalfs } from './half.ts';
import type { WeightsOptions } from './layout.ts';
import type { Part } from './match.ts';
import { GROUP_SIZE, type MatrixQ4, type MatrixQ8, type Weight } from './matrix.ts';
import { buildMatrix, dequantizeRow } from './quantize.ts';
import { bytesPerElement, type Shard, type TensorEntry } from './safetensors.ts';
import type { FileSource } from './source.ts';
import { elements, type StoredTensor, type TensorSpec } from './tensors.ts';

/** Bytes decoded at a time. */
const READ_BYTES = 1 << 20;

interface Quantized {
  data?: Int8Array | Uint32Array;
  scales?: Uint16Array;
}

export async function* streamWeights(
  source: FileSource,
  shards: readonly Shard[],
  parts: ReadonlyMap<string, Part>,
  { precision = 'stored', pieceElements = Number.POSITIVE_INFINITY, names, signal, onProgress }: WeightsOptions,
): AsyncGenerator<Weight, void, undefined> {
  const total = shards.reduce((sum, { header }) => sum + header.dataBytes, 0);
  const pending = new Map<string, Quantized>();
  const isWanted = ({ name }: TensorSpec): boolean => names?.has(name) !== false;
  let before = 0;
  for (const { file, header } of shards) {
    const reader = new DataReader({ source, file, ...header, signal }, names !== undefined);
    const progress = (): void => onProgress?.(before + reader.position, total);
    try {
      for (const tensor of header.tensors) {
        const part = parts.get(tensor.name);
        if (part === undefined || !part.stored.parts.some(isWanted)) continue;
        await reader.seek(tensor.begin);
        const { stored } = part;
        if (part.kind === 'floats') {
          const held = precision === 'stored' ? 'f32' : precision;
          for (const spec of stored.parts) {
            if (isWanted(spec)) yield* readFloats(reader, tensor.dtype, spec, held, pieceElements, progress);
            else await reader.skip(elements(spec) * (bytesPerElement(tensor.dtype) ?? 0));
          }
          continue;
        }
        // A quantised matrix and its scales come in either order, maybe far apart.
        const quantized = pending.get(stored.name) ?? {};
        pending.set(stored.name, quantized);
        if (part.kind === 'scales') quantized.scales = await readScales(reader, tensor, progress);
        else quantized.data = await readQuantized(reader, tensor, progress);
        if (quantized.data && quantized.scales) {
          pending.delete(stored.name);
          yield* takeApart(stored, quantized.data, quantized.scales, precision, isWanted);
        }
      }
    } finally {
      await reader.close();
    }
    before += header.dataBytes;
    onProgress?.(before, total);
  }
}

/** A float weight, a matrix in pieces of at most `most` elements. */
async function* readFloats(
  reader: DataReader,
  dtype: string,
  { name, shape }: TensorSpec,
  precision: Precision,
  most: number,
  progress: () => void,
): AsyncGenerator<Weight, void, undefined> {
  const [rows, columns] = shape;
  if (columns === undefined) {
    const vector = new Float32Array(rows);
    await eachPart(reader, dtype, rows, 1, progress, (values, offset) => vector.set(values, offset));
    yield { name, kind: 'vector', vector };
    return;
  }
  const step = Math.min(rows, Math.max(1, Math.floor(most / columns)));
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    const builder = buildMatrix(count, columns, precision);
    await eachPart(reader, dtype, count * columns, columns, progress, (values) => builder.append(values));
    const matrix = builder.finish();
    yield { name, kind: 'matrix', matrix, ...(count === rows ? {} : { piece: { row, rows } }) };
  }
}

/** Reads `count` floats in runs of whole rows; `take` gets them as f32, valid during the call. */
async function eachPart(
  reader: DataReader,
  dtype: string,
  count: number,
  rowLength: number,
  progress: () => void,
  take: (values: Float32Array, offset: number) => void,
): Promise<void> {
  const width = bytesPerElement(dtype);
  invariant(width !== null, 'what is read as floats was found to be such');
  const most = Math.min(count, Math.max(1, Math.floor(READ_BYTES / (rowLength * width))) * rowLength);
  const bytes = new Uint8Array(most * width);
  const widened = new Float32Array(dtype === 'F32' ? bytes.buffer : new ArrayBuffer(most * 4));
  for (let offset = 0; offset < count; offset += most) {
    const length = Math.min(most, count - offset);
    await reader.fill(bytes.subarray(0, length * width));
    if (dtype === 'F16') widenHalfs(new Uint16Array(bytes.buffer, 0, length), widened);
    else if (dtype === 'BF16') widenBfloats(new Uint16Array(bytes.buffer, 0, length), widened);
    else if (dtype === 'F64') widened.set(new Float64Array(bytes.buffer, 0, length));
    take(widened.subarray(0, length), offset);
    progress();
  }
}

async function readQuantized(
  reader: DataReader,
  tensor: TensorEntry,
  progress: () => void,
): Promise<Int8Array | Uint32Array> {
  const buffer = await readWhole(reader, tensor, progress);
  return tensor.dtype === 'U32' ? new Uint32Array(buffer) : new Int8Array(buffer);
}

/** Scales as half floats; those of folders that were written with f32 scales are rounded. */
async function readScales(reader: DataReader, tensor: TensorEntry, progress: () => void): Promise<Uint16Array> {
  if (tensor.dtype === 'F16') return new Uint16Array(await readWhole(reader, tensor, progress));
  const count = elements(tensor);
  const scales = new Uint16Array(count);
  await eachPart(reader, tensor.dtype, count, 1, progress, (values, offset) => narrowToHalfs(values, scales, offset));
  return scales;
}

async function readWhole(reader: DataReader, { begin, end }: TensorEntry, progress: () => void): Promise<ArrayBuffer> {
  const bytes = allocating(end - begin, () => new Uint8Array(end - begin));
  for (let offset = 0; offset < bytes.length; offset += READ_BYTES) {
    await reader.fill(bytes.subarray(offset, offset + READ_BYTES));
    progress();
  }
  return bytes.buffer;
}

/** All of a float tensor, widened; the reader stands at its first byte. */
export async function readValues(
  reader: DataReader,
  tensor: TensorEntry,
  progress: () => void = () => {},
): Promise<Float32Array> {
  const count = elements(tensor);
  const all = new Float32Array(count);
  await eachPart(reader, tensor.dtype, count, 1, progress, (values, offset) => all.set(values, offset));
  return all;
}

/** The weights of a stored matrix, which follow each other row by row. */
function* takeApart(
  stored: StoredTensor,
  data: Int8Array | Uint32Array,
  scales: Uint16Array,
  precision: Precision | 'stored',
  isWanted: (spec: TensorSpec) => boolean,
): Generator<Weight, void, undefined> {
  let row = 0;
  for (const spec of stored.parts) {
    const { name, shape } = spec;
    const [rows, columns = 0] = shape;
    const [start, end] = [row * columns, (row + rows) * columns];
    const part = { rows, columns, scales: scales.subarray(start / GROUP_SIZE, end / GROUP_SIZE) };
    const matrix: MatrixQ8 | MatrixQ4 =
      data instanceof Int8Array
        ? { precision: 'q8', ...part, data: data.subarray(start, end) }
        : { precision: 'q4', ...part, data: data.subarray(start / 8, end / 8) };
    if (isWanted(spec)) yield convert(name, matrix, precision);
    row += rows;
  }
}

function convert(name: string, stored: MatrixQ8 | MatrixQ4, precision: Precision | 'stored'): Weight {
  if (precision === 'stored' || precision === stored.precision) return { name, kind: 'matrix', matrix: stored };
  const builder = buildMatrix(stored.rows, stored.columns, precision);
  const row = new Float32Array(stored.columns);
  for (let index = 0; index < stored.rows; index++) {
    dequantizeRow(stored, index, row);
    builder.append(row);
  }
  return { name, kind: 'matrix', matrix: builder.finish() };
}
