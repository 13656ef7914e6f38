/**
 * A model that does not read the same beginning twice. Whoever writes section after section, or the same note with another
 * α, empties the context and reads the same conversation again; here emptying only forgets, and what comes again is
 * taken from the KV cache.
 */
import { LocumError } from '../errors.ts';
import type {
  AboutAdapted,
  CausalLM,
  ContextJob,
  ExtendOptions,
  Logits,
  ModelInfo,
  SharedWeights,
  WeightTraffic,
} from './causal-lm.ts';
import { checkLength } from './checks.ts';
import type { AdapterWeights } from './lora/low-rank.ts';

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
  readonly adapt?: (adapter: AdapterWeights, about: AboutAdapted) => Promise<CausalLM>;

  constructor(model: CausalLM) {
    this.#model = model;
    this.info = model.info;
    const { fork, adapt } = model;
    if (fork !== undefined) this.fork = () => keepPrefix(fork.call(model));
    if (adapt !== undefined) this.adapt = async (adapter, about) => keepPrefix(await adapt.call(model, adapter, about));
  }

  get length(): number {
    return this.#length;
  }

  get shared(): SharedWeights {
    return keepingWeights(this.#model.shared ?? null, this.#model);
  }

  async extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    const [logits] = await this.shared.extend([{ context: this, ids, options }], options.signal);
    return logits!;
  }

  /** What its model has to compute to append `ids`, after it was cut back to where they part from what it holds. */
  async begin(ids: readonly number[], options: Omit<ExtendOptions, 'signal'>): Promise<Begun> {
    const { logits = 'last', onProgress } = options;
    const again = this.#computedAgain(ids, logits);
    const kept = ids.length - again;
    const start = this.#length + kept;
    if (again === 0 && ids.length > 0) {
      return {
        job: null,
        end: () => {
          this.#length = start;
          onProgress?.(ids.length);
        },
      };
    }
    if (start < this.#held.length) {
      await this.#model.truncate(start);
      this.#held.length = start;
    }
    const report = onProgress && { onProgress: (tokens: number) => onProgress(kept + tokens) };
    return {
      job: { context: this.#model, ids: ids.slice(kept), options: { ...options, ...report } },
      end: () => {
        this.#held.push(...ids.slice(kept));
        this.#length = this.#held.length;
      },
    };
  }

  /** How many ids at the end need a forward pass: those that are not held, and those whose logits are wanted. */
  #computedAgain(ids: readonly number[], logits: NonNullable<ExtendOptions['logits']>): number {
    let same = 0;
    while (same < ids.length && this.#held[this.#length + same] === ids[same]) same++;
    const wanted = { none: 0, last: 1, all: ids.length }[logits];
    return Math.max(ids.length - same, Math.min(wanted, ids.length));
  }

  async truncate(length: number): Promise<void> {
    checkLength(length, this.#length);
    this.#length = length;
  }

  async dispose(): Promise<void> {
    this.#held.length = 0;
    this.#length = 0;
    await this.#model.dispose();
  }
}

interface Begun {
  /** Null where nothing has to be computed. */
  readonly job: ContextJob | null;
  /** Once that is done. */
  readonly end: () => void;
}

/** One for one set of weights, for it is by this that contexts know that they share them. */
const keeping = new WeakMap<SharedWeights | CausalLM, KeepingWeights>();

function keepingWeights(inner: SharedWeights | null, model: CausalLM): KeepingWeights {
  const key = inner ?? model;
  const known = keeping.get(key) ?? new KeepingWeights(inner);
  keeping.set(key, known);
  return known;
}

class KeepingWeights implements SharedWeights {
  /** Null: of one context alone. */
  readonly #inner: SharedWeights | null;

  constructor(inner: SharedWeights | null) {
    this.#inner = inner;
  }

  get traffic(): WeightTraffic {
    return this.#inner?.traffic ?? { bytes: 0, passes: 0, dispatches: 0 };
  }

  async extend(jobs: readonly ContextJob[], signal?: AbortSignal): Promise<readonly Logits[]> {
    const begun: Begun[] = [];
    for (const { context, ids, options = {} } of jobs) {
      if (!(context instanceof PrefixKeeper)) {
        throw new LocumError('bad-argument', `The context of “${context.info.id}” keeps no prefixes.`);
      }
      begun.push(await context.begin(ids, options));
    }
    const computed = begun.flatMap(({ job }) => job ?? []);
    const rows = [...(await this.#compute(computed, signal))];
    return begun.map(({ job, end }, index) => {
      end();
      if (job !== null) return rows.shift()!;
      return { rows: 0, vocabularySize: jobs[index]!.context.info.vocabularySize, data: new Float32Array(0) };
    });
  }

  async #compute(jobs: readonly ContextJob[], signal: AbortSignal | undefined): Promise<readonly Logits[]> {
    if (jobs.length > 1 && this.#inner !== null) return this.#inner.extend(jobs, signal);
    const rows: Logits[] = [];
    for (const { context, ids, options } of jobs) rows.push(await context.extend(ids, { ...options, signal }));
    return rows;
  }
}
