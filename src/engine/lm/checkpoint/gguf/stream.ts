/** Weights as they stream out of GGUF files: blocks become matrices as their bytes arrive. */

import type { Precision } from '../../causal-lm.ts';
import type { DecoderConfig } from '../../decoder-config.ts';
import { DataReader } from '../data-reader.ts';
import type { WeightsOptions } from '../layout.ts';
import { GROUP_SIZE, groupSize, type Matrix, type Weight } from '../matrix.ts';
import { buildMatrix } from '../quantize.ts';
import type { FileSource } from '../source.ts';
import { elements, type TensorSpec } from '../tensors.ts';
import { BLOCKS } from './blocks.ts';
import type { GgufPart, GgufWeight, GgufWeights } from './match.ts';
import type { Change } from './tensor-names.ts';
import type { TensorType } from './tensor-types.ts';

/** Elements decoded at a time. */
const READ_ELEMENTS = 1 << 19;

export async function* streamBlocks(
  source: FileSource,
  parts: readonly GgufPart[],
  weights: GgufWeights,
  { precision = 'stored', pieceElements = Number.POSITIVE_INFINITY, names, signal, onProgress }: WeightsOptions,
): AsyncGenerator<Weight, void, undefined> {
  const total = parts.reduce((sum, { header }) => sum + header.dataBytes, 0);
  const isWanted = ({ name }: TensorSpec): boolean => names?.has(name) !== false;
  let before = 0;
  for (const { file, header } of parts) {
    const { dataStart, dataBytes, tensors } = header;
    const reader = new DataReader({ source, file, dataStart, dataBytes, signal }, names !== undefined);
    const progress = (): void => onProgress?.(before + reader.position, total);
    try {
      for (const tensor of tensors) {
        const weight = weights.byName.get(tensor.name);
        if (weight === undefined || !weight.stored.parts.some(isWanted)) continue;
        await reader.seek(tensor.begin);
        for (const spec of weight.stored.parts) {
          if (!isWanted(spec)) {
            await reader.skip((elements(spec) / tensor.type.elements) * tensor.type.bytes);
            continue;
          }
          const held = precision === 'stored' ? weight.held : precision;
          yield* readWeight(reader, weight, spec, weights.config, held, pieceElements, progress);
        }
      }
    } finally {
      await reader.close();
    }
    before += dataBytes;
    onProgress?.(before, total);
  }
}

/** One of the weights that a tensor holds, a matrix in pieces of at most `most` elements. */
async function* readWeight(
  reader: DataReader,
  { tensor, change }: GgufWeight,
  { name, shape }: TensorSpec,
  config: DecoderConfig,
  precision: Precision,
  most: number,
  progress: () => void,
): AsyncGenerator<Weight, void, undefined> {
  const { type } = tensor;
  const [rows, columns] = shape;
  if (columns === undefined) {
    const bytes = new Uint8Array((rows / type.elements) * type.bytes);
    await reader.fill(bytes);
    const vector = new Float32Array(rows);
    BLOCKS[type.name]!.widen(bytes, vector);
    if (change === 'plus-one') for (let i = 0; i < rows; i++) vector[i]! -= 1;
    yield { name, kind: 'vector', vector };
    progress();
    return;
  }
  const rowBytes = (columns / type.elements) * type.bytes;
  const group = rowsTogether(change, config);
  const upTo = (elements: number): number => Math.max(1, Math.floor(elements / (columns * group))) * group;
  const step = Math.min(rows, upTo(most));
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    const builder = matrixOf(type, count, columns, precision);
    const once = Math.min(count, upTo(READ_ELEMENTS));
    const bytes = new Uint8Array(once * rowBytes);
    for (let done = 0; done < count; done += once) {
      const part = bytes.subarray(0, Math.min(once, count - done) * rowBytes);
      await reader.fill(part);
      builder.append(group === 1 ? part : inHalves(part, rowBytes, group));
      progress();
    }
    yield { name, kind: 'matrix', matrix: builder.finish(), ...(count === rows ? {} : { piece: { row, rows } }) };
  }
}

/** How many rows have to be at hand before the first of them can be told. */
function rowsTogether(change: Change | null, { headDim }: DecoderConfig): number {
  return change === 'interleaved-queries' || change === 'interleaved-keys' ? headDim : 1;
}

/** Rows of whole heads, the interleaved halves of each put one after the other. */
function inHalves(rows: Uint8Array, rowBytes: number, headDim: number): Uint8Array {
  const ordered = new Uint8Array(rows.length);
  const half = headDim / 2;
  for (let head = 0; head < rows.length; head += headDim * rowBytes) {
    for (let i = 0; i < headDim; i++) {
      const from = head + (2 * (i % half) + Math.floor(i / half)) * rowBytes;
      ordered.set(rows.subarray(from, from + rowBytes), head + i * rowBytes);
    }
  }
  return ordered;
}

/** Whole numbers, their scales and their minimums go over as they are, where the precision holds them; all else by way of floats. */
export function matrixOf(
  { name, elements, bytes }: TensorType,
  rows: number,
  columns: number,
  precision: Precision,
): { append(blocks: Uint8Array): void; finish(): Matrix } {
  const { integers, group = GROUP_SIZE, bits = 8, withMinimums, widen } = BLOCKS[name]!;
  const builder = buildMatrix(rows, columns, precision);
  const room = {
    values: new Float32Array(0),
    codes: new Int8Array(0),
    scales: new Float32Array(0),
    minimums: new Float32Array(0),
  };
  /** @returns how many values the blocks have, for which there is room then */
  const values = (blocks: Uint8Array): number => {
    const count = (blocks.length / bytes) * elements;
    if (room.values.length < count) room.values = new Float32Array(count);
    return count;
  };
  const groups = (blocks: Uint8Array): number => {
    const count = ((blocks.length / bytes) * elements) / GROUP_SIZE;
    if (room.minimums.length < count) {
      room.codes = new Int8Array(count * GROUP_SIZE);
      room.scales = new Float32Array((count * GROUP_SIZE) / group);
      room.minimums = new Float32Array(count);
    }
    return count;
  };
  if (precision === 'q4_1' && withMinimums !== undefined) {
    return {
      append(blocks) {
        const count = groups(blocks);
        withMinimums(blocks, room.codes, room.scales, room.minimums);
        const [scales, minimums] = [room.scales.subarray(0, count), room.minimums.subarray(0, count)];
        builder.appendWithMinimums(room.codes.subarray(0, count * GROUP_SIZE), scales, minimums);
      },
      finish: builder.finish,
    };
  }
  const isHeld = precision === 'q8' || (precision === 'q4' && bits <= 4);
  // Where a matrix has a scale for fewer columns than its type, each stands there as often.
  const times = isHeld || precision === 'q8_16' ? group / groupSize(precision) : 0;
  if (integers !== undefined && times >= 1) {
    return {
      append(blocks) {
        const count = groups(blocks) * GROUP_SIZE;
        const scales = room.scales.subarray(0, count / group);
        integers(blocks, room.codes, scales);
        const own =
          times === 1
            ? scales
            : Float32Array.from({ length: scales.length * times }, (_, i) => scales[Math.floor(i / times)]!);
        builder.appendIntegers(room.codes.subarray(0, count), own);
      },
      finish: builder.finish,
    };
  }
  return {
    append(blocks) {
      const count = values(blocks);
      widen(blocks, room.values);
      builder.append(room.values.subarray(0, count));
    },
    finish: builder.finish,
  };
}
