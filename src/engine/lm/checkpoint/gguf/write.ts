/** A checkpoint written down as one GGUF file, as llama.cpp's converters write it: what Locum holds runs there, too. */

import { invariant, throwIfCancelled } from '../../../errors.ts';
import { type DecoderConfig, usedVector } from '../../decoder-config.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { narrowToHalfs } from '../half.ts';
import { PIECE_ELEMENTS, type WeightsOptions } from '../layout.ts';
import { GROUP_SIZE, type Matrix } from '../matrix.ts';
import { dequantizeRow } from '../quantize.ts';
import type { CheckpointSink, FileSink } from '../sink.ts';
import { elements, storedTensors } from '../tensors.ts';
import { ALIGNMENT, type Entry, encodeHeader, type PlacedTensor } from './container.ts';
import { ggufName } from './tensor-names.ts';
import { type TensorType, tensorType } from './tensor-types.ts';
import { configEntries, ggufArchitecture, ropeDivisors } from './write-config.ts';
import { tokenizerEntries } from './write-tokenizer.ts';

/** How matrices are written; norms and biases are F32 always. */
export const GGUF_TYPES = ['f32', 'f16', 'q8_0'] as const;
export type GgufType = (typeof GGUF_TYPES)[number];

/** ggml's numbers: of the tensors' type, and of the file's. */
const NUMBERS: Readonly<Record<GgufType, { readonly type: number; readonly file: number }>> = {
  f32: { type: 0, file: 0 },
  f16: { type: 1, file: 1 },
  q8_0: { type: 8, file: 7 },
};
const F32 = tensorType(0, '');
const WRITE_ELEMENTS = 1 << 20;

export interface GgufWritten {
  readonly tensors: number;
  readonly bytes: number;
}

/** Where a weight of the decoder goes. */
interface Place {
  readonly tensor: PlacedTensor;
  /** Its first row there. */
  readonly row: number;
  /** Rows of each head are to be interleaved. */
  readonly interleaved: boolean;
}

interface Plan {
  readonly tensors: readonly PlacedTensor[];
  /** By the decoder's names of weights. */
  readonly places: ReadonlyMap<string, Place>;
  readonly bytes: number;
}

const bytesOf = ({ elements: size, bytes }: TensorType, count: number): number => (count / size) * bytes;

/** Every tensor's place, known before the first weight arrives. */
function layOut(config: DecoderConfig, type: TensorType): Plan {
  const architecture = ggufArchitecture(config);
  const tensors: PlacedTensor[] = [];
  const places = new Map<string, Place>();
  let bytes = 0;
  const add = (name: string, shape: readonly number[], own: TensorType): PlacedTensor => {
    const tensor = { name, shape, type: own, begin: bytes };
    bytes += Math.ceil(bytesOf(own, elements({ shape })) / ALIGNMENT) * ALIGNMENT;
    tensors.push(tensor);
    return tensor;
  };
  for (const [name, divisors] of ropeDivisors(config)) add(name, [divisors.length], F32);
  for (const { name, shape, parts } of storedTensors(config, new Set())) {
    const { name: own, change } = ggufName(architecture, name);
    const tensor = add(own, shape, shape.length === 1 ? F32 : type);
    let row = 0;
    for (const part of parts) {
      const interleaved = change === 'interleaved-queries' || change === 'interleaved-keys';
      places.set(part.name, { tensor, row, interleaved });
      row += part.shape[0];
    }
  }
  return { tensors, places, bytes };
}

/**
 * @param file name of the file in `sink`
 * @throws {LocumError} as `Checkpoint.weights`; `unsupported` for what GGUF cannot say, or when columns do not divide into groups
 * @throws {Cancelled}
 */
