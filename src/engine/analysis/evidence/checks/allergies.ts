/** Allergies: to what the conversation says, and to nothing only where it says so. */

import type { Flag } from '../flags.ts';
import type { Allergy } from '../frames/allergies.ts';
import type { HeardAllergy } from '../frames/assertions.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { PATIENT } from '../frames/experiencer.ts';

export function allergyFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.allergies.flatMap((allergy) => {
    if (claim.experiencers[allergy.from] !== PATIENT || claim.polarity[allergy.from] === 'hypothetical') return [];
    const objected = objection(claim, allergy, conversation);
    if (objected === null) return [];
    return [flagOn(claim, allergy.from, allergy.to, 'allergy', objected.reason, objected.turns)];
  });
}

interface Said extends HeardAllergy {
  readonly turn: number;
}

/** “There are some known allergies”; not the heading “Allergies”. */
const SOME_KIND = /\b(?:some|several|multiple|known|has|have|reports|positive for)\b[^.;:]{0,25}$/iu;

function objection(
  { sentence, words }: Claim,
  { allergen, denied, from }: Allergy,
  conversation: Conversation,
): { readonly reason: string; readonly turns: readonly number[] } | null {
  const said = conversation.turns.flatMap(({ allergies }, turn) =>
    allergies.map((allergy): Said => ({ ...allergy, turn })),
  );
  const own = said.filter(({ experiencer }) => experiencer === PATIENT);
  const affirmed = own.filter((allergy) => allergy.allergen !== null && allergy.asserted === 'affirmed');
  const none = own.filter((allergy) => allergy.allergen === null && allergy.asserted === 'denied');
  const same = affirmed.filter((allergy) => allergy.allergen === allergen);
  const object = (reason: string, turns: readonly Said[]) => ({ reason, turns: turns.map(({ turn }) => turn) });
  if (denied) {
    if (allergen !== null) {
      return same.length > 0 ? object('The conversation says that the patient is allergic to this.', same) : null;
    }
    if (affirmed.length > 0) return object(`The conversation speaks of an allergy to ${names(affirmed)}.`, affirmed);
    if (none.length > 0) return null;
    return object('The conversation does not say that there is no allergy.', []);
  }
  if (allergen === null) {
    const isStated = SOME_KIND.test(sentence.text.slice(0, words[from]?.end ?? 0).replace(/\S+$/u, ''));
    return isStated && affirmed.length === 0 && none.length > 0
      ? object('The conversation says that there is no allergy.', none)
      : null;
  }
  if (same.length > 0) return null;
  if (affirmed.length > 0) return object(`The conversation speaks of an allergy to ${names(affirmed)}.`, affirmed);
  if (none.length > 0) return object('The conversation says that there is no allergy.', none);
  return object('The conversation does not speak of this allergy.', []);
}

function names(allergies: readonly Said[]): string {
  return [...new Set(allergies.map(({ allergen }) => allergen))].slice(0, 3).join(', ');
}
