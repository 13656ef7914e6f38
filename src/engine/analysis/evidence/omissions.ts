/** What the conversation says and the note does not: allergies, medicines, red flags and plans. */
import type { Claim } from './frames/claim.ts';
import type { Conversation, Occurrence } from './frames/conversation.ts';
import { PATIENT } from './frames/experiencer.ts';
import type { Concept } from './lexicon/concepts.ts';
import { RED_FLAGS } from './lexicon/red-flags.ts';

export type OmissionKind = 'allergy' | 'medicine' | 'red flag' | 'plan';

export interface Omission {
  readonly kind: OmissionKind;
  /** What is missing, by its name. */
  readonly text: string;
  /** Turns that say it, by index. */
  readonly turns: readonly number[];
}

export function omissionsOf(claims: readonly Claim[], conversation: Conversation): Omission[] {
  const written = new Set(claims.flatMap(({ mentions }) => mentions.flatMap(({ concepts }) => concepts)));
  return [
    ...allergies(claims, conversation),
    ...medicines(written, conversation),
    ...redFlags(written, conversation),
    ...plans(claims, written, conversation),
  ];
}

function allergies(claims: readonly Claim[], { turns }: Conversation): Omission[] {
  const written = new Set(claims.flatMap((claim) => claim.allergies.map(({ allergen }) => allergen)));
  const said = new Map<string, number[]>();
  for (const [turn, { allergies: heard }] of turns.entries()) {
    for (const { allergen, asserted, experiencer } of heard) {
      if (allergen === null || asserted !== 'affirmed' || experiencer !== PATIENT || written.has(allergen)) continue;
      said.set(allergen, [...(said.get(allergen) ?? []), turn]);
    }
  }
  return listed('allergy', said);
}

/** Medicines that the patient takes or is given, by name; a class that another word names more closely is left out. */
function medicines(written: ReadonlySet<Concept>, conversation: Conversation): Omission[] {
  const said = new Map<string, number[]>();
  const named = new Map<string, Concept>();
  const wider = new Set<Concept>();
  for (const [turn, { frames, asserted }] of conversation.turns.entries()) {
    for (const [index, frame] of frames.entries()) {
      const [concept, ...classes] = frame.mention.concepts;
      if (concept?.kind !== 'medication') continue;
      for (const each of classes) wider.add(each);
      if (asserted[index] !== 'affirmed' || frame.isAllergen || frame.experiencer !== PATIENT) continue;
      named.set(concept.name, concept);
      said.set(concept.name, [...(said.get(concept.name) ?? []), turn]);
    }
  }
  for (const [name, concept] of named) if (written.has(concept) || wider.has(concept)) said.delete(name);
  return listed('medicine', said);
}

function redFlags(written: ReadonlySet<Concept>, conversation: Conversation): Omission[] {
  const said = new Map<string, number[]>();
  const isWritten = new Set([...written].map(({ name }) => name));
  for (const [turn, { frames, asserted }] of conversation.turns.entries()) {
    for (const [index, { mention, experiencer }] of frames.entries()) {
      const [concept] = mention.concepts;
      if (concept === undefined || !RED_FLAGS.has(concept.name) || isWritten.has(concept.name)) continue;
      if (asserted[index] !== 'affirmed' || experiencer !== PATIENT) continue;
      if (mention.concepts.some((one) => written.has(one)) || denies(conversation.occurrences([concept]))) continue;
      said.set(concept.name, [...(said.get(concept.name) ?? []), turn]);
    }
  }
  return listed('red flag', said);
}

/** Said no as often as yes: no finding to miss. */
function denies(occurrences: readonly Occurrence[]): boolean {
  const count = (asserted: Occurrence['asserted']) => occurrences.filter((one) => one.asserted === asserted).length;
  return count('denied') >= count('affirmed');
}

const RETURN = /\b(?:come back|see you(?: again| back)?|follow[- ]?up|review(?: you)?|check back|recheck|return)\b/iu;
const RETURN_WRITTEN = /\b(?:follow|f\/u|review|return|rtc|recheck|see (?:him|her|them)|come back|reassess)/iu;

/** Tests and referrals that are ordered, and when to come back. */
function plans(claims: readonly Claim[], written: ReadonlySet<Concept>, conversation: Conversation): Omission[] {
  const said = new Map<string, number[]>();
  for (const [turn, { frames, asserted, turn: heard, quantities }] of conversation.turns.entries()) {
    if (heard.speaker === 'patient') continue;
    for (const [index, { mention, changes }] of frames.entries()) {
      const [concept] = mention.concepts;
      if ((concept?.kind !== 'investigation' && concept?.kind !== 'specialty') || asserted[index] !== 'affirmed')
        continue;
      if (!changes.some(({ name }) => name === 'order') || mention.concepts.some((one) => written.has(one))) continue;
      said.set(concept.name, [...(said.get(concept.name) ?? []), turn]);
    }
    if (claims.some(({ sentence }) => RETURN_WRITTEN.test(sentence.text))) continue;
    const back = RETURN.exec(heard.text);
    if (back === null) continue;
    const when = quantities.find(
      ({ unit, start }) => unit?.kind === 'time' && Math.abs(start - back.index) <= RETURN_REACH,
    );
    if (when !== undefined) said.set(`follow-up: ${heard.text.slice(when.start, when.end)}`, [turn]);
  }
  return listed('plan', said);
}

/** Characters between coming back and when. */
const RETURN_REACH = 60;

function listed(kind: OmissionKind, said: ReadonlyMap<string, readonly number[]>): Omission[] {
  return [...said].map(([text, turns]) => ({ kind, text, turns: [...new Set(turns)] }));
}
