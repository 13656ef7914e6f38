/** The evaluate page's state. `evaluation-files.ts` and `evaluation.ts` change it. */
import { create } from 'zustand';
import type { ErrorRecord } from '../../engine/errors.ts';
import type { Survey } from '../../engine/evaluation/read-items.ts';
import type { MeasuredSet } from '../../engine/evaluation/report/report.ts';
import type { EvaluationTaskId } from '../../engine/evaluation/task.ts';
import type { ColumnMap } from '../../engine/records/formats.ts';
import type { RoleRefs } from '../models/roles.ts';
import type { Plan } from './plan.ts';

/** A chosen file and what is in it. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly content: Blob;
  readonly task: EvaluationTaskId | null;
  readonly columns: ColumnMap | null;
  /** Of a table that is no known data set: what its columns are called. */
  readonly columnNames: readonly string[];
  readonly survey: Survey | null;
  readonly problem: ErrorRecord | null;
}

/**
 * What is measured: the models that come with the app, under every preset, those in the roles of the Models page, or two of which one
 * is the other tuned, merged and mixed.
 */
export type Measured = 'demonstration' | 'in-use' | 'pair';

/** What is chosen to begin with. */
export const USUAL_METHODS: Readonly<Record<Measured, string>> = {
  demonstration: 'base,expert,cpt,it,cpt+it',
  'in-use': 'base,expert,proxy',
  pair: 'base,expert',
};

export interface Choices {
  readonly models: Measured;
  /** Of `pair`; the base is the anti-expert, too. Null until the page for merging has named one. */
  readonly pair: RoleRefs | null;
  readonly methods: string;
  readonly alpha: number;
  /** Null: all items. */
  readonly limit: number | null;
  readonly seed: number;
  readonly stem: boolean;
  /** Null: as the backend gains by it. */
  readonly workers: number | null;
  /** Write answers into this browser, so that a run outlives the page. */
  readonly keep: boolean;
}

export type RunPhase = 'none' | 'running' | 'paused' | 'finished' | 'failed';

export interface RunState {
  readonly phase: RunPhase;
  readonly plan: Plan | null;
  /** Whether plan and answers are written into this browser. */
  readonly kept: boolean;
  readonly done: number;
  readonly total: number;
  /** Answered since the run was started or resumed, and how long that has taken. */
  readonly fresh: number;
  readonly startedAt: number;
  readonly backend: string;
  readonly workers: number;
  readonly failed: readonly {
    readonly set: string;
    readonly method: string;
    readonly id: string;
    readonly message: string;
  }[];
}

/** A run that is kept in this browser and not open in this tab. */
export interface KeptRun {
  readonly id: string;
  /** Its files. */
  readonly name: string;
  readonly done: number;
  /** Another tab has it open. */
  readonly elsewhere: boolean;
}

interface EvaluationStore {
  readonly candidates: readonly Candidate[];
  readonly choices: Choices;
  readonly run: RunState;
  readonly kept: readonly KeptRun[];
  readonly sets: readonly MeasuredSet[];
  readonly problem: ErrorRecord | null;
}

export const NO_RUN: RunState = {
  phase: 'none',
  plan: null,
  kept: false,
  done: 0,
  total: 0,
  fresh: 0,
  startedAt: 0,
  backend: '',
  workers: 0,
  failed: [],
};

export const useEvaluation = create<EvaluationStore>(() => ({
  candidates: [],
  choices: {
    models: 'demonstration',
    pair: null,
    methods: USUAL_METHODS.demonstration,
    alpha: 1,
    limit: 50,
    seed: 1,
    stem: false,
    workers: null,
    keep: true,
  },
  run: NO_RUN,
  kept: [],
  sets: [],
  problem: null,
}));

export function setRun(change: Partial<RunState>): void {
  useEvaluation.setState(({ run }) => ({ run: { ...run, ...change } }));
}

export function setChoices(change: Partial<Choices>): void {
  useEvaluation.setState(({ choices }) => ({ choices: { ...choices, ...change } }));
}

export function dismissProblem(): void {
  useEvaluation.setState({ problem: null });
}
