/** `CausalLM` on the CPU: contexts (KV caches) over one set of weights. */

import { Cancelled, LocumError, throwIfCancelled } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import { USUAL_CACHE } from '../cache-format.ts';
import { CachedText } from '../cached-text.ts';
import type {
  AboutAdapted,
  CausalLM,
  ContextJob,
  ExtendOptions,
  Logits,
  ModelInfo,
  SharedWeights,
  WeightTraffic,
} from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { releaseMatrix } from '../checkpoint/matrix.ts';
import { matrixBytes } from '../checkpoint/quantize.ts';
import { checkIds, checkLength } from '../checks.ts';
import type { LoadOptions } from '../load-options.ts';
import type { AdapterWeights } from '../lora/low-rank.ts';
import type { Compute } from './compute.ts';
import { Decoder, type Segment, WeightTable } from './decoder.ts';
import { yieldToEventLoop } from './event-loop.ts';
import { KvCache, PagePool } from './kv-cache.ts';
import type { CpuAdapter } from './low-rank.ts';
import { ThreadLost, type ThreadPool } from './threads/thread-pool.ts';
import { typescriptCompute } from './typescript-compute.ts';
import { type Activations, wasmCompute } from './wasm-compute.ts';

/** Matrices stored as q8 stay q8, and floats become f32. */
export interface CpuLoadOptions extends LoadOptions {
  /** `auto` (default): WASM SIMD where the machine and the model's shape allow, else TypeScript. */
  readonly compute?: 'auto' | Compute['name'] | undefined;
  /** How activations meet quantised weights in WASM; default by the size of the model: `usualActivations`. */
  readonly activations?: Activations | undefined;
  /** Whose threads are to share the work; default none. */
  readonly threads?: ThreadPool | undefined;
}

/**
 * @throws {LocumError} as `Checkpoint.weights`, `out-of-memory`; `unsupported` when WASM is asked for and cannot be had
 * @throws {Cancelled}
 */
export async function loadCpuModel(checkpoint: Checkpoint, options: CpuLoadOptions = {}): Promise<CpuModel> {
  const { precision = 'stored', cache = USUAL_CACHE, compute: preference = 'auto', signal, onProgress } = options;
  const { config, parameters } = checkpoint;
  const activations = options.activations ?? usualActivations(parameters);
  throwIfCancelled(signal);
  const compute = await chooseCompute(preference, checkpoint, activations, options.threads ?? null);
  const weights = new WeightTable(compute, config);
  let bytes = 0;
  for await (const weight of checkpoint.weights({ precision, signal, onProgress })) {
    bytes += weight.kind === 'matrix' ? matrixBytes(weight.matrix) : weight.vector.byteLength;
    weights.add(weight);
    // The other compute keeps the matrix itself.
    if (compute.name === 'wasm' && weight.kind === 'matrix') releaseMatrix(weight.matrix);
  }
  const decoder = new Decoder(config, compute, weights, chunkTokens(parameters, activations));
  const info: ModelInfo = {
    id: checkpoint.id,
    architecture: config.architecture,
    backend: 'cpu',
    parameters,
    bytes,
    precision: precision === 'stored' ? checkpoint.storedPrecision : precision,
    vocabularySize: config.vocabularySize,
    contextLength: config.contextLength,
    stopIds: checkpoint.stopIds,
    capabilities: { truncate: true, allPositions: true },
  };
  return new CpuModel(new CpuWeights(decoder, new PagePool(compute, config, cache)), info, null);
}

/** Where a step takes a few milliseconds in floats, there is nothing to win with quantised activations, nor with threads. */
export function isSmall(parameters: number): boolean {
  return parameters < 50e6;
}

const usualActivations = (parameters: number): Activations => (isSmall(parameters) ? 'f32' : 'int16');

async function chooseCompute(
  preference: 'auto' | Compute['name'],
  { config }: Checkpoint,
  activations: Activations,
  threads: ThreadPool | null,
): Promise<Compute> {
  const wasm = preference === 'typescript' ? null : await wasmCompute(config, activations, threads);
  if (wasm === null && preference === 'wasm') {
    throw new LocumError('unsupported', 'WebAssembly SIMD cannot run this model here.', {
      hint: 'Let Locum choose: it falls back to TypeScript.',
    });
  }
  return wasm ?? typescriptCompute();
}

