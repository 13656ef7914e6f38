/**
 * Several models that advance together, one token at a time, and the arithmetic between their logits.
 * Two implementations: on the GPU (`webgpu/ensemble.ts`: one submission, one readback of a few hundred bytes)
 * and on the host (`host-ensemble.ts`: any mix of backends). Same semantics, tested against each other.
 */

import type { CausalLM } from './causal-lm.ts';
import type { TokenMask } from './token-mask.ts';

export type Role = 'base' | 'expert' | 'anti';

/** That a step can report, of either kind. */
export const MOST_CANDIDATES = 32;

/**
 * Who takes part. The same `CausalLM` object in two roles means that one forward pass serves both
 * (the caller guarantees that both roles then see the same ids).
 */
export interface EnsembleMembers<Model extends CausalLM = CausalLM> {
  readonly base: Model;
  readonly pair?: { readonly expert: Model; readonly anti: Model };
  /**
   * `[base vocabulary]`, 1 where an id is the same token in all three models. Elsewhere (also beyond the end of a
   * narrower model) the delta is 0, so the base decides alone. Null: all ids are shared and all widths equal.
   */
  readonly sharedIds: Uint8Array | null;
}

/** How the chosen token is drawn from the combined scores. Applied in this order. */
export interface SamplingOptions {
  /** > 1 discourages tokens in `StepRequest.recent` (Keskar et al. 2019: positive scores divided, negative multiplied). 1 = off. */
  readonly repetitionPenalty: number;
  /** 0 = greedy (argmax, ties to the lowest id). */
  readonly temperature: number;
  /** Keep the k best tokens (ties at the threshold kept); 0 = off. */
  readonly topK: number;
  /**
   * Keep the smallest set of best tokens whose probability, after temperature and among what `topK` left, reaches p
   * (ties at the threshold kept); 1 = off.
   */
  readonly topP: number;
  /**
   * id → what is added to its score after the repetition penalty, before anything else; absent: nothing. Choices go by it;
   * reported probabilities, candidates and argmaxes are those without it. The GPU ensemble rejects it with `unsupported`.
   */
  readonly bias?: ReadonlyMap<number, number> | undefined;
}

export const GREEDY: SamplingOptions = { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 };

export interface StepRequest {
  /** Tokens to append to each role's context before choosing; ≥ 1 for every role present. Usually the last chosen token. */
  readonly append: Readonly<Partial<Record<Role, readonly number[]>>>;
  /** s[v] = base[v] + alpha · (expert[v] − anti[v]) (Liu et al. 2024). Ignored when only a base is present. */
  readonly alpha: number;
  readonly sampling: SamplingOptions;
  /** Generated ids the repetition penalty looks at. */
  readonly recent: readonly number[];
  /** Key of the counter-based noise (see `noise.ts`): same seed and step index, same draw on every backend. */
  readonly seed: number;
  readonly stepIndex: number;
  /** How many top candidates to report, at most `MOST_CANDIDATES`. */
  readonly candidates: number;
  /** How many of the base's own best tokens to report besides, no more than those; absent: none. */
  readonly baseCandidates?: number;
  /**
   * The only ids (of the base) that may be chosen; absent or null: all. Applied to the combined scores before the penalty.
   * Choice, argmaxes and `top` are then among these ids; probabilities stay those over the whole vocabulary.
   * An ensemble that cannot do it rejects with `unsupported`, and the caller uses the host ensemble.
   */
  readonly allowed?: TokenMask | null;
  /**
   * The token to choose, whatever the scores say: a text that exists already is read again, or takes another turn.
   * All else is reported as ever. An ensemble that proposes few tokens rejects with `bad-argument` what is not among them.
   */
  readonly forced?: number | null;
  readonly signal?: AbortSignal | undefined;
}

