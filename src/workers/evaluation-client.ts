/** One evaluation worker as an async API; `calls.ts` owns it. */
import { LocumError } from '../engine/errors.ts';
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

export class EvaluationClient {
  readonly #calls: WorkerCalls<EvaluationOperations>;
  #holdsModels = false;

  constructor(createWorker: () => EvaluationWorker) {
    const onLost = () => {
      this.#holdsModels = false;
    };
    this.#calls = new WorkerCalls(createWorker, { name: 'evaluation', crash, onLost });
  }

  /** What `open` made ready is there. A worker can end while nothing is asked of it, and no call fails with it then. */
  get holdsModels(): boolean {
    return this.#holdsModels;
  }

  /** Makes models ready for `answer` and `judge`. @param transfer ports among their addresses @throws as `answer` */
  async open(
    input: OpenInput,
    { signal, transfer }: Pick<CallOptions<never>, 'signal' | 'transfer'> = {},
  ): Promise<Opened> {
    this.#holdsModels = false;
    const opened = await this.#calls.call('open', input, { signal, transfer });
    this.#holdsModels = true;
    return opened;
  }

  /**
   * @throws {LocumError} `engine-crashed`, `device-lost`: the next call starts a fresh worker, which has no models; as `answerItem`
   * @throws {Cancelled}
   */
  answer(input: AnswerInput, signal?: AbortSignal): Promise<Answered> {
    return this.#calls.call('answer', input, { signal });
  }

  judge(input: JudgeInput, signal?: AbortSignal): Promise<Judgement> {
    return this.#calls.call('judge', input, { signal });
  }

  /** As `storedFingerprint`. */
  fingerprint(address: KeptAddress): Promise<string | null> {
    return this.#calls.call('fingerprint', address);
  }

  summarize(input: SummarizeInput): Promise<Summary> {
    return this.#calls.call('summarize', input);
  }

  dispose(): void {
    this.#holdsModels = false;
    this.#calls.dispose();
  }
}

function crash(reason: string): LocumError {
  return new LocumError('engine-crashed', `A worker stopped unexpectedly${reason ? `: ${reason}` : ''}.`, {
    hint: 'Answers are kept. Resume the run; if it happens again, use fewer workers or a smaller model.',
  });
}
