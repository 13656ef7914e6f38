/** Texts that models write and nobody can use: bare headings, loops, echoes of what they were given, notes of somebody else. */
import { isDegenerate } from '../evaluation/distinct.ts';
import { ngrams, words } from '../evaluation/words.ts';
import { splitAtLikelyHeaders } from '../tasks/note-parts.ts';

export type Unusable = 'empty' | 'heading' | 'loop' | 'echo' | 'unrelated';

/** Sentences of a note may well be those of the conversation; so much of a text in its very words is copied. */
const COPIED_SHARE = 0.7;
const COPIED_RUN = 6;
/** A text of fewer words is too short to be called a copy. */
const FEWEST_WORDS = 12;
/**
 * Less of a text's own words in its source, and it is of something else. Of 129 sections of the reference notes of ACI-Bench and
 * PriMock57 none shares less than 0.46 with its conversation; with another conversation the median is 0.22.
 */
const SHARED = 1 / 3;
/** Of fewer different words nothing can be said. */
const FEWEST_OWN = 8;
/** What every note says of every patient. */
const COMMON = new Set(
  words(
    'patient year old male female history present presents report reports deny denies state note this that with have been from ' +
      'which were will would there their they also about today follow followup visit',
    { stem: true },
  ),
);
/** `Doctor: …` or `[patient] …` at the beginning of a line: a conversation, not a note of it. */
const TURN = /^\s*(?:\[(?:doctor|patient|clinician)\]|(?:doctor|patient|clinician|dr|pt)\s*:)/gimu;

/**
 * Why a text is of no use as a note, a section or a summary of `source`; null where none of these is the matter with it, which
 * does not make it right.
 */
export function whyUnusable(text: string, source: string): Unusable | null {
  const written = text.trim();
  // “1.” begins a list of nothing.
  if (!/\p{L}/u.test(written)) return 'empty';
  if (splitAtLikelyHeaders(written).every((part) => words(part.text).length === 0)) return 'heading';
  if (isDegenerate(written)) return 'loop';
  if (isEcho(written, source)) return 'echo';
  return isUnrelated(written, source) ? 'unrelated' : null;
}

function isUnrelated(written: string, source: string): boolean {
  const own = new Set(words(written, { stem: true }).filter((word) => /^[a-z]{4,}$/u.test(word) && !COMMON.has(word)));
  if (own.size < FEWEST_OWN) return false;
  const given = new Set(words(source, { stem: true }));
  return [...own].filter((word) => given.has(word)).length < SHARED * own.size;
}

function isEcho(written: string, source: string): boolean {
  const turns = written.match(TURN)?.length ?? 0;
  if (turns > 0 && 2 * turns >= written.split('\n').filter((line) => line.trim() !== '').length) return true;
  const own = words(written);
  if (own.length < FEWEST_WORDS) return false;
  const given = ngrams(words(source), COPIED_RUN);
  const runs = own.length - COPIED_RUN + 1;
  let copied = 0;
  for (const [run, count] of ngrams(own, COPIED_RUN)) if (given.has(run)) copied += count;
  return copied / runs >= COPIED_SHARE;
}
