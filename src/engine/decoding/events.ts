/**
 * What a generation tells while it runs. Pages, terminal and evaluation show nothing that is not in these events,
 * so a token's story is recorded once.
 */
import type { Candidate, EnsembleReport, Role, Spread } from '../lm/ensemble.ts';

export type FinishReason =
  /** The model produced a stop token, or the text reached what was asked to end it (see `FinishCause`). */
  | 'stop'
  /** The token limit was reached. */
  | 'length'
  /** The context of at least one model is full. */
  | 'context'
  /** The text repeats itself; the guard ended it. */
  | 'repetition';

/** What exactly ended a text. */
export type FinishCause =
  | { readonly kind: 'stop-token'; readonly id: number; readonly text: string }
  | { readonly kind: 'stop-string'; readonly text: string }
  /** The section after the last one allowed would have begun. */
  | { readonly kind: 'sections'; readonly count: number }
  /** The text is all that its constraint allows. */
  | { readonly kind: 'constraint' }
  | { readonly kind: 'max-tokens'; readonly limit: number }
  | { readonly kind: 'context'; readonly role: Role }
  /** A passage of so many tokens stood there so often in a row. */
  | { readonly kind: 'repetition'; readonly passage: number; readonly copies: number };

export interface TokenCandidate extends Omit<Candidate, 'delta'> {
  /** The token alone, for display; partial characters show as U+FFFD. */
  readonly text: string;
  /** As `Candidate.delta`; null where no pair looked at it, and in recordings that do not tell. */
  readonly delta: number | null;
}

/** As `Spread`, in nats; null for what needs a base or a pair that did not run, and for divergences that are infinite. */
export type TokenSpread = { readonly [Key in keyof Spread]: number | null };

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
  /** What this token adds to the reasoning before the answer, which is no part of the text; absent where it adds nothing. */
  readonly reasoning?: string;
  /** p(token) under each model, from the same context, softmax at temperature 1. Null where the method runs without that model, here or always. */
  readonly pBase: number | null;
  readonly pExpert: number | null;
  readonly pAnti: number | null;
  readonly pCombined: number;
  /** The combined argmax is not the base's. */
  readonly argmaxChanged: boolean;
  /** Best by combined score, before penalty and filters. */
  readonly candidates: readonly TokenCandidate[];
  /** Best by the base's score. Under `expert` there is no base, and none are listed. */
  readonly baseCandidates: readonly TokenCandidate[];
  /** The chosen token's, as in `TokenCandidate`. */
  readonly delta: number | null;
  /** How the distributions lie to each other (`Spread`); null where the method does not know them as wholes. */
  readonly spread: TokenSpread | null;
  /** Null in recordings that do not tell. */
  readonly milliseconds: number | null;
}

/** What was told is taken back, to be written otherwise or left out (`note-repair.ts`). */
export interface RetractEvent {
  readonly type: 'retract';
  /** Of the first token that no longer stands; the next token told has it again. */
  readonly index: number;
  /** How many tokens those are. */
  readonly tokens: number;
}

/** A sentence that was written and does not stand. */
export interface LeftOut {
  readonly text: string;
  /** Why, for the clinician. */
  readonly reason: string;
}

/** What keeping to a conversation has cost. */
export interface RepairReport {
  /** How often a sentence was written otherwise. */
  readonly rewrites: number;
  /** Tokens that were chosen and do not stand. */
  readonly discarded: number;
  readonly leftOut: readonly LeftOut[];
}

export interface FinishEvent {
  readonly type: 'finish';
  readonly reason: FinishReason;
  readonly cause: FinishCause;
  readonly text: string;
  /** What the model thought before its answer, which is no part of it; absent where it did not. */
  readonly reasoning?: string;
  /** Token events there were, a stop token included. */
  readonly tokens: number;
  readonly prefillMs: number;
  readonly decodeMsPerToken: number;
  /** What the method has to tell beside the text: what it saved, how its models agreed. */
  readonly report?: EnsembleReport;
  /** Of a text whose sentences were held against the conversation while it was written. */
  readonly repair?: RepairReport;
}

export type GenerationEvent = PrefillEvent | TokenEvent | RetractEvent | FinishEvent;
