/**
 * The tokens that UniTE chooses among (arithmetic and source in `unite-scores.ts`), and what stands for each of them in each model.
 * A token that a model does not have is judged there by its first sub-token. Ending is one event, however many tokens a model
 * has for it.
 */
import { logSumExp } from '../../lm/softmax.ts';
import { isAllowed, keepAllowed, type TokenMask } from '../../lm/token-mask.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { Participant } from '../members.ts';
import type { AnswerBytes } from './answer-bytes.ts';
import { logProbability } from './capt-scores.ts';
import { sameTokens, tokenMap } from './token-map.ts';
import { uniteProbabilities } from './unite-scores.ts';
import { isText, joinBytes } from './utf8.ts';

/** The paper's. */
export const UNITE_TOP_K = 10;

/** A token of the union: what stands for it in each model. */
export interface UnionEntry {
  readonly base: readonly number[];
  readonly expert: readonly number[];
}

/** `[vocabulary]` logits of both models. */
export interface UnionRows {
  readonly base: Float32Array;
  readonly expert: Float32Array;
}

export interface United {
  readonly id: number;
  /** Its probability in each model, and in both together. */
  readonly base: number;
  readonly expert: number;
  readonly combined: number;
}

const BLANK = Uint8Array.of(0x20);

export class UniteUnion {
  /** One tokenizer: ids are the same tokens, and contexts take them as they are. */
  readonly identical: boolean;
  readonly #base: Participant;
  readonly #expert: Participant;
  readonly #add: (bytes: Uint8Array) => number;
  readonly #topK: number;

  /** @param add the id of a text that only the expert has a token for */
  constructor(base: Participant, expert: Participant, add: (bytes: Uint8Array) => number, topK = UNITE_TOP_K) {
    this.#base = base;
    this.#expert = expert;
    this.#add = add;
    this.#topK = topK;
    this.identical = sameTokens(base.tokenizer, expert.tokenizer);
  }

  /** By the base's ids. @param allowed the only ids that count; null: all */
  of(rows: UnionRows, opening: boolean, allowed: TokenMask | null): Map<number, UnionEntry> {
    const top = (row: Float32Array, mask: TokenMask | null) => {
      const choice = mask === null ? row : row.slice();
      if (mask !== null) keepAllowed(choice, mask);
      return topIds(choice, this.#topK);
    };
    const base = top(rows.base, allowed);
    const expert = top(rows.expert, this.identical ? allowed : null);
    if (this.identical) return new Map([...base, ...expert].map((id) => [id, { base: [id], expert: [id] }]));
    const union = this.#acrossTokenizers(base, expert, opening);
    return allowed === null ? union : new Map([...union].filter(([id]) => isAllowed(allowed, id)));
  }

  /** What stands for one token of the base, or for ending. */
  entryOf(id: number, answer: AnswerBytes): UnionEntry {
    if (this.identical) return { base: [id], expert: [id] };
    if (this.#base.model.info.stopIds.includes(id)) return this.#ending;
    return { base: [id], expert: this.#expertsFor(answer.with(id), answer.opening) };
  }

  probabilities(union: ReadonlyMap<number, UnionEntry>, rows: UnionRows): United[] {
    const under = (role: keyof UnionRows) => {
      const logSum = logSumExp(rows[role]);
      return [...union.values()].map((entry) => Math.exp(logProbability(rows[role], logSum, entry[role])));
    };
    const [own, other] = [under('base'), under('expert')];
    const united = uniteProbabilities([own, other]);
    return [...union.keys()].map((id, i) => ({ id, base: own[i]!, expert: other[i]!, combined: united[i]! }));
  }

  get #ending(): UnionEntry {
    return { base: this.#base.model.info.stopIds, expert: this.#expert.model.info.stopIds };
  }

  #expertsFor(text: Uint8Array, opening: boolean): readonly number[] {
    return present(tokenMap(this.#expert.tokenizer).ofBytes(text, opening));
  }

  /** Contexts hold whole characters, so only tokens that are such can be proposed. */
  #acrossTokenizers(baseTop: readonly number[], expertTop: readonly number[], opening: boolean) {
    const [base, expert] = [this.#base, this.#expert];
    const union = new Map<number, UnionEntry>();
    const propose = (
      { tokenizer, model }: Participant,
      id: number,
      entry: (text: Uint8Array) => readonly [number, UnionEntry],
    ) => {
      if (model.info.stopIds.includes(id)) {
        const [first] = base.model.info.stopIds;
        if (first !== undefined) union.set(first, this.#ending);
        return;
      }
      const bytes = tokenizer.bytes(id);
      const text = opening && tokenizer.stripsFirstBlank && bytes[0] === 0x20 ? bytes.subarray(1) : bytes;
      if (!isText(text)) return;
      const [key, value] = entry(text);
      if (!union.has(key)) union.set(key, value);
    };
    for (const id of baseTop) {
      propose(base, id, (text) => [id, { base: [id], expert: this.#expertsFor(text, opening) }]);
    }
    for (const id of expertTop) {
      propose(expert, id, (text) => {
        const map = tokenMap(base.tokenizer);
        const dummy = opening && base.tokenizer.stripsFirstBlank ? BLANK : new Uint8Array(0);
        const key = map.exact(text, opening) ?? this.#add(joinBytes([dummy, text]));
        return [key, { base: present(map.ofBytes(text, opening)), expert: [id] }];
      });
    }
    return union;
  }
}

const present = (id: number | null): readonly number[] => (id === null ? [] : [id]);
