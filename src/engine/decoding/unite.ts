/**
 * UniTE: two models write together, each with its own tokenizer (arithmetic and source in `unite-scores.ts`). A token that a
 * model does not have is judged there by its first sub-token. Ending is one event, however many tokens a model has for it.
 */
import { LocumError } from '../errors.ts';
import type { Ensemble, Role, StepRequest, StepResult } from '../lm/ensemble.ts';
import { checkSampling, chooseToken } from '../lm/sample.ts';
import { logSumExp } from '../lm/softmax.ts';
import { topIds } from '../lm/top-ids.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { AnswerBytes } from './answer-bytes.ts';
import { logProbability } from './capt-scores.ts';
import { ExtendedVocabulary } from './extended-vocabulary.ts';
import { type Append, allDone, FollowerGroup, type PrefillOptions } from './follower-group.ts';
import { GrowingIds, GrowingText } from './growing-text.ts';
import type { Participant } from './members.ts';
import { follow } from './shared-ids.ts';
import { TextFollower } from './text-follower.ts';
import { sameTokens, tokenMap } from './token-map.ts';
import { uniteProbabilities } from './unite-scores.ts';
import { isText, joinBytes } from './utf8.ts';

/** The paper's. */
export const UNITE_TOP_K = 10;

/** An ensemble and the vocabulary its ids are of: the base's, and texts that only the expert has a token for. */
export interface UniteEnsemble {
  readonly ensemble: Ensemble;
  readonly tokenizer: Tokenizer;
}

export function createUniteEnsemble(base: Participant, expert: Participant, topK = UNITE_TOP_K): UniteEnsemble {
  const vocabulary = new ExtendedVocabulary(base.tokenizer);
  return { ensemble: new Unite(base, expert, vocabulary, topK), tokenizer: vocabulary };
}

/** A token of the union: what stands for it in each model. */
interface Entry {
  readonly base: readonly number[];
  readonly expert: readonly number[];
}

const BLANK = Uint8Array.of(0x20);

class Unite implements Ensemble {
  readonly roles: readonly Role[] = ['base', 'expert'];
  readonly #base: Participant;
  readonly #expert: Participant;
  readonly #vocabulary: ExtendedVocabulary;
  readonly #topK: number;
  /** One tokenizer: ids are the same tokens, and contexts take them as they are. */
  readonly #identical: boolean;
  readonly #followers: { readonly base: TextFollower; readonly expert: TextFollower };
  readonly #contexts: FollowerGroup;
  #answer: AnswerBytes;
  #begun = false;

