/**
 * GPT-2's byte alphabet: every byte has a printable character, so that a BPE over characters is a BPE over bytes.
 * Printable Latin-1 stands for itself; the other 68 bytes take U+0100 onwards in order (a blank becomes `Ġ`).
 */
const isPrintable = (byte: number) =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || (byte >= 0xae && byte <= 0xff);

const CHARACTERS: readonly string[] = (() => {
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(isPrintable(byte) ? byte : next++));
})();

const BYTES: ReadonlyMap<string, number> = new Map(CHARACTERS.map((char, byte) => [char, byte]));

export const characterOfByte = (byte: number): string => CHARACTERS[byte]!;

/** Undefined for a character outside the alphabet. */
export const byteOfCharacter = (char: string): number | undefined => BYTES.get(char);