/** A token with its probability (softmax at temperature 1, before filters) under each model and combined. */
export interface Candidate {
  readonly id: number;
  readonly base: number;
  /** Absent roles report the base's probability for `combined` and 0 here; 0 too where the id is not shared. */
  readonly expert: number;
  readonly anti: number;
  readonly combined: number;
  /**
   * What the pair adds to this token's score at α = 1: expert − anti, of logits in proxy tuning, of log-probabilities in CAPT.
   * 0 where it adds nothing, and in methods that do not add.
   */
  readonly delta: number;
}

/**
 * The base's distribution and the combined one as wholes, over the vocabulary at temperature 1, in nats.
 * H(p) = −Σ p ln p; KL(p‖q) = Σ p ln (p / q), which is infinite where q rules out what p does not.
 */
export interface Spread {
  readonly entropyBase: number;
  readonly entropyCombined: number;
  /** KL(combined‖base): what choosing by the combined scores departs from the base. */
  readonly klCombined: number;
  /** KL(base‖combined). */
  readonly klBase: number;
}

export interface StepResult {
  readonly chosen: Candidate;
  /** The base's own argmax, to tell whether the pair changed the choice. */
  readonly baseArgmax: number;
  /** The argmax of the combined scores before penalty and filters. */
  readonly combinedArgmax: number;
  /** Best tokens by combined score, best first. */
  readonly top: readonly Candidate[];
  /** The base's best tokens by its own score, best first; none unless asked for. */
  readonly baseTop: readonly Candidate[];
  /** Null where only a few tokens of each distribution are known. */
  readonly spread: Spread | null;
  /** The pair did not look at this token: expert and anti are 0 in every candidate, combined is what was expected of it. */
  readonly pairSkipped?: boolean;
}

/** What an ensemble has to tell of the tokens since the last `reset`, prompts left out: forwards it saved, or how its models agreed. */
export type EnsembleReport =
  | {
      readonly kind: 'blend';
      readonly tokens: number;
      /** Tokens at which the base was unsure, and the expert was heard. */
      readonly interventions: number;
      /** They are so many that this expert does not suit this base. */
      readonly isUnsuited: boolean;
    }
  | {
      readonly kind: 'speculative';
      readonly tokens: number;
      /** Forward passes of each role, over any number of tokens. */
      readonly passes: Readonly<Record<Role, number>>;
      /** Tokens guessed in advance, and how many of them were the right ones. */
      readonly drafted: number;
      readonly accepted: number;
      /** Tokens guessed at a time, as adapted by now. */
      readonly k: number;
      /** Why nothing is guessed any more; null while it is. */
      readonly offReason: string | null;
    }
  | {
      readonly kind: 'adaptive';
      readonly tokens: number;
      readonly passes: Readonly<Record<Role, number>>;
      /** Tokens for which the pair had no forward of their own. */
      readonly skipped: number;
      /** Skipped tokens that were compared, when the pair caught up, with what it would have made of them, … */
      readonly audited: number;
      /** … and how many would have been others. */
      readonly differing: number;
      /** Mean of what α was multiplied with, over the tokens that the pair looked at. */
      readonly meanScale: number;
      readonly offReason: string | null;
    };

export interface PrefillOptions {
  readonly signal?: AbortSignal | undefined;
  /** Counts tokens over all distinct models. */
  readonly onProgress?: ((tokensDone: number, tokensTotal: number) => void) | undefined;
}

export interface Ensemble {
  /** Roles present: `base` alone, or all three. */
  readonly roles: readonly Role[];
  /** Puts prompt tokens into the contexts without asking for logits. */
  prefill(ids: Readonly<Partial<Record<Role, readonly number[]>>>, options: PrefillOptions): Promise<void>;
  /** @throws {LocumError} as `CausalLM.extend`; `unsupported` (see `allowed`), `bad-argument` (see `forced`) @throws {Cancelled} */
  step(request: StepRequest): Promise<StepResult>;
  /** Empties every context. Models stay loaded; their owner disposes of them. */
  reset(): Promise<void>;
  report?(): EnsembleReport;
}
