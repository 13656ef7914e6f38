/** Whether a recorded note may be shown to somebody who has seen no other yet. */
import { reviewParts } from './evidence/evidence.ts';
import type { Lexicon } from './evidence/lexicon/concepts.ts';
import { type Recording, textOf } from './recording.ts';
import { type Unusable, whyUnusable } from './unusable.ts';

export type Shortcoming =
  /** Of a section. */
  | { readonly kind: Unusable; readonly header: string }
  /** The review objects to too many sentences, or finds too few of them borne out. */
  | { readonly kind: 'unsupported'; readonly unsupported: number; readonly supported: number; readonly of: number }
  /** No sentence of a section is borne out. */
  | { readonly kind: 'baseless'; readonly header: string }
  | { readonly kind: 'thin'; readonly sentences: number }
  /** No choice was another than the base's: there is nothing to see of the pair. */
  | { readonly kind: 'unshifted' };

/** Shares of the sentences. */
const MOST_UNSUPPORTED = 0.25;
const LEAST_SUPPORTED = 0.5;
const FEWEST_SENTENCES = 4;

/** What is wrong with it; nothing where it may be shown. */
export function shortcomings(recording: Recording, conversation: string, lexicon: Lexicon): readonly Shortcoming[] {
  const parts = partsOf(recording);
  const unusable = parts.flatMap(({ header, text }): Shortcoming[] => {
    const kind = whyUnusable(text, conversation);
    return kind === null ? [] : [{ kind, header }];
  });
  const texts = parts.map(({ text }) => text);
  const { sentences } = reviewParts(texts, conversation, lexicon);
  const isBaseless = (part: number) =>
    sentences.every((sentence) => sentence.part !== part || sentence.level !== 'supported');
  const of = sentences.length;
  const count = (wanted: string) => sentences.filter(({ level }) => level === wanted).length;
  const [supported, unsupported] = [count('supported'), count('unsupported')];
  const isBorneOut = unsupported <= MOST_UNSUPPORTED * of && supported > LEAST_SUPPORTED * of;
  return [
    ...unusable,
    ...parts.flatMap(({ header }, part) => (isBaseless(part) ? [{ kind: 'baseless', header } as const] : [])),
    ...(isBorneOut ? [] : [{ kind: 'unsupported', unsupported, supported, of } as const]),
    ...(of < FEWEST_SENTENCES ? [{ kind: 'thin', sentences: of } as const] : []),
    ...(recording.tokens.some(({ argmaxChanged }) => argmaxChanged) ? [] : [{ kind: 'unshifted' } as const]),
  ];
}

/** Its sections; the whole, where it was written in one go. */
function partsOf({ tokens, sections }: Recording): readonly { readonly header: string; readonly text: string }[] {
  if (sections === undefined) return [{ header: '', text: textOf({ tokens }) }];
  let begin = 0;
  return sections.map(({ header, tokens: own }) => {
    const text = textOf({ tokens: tokens.slice(begin, begin + own) }).trim();
    begin += own;
    return { header, text };
  });
}
