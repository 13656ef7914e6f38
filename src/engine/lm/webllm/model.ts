/**
 * `CausalLM` on one web-llm engine with one model, driven token by token. web-llm samples after every forward; the logits are
 * taken before that, and its token is ignored. Where its KV cache cannot be rolled back, it is filled again.
 */
import { deferred } from '../../deferred.ts';
import { LocumError, throwIfCancelled } from '../../errors.ts';
import { Turns } from '../../turns.ts';
import type { CausalLM, ExtendOptions, Logits, ModelInfo } from '../causal-lm.ts';
import { checkIds, checkLength } from '../checks.ts';
import { withoutPadding } from '../padding.ts';
import { LogitCapture } from './capture.ts';
import { webLlmFailure } from './failures.ts';
import type { ChatOverrides, LoadReport, ModelRecord, WebLlmEngine, WebLlmModule } from './module.ts';
import { type PrivateParts, privateParts } from './private-parts.ts';

/** All that is known of the model before it runs; what it can do is found out by loading it. */
export type ModelDescription = Omit<ModelInfo, 'backend' | 'capabilities'> & {
  /** As `DecoderConfig.tokens`. */
  readonly tokens?: number;
};

export interface WebLlmLoadOptions {
  readonly record: ModelRecord;
  readonly description: ModelDescription;
  readonly onProgress?: ((report: LoadReport) => void) | undefined;
}

/** Tokens of one forward: between two of them a run can be stopped. */
const CHUNK = 256;
/** The same where each has its logits: 20 MB of them at Qwen's vocabulary. */
const CHUNK_OF_ALL = 32;

/** Neutral, so that the token which web-llm draws costs little and no setting of the model's author can make it fail. */
const NEUTRAL: ChatOverrides = {
  temperature: 0,
  top_p: 1,
  repetition_penalty: 1,
  frequency_penalty: 0,
  presence_penalty: 0,
};

/** @throws {LocumError} as `webLlmFailure` */
export async function loadWebLlmModel(
  webllm: WebLlmModule,
  { record, description, onProgress }: WebLlmLoadOptions,
): Promise<WebLlmModel> {
  const capture = new LogitCapture();
  const id = record.model_id;
  const engine = new webllm.MLCEngine({
    appConfig: { model_list: [record] },
    logitProcessorRegistry: new Map([[id, capture]]),
    initProgressCallback: (report) => onProgress?.(report),
    logLevel: 'ERROR',
  });
  try {
    await engine.reload(id, NEUTRAL);
  } catch (thrown) {
    // What it holds of the device by now goes too; that this fails as well says nothing new.
    await engine.unload().catch(() => undefined);
    throw webLlmFailure(thrown, 'load', description.id);
  }
  return new WebLlmModel(engine, id, capture, privateParts(engine, id), description);
}

export class WebLlmModel implements CausalLM {
  readonly info: ModelInfo;
  readonly #tokens: number;
  /** Resolves with `device-lost` when the device is known to be gone. */
  readonly lost: Promise<LocumError>;
  readonly #loss = deferred<LocumError>();
  readonly #engine: WebLlmEngine;
  readonly #id: string;
  readonly #capture: LogitCapture;
  readonly #parts: PrivateParts;
  /** What the caller has put into the context. */
  #context: readonly number[] = [];
  /** What is in web-llm's KV cache; null when a failure left that unknown. */
  #cached: number[] | null = [];
  /** One call at a time: web-llm has a single KV cache and does not guard it here. */
  readonly #turns = new Turns();
  #ended: LocumError | null = null;
  /** Whether the library's logits of all positions are believed: not before they were compared. */
  #trust: 'untried' | 'full' | 'none' = 'untried';

  constructor(
    engine: WebLlmEngine,
    id: string,
    capture: LogitCapture,
    parts: PrivateParts,
    description: ModelDescription,
  ) {
    this.#engine = engine;
    this.#id = id;
    this.#capture = capture;
    this.#parts = parts;
    const { tokens = description.vocabularySize, ...info } = description;
    this.#tokens = tokens;
    this.info = {
      ...info,
      backend: 'webllm',
      capabilities: { truncate: parts.rollBack !== null, allPositions: parts.forwardAll !== null },
    };
    this.lost = this.#loss.promise;
  }

  get length(): number {
    return this.#context.length;
  }

  /** Logits of all positions take one forward a token where web-llm's library cannot do better. */
  extend(ids: readonly number[], options: ExtendOptions = {}): Promise<Logits> {
    return this.#inTurn(() => this.#extend(ids, options));
  }

