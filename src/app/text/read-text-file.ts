/** Opens a file as text, in the page. */
import { LocumError } from '../../engine/errors.ts';
import { conversationIn, TRANSCRIPT_ENDINGS } from '../../engine/tasks/transcript.ts';
import { decodeText, refuseRecording } from '../../engine/text-file.ts';

/** More than any context holds, and as much as a text field takes without stumbling. */
const MOST_CHARACTERS = 500_000;

/** @param what begins the sentence that refuses it @throws {LocumError} `text-too-large` */
export function checkLength(length: number, what: string): void {
  if (length <= MOST_CHARACTERS) return;
  const millions = (characters: number) => (characters / 1e6).toFixed(1);
  const message = `${what} has ${millions(length)} million characters: too much for one conversation, so it was not taken in.`;
  throw new LocumError('text-too-large', message, {
    hint: `At most ${millions(MOST_CHARACTERS)} million characters fit. What stood here is unchanged.`,
    details: { characters: length, limit: MOST_CHARACTERS },
  });
}

/** @throws {LocumError} `file-not-text`, `file-not-found`, `text-too-large` */
export async function readTextFile(file: File): Promise<string> {
  refuseRecording(file.name);
  // A character has at most 4 bytes: what is larger need not be read to be refused.
  if (file.size > 4 * MOST_CHARACTERS) checkLength(file.size, `“${file.name}”`);
  const text = decodeText(await readBytes(file), file.name);
  checkLength(text.length, `“${file.name}”`);
  return text;
}

/** What a file chooser offers for a conversation. */
export const CONVERSATION_FILES: readonly string[] = [
  'text/plain',
  ...['txt', 'md', ...TRANSCRIPT_ENDINGS].map((ending) => `.${ending}`),
];

/** A conversation as text or as the transcript of a recording. @throws {LocumError} as `readTextFile`, and `file-invalid` */
export async function readConversation(file: File): Promise<string> {
  return conversationIn(await readTextFile(file), file.name);
}

/** A file that holds more than one conversation. @throws {LocumError} `file-not-text`, `file-not-found`, `text-too-large` */
export async function readLargeTextFile(file: File, mostBytes: number): Promise<string> {
  if (file.size > mostBytes) {
    const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
    const message = `“${file.name}” has ${megabytes(file.size)} MB: too much to be opened here.`;
    throw new LocumError('text-too-large', message, {
      hint: `At most ${megabytes(mostBytes)} MB fit. What you have open is kept.`,
      details: { bytes: file.size, limit: mostBytes },
    });
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
