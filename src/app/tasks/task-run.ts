/** The tasks page's state: the task as the user has it, what was typed, and the answer. Kept in memory only. */
import { create } from 'zustand';
import type { ErrorRecord } from '../../engine/errors.ts';
import type { FieldTexts, LibraryTask, TaskExample } from '../../engine/tasks/library/definition.ts';
import { LIBRARY_TASKS } from '../../engine/tasks/library/library.ts';
import { parseAnswer } from '../../engine/tasks/library/parse/answer.ts';
import type { ParsedAnswer } from '../../engine/tasks/library/parse/parsed.ts';
import { answerConstraint, libraryPrompt } from '../../engine/tasks/library/request.ts';
import type { Method } from '../../workers/protocol.ts';
import { engine, forgetLoss, openModels, recommendedPenalty } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { FrameBatch } from '../shell/frame-batch.ts';
import { isOwn, sampleFields } from '../text/samples.ts';

export const TASK_METHODS = ['base', 'expert', 'proxy'] as const satisfies readonly Method[];
export type TaskMethod = (typeof TASK_METHODS)[number];

export interface TaskAnswer {
  readonly text: string;
  readonly finished: boolean;
  /** Null while it is written, and where it was stopped. */
  readonly parsed: ParsedAnswer | null;
  /** What it was asked of: the page may have moved on. */
  readonly task: LibraryTask;
  readonly fields: FieldTexts;
}

interface TaskStore {
  /** As it comes with the project. */
  readonly original: LibraryTask;
  /** With the user's changes. */
  readonly task: LibraryTask;
  readonly fields: FieldTexts;
  readonly method: TaskMethod;
  readonly alpha: number;
  /** Hold the answer to its shape while it is written. */
  readonly constrained: boolean;
  readonly running: boolean;
  readonly answer: TaskAnswer | null;
  readonly problem: ErrorRecord | null;
}

const [FIRST] = LIBRARY_TASKS as readonly [LibraryTask];

export const useTaskRun = create<TaskStore>(() => ({
  original: FIRST,
  task: FIRST,
  fields: {},
  method: 'proxy',
  alpha: 1,
  constrained: true,
  running: false,
  answer: null,
  problem: null,
}));

const get = useTaskRun.getState;
const set = useTaskRun.setState;

/** What was typed stays where the new task has a field of the same name. */
export function chooseTask(task: LibraryTask): void {
  set({ original: task, task, problem: null, answer: null });
}

export function editTask(change: { readonly instruction?: string; readonly examples?: readonly TaskExample[] }): void {
  set(({ task }) => ({ task: { ...task, ...change } }));
}

export function restoreTask(): void {
  set(({ original }) => ({ task: original }));
}

export function editField(name: string, text: string): void {
  set(({ fields }) => ({ fields: { ...fields, [name]: text } }));
}

/** The task's own example, in the fields where the user has written nothing of their own. */
export function fillSample(): void {
  const { task, fields } = get();
  for (const [name, text] of Object.entries(sampleFields(task))) if (!isOwn(fields[name])) editField(name, text);
}

export function setTaskOptions(change: Partial<Pick<TaskStore, 'method' | 'alpha' | 'constrained'>>): void {
  set(change);
}

export function dismissProblem(): void {
  set({ problem: null });
  forgetLoss();
}

/** Its name where others wait for it. */
export const TASKS_TASK = 'Tasks';
const asking = new ModelTask(TASKS_TASK);

export const stop = (): void => asking.stop();

export async function runTask(): Promise<void> {
  const { task, fields, method, alpha, constrained } = get();
  set({ running: true, problem: null, answer: null });
  const outcome = await asking.run(async (signal) => {
    let text = '';
    const shown = new FrameBatch<string>((pieces) => {
      text += pieces.join('');
      set({ answer: { text, finished: false, parsed: null, task, fields } });
    });
    try {
      const prompt = libraryPrompt(task, fields);
      const constraint = constrained ? (answerConstraint(task, fields) ?? undefined) : undefined;
      const models = await openModels(signal);
      const repetitionPenalty = constraint ? 1 : recommendedPenalty(models, method);
      const sampling = { temperature: 0, topK: 0, topP: 1, repetitionPenalty };
      const request = { prompt, method, alpha, constraint, sampling, seed: 1, maxTokens: task.maxTokens };
      for await (const event of engine.complete({ ...request, repetitionGuard: true }, signal)) {
        if (event.type === 'token') shown.add(event.text);
        if (event.type !== 'finish') continue;
        shown.flush();
        const parsed = await parseAnswer(task, fields, event.text);
        set({ answer: { text: event.text, finished: true, parsed, task, fields } });
      }
    } finally {
      shown.flush();
    }
  });
  if (typeof outcome === 'object') set({ problem: outcome });
  if (!asking.isRunning) set({ running: false });
}
