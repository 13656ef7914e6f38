/** What is said of allergies: to what, or to nothing; in an answer as well as in a sentence. */
import type { Mention } from '../lexicon/concepts.ts';
import { isContent, type Word } from '../text/words.ts';

export interface Allergy {
  /** Stem, or for a medicine its name, by which allergens are compared; null for allergies of any kind. */
  readonly allergen: string | null;
  readonly denied: boolean;
  /** Words that say it, the end exclusive. */
  readonly from: number;
  readonly to: number;
}

const NO_KNOWN = /^(?:nkda|nka|nkfa|nkma)$/u;
const ALLERGY = /^(?:allerg(?:y|ies|ic|en|ens)|adr|adrs)$/u;
const INTOLERANCE = /^(?:intoleran(?:t|ce|ces)|anaphyla(?:xis|ctic)|sensitivit(?:y|ies)|hypersensitiv(?:e|ity))$/u;
/** What comes before “allergies” and is no allergen. */
const GENERAL =
  /^(?:drug|medication|medicine|med|food|known|other|any|no|your|my|his|her|the|environmental|of|and|new|severe|have|has|had|with|are|is|denies|these|those|an|significant|possible|about|what|some|any|reports|got|for|documented|her|skin|contact|known)$/u;
/** Ends a list of allergens. */
const LIST_END =
  /^(?:which|who|that|i'm|we|you|i've|with|causing|causes|caused|cause|give|gives|gave|brings|bring|brought|makes|make|made|sets|sends|sent|comes|came|breaks|broke|gets|got|does|did|can|will|would|as|resulting|she|he|i|it|they|but|so|reaction|rash|hives|swelling|anaphylaxis|has|have|had|was|is|are|takes|takes|when|because|only|at|in|since)$/u;
const NOTHING = /^(?:no|nope|nah|none|nil|nothing|never|nkda|nka|denies|denied|not|negative|any|anything)$/u;

