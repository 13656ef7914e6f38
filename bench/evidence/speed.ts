/** How long a long note takes beside a long conversation: 100 sentences, 200 turns, the first time after a rehearsal and again. */
import { reviewEvidence } from '../../src/engine/analysis/evidence/evidence.ts';
import type { Lexicon } from '../../src/engine/analysis/evidence/lexicon/concepts.ts';
import type { Dialogue } from './dialogues.ts';

const TURNS = 200;
const SENTENCES = 100;
const TIMES = 5;

export interface Speed {
  readonly turns: number;
  readonly sentences: number;
  /** Milliseconds. */
  readonly first: number;
  /** Median of the times after it, milliseconds. */
  readonly again: number;
}

/** @param dialogues whose turns and notes are joined */
export function speedOf(dialogues: readonly Dialogue[], lexicon: Lexicon): Speed {
  const turns = dialogues.flatMap(({ conversation }) =>
    conversation.split('\n').filter((line) => /^\[?\w+[\]:]/u.test(line)),
  );
  const sentences = dialogues
    .flatMap(({ reference }) => reference.split(/(?<=\.)\s+/u))
    .filter((one) => /\w/u.test(one));
  const conversation = turns.slice(0, TURNS).join('\n');
  const note = sentences
    .map((sentence) => sentence.replaceAll('\n', ' '))
    .slice(0, SENTENCES)
    .join('\n');
  const times = Array.from({ length: TIMES + 1 }, () => {
    const started = performance.now();
    const evidence = reviewEvidence(note, conversation, lexicon);
    return { ms: performance.now() - started, evidence };
  });
  const [first, ...rest] = times.map(({ ms }) => ms);
  const again = rest.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? 0;
  const { evidence } = times[0] as (typeof times)[number];
  return { turns: evidence.turns.length, sentences: evidence.sentences.length, first: first ?? 0, again };
}
