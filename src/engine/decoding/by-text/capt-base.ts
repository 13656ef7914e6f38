/** The base of CAPT: a model at hand, or a black box. */
import { LocumError } from '../../errors.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { isAllowed, keepAllowed, type TokenMask } from '../../lm/token-mask.ts';
import { topIds } from '../../lm/top-ids.ts';
import type { TopToken, TopTokens } from '../../remote/top-tokens.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { Participant } from '../members.ts';
import type { AnswerTokens } from './answer-bytes.ts';
import type { Piece } from './growing-text.ts';
import type { TextFollower } from './text-follower.ts';
import type { TextVocabulary } from './text-vocabulary.ts';
import { isText } from './utf8.ts';

/** One of the base's likeliest tokens. */
export interface BaseCandidate {
  readonly id: number;
  readonly logprob: number;
}

/** What has to be known of the base's tokens to look them up elsewhere. */
export interface BaseTokens {
  isStop(id: number): boolean;
  /** A control token's name; null for text. */
  controlName(id: number): string | null;
}

export interface TopRequest {
  readonly count: number;
  readonly allowed: TokenMask | null;
  readonly signal: AbortSignal | undefined;
}

/** Advances as a `TextFollower` does: nothing is part of the answer until `commit`. */
export interface CaptBase extends BaseTokens {
  readonly tokens: AnswerTokens;
  /** Ids there can be; may grow. */
  readonly vocabularySize: number;
  /** The contexts it keeps, for `prefill`; none for a black box. */
  readonly follower: TextFollower | null;
  /** The likeliest tokens after the prompt that ends in `ids`, best first. `piece` names the step, and is empty. */
  begin(piece: Piece, ids: readonly number[], request: TopRequest): Promise<readonly BaseCandidate[]>;
  /** … and after the answer that grows by `piece`. */
  follow(piece: Piece, request: TopRequest): Promise<readonly BaseCandidate[]>;
  commit(): Promise<void>;
  reset(): Promise<void>;
}

/** The tokens of a model at hand. */
export class ModelTokens implements BaseTokens {
  readonly #tokenizer: Tokenizer;
  readonly #stopIds: ReadonlySet<number>;

  constructor({ model, tokenizer }: Participant) {
    this.#tokenizer = tokenizer;
    this.#stopIds = new Set(model.info.stopIds);
  }

  isStop(id: number): boolean {
    return this.#stopIds.has(id);
  }

  controlName(id: number): string | null {
    return this.#tokenizer.kind(id) === 'special' || this.isStop(id) ? this.#tokenizer.spelling(id) : null;
  }
}

/** A model at hand, whose context is its own tokens as they were chosen. */
export class ModelBase extends ModelTokens implements CaptBase {
  readonly tokens: AnswerTokens;
  readonly vocabularySize: number;
  readonly follower: TextFollower;

  constructor(follower: TextFollower, tokenizer: Tokenizer) {
    super({ model: follower.model, tokenizer });
    this.follower = follower;
    this.tokens = tokenizer;
    this.vocabularySize = follower.model.info.vocabularySize;
  }

  async begin(piece: Piece, ids: readonly number[], request: TopRequest): Promise<readonly BaseCandidate[]> {
    return topOf(await this.follower.begin(piece, ids, request.signal), request);
  }

  async follow(piece: Piece, request: TopRequest): Promise<readonly BaseCandidate[]> {
    return topOf(await this.follower.follow(piece, request.signal), request);
  }

  commit(): Promise<void> {
    return this.follower.commit();
  }

  reset(): Promise<void> {
    return this.follower.reset();
  }
}

/** Log-probabilities are over the whole vocabulary, also where only some ids are allowed. */
function topOf(logits: Float32Array, { count, allowed }: TopRequest): BaseCandidate[] {
  const logSum = logSumExp(logits);
  // The row may serve another role as well.
  const choice = allowed === null ? logits : logits.slice();
  if (allowed !== null) keepAllowed(choice, allowed);
  return topIds(choice, count).map((id) => ({ id, logprob: logits[id]! - logSum }));
}

/** A black box, whose context is the text of prompt and answer. */
export class TextBase implements CaptBase {
  readonly tokens: TextVocabulary;
  readonly follower = null;
  readonly #top: TopTokens;
  #prompt: number | null = null;
  #answer = '';
  #next: { readonly prompt: number; readonly answer: string } | null = null;

  constructor(top: TopTokens, vocabulary: TextVocabulary) {
    this.#top = top;
    this.tokens = vocabulary;
  }

  get vocabularySize(): number {
    return this.tokens.size;
  }

  isStop(id: number): boolean {
    return id === this.tokens.stopId;
  }

  controlName(id: number): string | null {
    return this.tokens.kind(id) === 'special' ? this.tokens.spelling(id) : null;
  }

  async begin(_: Piece, ids: readonly number[], request: TopRequest): Promise<readonly BaseCandidate[]> {
    const [id] = ids;
    if (id === undefined || ids.length > 1)
      throw new LocumError('bad-argument', 'A black box gets its prompt as a whole.');
    return this.#ask(id, '', request);
  }

  async follow(piece: Piece, request: TopRequest): Promise<readonly BaseCandidate[]> {
    if (this.#prompt === null) throw new LocumError('bad-argument', 'The prompt comes before the answer.');
    return this.#ask(this.#prompt, this.#answer + piece.text, request);
  }

  async commit(): Promise<void> {
    if (this.#next === null) return;
    this.#prompt = this.#next.prompt;
    this.#answer = this.#next.answer;
    this.#next = null;
  }

  async reset(): Promise<void> {
    this.#prompt = null;
    this.#answer = '';
    this.#next = null;
  }

  async #ask(prompt: number, answer: string, { count, allowed, signal }: TopRequest): Promise<BaseCandidate[]> {
    this.#next = { prompt, answer };
    const forms = this.tokens.promptOf(prompt);
    const top = await this.#top.next({ prompt: forms, answer, count, signal });
    const candidates = top
      .filter(isWhole)
      .slice(0, count)
      .map(({ bytes, logprob, stop }) => ({ id: stop ? this.tokens.stopId : this.tokens.idOf(bytes), logprob }));
    const usable = allowed === null ? candidates : candidates.filter(({ id }) => isAllowed(allowed, id));
    if (usable.length > 0) return usable;
    throw new LocumError('endpoint-invalid', `None of the tokens that ${this.#top.label} proposes can be used.`, {
      hint: 'Its list may be too short, or all of it parts of characters.',
    });
  }
}

/** Text is all that a black box takes, and half a character is no text. */
const isWhole = ({ bytes, stop }: TopToken) => stop || isText(bytes);
