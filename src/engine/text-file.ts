/** The bytes of a file as text, the same for page and terminal. Bytes that are no text never reach a model. */
import { LocumError } from './errors.ts';

const RECORDING = /\.(?:3gpp?|aac|aiff?|amr|avi|caf|flac|m4[av]|mkv|mov|mp[34]|mpe?g|og[agv]|opus|wav|webm|wm[av])$/iu;

/** Sound and film, by their names. */
export const isRecording = (name: string): boolean => RECORDING.test(name);

/** There is no need to read hours of them. @throws {LocumError} `file-not-text` */
export function refuseRecording(name: string): void {
  if (!isRecording(name)) return;
  throw new LocumError('file-not-text', `“${name}” is a recording, and Locum reads text.`, {
    hint: 'Locum’s page transcribes it under “From a recording”. Or open what another program, such as whisper.cpp, makes of it: .srt, .vtt, .json or .txt.',
  });
}

/** UTF-8, UTF-16 with its byte order mark, or Windows-1252. @throws {LocumError} `file-not-text` */
export function decodeText(bytes: Uint8Array, name: string): string {
  refuseRecording(name);
  const text = decode(bytes);
  // Control characters other than tab, line feed, form feed and carriage return do not stand in text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (text === null || /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/u.test(text)) {
    throw new LocumError('file-not-text', `“${name}” is not a text file.`, {
      hint: 'Save the conversation as plain text (.txt) and open that.',
    });
  }
  return text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
