/** The state of what makes instructions. `mediflow.ts` changes it. */
import { create } from 'zustand';
import type { ErrorRecord } from '../../engine/errors.ts';
import type { Rating } from '../../engine/mediflow/judge.ts';
import type { PreferencePair } from '../../engine/mediflow/planted-error.ts';
import type { Triplet } from '../../engine/mediflow/triplet.ts';

export interface MediFlowSettings {
  /** Triplets that are wanted. */
  readonly count: number;
  readonly seed: number;
  readonly temperatures: readonly [number, number];
  /** Most tokens of each text. */
  readonly maxTokens: number;
  /** Times that the judge is asked each question. */
  readonly samples: number;
  /** So many triplets are judged with a foreign output, too. */
  readonly planted: number;
}

/** What is being done, step by step; null: nothing. */
export type Step = 'write' | 'judge' | 'plant';

interface MediFlowStore {
  readonly settings: MediFlowSettings;
  readonly triplets: readonly Triplet[];
  readonly ratings: readonly Rating[];
  readonly pairs: readonly PreferencePair[];
  /** Texts that could not be used. */
  readonly rejected: number;
  /** Outputs in which the writer planted nothing. */
  readonly unchanged: number;
  readonly step: Step | null;
  /** Of the step, where it is not counted by what it makes. */
  readonly progress: { readonly done: number; readonly total: number };
  /** The best by the judge's score; null: all but duplicates. */
  readonly keep: number | null;
  /** Whether lines are written into this browser. */
  readonly kept: boolean;
  readonly others: readonly {
    readonly id: string;
    readonly name: string;
    readonly lines: number;
    readonly elsewhere: boolean;
  }[];
  readonly problem: ErrorRecord | null;
}

export const EMPTY = {
  triplets: [],
  ratings: [],
  pairs: [],
  rejected: 0,
  unchanged: 0,
  step: null,
  progress: { done: 0, total: 0 },
  keep: null,
  problem: null,
} as const satisfies Partial<MediFlowStore>;

export const useMediFlow = create<MediFlowStore>(() => ({
  ...EMPTY,
  settings: { count: 28, seed: 1, temperatures: [0.7, 1], maxTokens: 128, samples: 5, planted: 10 },
  kept: false,
  others: [],
}));

export function setSettings(change: Partial<MediFlowSettings>): void {
  useMediFlow.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}
