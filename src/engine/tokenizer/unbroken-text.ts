/** Texts that would hold a tokenizer up: words come again and are looked up, while a piece without a blank is merged letter by letter. */
import { beyondLimit, LIMITS } from '../limits.ts';

/** No word of any language, and no paragraph of one that writes without blanks, is as long. */
const LONG_PIECE = 2_000;

/** @throws {LocumError} `limit-exceeded` when too much of the text lies in long pieces */
export function requireBroken(text: string): void {
  const { most } = LIMITS.unbrokenText;
  if (text.length <= most) return;
  let unbroken = 0;
  for (const [piece] of text.matchAll(/\s+|\S+/gu)) {
    if (piece.length > LONG_PIECE) unbroken += piece.length;
  }
  if (unbroken > most) throw beyondLimit('unbrokenText', 'The text', unbroken);
}
