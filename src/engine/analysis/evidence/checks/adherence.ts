/** Whether the patient's medicines, unnamed, are taken: “has not been taking his blood pressure medication”. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import type { Word } from '../text/words.ts';

const MEDICINES = /^(?:medication|medications|meds|medicine|medicines|tablets|pills)$/u;
const TAKING = /^(?:taking|takes|take|taken|took)$/u;
const ADHERING = /^(?:taking|takes|take|taken|took|compliant|adherent|compliance|adherence)$/u;

/** Words from the taking to what is taken. */
const REACH = 6;

/** The word for what is taken without a name; null where the word at `at` takes nothing, or others than were spoken of. */
function takenAt(words: readonly Word[], at: number, verb: RegExp): number | null {
  if (!verb.test((words[at] as Word).form)) return null;
  const behind = words.slice(at + 1, at + 1 + REACH);
  const distance = behind.findIndex(({ form }) => MEDICINES.test(form));
  if (distance < 0 || behind.slice(0, distance).some(({ form }) => /^(?:other|more|new)$/u.test(form))) return null;
  return at + 1 + distance;
}

export function adherenceFlags(claim: Claim, conversation: Conversation): Flag[] {
  const { words, mentions, polarity } = claim;
  // What has a name is looked for by it.
  if (mentions.some(({ concepts }) => concepts[0]?.kind === 'medication')) return [];
  return words.flatMap((_, at) => {
    const taken = takenAt(words, at, ADHERING);
    if (taken === null || polarity[at] === 'hypothetical') return [];
    const isDenied = polarity[at] === 'denied' || polarity[taken] === 'denied';
    const told = toldOf(conversation);
    if (told.length === 0 || told.some((one) => one.isDenied === isDenied)) return [];
    const reason = `The conversation says that they are ${isDenied ? '' : 'not '}taken.`;
    const turns = told.map(({ turn }) => turn);
    return [flagOn(claim, at, at + 1, 'negation', reason, turns)];
  });
}

function toldOf({ turns }: Conversation): readonly { readonly turn: number; readonly isDenied: boolean }[] {
  return turns.flatMap(({ words, assertedAt }, turn) =>
    words.flatMap((_, at) => {
      const taken = takenAt(words, at, TAKING);
      if (taken === null) return [];
      const asserted = [assertedAt(at), assertedAt(taken)];
      return asserted.includes('asked') ? [] : [{ turn, isDenied: asserted.includes('denied') }];
    }),
  );
}
