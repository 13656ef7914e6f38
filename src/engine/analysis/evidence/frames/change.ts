/** Which way: a medicine started, stopped or changed; a complaint better or worse; a test ordered or declined, its result. */
import { COURSE_CHANGES, MEDICINE_CHANGES, RESULT_CHANGES, TEST_CHANGES } from '../lexicon/changes.ts';
import type { ConceptKind, Mention } from '../lexicon/concepts.ts';
import { type Word, wordsOf } from '../text/words.ts';
import type { Polarity } from './polarity.ts';

export interface Change {
  readonly name: string;
  /** Words of the cue, the end exclusive. */
  readonly from: number;
  readonly to: number;
}

type Cues = ReadonlyMap<string, readonly { readonly stems: readonly string[]; readonly name: string }[]>;

function cuesOf(...tables: readonly string[]): Cues {
  const cues = new Map<string, { stems: readonly string[]; name: string }[]>();
  for (const line of tables.flatMap((table) => table.trim().split('\n'))) {
    const [name = '', phrases = ''] = line.split('=');
    for (const phrase of phrases.split('|')) {
      const stems = wordsOf(phrase).map(({ stem }) => stem);
      const first = stems[0] ?? '';
      cues.set(first, [...(cues.get(first) ?? []), { stems, name: name.trim() }]);
    }
  }
  return cues;
}

const CUES: Readonly<Partial<Record<ConceptKind, readonly Cues[]>>> = {
  medication: [cuesOf(MEDICINE_CHANGES)],
  finding: [cuesOf(COURSE_CHANGES)],
  investigation: [cuesOf(TEST_CHANGES), cuesOf(RESULT_CHANGES)],
  measurement: [cuesOf(RESULT_CHANGES)],
  examination: [cuesOf(RESULT_CHANGES)],
};

/** Words between a change and what it is said of. */
const REACH_BEFORE = 7;
const REACH_AFTER = 6;

/** What is said to become of each mention; none, one, or of a test both what is done and what came out. */
export function changesOf(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  polarity: readonly Polarity[],
): readonly (readonly Change[])[] {
  return mentions.map((mention, index) => {
    const kind = mention.concepts[0]?.kind;
    const tables = kind === undefined ? [] : (CUES[kind] ?? []);
    return tables.flatMap((cues) => {
      const cue = cueBefore(text, words, mentions, index, cues) ?? cueAfter(text, words, mentions, index, cues);
      if (cue === null) return [];
      const name = polarity[cue.from] === 'denied' ? reversed(cue.name) : cue.name;
      return name === null ? [] : [{ ...cue, name }];
    });
  });
}

/** “do not stop” is to go on; what is not begun is nothing. */
function reversed(name: string): string | null {
  switch (name) {
    case 'stop':
      return 'continue';
    case 'continue':
    case 'take':
      return 'stop';
    case 'worse':
    case 'better':
      return 'same';
    case 'order':
      return 'decline';
    case 'normal':
      return 'abnormal';
    default:
      return null;
  }
}

function cueAt(words: readonly Word[], at: number, cues: Cues): Change | null {
  let best: Change | null = null;
  for (const { stems, name } of cues.get((words[at] as Word).stem) ?? []) {
    if (stems.some((stem, offset) => words[at + offset]?.stem !== stem)) continue;
    if (best === null || at + stems.length > best.to) best = { name, from: at, to: at + stems.length };
  }
  return best;
}

const BREAK = /[.;?!\n]/u;

function cueBefore(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  index: number,
  cues: Cues,
): Change | null {
  const mention = mentions[index] as Mention;
  let best: Change | null = null;
  let limit = mention.from - REACH_BEFORE;
  for (let at = mention.from - 1; at >= Math.max(0, limit); at--) {
    if (BREAK.test(text.slice((words[at] as Word).end, (words[at + 1] as Word).start))) break;
    const other = mentions.find(({ from, to, concepts }) => from <= at && at < to && sameKind(concepts, mention));
    if (other !== undefined) {
      // In a row (“continue A and B”) a change is said of all.
      if (!isRow(text, words, other.to, mention)) break;
      at = other.from;
      limit = at - REACH_BEFORE;
      continue;
    }
    const cue = cueAt(words, at, cues);
    if (cue === null) continue;
    // “stopped taking”: what is said of the taking.
    if (best === null || best.name === 'take') best = cue;
    if (cue.name !== 'take') return best;
    limit = Math.max(limit, at - 3);
  }
  return best;
}

function sameKind(concepts: Mention['concepts'], mention: Mention): boolean {
  return concepts[0]?.kind === mention.concepts[0]?.kind;
}

function isRow(text: string, words: readonly Word[], to: number, mention: Mention): boolean {
  const between = text.slice((words[to - 1] as Word).end, (words[mention.from] as Word).start);
  return /^\s*(?:,|and|or|&|\/|,\s*and|as well as|along with|also)?\s*(?:the|your|his|her|my)?\s*$/iu.test(between);
}

function cueAfter(
  text: string,
  words: readonly Word[],
  mentions: readonly Mention[],
  index: number,
  cues: Cues,
): Change | null {
  const mention = mentions[index] as Mention;
  for (let at = mention.to; at < Math.min(words.length, mention.to + REACH_AFTER); at++) {
    if (BREAK.test(text.slice((words[at - 1] as Word).end, (words[at] as Word).start))) return null;
    if (mentions.some(({ from, to, concepts }) => from <= at && at < to && sameKind(concepts, mention))) return null;
    const cue = cueAt(words, at, cues);
    // “lisinopril on Monday” takes nothing.
    if (cue !== null && cue.name !== 'take') return cue;
  }
  return null;
}
