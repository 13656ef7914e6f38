/**
 * A model's context that follows an answer written elsewhere: its own prompt, then the answer in its own tokens. When the
 * answer grows, the longest common prefix of the old tokens and the new ones keeps its KV cache; the rest is rolled back and
 * run again, usually one or two tokens.
 */
import type { CausalLM, ExtendOptions } from '../../lm/causal-lm.ts';
import type { Growth, Piece } from './growing-text.ts';

/** An advance that is not part of the answer until `commit`. */
interface Pending {
  readonly piece: Piece;
  readonly prompt: readonly number[];
  readonly growth: Growth;
  readonly logits: Promise<Float32Array>;
}

export class TextFollower {
  readonly model: CausalLM;
  readonly #start: Growth;
  #prompt: readonly number[] = [];
  #growth: Growth;
  /** The last tokens run. What has been committed of them stays right, also when a later advance fails. */
  readonly #ids: number[] = [];
  /** How many of them are in the KV cache. */
  #cached = 0;
  /** `[vocabulary]` after prompt and answer. */
  #logits: Float32Array | null = null;
  #pending: Pending | null = null;

  /** @param start an answer that is still empty; says how it becomes tokens */
  constructor(model: CausalLM, start: Growth) {
    this.model = model;
    this.#start = start;
    this.#growth = start;
  }

  /** The answer so far in this model's tokens. */
  get answer(): readonly number[] {
    const start = this.#prompt.length;
    return this.#ids.slice(start, start + this.#growth.settled + this.#growth.ids.length);
  }

  async prefill(ids: readonly number[], options: ExtendOptions): Promise<void> {
    if (ids.length === 0) return;
    const prompt = [...this.#prompt, ...ids];
    await this.#run(this.#prompt.length, ids, { ...options, logits: 'none' });
    this.#prompt = prompt;
  }

  /** The end of the prompt. `piece` names the step, and is empty. @returns the logits `[vocabulary]` after it */
  begin(piece: Piece, ids: readonly number[], signal: AbortSignal | undefined): Promise<Float32Array> {
    if (this.#pending?.piece === piece) return this.#pending.logits;
    const prompt = [...this.#prompt, ...ids];
    return this.#propose({ piece, prompt, growth: this.#growth }, this.#prompt.length, ids, signal);
  }

  /** The answer grows. One advance serves all who ask for the same piece. @returns the logits `[vocabulary]` after it */
  follow(piece: Piece, signal: AbortSignal | undefined): Promise<Float32Array> {
    if (this.#pending?.piece === piece) return this.#pending.logits;
    const growth = this.#growth.grow(piece);
    if (growth === this.#growth && this.#logits !== null) {
      const logits = Promise.resolve(this.#logits);
      this.#pending = { piece, prompt: this.#prompt, growth, logits };
      return logits;
    }
    const settled = this.#prompt.length + growth.settled;
    return this.#propose({ piece, prompt: this.#prompt, growth }, settled, growth.ids, signal);
  }

  /** Takes the last advance into the answer; without it, the next one starts from where this one did. */
  async commit(): Promise<void> {
    if (this.#pending === null) return;
    const { prompt, growth, logits } = this.#pending;
    this.#logits = await logits;
    this.#prompt = prompt;
    this.#growth = growth;
    this.#pending = null;
  }

  async reset(): Promise<void> {
    this.#prompt = [];
    this.#growth = this.#start;
    this.#logits = null;
    this.#pending = null;
    this.#ids.length = 0;
    this.#cached = 0;
    await this.model.truncate(0);
  }

  #propose(
    advance: Omit<Pending, 'logits'>,
    settled: number,
    ids: readonly number[],
    signal: AbortSignal | undefined,
  ): Promise<Float32Array> {
    const logits = this.#run(settled, ids, { logits: 'last', signal });
    this.#pending = { ...advance, logits };
    return logits;
  }

  /** Brings the context to its first `settled` tokens, which have been committed, and `ids` after them. */
  async #run(settled: number, ids: readonly number[], options: ExtendOptions): Promise<Float32Array> {
    let kept = Math.min(settled, this.#cached);
    while (kept < this.#cached && kept < settled + ids.length && this.#ids[kept] === ids[kept - settled]) kept++;
    // Logits come from running a token, so the last one is run again when nothing else is new.
    if (kept === settled + ids.length) kept--;
    if (kept < this.model.length) {
      this.#cached = this.model.info.capabilities.truncate ? kept : 0;
      await this.model.truncate(this.#cached);
    }
    const wanted = [...this.#ids.slice(this.#cached, settled), ...ids.slice(Math.max(0, this.#cached - settled))];
    const { data } = await this.model.extend(wanted, options);
    this.#ids.splice(settled, Number.POSITIVE_INFINITY, ...ids);
    this.#cached = this.#ids.length;
    return data;
  }
}