  truncate(length: number): Promise<void> {
    return this.#inTurn(async () => {
      checkLength(length, this.length);
      // A fresh start is fresh in web-llm too, so that the same prompt gives the same numbers every time.
      if (length === 0 && this.#cached?.length !== 0) await this.#reset();
      this.#context = this.#context.slice(0, length);
    });
  }

  /** Waits for a forward that is running; web-llm cannot stop one. */
  dispose(): Promise<void> {
    const former = this.#ended;
    this.#ended ??= new LocumError('disposed', `The model “${this.info.id}” has been unloaded.`, {
      hint: 'Load it again.',
    });
    if (former?.code === 'disposed') return Promise.resolve();
    return this.#turns.take(async () => {
      this.#context = [];
      // A device that is lost has nothing left to free.
      await this.#engine.unload().catch(() => undefined);
    });
  }

  /** To be called when the device is seen to go: web-llm itself would only fail with the next call. */
  deviceLost(reason: string): void {
    this.#end(webLlmFailure(new Error(`Device was lost: ${reason}`), 'run', this.info.id));
  }

  async #extend(ids: readonly number[], { logits = 'last', signal, onProgress }: ExtendOptions): Promise<Logits> {
    checkIds(ids, this.info, this.length);
    throwIfCancelled(signal);
    const start = this.length;
    const wanted = [...this.#context, ...ids];
    // A position whose logits are wanted has to be run, though it may be in the cache from a call that was cancelled.
    const kept = { none: wanted.length, last: wanted.length - 1, all: start }[logits];
    await this.#rewindTo(wanted, kept);

    const { vocabularySize } = this.info;
    const rows: Float32Array[] = [];
    for (let done = this.#cached?.length ?? 0; done < wanted.length; ) {
      throwIfCancelled(signal);
      if (logits === 'all' && done >= start) {
        const some = await this.#forwardAll(wanted.slice(done, done + CHUNK_OF_ALL));
        rows.push(...some);
        done += some.length;
      } else {
        const limit = logits === 'all' ? start : wanted.length;
        const chunk = wanted.slice(done, Math.min(limit, done + CHUNK));
        const row = await this.#forward(chunk);
        done += chunk.length;
        if (logits === 'last' && done === wanted.length) rows.push(row);
      }
      if (done > start) onProgress?.(done - start);
    }
    this.#context = wanted;
    const data = withoutPadding(joined(rows, vocabularySize), { vocabularySize, tokens: this.#tokens });
    return { rows: rows.length, vocabularySize, data };
  }

  /** Makes the KV cache a prefix of `wanted`, of at most `most` tokens. */
  async #rewindTo(wanted: readonly number[], most: number): Promise<void> {
    const cached = this.#cached;
    if (cached === null) return this.#reset();
    const different = cached.findIndex((id, index) => index >= most || id !== wanted[index]);
    if (different === -1) return;
    const { rollBack } = this.#parts;
    if (rollBack === null || different === 0) return this.#reset();
    this.#cached = null;
    try {
      rollBack(cached.length - different);
    } catch {
      // It is only a shortcut.
      return this.#reset();
    }
    this.#cached = cached.slice(0, different);
  }

  async #reset(): Promise<void> {
    this.#cached = null;
    await this.#engine.resetChat(false, this.#id).catch((thrown: unknown) => this.#fail(thrown));
    this.#cached = [];
  }

  async #forward(chunk: number[]): Promise<Float32Array> {
    const before = this.#cached ?? [];
    const isPrefill = chunk.length > 1 || before.length === 0;
    // A forward that fails may have filled the cache already.
    this.#cached = null;
    await this.#engine
      .forwardTokensAndSample(chunk, isPrefill, this.#id)
      .catch((thrown: unknown) => this.#fail(thrown));
    const logits = this.#capture.take(this.info.vocabularySize);
    this.#cached = [...before, ...chunk];
    return logits;
  }

  /** The logits after each token of `chunk`; after its first alone, where the library does not give them at once. */
  async #forwardAll(chunk: number[]): Promise<readonly Float32Array[]> {
    const { forwardAll, rollBack } = this.#parts;
    const before = this.#cached ?? [];
    if (forwardAll === null || rollBack === null || chunk.length === 1 || this.#trust === 'none') {
      return [await this.#forward(chunk.slice(0, 1))];
    }
    this.#cached = null;
    const data = await forwardAll(chunk).catch((thrown: unknown) => this.#fail(thrown));
    this.#cached = [...before, ...chunk];
    const width = this.info.vocabularySize;
    const rows = chunk.map((_, index) => data.slice(index * width, (index + 1) * width));
    if (this.#trust === 'full') return rows;
    // Found by its name only: the first time, it has to agree with what everyone uses.
    rollBack(1);
    this.#cached = [...before, ...chunk.slice(0, -1)];
    const last = await this.#forward(chunk.slice(-1));
    this.#trust = data.length === chunk.length * width && agree(last, rows.at(-1)!) ? 'full' : 'none';
    if (this.#trust === 'full') return rows;
    rollBack(chunk.length);
    this.#cached = before;
    return this.#forwardAll(chunk);
  }

  #fail(thrown: unknown): never {
    const failure = webLlmFailure(thrown, 'run', this.info.id);
    if (failure.code === 'device-lost') this.#end(failure);
    throw this.#ended ?? failure;
  }

  #end(error: LocumError): void {
    if (this.#ended !== null) return;
    this.#ended = error;
    this.#loss.resolve(error);
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#ended !== null) return Promise.reject(this.#ended);
    return this.#turns.take(() => {
      // What was asked for before `dispose` is still done; a device that went meanwhile does nothing any more.
      if (this.#ended !== null && this.#ended.code !== 'disposed') throw this.#ended;
      return work();
    });
  }
}

/** Sums in another order differ in the last digits only. */
function agree(a: Float32Array, b: Float32Array): boolean {
  if (a.length !== b.length) return false;
  return a.every((value, index) => Math.abs(value - b[index]!) <= 1e-2 * Math.max(1, Math.abs(value)));
}

function joined(rows: readonly Float32Array[], width: number): Float32Array {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return only;
  const data = new Float32Array(rows.length * width);
  for (const [index, row] of rows.entries()) data.set(row, index * width);
  return data;
}