/** “I don't think so”, “not that I know of”. */
const NONE_KNOWN =
  /^\W*(?:(?:uh+|um+|hm+|well|oh)\W+)*(?:i (?:do ?n['’]?t|do not) (?:think|believe) so|not (?:that|to my) )/iu;

/** @param asked the text answers a question about allergies, or stands under such a heading: a bare name is an allergen */
export function allergiesIn(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  isDenied: (word: number) => boolean,
  asked: boolean,
): Allergy[] {
  const found: Allergy[] = [];
  for (const [at, { form }] of words.entries()) {
    if (NO_KNOWN.test(form)) found.push({ allergen: null, denied: true, from: at, to: at + 1 });
    else if (isReaction(words, at)) {
      const items = listFrom(text, words, mentions, at + 2);
      found.push(...items.map((item) => ({ ...item, from: at, denied: isDenied(at) })));
    } else if (ALLERGY.test(form) || INTOLERANCE.test(form))
      found.push(...allergiesAt(text, words, mentions, isDenied, at));
  }
  if (found.length > 0 || !asked) return found;
  const last = words.findIndex(({ form }) => form === 'so' || form === 'of');
  if (NONE_KNOWN.test(text)) return [{ allergen: null, denied: true, from: 0, to: Math.max(0, last) + 1 }];
  const first = words.findIndex(
    ({ form }) =>
      !/^(?:uh|um|hm|hmm|oh|yes|yeah|yep|well|so|just|i|am|i'm|the|a|only|to|think|it's|actually)$/u.test(form),
  );
  if (first < 0 || first > 5) return [];
  const opening = words[first] as Word;
  if (NOTHING.test(opening.form)) {
    // “No, just penicillin.”
    const rest = words
      .slice(first + 1, first + 4)
      .findIndex(({ form }) => /^(?:just|only|except|besides|apart)$/u.test(form));
    if (rest < 0) return [{ allergen: null, denied: true, from: first, to: first + 1 }];
    return listFrom(text, words, mentions, first + rest + 2).map((item) => ({ ...item, denied: false }));
  }
  const listed = listFrom(text, words, mentions, first);
  // “I think there was an antibiotic called clindamycin.”
  const named = mentions.filter(({ concepts, from }) => concepts[0]?.kind === 'medication' && !isDenied(from));
  const items = listed.length > 0 ? listed : named.map((mention) => ({ allergen: nameOf(mention), ...mention }));
  return items.map(({ allergen, from, to }) => ({ allergen, from, to, denied: false }));
}

/** “I react to chlorhexidine.” */
function isReaction(words: readonly Word[], at: number): boolean {
  return /^(?:react|reacts|reacted|reaction)$/u.test((words[at] as Word).form) && words[at + 1]?.form === 'to';
}

function allergiesAt(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  isDenied: (word: number) => boolean,
  at: number,
): Allergy[] {
  const { form, end } = words[at] as Word;
  const next = words[at + 1];
  const gap = text.slice(end, next?.start ?? text.length);
  const denied =
    isDenied(at) ||
    words
      .slice(Math.max(0, at - 5), at)
      .some(
        (word) => /^(?:no|not|denies|denied|without|never|nil)$/u.test(word.form) && !crosses(text, words, word, at),
      );
  // “Allergies: none”, “Allergies – sulfa”.
  if (/^\s*(?:[:=]|[-–]\s)/u.test(gap) && next !== undefined) {
    if (NOTHING.test(next.form)) return [{ allergen: null, denied: true, from: at, to: at + 2 }];
    return listFrom(text, words, mentions, at + 1).map((item) => ({ ...item, from: at, denied: false }));
  }
  if (next !== undefined && /^(?:to|of)$/u.test(next.form) && form !== 'allergen') {
    if (/^(?:anything|any|nothing|something|what)$/u.test(words[at + 2]?.form ?? '')) {
      return [{ allergen: null, denied: denied || words[at + 2]?.form === 'nothing', from: at, to: at + 3 }];
    }
    return listFrom(text, words, mentions, at + 2).map((item) => ({ ...item, from: Math.min(at, item.from), denied }));
  }
  if (INTOLERANCE.test(form)) return [];
  const before = words[at - 1];
  const mention = mentions.find(({ to, concepts }) => to === at && concepts[0]?.kind === 'medication');
  if (mention !== undefined) return [{ allergen: nameOf(mention), denied, from: mention.from, to: at + 1 }];
  if (
    before !== undefined &&
    form !== 'allergic' &&
    !GENERAL.test(before.form) &&
    isContent(before) &&
    /^\s*$/u.test(text.slice(before.end, (words[at] as Word).start))
  ) {
    return [{ allergen: before.stem, denied, from: at - 1, to: at + 1 }];
  }
  if (denied) return [{ allergen: null, denied: true, from: at, to: at + 1 }];
  // “Allergies include latex.”
  if (/^(?:include|includes|are|is)$/u.test(next?.form ?? '')) {
    return listFrom(text, words, mentions, at + 2).map((item) => ({ ...item, denied: false }));
  }
  return [];
}

function crosses(text: string, words: readonly Word[], { end }: Word, at: number): boolean {
  return /[.;:!?\n]/u.test(text.slice(end, (words[at] as Word).start));
}

/** Names from a word on, until the list ends. */
function listFrom(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  start: number,
): Omit<Allergy, 'denied'>[] {
  const items: Omit<Allergy, 'denied'>[] = [];
  for (let at = start; at < words.length && at < start + 12; at++) {
    const word = words[at] as Word;
    const before = words[at - 1];
    if (at > start && before !== undefined && /[.;()!?\n]/u.test(text.slice(before.end, word.start))) break;
    if (LIST_END.test(word.form)) break;
    const mention = mentions.find(
      ({ from, to, concepts }) => from <= at && at < to && concepts[0]?.kind === 'medication',
    );
    if (mention !== undefined) {
      items.push({ allergen: nameOf(mention), from: mention.from, to: mention.to });
      at = mention.to - 1;
    } else if (isContent(word) && !ALLERGY.test(word.form)) {
      items.push({ allergen: word.stem, from: at, to: at + 1 });
    } else if (items.length > 0 && !/^(?:and|or|also)$/u.test(word.form)) break;
  }
  return items.slice(0, 6);
}

function nameOf({ concepts }: Mention): string {
  return concepts[0]?.name ?? '';
}

/** “Any adverse reactions to medicines?”, “ever reacted poorly to any medication?” */
const BAD_REACTIONS =
  /\b(?:(?:adverse|bad|allergic|poor|any|drug) reactions?|react(?:ed|s)? (?:badly|poorly|adversely)) (?:to|with)\b[^.?!]{0,30}\b(?:medicines?|medications?|drugs?|meds|antibiotics?)\b[^.?!]{0,40}\?\s*$/iu;

/** A question about allergies, not yet answered in the same turn. */
export function asksForAllergies(text: string): boolean {
  if (
    /\b(?:medicines?|medications?|drugs?|tablets|antibiotics?)\b[^.?!]{0,20}\b(?:you (?:ca n['’]?t|can['’]?t|cannot) (?:take|have)|(?:you )?(?:react|reacted) (?:badly )?to|disagree)[^.?!]*\?\s*$/iu.test(
      text,
    )
  )
    return true;
  if (BAD_REACTIONS.test(text)) return true;
  const at = text.search(/\ballerg(?:y|ies|ic)\b/iu);
  // “What do you take for your allergies?”
  if (at < 0 || /\bfor (?:your|the|his|her|those)?\s*$/iu.test(text.slice(0, at))) return false;
  const rest = text.slice(at);
  return /\?/u.test(rest)
    ? /\?[^.!?]{0,40}$/u.test(rest.trim()) || /\?\s*$/u.test(rest)
    : /\b(?:any|have|are|is|what)\b[^.?!]*$/iu.test(text.slice(0, at));
}