  constructor(base: Participant, expert: Participant, vocabulary: ExtendedVocabulary, topK: number) {
    this.#base = base;
    this.#expert = expert;
    this.#vocabulary = vocabulary;
    this.#topK = topK;
    this.#identical = sameTokens(base.tokenizer, expert.tokenizer);
    const translate = (id: number) => follow(id, base.tokenizer, expert.tokenizer);
    const own = new TextFollower(base.model, this.#identical ? GrowingIds.empty() : GrowingText.empty(base.tokenizer));
    const start = this.#identical ? GrowingIds.empty(translate) : GrowingText.empty(expert.tokenizer);
    this.#followers = { base: own, expert: base.model === expert.model ? own : new TextFollower(expert.model, start) };
    this.#contexts = new FollowerGroup([
      { role: 'base', follower: this.#followers.base },
      { role: 'expert', follower: this.#followers.expert },
    ]);
    this.#answer = AnswerBytes.empty(vocabulary);
  }

  prefill(ids: Append, options: PrefillOptions): Promise<void> {
    return this.#contexts.prefill(ids, options);
  }

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    const { append, signal } = request;
    if (request.allowed) throw new LocumError('unsupported', 'UniTE cannot be held to a set of tokens.');
    const ids = append.base ?? [];
    if (ids.length === 0) throw new LocumError('bad-argument', 'Every step needs at least one token of the base.');
    const { answer, piece } = this.#begun
      ? this.#answer.add(ids)
      : { answer: this.#answer, piece: { ids: [], text: '' } };
    const moved = this.#begun ? this.#contexts.follow(piece, signal) : this.#contexts.begin(piece, append, signal);
    await allDone([...moved.values()]);
    const base = await moved.get(this.#followers.base)!;
    const expert = await moved.get(this.#followers.expert)!;
    const result = this.#choose(base, expert, answer.opening, request);
    await this.#contexts.commit();
    this.#answer = answer;
    this.#begun = true;
    return result;
  }

  async reset(): Promise<void> {
    this.#begun = false;
    this.#answer = AnswerBytes.empty(this.#vocabulary);
    await this.#contexts.reset();
  }

  #choose(base: Float32Array, expert: Float32Array, opening: boolean, request: StepRequest): StepResult {
    const [baseSum, expertSum] = [logSumExp(base), logSumExp(expert)];
    const [baseTop, expertTop] = [topIds(base, this.#topK), topIds(expert, this.#topK)];
    const union = this.#identical
      ? new Map([...baseTop, ...expertTop].map((id): [number, Entry] => [id, { base: [id], expert: [id] }]))
      : this.#union(baseTop, expertTop, opening);
    if (union.size === 0) {
      throw new LocumError('unsupported', 'None of the likeliest tokens is a whole character.', {
        hint: 'Use CAPT, which can write characters that are several tokens.',
      });
    }
    const entries = [...union.values()];
    const own = entries.map((entry) => Math.exp(logProbability(base, baseSum, entry.base)));
    const other = entries.map((entry) => Math.exp(logProbability(expert, expertSum, entry.expert)));
    const united = uniteProbabilities([own, other]);
    const candidates = new Map(
      [...union.keys()].map((id, i) => [
        id,
        { id, base: own[i]!, expert: other[i]!, anti: 0, combined: united[i]!, delta: 0 },
      ]),
    );
    const scores = new Float64Array(this.#vocabulary.size).fill(Number.NEGATIVE_INFINITY);
    for (const { id, combined } of candidates.values()) scores[id] = Math.log(combined);
    const best = topIds(scores, Math.max(1, request.candidates));
    const chosen = candidates.get(request.forced ?? chooseToken(scores, request));
    if (chosen === undefined) {
      throw new LocumError('bad-argument', 'A token that neither model proposes here cannot be chosen.');
    }
    return {
      top: best.slice(0, request.candidates).map((id) => candidates.get(id)!),
      combinedArgmax: best[0]!,
      baseArgmax: baseTop[0]!,
      chosen,
      baseTop: baseTop.flatMap((id) => candidates.get(id) ?? []).slice(0, request.baseCandidates ?? 0),
      spread: null,
    };
  }

  /** Across tokenizers contexts hold whole characters, so only tokens that are such can be proposed. */
  #union(baseTop: readonly number[], expertTop: readonly number[], opening: boolean): Map<number, Entry> {
    const [base, expert] = [this.#base, this.#expert];
    const union = new Map<number, Entry>();
    const propose = ({ tokenizer, model }: Participant, id: number, entry: (text: Uint8Array) => [number, Entry]) => {
      const { stopIds } = model.info;
      if (stopIds.includes(id)) {
        const [first] = base.model.info.stopIds;
        if (first !== undefined) union.set(first, { base: base.model.info.stopIds, expert: expert.model.info.stopIds });
        return;
      }
      const bytes = tokenizer.bytes(id);
      const text = opening && tokenizer.stripsFirstBlank && bytes[0] === 0x20 ? bytes.subarray(1) : bytes;
      if (!isText(text)) return;
      const [key, value] = entry(text);
      if (!union.has(key)) union.set(key, value);
    };
    for (const id of baseTop) {
      propose(base, id, (text) => [
        id,
        { base: [id], expert: present(tokenMap(expert.tokenizer).ofBytes(text, opening)) },
      ]);
    }
    for (const id of expertTop) {
      propose(expert, id, (text) => {
        const map = tokenMap(base.tokenizer);
        const dummy = opening && base.tokenizer.stripsFirstBlank ? BLANK : new Uint8Array(0);
        const key = map.exact(text, opening) ?? this.#vocabulary.add(joinBytes([dummy, text]));
        return [key, { base: present(map.ofBytes(text, opening)), expert: [id] }];
      });
    }
    return union;
  }
}

const present = (id: number | null): readonly number[] => (id === null ? [] : [id]);
