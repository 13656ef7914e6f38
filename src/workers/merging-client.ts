/** Merging weights as an async API for pages; `calls.ts` owns the worker. */
import { LocumError } from '../engine/errors.ts';
import { type CallOptions, WorkerCalls, type WorkerLike } from './calls.ts';
import type { Merged, MergeInput, MergeInspection, MergeProgress, MergingOperations } from './merging-protocol.ts';
import type { MergedAddress } from './protocol.ts';

export type MergingWorker = WorkerLike<MergingOperations>;

export class MergingClient {
  readonly #calls: WorkerCalls<MergingOperations>;

  constructor(createWorker: () => MergingWorker) {
    this.#calls = new WorkerCalls(createWorker, { name: 'merging', crash });
  }

  /** @throws {LocumError} `unsupported` where the shapes differ; what opening a model throws @throws {Cancelled} */
  inspect(model: MergedAddress, options: CallOptions<never>): Promise<MergeInspection> {
    return this.#calls.call('inspect', model, options);
  }

  /** @throws {LocumError} as `inspect`; `quota-exceeded`; `bad-argument` @throws {Cancelled} nothing of it is kept */
  merge(input: MergeInput, options: CallOptions<MergeProgress>): Promise<Merged> {
    return this.#calls.call('merge', input, options);
  }

  async discard(label: string): Promise<void> {
    await this.#calls.call('discard', label);
  }

  dispose(): void {
    this.#calls.dispose();
  }
}

function crash(reason: string): LocumError {
  return new LocumError('engine-crashed', `Merging stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'Merge again; if it happens again, reload the page.',
  });
}
