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

/** One flag for the same words and kind, with the turns of all: each has to be settled by hand. @returns in the order of their words */
export function onePerWords(flags: readonly Flag[]): Flag[] {
  const found = new Map<string, Flag>();
  for (const flag of flags) {
    const key = `${flag.kind} ${flag.start} ${flag.end}`;
    const known = found.get(key);
    const turns = known === undefined ? flag.turns : [...new Set([...known.turns, ...flag.turns])];
    found.set(key, { ...(known ?? flag), turns });
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}
