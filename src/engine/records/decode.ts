/** The bytes of a table of any length as text, piece by piece. */
import { LocumError } from '../errors.ts';

/** A file, however it is opened; can be read more than once. */
export interface TextSource {
  /** For messages. */
  readonly name: string;
  open(): AsyncIterable<Uint8Array>;
}

/** UTF-8 or UTF-16 with its byte order mark. @throws {LocumError} `file-not-text` */
export async function* decodeChunks({ name, open }: TextSource): AsyncGenerator<string, void, undefined> {
  let decoder: TextDecoder | null = null;
  const decode = (bytes?: Uint8Array) => {
    try {
      return bytes === undefined ? decoder?.decode() : decoder?.decode(bytes, { stream: true });
    } catch (cause) {
      throw new LocumError('file-not-text', `“${name}” is not UTF-8: its letters are of an older encoding.`, {
        hint: 'Most likely it is Windows-1252, which Excel calls “CSV (Comma delimited)”. Save it as “CSV UTF-8”.',
        cause,
      });
    }
  };
  for await (const bytes of open()) {
    if (bytes.length === 0) continue;
    if (decoder === null) {
      if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) {
        throw notText(name, 'This is an Excel workbook or a zip archive: save the sheet as CSV (UTF-8), or unpack it.');
      }
      decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
    }
    const text = decode(bytes) ?? '';
    if (text.includes('\u0000')) throw notText(name, 'Give a CSV, TSV or JSON-lines file.');
    yield text;
  }
  yield decode() ?? '';
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function notText(name: string, hint: string, cause?: unknown): LocumError {
  return new LocumError('file-not-text', `“${name}” is not a text file.`, { hint, cause });
}
