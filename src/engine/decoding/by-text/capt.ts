/**
 * CAPT, cross-architecture proxy tuning (Ronaghi et al., arXiv 2601.03423; arithmetic in `capt-scores.ts`): the base proposes
 * its k likeliest tokens, and a pair with another tokenizer re-weighs them by the tokens of its own that stand for them
 * (`token-map.ts`). Expert and anti-expert follow the base's text (`text-follower.ts`).
 */
import { LocumError } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import type { Candidate, Ensemble, PrefillOptions, Role, StepRequest, StepResult } from '../../lm/ensemble.ts';
import { checkSampling, chooseToken } from '../../lm/sample.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { TopTokens } from '../../remote/top-tokens.ts';
import type { Participant } from '../members.ts';
import { AnswerBytes } from './answer-bytes.ts';
import { type BaseCandidate, type CaptBase, ModelBase, TextBase, type TopRequest } from './capt-base.ts';
import { CaptJudge, judge } from './capt-judge.ts';
import { type Append, allDone, FollowerGroup } from './follower-group.ts';
import { GrowingIds, type Growth } from './growing-text.ts';
import { TextFollower } from './text-follower.ts';
import { TextVocabulary } from './text-vocabulary.ts';

/** What hosted models return at most, and what the method was published with. */
export const CAPT_TOP_K = 20;

/**
 * A token that the base finds less likely than this share of its best is not chosen; 0 is the method as published. Where a
 * token's counterpart is only the beginning of a word, expert and anti-expert may both hold it next to impossible, and the
 * ratio of two noises would win (the constraint is contrastive decoding's: Li et al. 2023, arXiv 2210.15097, §3.2).
 */
export const CAPT_PLAUSIBILITY = 0.05;

export interface CaptOptions {
  /** Tokens that the base proposes. Default `CAPT_TOP_K`. */
  readonly topK?: number | undefined;
  /** In [0, 1). Default `CAPT_PLAUSIBILITY`. */
  readonly plausibility?: number | undefined;
}

export interface CaptPair {
  readonly expert: Participant;
  readonly anti: Participant;
}

/** CAPT with a base at hand. `append` of the first step ends the prompts; later steps need the base's only. */
export function createCaptEnsemble(
  members: { readonly base: Participant } & CaptPair,
  options: CaptOptions = {},
): Ensemble {
  const { base } = members;
  const followers = new Map<CausalLM, TextFollower>();
  const own = once(followers, base.model, GrowingIds.empty());
  return new CaptEnsemble(new ModelBase(own, base.tokenizer), judgesOf(members, base.tokenizer), followers, options);
}

/** CAPT with a black box as base; `base` is what `generate` has to know of it. */
export interface BlackBoxCapt {
  readonly ensemble: Ensemble;
  readonly base: {
    readonly tokenizer: TextVocabulary;
    readonly stopIds: readonly number[];
    readonly contextLength: number;
  };
}

export function createBlackBoxCapt(top: TopTokens, pair: CaptPair, options: CaptOptions = {}): BlackBoxCapt {
  const tokenizer = new TextVocabulary(top.label);
  return {
    ensemble: new CaptEnsemble(new TextBase(top, tokenizer), judgesOf(pair, null), new Map(), options),
    // Only the endpoint knows how much it can hold, and says so when it is too much.
    base: { tokenizer, stopIds: [tokenizer.stopId], contextLength: Number.POSITIVE_INFINITY },
  };
}

type Judges = readonly [CaptJudge, CaptJudge];

function judgesOf({ expert, anti }: CaptPair, base: Participant['tokenizer'] | null): Judges {
  return [new CaptJudge(expert, base), new CaptJudge(anti, base)];
}

/** One context for a model, whatever roles it plays. */
function once(followers: Map<CausalLM, TextFollower>, model: CausalLM, start: Growth): TextFollower {
  const follower = followers.get(model) ?? new TextFollower(model, start);
  followers.set(model, follower);
  return follower;
}

/** Where an ensemble is after its last step. */
interface State {
  readonly answer: AnswerBytes;
  readonly begun: boolean;
}

class CaptEnsemble implements Ensemble {
  readonly roles: readonly Role[] = ['base', 'expert', 'anti'];
  readonly #base: CaptBase;
  readonly #judges: Judges;
  /** Of expert and anti-expert. */
  readonly #followers: readonly [TextFollower, TextFollower];
  readonly #contexts: FollowerGroup;
  readonly #topK: number;
  readonly #plausibility: number;
  #state: State;

