/**
 * The second witness of a sentence's basis: whether the models find that the linked turns entail it, and the reverse. It stands
 * beside what words say and changes none of it; a contradiction asks for a look.
 */
import { labelsOf } from '../../tasks/classification.ts';
import type { Turn } from '../../tasks/dialogue.ts';
import type { SentenceReview } from './evidence.ts';

/** In the order of the models' labels. */
export const ENTAILMENT_LABELS: readonly string[] = labelsOf('nli');

/** `forward` from the turns to the sentence, `backward` from the sentence to the turns: what else they say shows there. */
export const DIRECTIONS = ['forward', 'backward'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Characters of the turns that the models are shown; enough for four turns of talk. */
const SAID_LENGTH = 1500;

/** A sentence with the turns beside it, as the task `nli` reads it; null for one that no turn speaks of. */
export function entailmentText(
  { sentence, turns: links }: SentenceReview,
  turns: readonly Turn[],
  direction: Direction,
): string | null {
  const said = [...links]
    .sort((a, b) => a.turn - b.turn)
    .map(({ turn }) => turns[turn])
    .filter((turn) => turn !== undefined)
    .map(({ label, text }) => `${label === '' ? '' : `${label}: `}${text}`.replace(/\s+/gu, ' '));
  if (said.length === 0) return null;
  const talk = said.join(' ').slice(0, SAID_LENGTH);
  const written = sentence.text.replace(/\s+/gu, ' ');
  const [premise, hypothesis] = direction === 'forward' ? [talk, written] : [written, talk];
  return `Premise: ${premise}\nHypothesis: ${hypothesis}`;
}

export interface Verdict {
  readonly label: string;
  /** Of that label, under the method asked. */
  readonly probability: number;
}

/** What the models say of a sentence, each way that they were asked. */
export type Witness = Readonly<Partial<Record<Direction, Verdict>>>;

export function verdictOf(label: string, probabilities: readonly number[]): Verdict {
  return { label, probability: probabilities[ENTAILMENT_LABELS.indexOf(label)] ?? 0 };
}

/** Of a label that is taken to be meant. */
const CONFIDENT = 0.6;

/** A contradiction either way. */
export function isContradicted(witness: Witness | undefined): boolean {
  return DIRECTIONS.some((direction) => {
    const verdict = witness?.[direction];
    return verdict?.label === 'contradiction' && verdict.probability >= CONFIDENT;
  });
}
