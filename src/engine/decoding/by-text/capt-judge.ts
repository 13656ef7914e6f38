/** One of CAPT's pair, as the base's candidates are looked up in it. */
import { logSumExp } from '../../lm/softmax.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { Participant } from '../members.ts';
import { follow, isShared } from '../shared-ids.ts';
import type { AnswerBytes } from './answer-bytes.ts';
import type { BaseCandidate, BaseTokens } from './capt-base.ts';
import { captScores, logProbability } from './capt-scores.ts';
import { GrowingIds, GrowingText, type Growth } from './growing-text.ts';
import { sameTokens, type TokenMap, tokenMap } from './token-map.ts';

export class CaptJudge {
  readonly part: Participant;
  /** How the base's answer becomes tokens here. */
  readonly start: Growth;
  /** The base's ids are the same tokens here. */
  readonly identical: boolean;
  readonly #base: Tokenizer | null;
  readonly #map: TokenMap;

  /** @param base null: a black box, of which only texts are known */
  constructor(part: Participant, base: Tokenizer | null) {
    const { tokenizer } = part;
    this.part = part;
    this.#base = base;
    this.#map = tokenMap(tokenizer);
    this.identical = base !== null && sameTokens(base, tokenizer);
    this.start =
      base !== null && this.identical
        ? GrowingIds.empty((id) => follow(id, base, tokenizer))
        : GrowingText.empty(tokenizer);
  }

  /** The ids that stand for the base's `id` after `answer`; none where there is nothing of the kind. */
  counterparts(id: number, tokens: BaseTokens, answer: AnswerBytes): readonly number[] {
    if (this.#base !== null && this.identical && isShared(id, this.#base, this.part.tokenizer)) return [id];
    const name = tokens.controlName(id);
    if (name === null) {
      const counterpart = this.#map.ofBytes(answer.with(id), answer.opening);
      return counterpart === null ? [] : [counterpart];
    }
    const namesake = this.#map.ofControl(name);
    const { stopIds } = this.part.model.info;
    if (!tokens.isStop(id)) return namesake === null ? [] : [namesake];
    // Ending is one event, however many tokens a model has for it.
    return namesake !== null && stopIds.includes(namesake) ? [namesake] : stopIds;
  }
}

export interface Judgement {
  /** ln p under expert and anti-expert, of each candidate. */
  readonly expert: readonly number[];
  readonly anti: readonly number[];
  /** `captScores`. */
  readonly scores: readonly number[];
}

/** @param rows logits `[vocabulary]` of expert and anti-expert after `answer` */
export function judge(
  proposed: readonly BaseCandidate[],
  judges: readonly [CaptJudge, CaptJudge],
  rows: readonly [Float32Array, Float32Array],
  { tokens, answer, alpha }: { readonly tokens: BaseTokens; readonly answer: AnswerBytes; readonly alpha: number },
): Judgement {
  const under = (index: 0 | 1) => {
    const logSum = logSumExp(rows[index]);
    return proposed.map(({ id }) =>
      logProbability(rows[index], logSum, judges[index].counterparts(id, tokens, answer)),
    );
  };
  const [expert, anti] = [under(0), under(1)];
  const base = proposed.map(({ logprob }) => logprob);
  return { expert, anti, scores: captScores(base, expert, anti, alpha) };
}
