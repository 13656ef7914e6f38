import type { Recording } from '../../../engine/analysis/recording.ts';

/** “α 1.00”; empty where the method has none, or it is not known. */
export function alphaText({ authorship: { alpha } }: Pick<Recording, 'authorship'>): string {
  return alpha === undefined ? '' : `α ${alpha.toFixed(2)}`;
}
