/** An open list of codes: a line a code, its title and what else it is called, apart by `|` or tabs; `#` begins a remark. */
import { LocumError } from '../../errors.ts';
import { decodeText } from '../../text-file.ts';

export interface Code {
  readonly code: string;
  readonly title: string;
  /** What else it is called; its title is the first. */
  readonly names: readonly string[];
}

/** Characters of a list, codes of it, and characters of a line: more is none that a clinic uses. */
const MOST_CHARACTERS = 16_000_000;
const MOST_CODES = 200_000;
const LONGEST_LINE = 4_000;
const CODE = /^[A-Za-z0-9][A-Za-z0-9.\-/+]{0,15}$/u;
const GZIP = [0x1f, 0x8b];

/** A list as it lies in a file, gzipped or not. @throws {LocumError} `file-invalid`, `file-not-text`, `limit-exceeded` */
export async function readCodeList(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<readonly Code[]> {
  return parseCodeList(decodeText(await unpacked(bytes, name), name), name);
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<Uint8Array> {
  // A host may have unpacked it already.
  if (GZIP.some((byte, at) => bytes[at] !== byte)) return bytes;
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    for (const reader = stream.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > MOST_CHARACTERS) break;
      chunks.push(value);
    }
  } catch (cause) {
    throw broken(name, 'It cannot be unpacked.', cause);
  }
  refuseMore(length, MOST_CHARACTERS, 'characters', name);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** @throws {LocumError} `file-invalid` where a line is no code with a title, `limit-exceeded` */
export function parseCodeList(text: string, name: string): readonly Code[] {
  refuseMore(text.length, MOST_CHARACTERS, 'characters', name);
  const codes = new Map<string, Code>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [code = '', ...names] = line.slice(0, LONGEST_LINE).split(/\s*[|\t]\s*/u);
    const own = names.map((each) => each.trim()).filter((each) => each !== '');
    const [title] = own;
    if (!CODE.test(code.trim()) || title === undefined)
      throw broken(name, `Line ${index + 1} is no code with a title.`);
    codes.set(code.trim(), { code: code.trim(), title, names: own });
    refuseMore(codes.size, MOST_CODES, 'codes', name);
  }
  if (codes.size === 0) throw broken(name, 'It holds no code.');
  return [...codes.values()];
}

function broken(name: string, what: string, cause?: unknown): LocumError {
  return new LocumError('file-invalid', `“${name}” is no list of codes. ${what}`, {
    cause,
    hint: 'A list has a code, a tab or “|”, and a title on each line. The list that was there before stays in use.',
  });
}

function refuseMore(count: number, limit: number, what: string, name: string): void {
  if (count <= limit) return;
  throw new LocumError('limit-exceeded', `“${name}” has more than ${limit} ${what}.`, {
    hint: 'Take from it the codes that your clinic uses.',
    details: { count, limit },
  });
}
