/** Bytes of a text that grows: what of it is complete, and what is the beginning of a character. */

/** Bytes that follow each lead byte of UTF-8; 0 for bytes that begin nothing (WHATWG Encoding, §8.1.1). */
function followers(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 1;
  if (lead >= 0xe0 && lead <= 0xef) return 2;
  return lead >= 0xf0 && lead <= 0xf4 ? 3 : 0;
}

/** Whether `byte` can stand second after `lead`: no overlong forms, no surrogates, nothing above U+10FFFF. */
function fitsSecond(lead: number, byte: number): boolean {
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  return byte >= lowest && byte <= highest;
}

/** How many bytes at the end are the beginning of a character that later bytes may complete: 0 to 3. */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let length = 1; length <= Math.min(3, bytes.length); length++) {
    const lead = bytes[bytes.length - length]!;
    if (lead >= 0x80 && lead <= 0xbf) continue;
    if (followers(lead) < length) return 0;
    return length === 1 || fitsSecond(lead, bytes[bytes.length - length + 1]!) ? length : 0;
  }
  return 0;
}

export interface SplitText {
  /** What is complete; bytes that cannot become a character are U+FFFD. */
  readonly text: string;
  /** The beginning of a character. */
  readonly held: Uint8Array;
}

/** The same text, piece by piece, as a streaming `TextDecoder` shows. */
export function splitUtf8(bytes: Uint8Array): SplitText {
  const end = bytes.length - unfinishedBytes(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, end));
  return { text, held: bytes.slice(end) };
}

/** Whole characters, at least one, and nothing else. */
export function isText(bytes: Uint8Array): boolean {
  const { text, held } = splitUtf8(bytes);
  return text !== '' && held.length === 0 && !text.includes('\uFFFD');
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let position = 0;
  for (const part of parts) {
    joined.set(part, position);
    position += part.length;
  }
  return joined;
}

/** Bytes as a key: one character a byte. */
export const bytesKey = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
