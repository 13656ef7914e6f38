/**
 * The head of a GGUF file: metadata and the table of its tensors. Format: ggml, `docs/gguf.md`. Heads come from strangers,
 * so every count is checked against what the file can hold before anything is made of it.
 */

import { LocumError } from '../../../errors.ts';
import { truncated } from '../byte-reader.ts';
import { type TensorType, tensorType } from './tensor-types.ts';

export type GgufValue = number | boolean | string | readonly GgufValue[];
export type GgufMetadata = ReadonlyMap<string, GgufValue>;

export interface GgufTensor {
  readonly name: string;
  readonly type: TensorType;
  /** As Hugging Face has it, `[rows, columns]`: a file names the sizes the other way round. */
  readonly shape: readonly number[];
  /** Bytes from the start of the data section. */
  readonly begin: number;
  readonly end: number;
}

export interface GgufHeader {
  readonly metadata: GgufMetadata;
  /** In the order of the data. */
  readonly tensors: readonly GgufTensor[];
  /** First byte of the data section in the file. */
  readonly dataStart: number;
  /** Bytes of the data section, as far as tensors reach. */
  readonly dataBytes: number;
}

/** The largest vocabularies there are (262,144 tokens and as many merges) take 15 MB. */
const MAX_HEADER_BYTES = 256 * 2 ** 20;
const MAX_ENTRIES = 1 << 16;
const MAX_DIMENSIONS = 4;
const MAX_NESTING = 4;
const MAX_ALIGNMENT = 1 << 20;
const DEFAULT_ALIGNMENT = 32;
const VERSIONS = [2, 3];

const ARRAY = 9;
const STRING = 8;
/** Bytes of one value, at least, by the number of its type. */
const LEAST_BYTES = [1, 1, 2, 2, 4, 4, 4, 1, 8, 12, 8, 8, 8] as const;

export function invalidGguf(file: string, what: string): LocumError {
  return new LocumError('checkpoint-invalid', `${file} is not a usable GGUF file: ${what}.`, {
    hint: 'The file may be damaged, cut short or of another format. Download it again.',
    details: { file },
  });
}

/** The bytes at hand end before the head does. */
class MoreBytes extends Error {}

/**
 * Reads the head from the first bytes of a file.
 * @param fileBytes size of the whole file; null where it is not known
 * @returns null when `bytes` ends before the head does
 * @throws {LocumError} `checkpoint-invalid`, `checkpoint-truncated`, `unsupported`
 */
export function parseGguf(bytes: Uint8Array, file: string, fileBytes: number | null): GgufHeader | null {
  try {
    return readHeader(new Cursor(bytes, file, fileBytes), file);
  } catch (thrown) {
    if (thrown instanceof MoreBytes) return null;
    throw thrown;
  }
}

