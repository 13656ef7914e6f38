import type { Role, StepRequest, StepResult } from '../../lm/ensemble.ts';

/** One step's outcome; `skipped`: the pair had no pass for this token alone. */
export interface Stepped {
  readonly result: StepResult;
  readonly skipped: boolean;
}

/** When the pair reads what it skipped. */
export interface SkippingMode {
  readonly passes: Readonly<Record<Role, number>>;
  readonly audit: { readonly audited: number; readonly differing: number };
  /** Leaves no context ahead of what was appended. */
  settle(): Promise<void>;
  /** A pass of every model that was made elsewhere. */
  countPass(): void;
  /** @param context the last ids before the token that is to be chosen */
  step(request: StepRequest, context: readonly number[]): Promise<Stepped>;
  /** The contexts have been emptied. */
  reset(): void;
}
