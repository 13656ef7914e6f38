/** What an evaluation's workers can be asked for; `wire.ts` says how. Each holds its own models and answers one item at a time. */
import type { Method } from '../engine/decoding/events.ts';
import type { Answer } from '../engine/evaluation/answer.ts';
import type { Item } from '../engine/evaluation/item.ts';
import type { Judgement } from '../engine/evaluation/judge.ts';
import type { Outcome } from '../engine/evaluation/outcome.ts';
import type { Models } from '../engine/evaluation/plan.ts';
import type { Summary } from '../engine/evaluation/summary.ts';
import type { EvaluationTaskId } from '../engine/evaluation/task.ts';
import type { BackendPreference } from '../engine/lm/backend.ts';
import type { Backend } from '../engine/lm/causal-lm.ts';
import type { FromServer, ToServer } from './wire.ts';

export interface AnswerInput {
  /** URLs of the folders of the roles that are needed. */
  readonly models: Models;
  /** What the models are opened for; see `plan.ts`. */
  readonly purpose: Method;
  readonly backend: BackendPreference;
  readonly method: Method;
  readonly alpha: number;
  readonly task: EvaluationTaskId;
  readonly item: Item;
  readonly maxTokens: number;
  readonly seed: number;
}

export interface Answered extends Pick<Outcome, 'answer' | 'error'> {
  readonly backend: Backend;
  /** Why this backend, in the user's words. */
  readonly reason: string;
}

export interface SummarizeInput {
  readonly task: EvaluationTaskId;
  readonly items: readonly Item[];
  /** By method, then by item id. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, Answer>>;
  readonly seed: number;
  readonly samples: number;
  readonly stem: boolean;
}

export interface JudgeInput {
  /** URL of the judge's folder. */
  readonly model: string;
  readonly backend: BackendPreference;
  readonly conversation: string;
  readonly note: string;
  readonly seed: number;
}

export interface EvaluationOperations {
  /** Takes the lock of this name and keeps it as long as the worker lives: a page that waits for it learns of its end. */
  readonly live: { readonly input: string; readonly progress: never; readonly output: null };
  /** Opens the models when others are open. */
  readonly answer: { readonly input: AnswerInput; readonly progress: never; readonly output: Answered };
  /** A text rated by one model. */
  readonly judge: { readonly input: JudgeInput; readonly progress: never; readonly output: Judgement };
  /** Figures of a data set; needs no models. */
  readonly summarize: { readonly input: SummarizeInput; readonly progress: never; readonly output: Summary };
}

export type ToEvaluation = ToServer<EvaluationOperations>;
export type FromEvaluation = FromServer<EvaluationOperations>;
