/** UniTE: two models write together, each with its own tokenizer (what they choose among: `unite-union.ts`). */
import { LocumError } from '../../errors.ts';
import type { Ensemble, PrefillOptions, Role, StepRequest, StepResult } from '../../lm/ensemble.ts';
import { checkSampling, chooseToken } from '../../lm/sample.ts';
import { argmax } from '../../lm/softmax.ts';
import { keepAllowed } from '../../lm/token-mask.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { Participant } from '../members.ts';
import { follow } from '../shared-ids.ts';
import { AnswerBytes } from './answer-bytes.ts';
import { ExtendedVocabulary } from './extended-vocabulary.ts';
import { type Append, allDone, FollowerGroup } from './follower-group.ts';
import { GrowingIds, GrowingText } from './growing-text.ts';
import { TextFollower } from './text-follower.ts';
import { UNITE_TOP_K, UniteUnion } from './unite-union.ts';

/** An ensemble and the vocabulary its ids are of: the base's, and texts that only the expert has a token for. */
export interface UniteEnsemble {
  readonly ensemble: Ensemble;
  readonly tokenizer: Tokenizer;
}

export function createUniteEnsemble(base: Participant, expert: Participant, topK = UNITE_TOP_K): UniteEnsemble {
  const vocabulary = new ExtendedVocabulary(base.tokenizer);
  return { ensemble: new Unite(base, expert, vocabulary, topK), tokenizer: vocabulary };
}

class Unite implements Ensemble {
  readonly roles: readonly Role[] = ['base', 'expert'];
  readonly #vocabulary: ExtendedVocabulary;
  readonly #union: UniteUnion;
  readonly #followers: { readonly base: TextFollower; readonly expert: TextFollower };
  readonly #contexts: FollowerGroup;
  #answer: AnswerBytes;
  #begun = false;

  constructor(base: Participant, expert: Participant, vocabulary: ExtendedVocabulary, topK: number) {
    this.#vocabulary = vocabulary;
    this.#union = new UniteUnion(base, expert, (bytes) => vocabulary.add(bytes), topK);
    const { identical } = this.#union;
    const translate = (id: number) => follow(id, base.tokenizer, expert.tokenizer);
    const own = new TextFollower(base.model, identical ? GrowingIds.empty() : GrowingText.empty(base.tokenizer));
    const start = identical ? GrowingIds.empty(translate) : GrowingText.empty(expert.tokenizer);
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
    const allowed = request.allowed ?? null;
    const union = this.#union.of({ base, expert }, opening, allowed);
    if (union.size === 0) {
      throw new LocumError('unsupported', 'None of the likeliest tokens is a whole character.', {
        hint: 'Use CAPT, which can write characters that are several tokens.',
      });
    }
    const candidates = new Map(
      this.#union.probabilities(union, { base, expert }).map((united) => [united.id, { ...united, anti: 0, delta: 0 }]),
    );
    const scores = new Float64Array(this.#vocabulary.size).fill(Number.NEGATIVE_INFINITY);
    for (const { id, combined } of candidates.values()) scores[id] = Math.log(combined);
    const best = topIds(scores, Math.max(1, request.candidates));
    const chosen = candidates.get(request.forced ?? chooseToken(scores, request));
    if (chosen === undefined) {
      throw new LocumError('bad-argument', 'A token that neither model proposes here cannot be chosen.');
    }
    const own = allowed === null ? base : base.slice();
    if (allowed !== null) keepAllowed(own, allowed);
    return {
      top: best.slice(0, request.candidates).map((id) => candidates.get(id)!),
      combinedArgmax: best[0]!,
      baseArgmax: argmax(own),
      chosen,
      baseTop: topIds(own, request.baseCandidates ?? 0).flatMap((id) => candidates.get(id) ?? []),
      spread: null,
    };
  }
}
