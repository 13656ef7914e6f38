/** Runs web-llm models in workers, one each, so that a failure takes one model and not the others. */

import { deferred } from '../engine/deferred.ts';
import { Cancelled, LocumError, throwIfCancelled } from '../engine/errors.ts';
import { findAdapter } from '../engine/lm/adapter.ts';
import type { ExtendOptions, Logits, ModelInfo } from '../engine/lm/causal-lm.ts';
import { type Caches, WebLlmCache } from '../engine/lm/webllm/cache.ts';
import { webLlmFailure } from '../engine/lm/webllm/failures.ts';
import type { ModelRecord } from '../engine/lm/webllm/module.ts';
import type { HostedModel, OpenedWebLlm, WebLlmHost } from '../engine/lm/webllm/source.ts';
import { stage } from '../engine/lm/webllm/stage.ts';
import { WorkerCalls, type WorkerLike } from './calls.ts';
import type { WebLlmOperations } from './webllm-protocol.ts';

export type ModelWorker = WorkerLike<WebLlmOperations>;

const TRACK = 'web-llm';

/**
 * @param createWorker a worker that runs `webllm.worker.ts`
 * @param caches where web-llm's files are kept; absent where the browser has no Cache API
 * @param gpu what web-llm runs on: it has nothing else
 */
export function createWebLlmHost(
  createWorker: () => ModelWorker,
  caches: Caches | undefined = globalThis.caches,
  gpu: Pick<GPU, 'requestAdapter'> | undefined = globalThis.navigator?.gpu,
): WebLlmHost {
  return {
    async check(model) {
      if ((await findAdapter(gpu)) === null) throw webLlmFailure(new Error('no GPU adapter'), 'load', model);
    },
    async load({ source, record, description }, { signal, onProgress }) {
      const { files, library, address, label, manifest } = source;
      const cache = new WebLlmCache(address, label, caches);
      await stage({ files, library, cache, manifest, signal, onProgress });
      throwIfCancelled(signal);
      return WorkerModel.load(createWorker, { record, description }, signal);
    },
  };
}

/** The models that this release of web-llm knows. */
export async function webLlmRecords(createWorker: () => ModelWorker): Promise<readonly ModelRecord[]> {
  const calls = new WorkerCalls(createWorker, { name: TRACK, crash });
  try {
    return await calls.call('records', null);
  } finally {
    calls.dispose();
  }
}

class WorkerModel implements HostedModel {
  readonly info: ModelInfo;
  readonly lost: Promise<LocumError>;
  readonly #calls: WorkerCalls<WebLlmOperations>;
  #length = 0;
  /** Why it can do nothing any more. */
  #ended: LocumError | null = null;

  static async load(
    createWorker: () => ModelWorker,
    model: Pick<OpenedWebLlm, 'record' | 'description'>,
    signal: AbortSignal | undefined,
  ): Promise<WorkerModel> {
    const lost = deferred<LocumError>();
    const calls = new WorkerCalls(createWorker, { name: TRACK, crash, onLost: lost.resolve });
    // web-llm does not stop loading in an orderly way; ending its worker does.
    const stop = () => calls.dispose();
    signal?.addEventListener('abort', stop);
    try {
      return new WorkerModel(calls, await calls.call('load', model), lost.promise);
    } catch (thrown) {
      calls.dispose();
      throw signal?.aborted ? new Cancelled() : thrown;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  private constructor(calls: WorkerCalls<WebLlmOperations>, info: ModelInfo, lost: Promise<LocumError>) {
    this.#calls = calls;
    this.info = info;
    this.lost = lost;
    void lost.then((error) => {
      this.#ended ??= error;
    });
  }

  get length(): number {
    return this.#length;
  }

  async extend(ids: readonly number[], { logits = 'last', signal, onProgress }: ExtendOptions = {}): Promise<Logits> {
    this.#checkAlive();
    const { vocabularySize } = this.info;
    const { rows, data, length } = await this.#calls.call('extend', { ids, logits }, { signal, onProgress });
    this.#length = length;
    return { rows, vocabularySize, data };
  }

  async truncate(length: number): Promise<void> {
    this.#checkAlive();
    this.#length = await this.#calls.call('truncate', length);
  }

  async dispose(): Promise<void> {
    if (this.#ended !== null) return;
    this.#ended = new LocumError('disposed', `The model “${this.info.id}” has been unloaded.`, {
      hint: 'Load it again.',
    });
    this.#length = 0;
    // Unloading first gives the device's memory back at once; the end of the worker would do so at leisure.
    await this.#calls.call('dispose', null).catch(() => undefined);
    this.#calls.dispose();
  }

  #checkAlive(): void {
    if (this.#ended !== null) throw this.#ended;
  }
}

function crash(reason: string): LocumError {
  return new LocumError('engine-crashed', `web-llm stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'Your text is kept. Load the models again to go on.',
  });
}
