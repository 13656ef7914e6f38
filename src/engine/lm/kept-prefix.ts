/**
 * A model that does not read the same beginning twice. Whoever writes section after section, or the same note with another
 * α, empties the context and reads the same conversation again; here emptying only forgets, and what comes again is
 * taken from the KV cache.
 */
import { LocumError } from '../errors.ts';
import type { CausalLM, ExtendOptions, Logits, ModelInfo } from './causal-lm.ts';

/** The wrapped model belongs to the wrapper: nobody else may extend or truncate it. For models that can be rolled back. */
export function keepPrefix(model: CausalLM): CausalLM {
  return model.info.capabilities.truncate ? new PrefixKeeper(model) : model;
}

class PrefixKeeper implements CausalLM {
  readonly info: ModelInfo;
  readonly #model: CausalLM;
  /** What the KV cache holds; the first `#length` of it is the context. */
  readonly #held: number[] = [];
  #length = 0;
  readonly fork?: () => CausalLM;

  constructor(model: CausalLM) {
    this.#model = model;
    this.info = model.info;
    const { fork } = model;
    if (fork !== undefined) this.fork = () => keepPrefix(fork.call(model));
  }

  get length(): number {
    return this.#length;
  }

  async extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    const { logits = 'last', onProgress } = options;
    const again = this.#computedAgain(ids, logits);
    const kept = ids.length - again;
    const start = this.#length + kept;
    if (again > 0 || ids.length === 0) {
      if (start < this.#held.length) {
        await this.#model.truncate(start);
        this.#held.length = start;
      }
      const report = onProgress && { onProgress: (tokens: number) => onProgress(kept + tokens) };
      const result = await this.#model.extend(ids.slice(kept), { ...options, ...report });
      this.#held.push(...ids.slice(kept));
      this.#length = this.#held.length;
      return result;
    }
    this.#length = start;
    onProgress?.(ids.length);
    return { rows: 0, vocabularySize: this.info.vocabularySize, data: new Float32Array(0) };
  }

  /** How many ids at the end need a forward pass: those that are not held, and those whose logits are wanted. */
  #computedAgain(ids: readonly number[], logits: NonNullable<ExtendOptions['logits']>): number {
    let same = 0;
    while (same < ids.length && this.#held[this.#length + same] === ids[same]) same++;
    const wanted = { none: 0, last: 1, all: ids.length }[logits];
    return Math.max(ids.length - same, Math.min(wanted, ids.length));
  }

  async truncate(length: number): Promise<void> {
    if (!Number.isInteger(length) || length < 0 || length > this.#length) {
      throw new LocumError('bad-argument', `A context of ${this.#length} tokens cannot be cut to ${length}.`, {
        details: { length, tokens: this.#length },
      });
    }
    this.#length = length;
  }

  async dispose(): Promise<void> {
    this.#held.length = 0;
    this.#length = 0;
    await this.#model.dispose();
  }
}
