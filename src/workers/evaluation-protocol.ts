/** What an evaluation's workers can be asked for; `wire.ts` says how. Each holds its own models and answers one item at a time. */
import type { Method } from '../engine/decoding/methods.ts';
import type { Answer } from '../engine/evaluation/answer.ts';
import type { Item } from '../engine/evaluation/item.ts';
import type { Judgement } from '../engine/evaluation/judge.ts';
import type { Outcome } from '../engine/evaluation/outcome.ts';
import type { Summary } from '../engine/evaluation/summary.ts';
import type { EvaluationTaskId } from '../engine/evaluation/task.ts';
import type { BackendPreference } from '../engine/lm/backend.ts';
import type { Backend } from '../engine/lm/causal-lm.ts';
import type { Role } from '../engine/lm/ensemble.ts';
import type { KeptAddress, ModelAddress } from './protocol.ts';

export interface OpenInput {
  /** Of the roles that are needed. */
  readonly models: Readonly<Partial<Record<Role, ModelAddress>>>;
  /** What the models are opened for; see `plan.ts`. */
  readonly purpose: Method;
  readonly backend: BackendPreference;
}

export interface Opened {
  readonly backend: Backend;
  /** Why this backend, in the user's words. */
  readonly reason: string;
  /** What the weights take. */
  readonly bytes: number;
}

export interface AnswerInput {
  readonly method: Method;
  readonly alpha: number;
  readonly task: EvaluationTaskId;
  readonly item: Item;
  readonly maxTokens: number;
  readonly seed: number;
}

export type Answered = Pick<Outcome, 'answer' | 'error'>;

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
  readonly conversation: string;
  readonly note: string;
  readonly seed: number;
}

export interface EvaluationOperations {
  /** Makes models ready; the ones before are given up. `answer` and `judge` need it. */
  readonly open: { readonly input: OpenInput; readonly progress: never; readonly output: Opened };
  readonly answer: { readonly input: AnswerInput; readonly progress: never; readonly output: Answered };
  /** A text rated by the base. */
  readonly judge: { readonly input: JudgeInput; readonly progress: never; readonly output: Judgement };
  /** As `storedFingerprint`. */
  readonly fingerprint: { readonly input: KeptAddress; readonly progress: never; readonly output: string | null };
  /** Figures of a data set. */
  readonly summarize: { readonly input: SummarizeInput; readonly progress: never; readonly output: Summary };
}