/** Tokens between two looks at the event loop: 1.5 GFLOP in floats or 12 in integers, a tenth of a second or three. */
function chunkTokens(parameters: number, activations: Activations): number {
  const affordable = (activations === 'int16' ? 12e9 : 1.5e9) / (2 * parameters);
  return Math.max(8, Math.min(128, Math.floor(affordable / 8) * 8));
}

/** Contexts over one decoder, which advance in the same passes. */
class CpuWeights implements SharedWeights {
  readonly decoder: Decoder;
  readonly pool: PagePool;

  constructor(decoder: Decoder, pool: PagePool) {
    this.decoder = decoder;
    this.pool = pool;
  }

  get traffic(): WeightTraffic {
    return this.decoder.traffic;
  }

  async extend(jobs: readonly ContextJob[], signal?: AbortSignal): Promise<readonly Logits[]> {
    const works: Work[] = [];
    try {
      for (const job of jobs) works.push(this.#begin(job));
      for (let left = unfinished(works); left.length > 0; left = unfinished(works)) {
        await yieldToEventLoop();
        throwIfCancelled(signal);
        const segments = this.#segments(left);
        await this.#run(segments);
        advance(left, segments);
      }
    } catch (thrown) {
      throw failed(works, thrown);
    } finally {
      for (const work of works) work.end();
    }
    return works.map(({ logits }) => logits);
  }

  /** As `extend` of one context, but the event loop has no turn before it is done. */
  extendAtOnce(job: ContextJob): Logits {
    const work = this.#begin(job);
    try {
      for (let left = unfinished([work]); left.length > 0; left = unfinished([work])) {
        const segments = this.#segments(left);
        this.decoder.run(segments);
        advance(left, segments);
      }
    } catch (thrown) {
      throw failed([work], thrown);
    } finally {
      work.end();
    }
    return work.logits;
  }

  #begin({ context, ids, options }: ContextJob): Work {
    if (context instanceof CpuModel && context.shared === this) return context.begin(ids, options);
    throw new LocumError('bad-argument', `The context of “${context.info.id}” has other weights.`);
  }

  /** One pass; what a lost thread has spoilt is computed anew. */
  async #run(segments: readonly Segment[]): Promise<void> {
    try {
      this.decoder.run(segments);
    } catch (thrown) {
      if (!(thrown instanceof ThreadLost)) throw thrown;
      await thrown.ended;
      this.decoder.run(segments);
    }
  }

  /** A pass takes of each context what is left, the room of a chunk shared out among them. */
  #segments(left: readonly Work[]): readonly Segment[] {
    const share = Math.max(1, Math.floor(this.decoder.chunk / left.length));
    return left.slice(0, this.decoder.chunk).map((work) => work.next(share));
  }
}

const unfinished = (works: readonly Work[]): readonly Work[] => works.filter(({ isDone }) => !isDone);

function advance(works: readonly Work[], segments: readonly Segment[]): void {
  for (const [index, segment] of segments.entries()) works[index]!.computed(segment.ids);
}

/** Every context is as long as before. */
function failed(works: readonly Work[], thrown: unknown): Error {
  for (const work of works) work.rollBack();
  return thrown instanceof Cancelled ? thrown : LocumError.from(thrown);
}

/** One context's part of an `extend`. */
class Work {
  readonly logits: Logits;
  readonly #model: CpuModel;
  readonly #pending: readonly number[];
  /** Tokens that are computed once more, before those that are new. */
  readonly #again: number;
  readonly #wanted: NonNullable<ExtendOptions['logits']>;
  readonly #onProgress: ((tokensDone: number) => void) | undefined;
  readonly #before: number;
  #done = 0;

  constructor(model: CpuModel, ids: readonly number[], options: ExtendOptions) {
    const { logits: wanted = 'last', textLength, onProgress } = options;
    const { vocabularySize } = model.info;
    const rows = wanted === 'all' ? ids.length : wanted === 'last' ? 1 : 0;
    const size = rows * vocabularySize;
    this.logits = { rows, vocabularySize, data: allocating(4 * size, () => new Float32Array(size)) };
    this.#model = model;
    this.#wanted = wanted;
    this.#onProgress = onProgress;
    this.#before = model.length;
    this.#pending = model.text.pending(ids, textLength);
    this.#again = this.#pending.length - ids.length;
  }

