/** What an evaluation's worker holds: the models of one group of methods at a time. */
import type { LocumError } from '../engine/errors.ts';
import { type Judgement, judgeNote } from '../engine/evaluation/judge.ts';
import { answerOrError } from '../engine/evaluation/run.ts';
import { summarize } from '../engine/evaluation/summary.ts';
import { evaluationTask } from '../engine/evaluation/task.ts';
import { type FileSource, urlSource } from '../engine/lm/checkpoint/source.ts';
import { openTrio, type Trio } from '../engine/trio.ts';
import type { Answered, AnswerInput, EvaluationOperations, JudgeInput } from './evaluation-protocol.ts';
import type { HandlersOf } from './serve.ts';

export class EvaluationSession {
  readonly #onLost: (error: LocumError) => void;
  #trio: Trio | null = null;
  #opened = '';

  readonly handlers: HandlersOf<EvaluationOperations> = {
    live: (name) => holdLock(name),
    answer: (input, { signal }) => this.#answer(input, signal),
    judge: (input, { signal }) => this.#judge(input, signal),
    summarize: async ({ task, ...options }) => summarize({ task: evaluationTask(task), ...options }),
  };

  /** @param onLost the models are gone, and with them what was running */
  constructor(onLost: (error: LocumError) => void) {
    this.#onLost = onLost;
  }

  async #answer(input: AnswerInput, signal: AbortSignal): Promise<Answered> {
    const { method, alpha, task, item, maxTokens, seed } = input;
    const trio = await this.#open(input, signal);
    const outcome = await answerOrError(trio, { method, alpha, task, item, maxTokens, seed, signal });
    return { ...outcome, backend: trio.backend, reason: trio.reason };
  }

  async #judge({ model, backend, ...request }: JudgeInput, signal: AbortSignal): Promise<Judgement> {
    const trio = await this.#open({ models: { base: model }, purpose: 'base', backend }, signal);
    return judgeNote(trio, { ...request, signal });
  }

  async #open(
    { models, purpose, backend }: Pick<AnswerInput, 'models' | 'purpose' | 'backend'>,
    signal: AbortSignal,
  ): Promise<Trio> {
    const wanted = JSON.stringify([models, purpose, backend]);
    if (this.#trio !== null && wanted === this.#opened) return this.#trio;
    // Two groups of models need not fit into memory side by side.
    const former = this.#trio;
    this.#trio = null;
    await former?.dispose();
    const byUrl = new Map<string, FileSource>();
    const source = (url: string): FileSource => {
      const known = byUrl.get(url) ?? urlSource(url);
      byUrl.set(url, known);
      return known;
    };
    const sources = Object.fromEntries(Object.entries(models).map(([role, url]) => [role, source(url)]));
    const trio = await openTrio({ sources, method: purpose, backend, signal });
    this.#trio = trio;
    this.#opened = wanted;
    void trio.lost.then((error) => {
      if (this.#trio === trio) this.#onLost(error);
    });
    return trio;
  }
}

/** Resolves when the lock is held; it is let go of when the worker ends, however it ends. */
function holdLock(name: string): Promise<null> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(name, () => {
      resolve(null);
      return new Promise<never>(() => {});
    });
    held.catch(reject);
  });
}
