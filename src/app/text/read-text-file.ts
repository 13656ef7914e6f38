/** Opens a file as text, in the page. */
import { LocumError } from '../../engine/errors.ts';
import { decodeText } from '../../engine/text-file.ts';

/** Far more than any context holds; keeps a mistaken choice from freezing the page. */
const MAX_BYTES = 4_000_000;

/** @throws {LocumError} `file-not-text`, `file-not-found` */
export async function readTextFile(file: File): Promise<string> {
  if (file.size > MAX_BYTES) {
    const message = `“${file.name}” has ${(file.size / 1e6).toFixed(1)} MB: too large for a dialogue.`;
    throw new LocumError('file-not-text', message, { hint: 'Choose a plain text file with one conversation.' });
  }
  return decodeText(await readBytes(file), file.name);
}

/** A file that was moved or locked since it was chosen cannot be read. */
async function readBytes(file: File): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new LocumError('file-not-found', `“${file.name}” could not be read.`, {
      cause,
      hint: 'It may have been moved or deleted. Choose it again.',
    });
  }
}