  get isDone(): boolean {
    return this.#done === this.#pending.length;
  }

  /** @throws {LocumError} `disposed` */
  next(most: number): Segment {
    const { text, cache, adapter } = this.#model.live();
    const { data, rows, vocabularySize } = this.logits;
    const ids = this.#pending.slice(this.#done, this.#done + most);
    const after = this.#done + ids.length;
    const isLast = after === this.#pending.length;
    const all = this.#wanted === 'all';
    const own = Math.min(ids.length, Math.max(0, after - this.#again));
    return {
      ids,
      past: text.cached,
      cache,
      long: text.long,
      adapter,
      logitRows: all ? own : isLast ? rows : 0,
      logits: all ? data.subarray(Math.max(0, this.#done - this.#again) * vocabularySize) : data,
    };
  }

  computed(ids: readonly number[]): void {
    this.#done += ids.length;
    this.#model.text.computed(ids);
    this.#onProgress?.(Math.max(0, this.#done - this.#again));
  }

  rollBack(): void {
    this.#model.rollBack(this.#before);
  }

  end(): void {
    this.#model.end();
  }
}

export class CpuModel implements CausalLM {
  readonly info: ModelInfo;
  /** Null once disposed of, so that the weights can go. */
  #weights: CpuWeights | null;
  readonly adapter: CpuAdapter | null;
  readonly cache: KvCache;
  readonly text: CachedText;
  #busy = false;

  constructor(weights: CpuWeights, info: ModelInfo, adapter: CpuAdapter | null) {
    this.#weights = weights;
    this.adapter = adapter;
    this.cache = new KvCache(weights.pool);
    this.text = new CachedText(weights.decoder.config.rope);
    this.info = info;
  }

  get length(): number {
    return this.text.length;
  }

  get shared(): SharedWeights {
    return this.#live();
  }

  /** Memory of the weights, of all contexts over them and of what is calculated between. @throws {LocumError} `disposed` */
  get allocatedBytes(): number {
    return this.#live().decoder.compute.allocatedBytes;
  }

  async extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    const [logits] = await this.#live().extend([{ context: this, ids, options }], options.signal);
    return logits!;
  }

  /** As `extend`, for callers that cannot wait: nothing else runs in this thread before it is done. Without helping threads. */
  extendAtOnce(ids: readonly number[]): Logits {
    return this.#live().extendAtOnce({ context: this, ids });
  }

  /** @throws {LocumError} `disposed`, `bad-argument`, `context-too-long` */
  begin(ids: readonly number[], options: ExtendOptions = {}): Work {
    this.#idle();
    checkIds(ids, this.info, this.length);
    const work = new Work(this, ids, options);
    this.#busy = true;
    return work;
  }

  /** Itself, as long as it is not disposed of. @throws {LocumError} `disposed` */
  live(): this {
    this.#live();
    return this;
  }

  rollBack(length: number): void {
    this.text.truncate(this.#weights === null ? 0 : length);
  }

  end(): void {
    this.#busy = false;
  }

  async truncate(length: number): Promise<void> {
    this.forget(length);
  }

  /** As `truncate`, at once. */
  forget(length: number): void {
    this.#idle();
    checkLength(length, this.length);
    this.text.truncate(length);
    this.cache.shrink(length);
  }

  fork(): CausalLM {
    return new CpuModel(this.#live(), this.info, this.adapter);
  }

  async adapt(weights: AdapterWeights, about: AboutAdapted): Promise<CausalLM> {
    const live = this.#live();
    const adapter = live.decoder.adapter(weights);
    return new CpuModel(live, { ...this.info, ...about, bytes: adapter.bytes }, adapter);
  }

  async dispose(): Promise<void> {
    this.#weights = null;
    this.text.truncate(0);
    this.cache.shrink(0);
  }

  #live(): CpuWeights {
    if (this.#weights !== null) return this.#weights;
    throw new LocumError('disposed', `The model “${this.info.id}” has been unloaded.`, { hint: 'Load it again.' });
  }

  #idle(): void {
    this.#live();
    if (!this.#busy) return;
    throw new LocumError('bad-argument', `The context of “${this.info.id}” is busy: one call at a time.`);
  }
}
