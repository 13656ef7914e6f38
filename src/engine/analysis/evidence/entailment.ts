/** The second opinion on a sentence's basis: whether the models find that the linked turns entail it. */
import { labelsOf } from '../../tasks/classification.ts';
import type { Turn } from '../../tasks/dialogue.ts';
import type { SentenceReview } from './evidence.ts';

/** In the order of the models' labels. */
export const ENTAILMENT_LABELS: readonly string[] = labelsOf('nli');

/** Characters of the turns that the models are shown; enough for four turns of talk. */
const PREMISE_LENGTH = 1500;

/** A sentence with the turns beside it, as the task `nli` reads it; null for one that no turn speaks of. */
export function entailmentText({ sentence, turns: links }: SentenceReview, turns: readonly Turn[]): string | null {
  const said = [...links]
    .sort((a, b) => a.turn - b.turn)
    .map(({ turn }) => turns[turn])
    .filter((turn) => turn !== undefined)
    .map(({ label, text }) => `${label === '' ? '' : `${label}: `}${text}`.replace(/\s+/gu, ' '));
  if (said.length === 0) return null;
  return `Premise: ${said.join(' ').slice(0, PREMISE_LENGTH)}\nHypothesis: ${sentence.text.replace(/\s+/gu, ' ')}`;
}

export interface Verdict {
  readonly label: string;
  /** Of that label, under the method asked. */
  readonly probability: number;
}

/** What words alone leave open, a confident verdict decides; a flag stays one whatever the models think. */
export function levelWith({ level, flags }: SentenceReview, verdict: Verdict | undefined): SentenceReview['level'] {
  if (flags.length > 0 || verdict === undefined || verdict.probability < 0.6) return level;
  if (verdict.label === 'entailment') return 'supported';
  return verdict.label === 'contradiction' ? 'unsupported' : level;
}
