/** What a mention is said with: whose it is, which way it goes, and whether it is named as the cause of an allergy. */
import type { Mention } from '../lexicon/concepts.ts';
import type { Change } from './change.ts';
import type { Person } from './experiencer.ts';

export interface Frame {
  readonly mention: Mention;
  readonly experiencer: Person;
  readonly changes: readonly Change[];
  readonly isAllergen: boolean;
}

export function framesOf(
  mentions: readonly Mention[],
  experiencers: readonly Person[],
  changes: readonly (readonly Change[])[],
  allergies: readonly { readonly from: number; readonly to: number }[],
): Frame[] {
  return mentions.map((mention, index) => ({
    mention,
    experiencer: experiencers[mention.from] as Person,
    changes: changes[index] ?? [],
    isAllergen: allergies.some(({ from, to }) => from < mention.to && mention.from < to),
  }));
}

export const RESULTS: ReadonlySet<string> = new Set([
  'positive',
  'negative',
  'pending',
  'normal',
  'abnormal',
  'elevated',
  'low',
]);

/** What came out of a test is said. */
export function hasResult({ changes }: Frame): boolean {
  return changes.some(({ name }) => RESULTS.has(name));
}
