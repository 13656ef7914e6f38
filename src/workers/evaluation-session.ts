/** What an evaluation's worker holds: the models of one group of methods at a time. */
import { LocumError } from '../engine/errors.ts';
import { judgeNote } from '../engine/evaluation/judge.ts';
import { answerOrError } from '../engine/evaluation/run.ts';
import { summarize } from '../engine/evaluation/summary.ts';
import { evaluationTask } from '../engine/evaluation/task.ts';
import { openTrio, type Trio } from '../engine/trio.ts';
import { Turns } from '../engine/turns.ts';
import type { EvaluationOperations, Opened, OpenInput } from './evaluation-protocol.ts';
import { modelSources, storedFingerprint } from './model-sources.ts';
import type { HandlersOf } from './serve.ts';
import { createWebLlmHost, type ModelWorker } from './webllm-host.ts';

export class EvaluationSession {
  readonly #createModelWorker: () => ModelWorker;
  readonly #onLost: (error: LocumError) => void;
  #trio: Trio | null = null;
  /** The models share their contexts, and opening takes them away. */
  readonly #turns = new Turns();

  readonly handlers: HandlersOf<EvaluationOperations> = {
    open: (input, { signal }) => this.#turns.take(() => this.#open(input, signal), signal),
    answer: (input, { signal }) => this.#turns.take(() => answerOrError(this.#need(), { ...input, signal }), signal),
    judge: (input, { signal }) => this.#turns.take(() => judgeNote(this.#need(), { ...input, signal }), signal),
    fingerprint: (address) => storedFingerprint(address),
    summarize: async ({ task, ...options }) => summarize({ task: evaluationTask(task), ...options }),
  };

  /**
   * @param createModelWorker a worker for one web-llm model (`webllm.worker.ts`)
   * @param onLost the models are gone, and with them what was running
   */
  constructor(createModelWorker: () => ModelWorker, onLost: (error: LocumError) => void) {
    this.#createModelWorker = createModelWorker;
    this.#onLost = onLost;
  }

  async #open({ models, purpose, backend }: OpenInput, signal: AbortSignal): Promise<Opened> {
    // Two groups of models need not fit into memory side by side.
    const former = this.#trio;
    this.#trio = null;
    await former?.dispose();
    const sources = await modelSources(models);
    const webllm = createWebLlmHost(this.#createModelWorker);
    const trio = await openTrio({ sources, webllm, method: purpose, backend, signal });
    this.#trio = trio;
    void trio.lost.then((error) => {
      if (this.#trio === trio) this.#onLost(error);
    });
    const distinct = new Set(Object.values(trio.participants).map(({ model }) => model));
    const bytes = [...distinct].reduce((sum, { info }) => sum + info.bytes, 0);
    return { backend: trio.backend, reason: trio.reason, bytes };
  }

  #need(): Trio {
    if (this.#trio !== null) return this.#trio;
    throw new LocumError('disposed', 'The models are not loaded.', { hint: 'Resume the run.' });
  }
}
