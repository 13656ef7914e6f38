/**
 * The safetensors header: 8 bytes of little-endian length, then JSON `{name: {dtype, shape, data_offsets}}`, then data.
 * Headers come from strangers, so everything a reader would trust is checked here once.
 */

import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { beyondLimit, LIMITS, requireWithin } from '../../limits.ts';
import { impostorAt } from './impostor.ts';

const REFERENCE_MOST = 100_000_000;

const BYTES_PER_ELEMENT = {
  BOOL: 1,
  U8: 1,
  I8: 1,
  F8_E5M2: 1,
  F8_E4M3: 1,
  I16: 2,
  U16: 2,
  F16: 2,
  BF16: 2,
  I32: 4,
  U32: 4,
  F32: 4,
  I64: 8,
  U64: 8,
  F64: 8,
} as const;
export type Dtype = keyof typeof BYTES_PER_ELEMENT;

function isDtype(name: string): name is Dtype {
  return Object.hasOwn(BYTES_PER_ELEMENT, name);
}

export interface TensorEntry {
  readonly name: string;
  /** One that is not a `Dtype` is nothing to whoever does not need the tensor. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes from the start of the data section. */
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  /** First byte of the data section in the file. */
  readonly dataStart: number;
  /** Bytes of the data section, as far as tensors reach. */
  readonly dataBytes: number;
  /** In the order of the data. */
  readonly tensors: readonly TensorEntry[];
}

/** One file of a checkpoint. */
export interface Shard {
  readonly file: string;
  readonly header: SafetensorsHeader;
}

const Natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Entry = v.object({
  dtype: v.string(),
  // Longer ones than any array library knows are not even looked through.
  shape: v.pipe(v.array(v.unknown()), v.maxLength(32), v.array(Natural)),
  data_offsets: v.tuple([Natural, Natural]),
});

function invalid(file: string, what: string, cause?: unknown): LocumError {
  return new LocumError('checkpoint-invalid', `${file} is not a valid safetensors file: ${what}.`, {
    hint: 'The file may be damaged or of another format. Download or export it again.',
    details: { file },
    cause,
  });
}

/** Null for a type that this reader does not know. */
export function bytesPerElement(dtype: string): number | null {
  return isDtype(dtype) ? BYTES_PER_ELEMENT[dtype] : null;
}

/**
 * Length of the JSON, from the first 8 bytes.
 * @throws {LocumError} `checkpoint-invalid`, `limit-exceeded`
 */
export function headerLength(prefix: Uint8Array, file: string): number {
  if (prefix.length < 8) throw invalid(file, 'it ends within its first eight bytes');
  const view = new DataView(prefix.buffer, prefix.byteOffset, 8);
  const length = view.getUint32(4, true) * 2 ** 32 + view.getUint32(0, true);
  const impostor = impostorAt(prefix);
  if (impostor !== null) throw invalid(file, impostor);
  // The reference implementation reads headers of 100 MB, and takes more for no length at all.
  if (length < 2 || length > REFERENCE_MOST) throw invalid(file, `its header would have ${length} bytes`);
  requireWithin('tensorTable', length, `The header of ${file}`);
  return length;
}

/** @throws {LocumError} `checkpoint-invalid`, `limit-exceeded` */
export function parseHeader(json: Uint8Array, file: string): SafetensorsHeader {
  requireWithin('tensorTable', json.length, `The header of ${file}`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (thrown) {
    throw invalid(file, 'its header is not JSON', thrown);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalid(file, 'its header is not an object');
  }
  const tensors: TensorEntry[] = [];
  for (const [name, value] of Object.entries(parsed)) {
    if (tensors.length === LIMITS.tensors.most) throw beyondLimit('tensors', `The header of ${file}`);
    if (name === '__metadata__') continue;
    const entry = v.safeParse(Entry, value);
    if (!entry.success) throw invalid(file, `the entry of ${name} is wrong (${v.summarize(entry.issues)})`);
    const { dtype, shape, data_offsets } = entry.output;
    const [begin, end] = data_offsets;
    if (end < begin) throw invalid(file, `${name} ends before it begins`);
    const width = bytesPerElement(dtype);
    const bytes = width === null ? null : shape.reduce((product, size) => product * size, width);
    if (bytes !== null && end - begin !== bytes) {
      throw invalid(file, `${name} has ${end - begin} bytes, but ${dtype} [${shape.join(', ')}] needs ${bytes}`);
    }
    tensors.push({ name, dtype, shape, begin, end });
  }
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let reached = 0;
  for (const tensor of tensors) {
    if (tensor.begin < reached) throw invalid(file, `${tensor.name} overlaps another tensor`);
    reached = tensor.end;
  }
  return { dataStart: 8 + json.length, dataBytes: reached, tensors };
}
