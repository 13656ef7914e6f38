/** All kinds of jobs: a thread is told which by the place in this list. */
import { attention } from './attention.ts';
import { floatRows } from './float-rows.ts';
import { gating } from './gating.ts';
import { integerRows } from './integer-rows.ts';
import type { JobKind } from './job.ts';

/** Their fields are those of the task they are given, whichever they are. */
export const JOB_KINDS: readonly JobKind<string>[] = [floatRows, integerRows, attention, gating];