export async function writeGguf(
  checkpoint: Checkpoint,
  sink: CheckpointSink,
  file: string,
  options: Pick<WeightsOptions, 'signal' | 'onProgress'> & { readonly type: GgufType },
): Promise<GgufWritten> {
  const { type, signal, onProgress } = options;
  const { config } = checkpoint;
  throwIfCancelled(signal);
  const { tensors, places, bytes } = layOut(config, tensorType(NUMBERS[type].type, ''));
  const head = encodeHeader(await entriesOf(checkpoint, NUMBERS[type].file, signal), tensors);
  const out = await sink.open(file);
  try {
    await out.write(head, 0);
    for (const [name, divisors] of ropeDivisors(config)) {
      const { begin } = tensors.find((tensor) => tensor.name === name)!;
      await out.write(new Uint8Array(Float32Array.from(divisors).buffer), head.length + begin);
    }
    const precision = type === 'q8_0' ? 'q8' : 'f32';
    for await (const weight of checkpoint.weights({ precision, pieceElements: PIECE_ELEMENTS, signal, onProgress })) {
      const place = places.get(weight.name);
      invariant(place !== undefined, `${weight.name} has a place`);
      const { tensor, row } = place;
      if (weight.kind === 'vector') {
        const vector = usedVector(config, weight.name, weight.vector);
        await out.write(
          new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength),
          head.length + tensor.begin + 4 * row,
        );
        continue;
      }
      await writeRows(out, head.length, weight.matrix, place, config.headDim, weight.piece?.row ?? 0);
    }
  } finally {
    await out.close();
  }
  return { tensors: tensors.length, bytes: head.length + bytes };
}

async function entriesOf(
  { id, config, files, stopIds }: Checkpoint,
  fileType: number,
  signal: AbortSignal | undefined,
): Promise<readonly Entry[]> {
  return [
    { key: 'general.architecture', kind: 'text', value: ggufArchitecture(config) },
    { key: 'general.name', kind: 'text', value: id },
    { key: 'general.alignment', kind: 'count', value: ALIGNMENT },
    { key: 'general.file_type', kind: 'count', value: fileType },
    { key: 'general.quantization_version', kind: 'count', value: 2 },
    ...configEntries(config),
    ...(await tokenizerEntries(files, config.vocabularySize, stopIds, signal)),
  ];
}

/** @param start first row of `matrix` in the weight that it is a piece of */
async function writeRows(
  out: FileSink,
  dataStart: number,
  matrix: Matrix,
  { tensor, row: first, interleaved }: Place,
  headDim: number,
  start: number,
): Promise<void> {
  const { rows, columns } = matrix;
  const rowBytes = bytesOf(tensor.type, columns);
  const half = headDim / 2;
  // Rows of a head lie among each other; a piece may end within one.
  const isWhole = start % headDim === 0 && rows % headDim === 0;
  const step = !interleaved ? Math.max(1, Math.floor(WRITE_ELEMENTS / columns)) : isWhole ? headDim : 1;
  const place = (row: number): number => {
    const inHead = row % headDim;
    return interleaved ? row - inHead + 2 * (inHead % half) + Math.floor(inHead / half) : row;
  };
  const bytes = new Uint8Array(Math.min(step, rows) * rowBytes);
  const encode = encoder(matrix);
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    const base = step === 1 ? place(start + row) : start + row;
    for (let i = 0; i < count; i++) {
      const to = place(start + row + i) - base;
      encode(row + i, bytes.subarray(to * rowBytes, (to + 1) * rowBytes), tensor.type);
    }
    await out.write(bytes.subarray(0, count * rowBytes), dataStart + tensor.begin + (first + base) * rowBytes);
  }
}

/** Writes a row of `matrix` as blocks. */
function encoder(matrix: Matrix): (row: number, target: Uint8Array, type: TensorType) => void {
  const { columns } = matrix;
  const values = new Float32Array(columns);
  const halves = new Uint16Array(columns);
  return (row, target, { name }) => {
    if (matrix.precision === 'q8') {
      const start = row * columns;
      for (let group = 0; group < columns / GROUP_SIZE; group++) {
        const scale = matrix.scales[start / GROUP_SIZE + group]!;
        const at = group * (GROUP_SIZE + 2);
        target[at] = scale & 0xff;
        target[at + 1] = scale >> 8;
        const codes = start + group * GROUP_SIZE;
        for (let i = 0; i < GROUP_SIZE; i++) target[at + 2 + i] = matrix.data[codes + i]!;
      }
      return;
    }
    dequantizeRow(matrix, row, values);
    if (name === 'F32') {
      target.set(new Uint8Array(values.buffer));
      return;
    }
    narrowToHalfs(values, halves, 0);
    target.set(new Uint8Array(halves.buffer));
  };
}
