/** Two texts side by side: which of their words are the same. */
import { diffArrays } from 'diff';
import { type Recording, textOf } from './recording.ts';
import { type Span, spanOfTokens, tokenSpans, type Unit, wordSpans } from './spans.ts';

/** A stretch that both texts have, or what each has in its place (which may be nothing). */
export interface Stretch {
  readonly same: boolean;
  /** Tokens of the left and of the right text. */
  readonly left: Unit;
  readonly right: Unit;
}

interface Words {
  readonly words: readonly string[];
  /** Tokens of the text before each word, and after the last. */
  readonly starts: readonly number[];
}

/** Tokens gathered by word, so that a word is compared whole however it is split. Blanks go with the word after them. */
function wordsOf(recording: Recording): Words {
  const text = textOf(recording);
  const spans: readonly Span[] = wordSpans(text);
  const owners = spanOfTokens(text, tokenSpans(recording.tokens), spans);
  const words: string[] = [];
  const starts: number[] = [];
  let first = 0;
  for (let index = 0; index < owners.length; index++) {
    const owner = owners[index] ?? -1;
    const next = owners[index + 1] ?? -2;
    const span = spans[owner];
    if (span === undefined || owner === next) continue;
    words.push(text.slice(span.start, span.end));
    starts.push(first);
    first = index + 1;
  }
  return { words, starts: [...starts, first] };
}

/** In order; together the stretches hold every token of both. */
export function align(left: Recording, right: Recording): readonly Stretch[] {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const stretches: Stretch[] = [];
  let atLeft = 0;
  let atRight = 0;
  const take = (same: boolean, countLeft: number, countRight: number) => {
    const unit = ({ starts }: Words, at: number, count: number): Unit => ({
      first: starts[at] ?? 0,
      end: starts[at + count] ?? 0,
    });
    stretches.push({ same, left: unit(a, atLeft, countLeft), right: unit(b, atRight, countRight) });
    atLeft += countLeft;
    atRight += countRight;
  };
  let removed = 0;
  let added = 0;
  const flush = () => {
    if (removed > 0 || added > 0) take(false, removed, added);
    removed = 0;
    added = 0;
  };
  for (const change of diffArrays([...a.words], [...b.words])) {
    if (change.removed) removed += change.value.length;
    else if (change.added) added += change.value.length;
    else {
      flush();
      take(true, change.value.length, change.value.length);
    }
  }
  flush();
  // Blanks and a stop token after the last word stand in no word.
  const rest = { left: left.tokens.length, right: right.tokens.length };
  const last = stretches.at(-1);
  if (last === undefined)
    return [{ same: true, left: { first: 0, end: rest.left }, right: { first: 0, end: rest.right } }];
  stretches[stretches.length - 1] = {
    ...last,
    left: { ...last.left, end: rest.left },
    right: { ...last.right, end: rest.right },
  };
  return stretches;
}