  constructor(
    base: CaptBase,
    judges: Judges,
    followers: Map<CausalLM, TextFollower>,
    { topK = CAPT_TOP_K, plausibility = CAPT_PLAUSIBILITY }: CaptOptions,
  ) {
    if (!(plausibility >= 0 && plausibility < 1)) {
      throw new LocumError('bad-argument', 'The least plausibility of a token is at least 0 and below 1.');
    }
    this.#base = base;
    this.#judges = judges;
    const [expert, anti] = judges.map(({ part, start }) => once(followers, part.model, start));
    this.#followers = [expert!, anti!];
    this.#contexts = new FollowerGroup([
      ...(base.follower === null ? [] : [{ role: 'base' as const, follower: base.follower }]),
      { role: 'expert', follower: expert! },
      { role: 'anti', follower: anti! },
    ]);
    this.#topK = topK;
    this.#plausibility = plausibility;
    this.#state = { answer: AnswerBytes.empty(base.tokens), begun: false };
  }

  prefill(ids: Append, options: PrefillOptions): Promise<void> {
    return this.#contexts.prefill(ids, options);
  }

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    const { append, signal, allowed = null } = request;
    const ids = append.base ?? [];
    if (ids.length === 0) throw new LocumError('bad-argument', 'Every step needs at least one token of the base.');
    const { begun } = this.#state;
    const { answer, piece } = begun
      ? this.#state.answer.add(ids)
      : { answer: this.#state.answer, piece: { ids: [], text: '' } };
    const top: TopRequest = { count: this.#topK, allowed, signal };
    const moved = begun ? this.#contexts.follow(piece, signal) : this.#contexts.begin(piece, append, signal);
    const proposed = begun ? this.#base.follow(piece, top) : this.#base.begin(piece, ids, top);
    await allDone([proposed, ...moved.values()]);
    const [expert, anti] = await Promise.all(this.#followers.map((follower) => moved.get(follower)!));
    const result = this.#choose(await proposed, [expert!, anti!], answer, request);
    await Promise.all([this.#base.commit(), this.#contexts.commit()]);
    this.#state = { answer, begun: true };
    return result;
  }

  async reset(): Promise<void> {
    this.#state = { answer: AnswerBytes.empty(this.#base.tokens), begun: false };
    await Promise.all([this.#base.reset(), this.#contexts.reset()]);
  }

  #choose(
    proposed: readonly BaseCandidate[],
    rows: readonly [Float32Array, Float32Array],
    answer: AnswerBytes,
    request: StepRequest,
  ): StepResult {
    const place = { tokens: this.#base, answer, alpha: request.alpha };
    const { expert, anti, scores: judged } = judge(proposed, this.#judges, rows, place);
    const scores = plausible(judged, proposed, this.#plausibility);
    const logSum = logSumExp(Float64Array.from(scores));
    const candidates = proposed.map(({ id, logprob }, i) => ({
      id,
      base: Math.exp(logprob),
      expert: Math.exp(expert[i]!),
      anti: Math.exp(anti[i]!),
      combined: Math.exp(scores[i]! - logSum),
      delta: Number.isFinite(expert[i]! - anti[i]!) ? expert[i]! - anti[i]! : 0,
    }));
    const wide = new Float64Array(this.#base.vocabularySize).fill(Number.NEGATIVE_INFINITY);
    for (const [i, { id }] of proposed.entries()) wide[id] = scores[i]!;
    const best = topIds(wide, Math.max(1, request.candidates));
    const find = (id: number): Candidate => {
      const found = candidates.find((candidate) => candidate.id === id);
      if (found !== undefined) return found;
      throw new LocumError('bad-argument', 'A token that the base does not propose here cannot be chosen.', {
        details: { id },
      });
    };
    return {
      top: best.slice(0, request.candidates).map(find),
      combinedArgmax: best[0]!,
      baseArgmax: proposed[0]!.id,
      chosen: find(request.forced ?? chooseToken(wide, request)),
      baseTop: candidates.slice(0, request.baseCandidates ?? 0),
      spread: null,
    };
  }
}

/** The scores of what the base finds plausible, −∞ for the rest. @param proposed best first */
function plausible(scores: readonly number[], proposed: readonly BaseCandidate[], share: number): readonly number[] {
  const least = (proposed[0]?.logprob ?? 0) + Math.log(share);
  return scores.map((score, i) => (proposed[i]!.logprob < least ? Number.NEGATIVE_INFINITY : score));
}
