/** What a note says and its conversation does not: a flag names the words and why. */
export type FlagKind =
  | 'number'
  | 'dose'
  | 'frequency'
  | 'vital sign'
  | 'date'
  | 'laterality'
  | 'negation'
  | 'finding'
  | 'medication'
  | 'person'
  | 'allergy'
  | 'direction'
  | 'temporality'
  | 'result'
  | 'detail'
  | 'examination';

export interface Flag {
  readonly kind: FlagKind;
  /** Of the words, in the note. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Why, for the clinician. */
  readonly reason: string;
  /** Turns that say otherwise, by index; none where the conversation is silent. */
  readonly turns: readonly number[];
}
