import type { Speaker } from '../../../engine/tasks/dialogue.ts';

/** The colour of a turn's number. */
export const SPEAKER_MARKS: Readonly<Record<Speaker, string>> = {
  clinician: 'text-accent',
  patient: 'text-warn',
  other: 'text-muted',
  unknown: 'text-muted',
};
