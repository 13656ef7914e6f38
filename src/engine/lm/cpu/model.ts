/** `CausalLM` on the CPU: contexts (KV caches) over one set of weights. */

import { Cancelled, LocumError, throwIfCancelled } from '../../errors.ts';
import { allocating } from '../allocation.ts';
import { CachedText } from '../cached-text.ts';
import type { CausalLM, ExtendOptions, Logits, ModelInfo } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { releaseMatrix } from '../checkpoint/matrix.ts';
import { matrixBytes } from '../checkpoint/quantize.ts';
import { checkIds, checkLength } from '../checks.ts';
import type { LoadOptions } from '../load-options.ts';
import type { Compute } from './compute.ts';
import { Decoder, WeightTable } from './decoder.ts';
import { yieldToEventLoop } from './event-loop.ts';
import { KvCache, PagePool } from './kv-cache.ts';
import { typescriptCompute } from './typescript-compute.ts';
import { wasmCompute } from './wasm-compute.ts';

/** Matrices stored as q8 stay q8, and floats become f32. */
export interface CpuLoadOptions extends LoadOptions {
  /** `auto` (default): WASM SIMD where the machine and the model's shape allow, else TypeScript. */
  readonly compute?: 'auto' | Compute['name'] | undefined;
}

/**
 * @throws {LocumError} as `Checkpoint.weights`, `out-of-memory`; `unsupported` when WASM is asked for and cannot be had
 * @throws {Cancelled}
 */
export async function loadCpuModel(checkpoint: Checkpoint, options: CpuLoadOptions = {}): Promise<CausalLM> {
  const { precision = 'stored', compute: preference = 'auto', signal, onProgress } = options;
  const { config } = checkpoint;
  throwIfCancelled(signal);
  const compute = await chooseCompute(preference, checkpoint);
  const weights = new WeightTable(compute, config);
  let bytes = 0;
  for await (const weight of checkpoint.weights({ precision, signal, onProgress })) {
    bytes += weight.kind === 'matrix' ? matrixBytes(weight.matrix) : weight.vector.byteLength;
    weights.add(weight);
    // The other compute keeps the matrix itself.
    if (compute.name === 'wasm' && weight.kind === 'matrix') releaseMatrix(weight.matrix);
  }
  const decoder = new Decoder(config, compute, weights, chunkTokens(checkpoint.parameters));
  return new CpuModel(decoder, new PagePool(compute, config), {
    id: checkpoint.id,
    architecture: config.architecture,
    backend: 'cpu',
    parameters: checkpoint.parameters,
    bytes,
    precision: precision === 'stored' ? checkpoint.storedPrecision : precision,
    vocabularySize: config.vocabularySize,
    contextLength: config.contextLength,
    stopIds: checkpoint.stopIds,
    capabilities: { truncate: true, allPositions: true },
  });
}

async function chooseCompute(preference: 'auto' | Compute['name'], { config }: Checkpoint): Promise<Compute> {
  const wasm = preference === 'typescript' ? null : await wasmCompute(config);
  if (wasm === null && preference === 'wasm') {
    throw new LocumError('unsupported', 'WebAssembly SIMD cannot run this model here.', {
      hint: 'Let Locum choose: it falls back to TypeScript.',
    });
  }
  return wasm ?? typescriptCompute();
}

/** Tokens between two looks at the event loop: about 1.5 GFLOP, a tenth of a second. */
function chunkTokens(parameters: number): number {
  const affordable = 1.5e9 / (2 * parameters);
  return Math.max(8, Math.min(128, Math.floor(affordable / 8) * 8));
}

class CpuModel implements CausalLM {
  readonly info: ModelInfo;
  /** Null once disposed of, so that the weights can go. */
  #decoder: Decoder | null;
  readonly #pool: PagePool;
  readonly #cache: KvCache;
  readonly #text: CachedText;
  #busy = false;

  constructor(decoder: Decoder, pool: PagePool, info: ModelInfo) {
    this.#decoder = decoder;
    this.#pool = pool;
    this.#cache = new KvCache(pool);
    this.#text = new CachedText(decoder.config.rope);
    this.info = info;
  }

  get length(): number {
    return this.#text.length;
  }

  async extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    const { logits: wanted = 'last', textLength, signal, onProgress } = options;
    this.#idleDecoder();
    checkIds(ids, this.info, this.length);
    const { vocabularySize } = this.info;
    const rows = wanted === 'all' ? ids.length : wanted === 'last' ? 1 : 0;
    const size = rows * vocabularySize;
    const data = allocating(4 * size, () => new Float32Array(size));
    const text = this.#text;
    const before = text.length;
    this.#busy = true;
    try {
      const pending = text.pending(ids, textLength);
      /** Tokens that are computed once more, before those of `ids`. */
      const again = pending.length - ids.length;
      for (let done = 0; done < pending.length; ) {
        await yieldToEventLoop();
        throwIfCancelled(signal);
        const decoder = this.#liveDecoder();
        const part = pending.slice(done, done + decoder.chunk);
        const isLast = done + part.length === pending.length;
        const own = Math.min(part.length, Math.max(0, done + part.length - again));
        const partRows = wanted === 'all' ? own : isLast ? rows : 0;
        const target = wanted === 'all' ? data.subarray(Math.max(0, done - again) * vocabularySize) : data;
        decoder.run(part, text.cached, this.#cache, text.long, partRows, target);
        done += part.length;
        text.computed(part);
        onProgress?.(Math.max(0, done - again));
      }
      return { rows, vocabularySize, data };
    } catch (thrown) {
      text.truncate(this.#decoder === null ? 0 : before);
      throw thrown instanceof Cancelled ? thrown : LocumError.from(thrown);
    } finally {
      this.#busy = false;
    }
  }

  async truncate(length: number): Promise<void> {
    this.#idleDecoder();
    checkLength(length, this.length);
    this.#text.truncate(length);
    this.#cache.shrink(length);
  }

  fork(): CausalLM {
    return new CpuModel(this.#liveDecoder(), this.#pool, this.info);
  }

  async dispose(): Promise<void> {
    this.#decoder = null;
    this.#text.truncate(0);
    this.#cache.shrink(0);
  }

  #liveDecoder(): Decoder {
    if (this.#decoder !== null) return this.#decoder;
    throw new LocumError('disposed', `The model “${this.info.id}” has been unloaded.`, { hint: 'Load it again.' });
  }

  #idleDecoder(): Decoder {
    const decoder = this.#liveDecoder();
    if (this.#busy) {
      throw new LocumError('bad-argument', `The context of “${this.info.id}” is busy: one call at a time.`);
    }
    return decoder;
  }
}
