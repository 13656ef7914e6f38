/** Which sentences of a text another text has, too, in words of its own. */

/** Of their words that two sentences share (Dice's coefficient), from which on they say the same. */
const ALIKE = 0.5;

/** Letters in their forms and figures; what is said in a word or two of grammar is in nearly every sentence. */
const WORD = /\d+(?:[.,]\d+)*|\p{L}{3,}/gu;
const DENIAL = /^(?:not|nor|never|none|without|denie[sd]|deny|denying|negative|absent)$|n['’]t$|^no$/u;
const DENIALS = /\b(?:no|\p{L}+n['’]t)(?!\p{L})/giu;

interface Said {
  readonly words: ReadonlySet<string>;
  /** Figures and denials: sentences that differ in one of them do not agree, however alike their words. */
  readonly decisive: string;
}

function read(sentence: string): Said {
  const lower = sentence.toLowerCase();
  const words = lower.match(WORD) ?? [];
  const denials = [...words.filter((word) => DENIAL.test(word)), ...(lower.match(DENIALS) ?? [])];
  const figures = words.filter((word) => /\d/u.test(word)).sort();
  const content = words.filter((word) => !DENIAL.test(word));
  return { words: new Set(content), decisive: [...figures, denials.length % 2].join(' ') };
}

function alike(one: Said, other: Said): boolean {
  if (one.decisive !== other.decisive) return false;
  const shared = [...one.words].filter((word) => other.words.has(word)).length;
  return shared > 0 && (2 * shared) / (one.words.size + other.words.size) >= ALIKE;
}

/** Of each sentence, whether one of `others` says the same. */
export function agreements(sentences: readonly string[], others: readonly string[]): readonly boolean[] {
  const said = others.map(read);
  return sentences.map((sentence) => {
    const own = read(sentence);
    return said.some((other) => alike(own, other));
  });
}
