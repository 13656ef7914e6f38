/**
 * The basis of a note: every sentence with the turns of the conversation that bear it out, and flags on what it says and the
 * conversation does not. Works on words alone, without a model.
 */
import type { Turn } from '../../tasks/dialogue.ts';
import { findingFlags } from './check-findings.ts';
import { numberFlags } from './check-numbers.ts';
import { sideFlags } from './check-sides.ts';
import { readClaim } from './claim.ts';
import { Conversation } from './conversation.ts';
import type { Flag } from './flags.ts';
import { type Sentence, sentencesOf } from './sentences.ts';
import { linksOf, supportOf, type TurnLink } from './support.ts';

export type SupportLevel = 'supported' | 'uncertain' | 'unsupported';

export interface SentenceReview {
  readonly sentence: Sentence;
  readonly level: SupportLevel;
  /** Share of the sentence's content that the conversation contains, 0 … 1. */
  readonly coverage: number;
  /** Units of content; 0 for a sentence that claims nothing. */
  readonly units: number;
  readonly turns: readonly TurnLink[];
  readonly flags: readonly Flag[];
}

export interface Evidence {
  readonly turns: readonly Turn[];
  readonly sentences: readonly SentenceReview[];
}

/** Below it a sentence without flags is not called supported. */
const SUPPORTED = 0.6;

export function reviewEvidence(note: string, conversation: string): Evidence {
  const heard = new Conversation(conversation);
  const sentences = sentencesOf(note).map((sentence): SentenceReview => {
    const claim = readClaim(sentence);
    const { coverage, units, relevance } = supportOf(claim, heard);
    const checks = [numberFlags, sideFlags, findingFlags];
    const flags = checks.flatMap((check) => check(claim, heard, relevance));
    const level = flags.length > 0 ? 'unsupported' : coverage >= SUPPORTED ? 'supported' : 'uncertain';
    const turns = linksOf(claim, heard, relevance);
    return { sentence, level, coverage, units, turns, flags: flags.sort((a, b) => a.start - b.start) };
  });
  return { turns: heard.turns.map(({ turn }) => turn), sentences };
}
