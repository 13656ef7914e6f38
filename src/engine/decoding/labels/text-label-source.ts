/**
 * Labels under methods whose models split text differently: the tree is made of the base's tokens, and the other models follow
 * its text, each in its own tokens.
 */
import { LocumError } from '../../errors.ts';
import type { Role } from '../../lm/ensemble.ts';
import { AnswerBytes } from '../by-text/answer-bytes.ts';
import { sameTokens } from '../by-text/token-map.ts';
import type { Participant } from '../members.ts';
import {
  type Branches,
  type BranchScores,
  branchScores,
  type LabelSource,
  type Position,
  type View,
} from './label-source.ts';
import { Readers, type Rows } from './readers.ts';

export type TextParts = { readonly base: Participant } & Readonly<Partial<Record<Role, Participant>>>;

/** The method's distribution at one place. `answer`: the label so far. */
export type CombineText = (rows: Rows, answer: AnswerBytes, branches: Branches) => BranchScores;

export class TextLabelSource implements LabelSource {
  readonly views: readonly View[] = ['base', 'combined'];
  readonly #parts: TextParts;
  readonly #combine: CombineText;
  /** Models that take the base's ids as they are, the base among them, … */
  readonly #byIds: Readers;
  /** … and those that are given text. */
  readonly #byText: Readers;
  readonly #textRoles: readonly Role[];
  #prompts: Readonly<Partial<Record<Role, readonly number[]>>> = {};

  constructor(parts: TextParts, combine: CombineText) {
    this.#parts = parts;
    this.#combine = combine;
    const roles = Object.keys(parts) as Role[];
    const takesIds = (role: Role) => sameTokens(parts.base.tokenizer, this.#part(role).tokenizer);
    const readers = (own: readonly Role[]) =>
      new Readers(Object.fromEntries(own.map((role) => [role, this.#part(role).model])));
    this.#textRoles = roles.filter((role) => !takesIds(role));
    this.#byIds = readers(roles.filter(takesIds));
    this.#byText = readers(this.#textRoles);
  }

  /** The prompts of the next text. */
  open(prompts: Readonly<Partial<Record<Role, readonly number[]>>>): void {
    this.#prompts = prompts;
  }

  async begin(signal: AbortSignal | undefined): Promise<Position> {
    const [own, other] = await Promise.all([
      this.#byIds.read(this.#prompts, signal),
      this.#byText.read(this.#prompts, signal),
    ]);
    return this.#position({ ...own, ...other }, AnswerBytes.empty(this.#parts.base.tokenizer));
  }

  async goOn(path: readonly number[], chain: readonly number[], signal: AbortSignal | undefined) {
    const own = await this.#byIds.goOn(path.length, chain, signal);
    const positions: Position[] = [];
    for (const [index, rows] of own.entries()) {
      const ids = [...path, ...chain.slice(0, index + 1)];
      const { answer, piece } = AnswerBytes.empty(this.#parts.base.tokenizer).add(ids);
      const other = await this.#byText.read(this.#follow(piece.text), signal);
      positions.push(this.#position({ ...rows, ...other }, answer));
    }
    return positions;
  }

  async close(): Promise<void> {
    await Promise.all([this.#byIds.close(), this.#byText.close()]);
  }

  #position(rows: Rows, answer: AnswerBytes): Position {
    const { base } = rows;
    if (base === undefined) throw new LocumError('internal', 'The base has no logits.', { recoverable: false });
    return (branches) => ({
      base: branchScores(base, branches, this.#parts.base.model.info.stopIds),
      combined: this.#combine(rows, answer, branches),
    });
  }

  #follow(text: string): Readonly<Partial<Record<Role, readonly number[]>>> {
    return Object.fromEntries(
      this.#textRoles.map((role) => {
        const ids = text === '' ? [] : this.#part(role).tokenizer.encode(text);
        return [role, [...(this.#prompts[role] ?? []), ...ids]];
      }),
    );
  }

  #part(role: Role): Participant {
    return this.#parts[role] ?? this.#parts.base;
  }
}
