/** What a letter says that is no statement: its salutation, thanks, and who signs below its closing. */
import { wordsOf } from './words.ts';

const SALUTATION = /^(?:dear|hello|to whom)\b[^.!?]*[,:.]?$/iu;
const THANKS =
  /^(?:many )?thank(?:s| you) (?:very much )?for (?:seeing|coming|your|taking|referring|accepting|helping)\b/iu;
const CLOSING =
  /^(?:(?:with )?(?:kind|kindest|best|warm) (?:regards|wishes)|yours (?:sincerely|faithfully|truly)|sincerely)\b[^.!?]*[,.]?$/iu;
/** Words of a line below the closing: a name, a post, a place. */
const LONGEST_SIGNATURE = 12;

/** For each sentence of a part whether it is one. What speaks of anything clinical, or holds a number, never is. @param speaks of a sentence, by its index */
export function courtesies(sentences: readonly string[], speaks: (index: number) => boolean): readonly boolean[] {
  let isClosed = false;
  return sentences.map((text, index) => {
    if (speaks(index) || /\d/u.test(text)) {
      isClosed = false;
      return false;
    }
    if (CLOSING.test(text)) {
      isClosed = true;
      return true;
    }
    if (SALUTATION.test(text) || THANKS.test(text)) return true;
    return isClosed && wordsOf(text).length <= LONGEST_SIGNATURE;
  });
}
