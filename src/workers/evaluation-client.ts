/** One evaluation worker as an async API. A worker that ends without a word (out of memory, killed) is noticed by its lock. */
import { Cancelled, LocumError } from '../engine/errors.ts';
import type { Judgement } from '../engine/evaluation/judge.ts';
import type { Summary } from '../engine/evaluation/summary.ts';
import { type CallOptions, WorkerCalls, type WorkerLike } from './calls.ts';
import type {
  Answered,
  AnswerInput,
  EvaluationOperations,
  JudgeInput,
  Opened,
  OpenInput,
  SummarizeInput,
} from './evaluation-protocol.ts';
import type { KeptAddress } from './protocol.ts';

export type EvaluationWorker = WorkerLike<EvaluationOperations>;

/** Fails when the worker that is running now is gone. */
interface Watch {
  readonly gone: Promise<never>;
}

export class EvaluationClient {
  readonly #calls: WorkerCalls<EvaluationOperations>;
  #watch: Watch | null = null;
  #forget = new AbortController();

  constructor(createWorker: () => EvaluationWorker) {
    this.#calls = new WorkerCalls(createWorker, () => this.#end(), crash);
  }

  /** Makes models ready for `answer` and `judge`. @param transfer ports among their addresses @throws as `answer` */
  open(input: OpenInput, { signal, transfer }: Pick<CallOptions<never>, 'signal' | 'transfer'> = {}): Promise<Opened> {
    return this.#watched(() => this.#calls.call('open', input, { signal, transfer }));
  }

  /**
   * @throws {LocumError} `engine-crashed`, `device-lost`: the next call starts a fresh worker, which has no models; as `answerItem`
   * @throws {Cancelled}
   */
  answer(input: AnswerInput, signal?: AbortSignal): Promise<Answered> {
    return this.#watched(() => this.#calls.call('answer', input, { signal }));
  }

  judge(input: JudgeInput, signal?: AbortSignal): Promise<Judgement> {
    return this.#watched(() => this.#calls.call('judge', input, { signal }));
  }

  /** As `storedFingerprint`. */
  fingerprint(address: KeptAddress): Promise<string | null> {
    return this.#watched(() => this.#calls.call('fingerprint', address));
  }

  summarize(input: SummarizeInput): Promise<Summary> {
    return this.#watched(() => this.#calls.call('summarize', input));
  }

  dispose(): void {
    this.#end();
    this.#calls.dispose();
  }

  async #watched<Value>(call: () => Promise<Value>): Promise<Value> {
    this.#watch ??= await this.#startWatch();
    const { gone } = this.#watch;
    try {
      return await Promise.race([call(), gone]);
    } catch (thrown) {
      if (thrown instanceof LocumError && thrown.code === 'engine-crashed') this.dispose();
      throw thrown;
    }
  }

  async #startWatch(): Promise<Watch> {
    if (globalThis.navigator?.locks === undefined) return { gone: new Promise<never>(() => {}) };
    const name = `locum-evaluation-${crypto.randomUUID()}`;
    await this.#calls.call('live', name);
    const { signal } = this.#forget;
    const ended = navigator.locks.request(name, { signal }, () => {});
    const gone = ended.then(
      () => Promise.reject(crash('it was ended from outside')),
      () => Promise.reject(new Cancelled()),
    );
    // Nobody may be waiting when it ends; the next call hears of it.
    gone.catch(() => {});
    return { gone };
  }

  #end(): void {
    this.#watch = null;
    this.#forget.abort();
    this.#forget = new AbortController();
  }
}

function crash(reason: string): LocumError {
  return new LocumError('engine-crashed', `A worker stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'Answers are kept. Resume the run; if it happens again, use fewer workers or a smaller model.',
  });
}