/** Takes values one after the other. */
class Cursor {
  position = 0;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #fileBytes: number | null;
  // A token may begin with a byte order mark.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(bytes: Uint8Array, file: string, fileBytes: number | null) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
    this.#fileBytes = fileBytes;
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true);
  }

  /** A 64-bit size or count. */
  size(what: string): number {
    const at = this.#take(8);
    const value = this.#view.getUint32(at + 4, true) * 2 ** 32 + this.#view.getUint32(at, true);
    if (Number.isSafeInteger(value)) return value;
    throw invalidGguf(this.#file, `${what} would be ${value}`);
  }

  /** A count of things of at least `bytes` each, which the rest of the file must hold. */
  count(what: string, bytes: number, most = Number.POSITIVE_INFINITY): number {
    const count = this.size(what);
    if (count > most || count * bytes > MAX_HEADER_BYTES) {
      throw invalidGguf(this.#file, `it would have ${count} ${what}`);
    }
    this.#checkEnd(this.position + count * bytes);
    return count;
  }

  text(): string {
    const length = this.count('bytes in a text', 1);
    const at = this.#take(length);
    return this.#decoder.decode(this.#bytes.subarray(at, at + length));
  }

  value(type: number, nesting = 0): GgufValue {
    const view = this.#view;
    switch (type) {
      case 0:
        return view.getUint8(this.#take(1));
      case 1:
        return view.getInt8(this.#take(1));
      case 2:
        return view.getUint16(this.#take(2), true);
      case 3:
        return view.getInt16(this.#take(2), true);
      case 4:
        return view.getUint32(this.#take(4), true);
      case 5:
        return view.getInt32(this.#take(4), true);
      case 6:
        return view.getFloat32(this.#take(4), true);
      case 7:
        return view.getUint8(this.#take(1)) !== 0;
      case STRING:
        return this.text();
      case ARRAY: {
        const element = this.u32();
        const least = LEAST_BYTES[element];
        if (least === undefined || nesting >= MAX_NESTING) throw invalidGguf(this.#file, `a list of type ${element}`);
        const values: GgufValue[] = [];
        for (let left = this.count('elements in a list', least); left > 0; left--)
          values.push(this.value(element, nesting + 1));
        return values;
      }
      case 10:
        return Number(view.getBigUint64(this.#take(8), true));
      case 11:
        return Number(view.getBigInt64(this.#take(8), true));
      case 12:
        return view.getFloat64(this.#take(8), true);
      default:
        throw invalidGguf(this.#file, `its metadata has a value of the unknown type ${type}`);
    }
  }

  #take(bytes: number): number {
    const at = this.position;
    this.#checkEnd(at + bytes);
    if (at + bytes > this.#bytes.length) throw new MoreBytes();
    this.position = at + bytes;
    return at;
  }

  /** Whether there can be anything up to `end`. */
  #checkEnd(end: number): void {
    if (this.#fileBytes !== null && end > this.#fileBytes) throw truncated(this.#file, this.#fileBytes, end);
    if (end > MAX_HEADER_BYTES) throw invalidGguf(this.#file, 'its table is too long');
  }
}

const MAGIC = 0x46554747;
/** The first four characters of what stands in for a large file in a git repository. */
const LFS_POINTER = 0x73726576;

function readHeader(cursor: Cursor, file: string): GgufHeader {
  const magic = cursor.u32();
  if (magic === LFS_POINTER) throw invalidGguf(file, 'it only points to the real file, which git LFS keeps elsewhere');
  if (magic !== MAGIC) throw invalidGguf(file, 'it does not begin with the letters GGUF');
  checkVersion(cursor.u32(), file);
  const tensorCount = cursor.count('tensors', 24, MAX_ENTRIES);
  const entryCount = cursor.count('metadata entries', 13, MAX_ENTRIES);
  const metadata = new Map<string, GgufValue>();
  for (let left = entryCount; left > 0; left--) {
    const key = cursor.text();
    metadata.set(key, cursor.value(cursor.u32()));
  }
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  const isPower = typeof alignment === 'number' && alignment > 0 && Number.isInteger(Math.log2(alignment));
  if (!isPower || alignment > MAX_ALIGNMENT) throw invalidGguf(file, `its alignment is ${String(alignment)}`);
  const tensors: GgufTensor[] = [];
  for (let left = tensorCount; left > 0; left--) tensors.push(readTensor(cursor, file, alignment));
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let reached = 0;
  const names = new Set<string>();
  for (const { name, begin, end } of tensors) {
    if (begin < reached) throw invalidGguf(file, `${name} overlaps another tensor`);
    if (names.has(name)) throw invalidGguf(file, `it has two tensors ${name}`);
    names.add(name);
    reached = end;
  }
  const dataStart = Math.ceil(cursor.position / alignment) * alignment;
  return { metadata, tensors, dataStart, dataBytes: reached };
}

function checkVersion(version: number, file: string): void {
  if (VERSIONS.includes(version)) return;
  const swapped = ((version & 0xff) << 24) | ((version & 0xff00) << 8) | ((version >>> 8) & 0xff00) | (version >>> 24);
  const isBigEndian = VERSIONS.includes(swapped);
  throw new LocumError(
    'unsupported',
    isBigEndian ? `${file} is a big-endian GGUF file.` : `${file} is of version ${version} of GGUF.`,
    {
      hint: `Locum reads little-endian GGUF files of the versions ${VERSIONS.join(' and ')}. Download a newer conversion.`,
      details: { file, version },
    },
  );
}

function readTensor(cursor: Cursor, file: string, alignment: number): GgufTensor {
  const name = cursor.text();
  const dimensions = cursor.u32();
  if (dimensions < 1 || dimensions > MAX_DIMENSIONS) throw invalidGguf(file, `${name} has ${dimensions} dimensions`);
  const sizes: number[] = [];
  for (let left = dimensions; left > 0; left--) sizes.push(cursor.size(`a size of ${name}`));
  const type = tensorType(cursor.u32(), name);
  const begin = cursor.size(`the place of ${name}`);
  const [columns = 1] = sizes;
  const elements = sizes.reduce((product, size) => product * size, 1);
  const bytes = (elements / type.elements) * type.bytes;
  const fail = (what: string) => invalidGguf(file, `${name} ${what}`);
  if (elements === 0 || !Number.isSafeInteger(begin + bytes)) throw fail(`would have the sizes ${sizes.join(', ')}`);
  if (columns % type.elements !== 0) throw fail(`has rows of ${columns} where ${type.name} needs ${type.elements}s`);
  if (begin % alignment !== 0) throw fail('is not aligned');
  return { name, type, shape: sizes.reverse(), begin, end: begin + bytes };
}
