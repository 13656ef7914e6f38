/**
 * What a generation tells while it runs. Pages, terminal and evaluation show nothing that is not in these events,
 * so a token's story is recorded once.
 */
import type { Candidate } from '../lm/ensemble.ts';

/** `base` and `expert` run one model; `proxy` runs all three. */
export type Method = 'base' | 'expert' | 'proxy';

export type FinishReason =
  /** The model produced a stop token. */
  | 'stop'
  /** The token limit was reached. */
  | 'length'
  /** The context of at least one model is full. */
  | 'context'
  /** The text repeats itself; the guard ended it. */
  | 'repetition';

export interface TokenCandidate extends Candidate {
  /** The token alone, for display; partial characters show as U+FFFD. */
  readonly text: string;
}

export interface PrefillEvent {
  readonly type: 'prefill';
  readonly tokensDone: number;
  readonly tokensTotal: number;
}

/** One chosen token, the stop token that ends a generation included (its text is empty). */
export interface TokenEvent {
  readonly type: 'token';
  readonly index: number;
  readonly id: number;
  /**
   * What this token adds to the text; empty while a multi-token character is incomplete or what is there may be the
   * beginning of a stop string. All texts in order make up `FinishEvent.text`.
   */
  readonly text: string;
  /** p(token) under each model, from the same context, softmax at temperature 1. Null where the method runs without that model. */
  readonly pBase: number | null;
  readonly pExpert: number | null;
  readonly pAnti: number | null;
  readonly pCombined: number;
  /** The combined argmax is not the base's. */
  readonly argmaxChanged: boolean;
  readonly candidates: readonly TokenCandidate[];
  readonly milliseconds: number;
}

export interface FinishEvent {
  readonly type: 'finish';
  readonly reason: FinishReason;
  readonly text: string;
  /** Token events there were, a stop token included. */
  readonly tokens: number;
  readonly prefillMs: number;
  readonly decodeMsPerToken: number;
}

export type GenerationEvent = PrefillEvent | TokenEvent | FinishEvent;
