/** Which way: started, not stopped; increased, not decreased; better, not worse; positive, not pending. */

import type { Flag } from '../flags.ts';
import { type Change, medicineChangeAt } from '../frames/change.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import { isSamePerson } from '../frames/experiencer.ts';
import type { Frame } from '../frames/frame.ts';
import { BORNE_OUT_BY, CONTRADICTED_BY, MUST_BE_SAID } from '../lexicon/changes.ts';
import { meantBy } from '../lexicon/concepts.ts';
import { isContent, type Word } from '../text/words.ts';
import { isRefused } from './medicines.ts';
import { OUTWEIGHED } from './weighing.ts';

export function directionFlags(claim: Claim, conversation: Conversation): Flag[] {
  const ofMentions = claim.frames.flatMap((frame) =>
    frame.changes.flatMap((change) => {
      const objected = objection(claim, frame, change, conversation);
      if (objected === null) return [];
      const kind = RESULTS.has(change.name) ? 'result' : TIMES.has(change.name) ? 'temporality' : 'direction';
      return [flagOn(claim, change.from, change.to, kind, objected.reason, objected.turns)];
    }),
  );
  return [...ofMentions, ...objectFlags(claim, conversation)];
}

const TIMES = new Set(['past', 'present']);
const HOW_OFTEN =
  /\b(?:a|per|every|each|once|twice|times) (?:day|week|month|year|daily|weekly|every)\b|\d ?\/ ?(?:day|week|wk|d)\b/iu;
const RESULTS = new Set(['positive', 'negative', 'pending', 'normal', 'abnormal', 'elevated', 'low']);

function objection(
  claim: Claim,
  { mention, experiencer, isAllergen }: Frame,
  { name }: Change,
  conversation: Conversation,
): { readonly reason: string; readonly turns: readonly number[] } | null {
  // How much of a habit there is, is said by its number.
  if (TIMES.has(name) && HOW_OFTEN.test(claim.sentence.text)) return null;
  if (isAllergen || claim.polarity[mention.from] !== 'affirmed') return null;
  const occurrences = conversation
    .occurrences(meantBy(mention))
    .filter(({ frame }) => isSamePerson(experiencer, frame.experiencer) && !frame.isAllergen);
  const said = occurrences.flatMap((occurrence) =>
    directions(occurrence, conversation).map((direction): Said => ({ direction, turn: occurrence.turn })),
  );
  const contradicted = CONTRADICTED_BY[name] ?? [];
  const against = said.filter(({ direction }) => contradicted.includes(direction));
  const exact = said.filter(({ direction }) => direction === name);
  const isCourse = mention.concepts[0]?.kind === 'finding' && !TIMES.has(name);
  const isOutweighed = isCourse && against.length >= OUTWEIGHED * exact.length;
  if (exact.length > 0 && !isOutweighed && !isTakenBack(name, exact, against)) return null;
  const borne = said.filter(({ direction }) => (BORNE_OUT_BY[name] ?? []).includes(direction));
  // What the patient takes is one thing, what the clinician decides is another.
  const decides =
    name === 'continue' && against.some(({ turn }) => conversation.turns[turn]?.turn.speaker !== 'patient');
  if (against.length > 0 && (borne.length === 0 || decides)) {
    return { reason: `The conversation says “${against[0]?.direction}”.`, turns: against.map(({ turn }) => turn) };
  }
  if (!MUST_BE_SAID.has(name) || mention.concepts[0]?.kind !== 'medication' || occurrences.length === 0) return null;
  const turns = occurrences.map(({ turn }) => turn);
  return isSaidNear(name, turns, conversation) ? null : { reason: 'The conversation does not say this of it.', turns };
}

/** Of something in the turns where the medicine is spoken of. */
function isSaidNear(name: string, turns: readonly number[], { turns: all }: Conversation): boolean {
  const near = new Set(turns.flatMap((turn) => [turn - 1, turn, turn + 1]));
  return [...near].some((turn) =>
    all[turn]?.words.some((_, at) => medicineChangeAt(all[turn]?.words ?? [], at)?.name === name),
  );
}

/** Words between a change and what it is of. */
const REACH = 5;

/** What no name stands for: icing stopped and not continued, a diet begun and not given up. */
function objectFlags(claim: Claim, { turns }: Conversation): Flag[] {
  const taken = new Set(claim.frames.flatMap(({ changes }) => changes.map(({ from }) => from)));
  return claim.words.flatMap((_, at) => {
    const change = medicineChangeAt(claim.words, at);
    if (change === null || change.name === 'take' || taken.has(at) || claim.polarity[at] !== 'affirmed') return [];
    const object = claim.words.slice(change.to, change.to + REACH).find(isContent);
    if (object === undefined) return [];
    const said = turns.flatMap(({ words, assertedAt }, turn) =>
      words.flatMap(({ stem }, place) => {
        if (stem !== object.stem) return [];
        const direction = nearestChange(words, place, assertedAt);
        return direction === null ? [] : [{ direction, turn }];
      }),
    );
    const contradicted = CONTRADICTED_BY[change.name] ?? [];
    const against = said.filter(({ direction }) => contradicted.includes(direction));
    if (against.length === 0 || said.some(({ direction }) => direction === change.name)) return [];
    const reason = `The conversation says “${against[0]?.direction}”.`;
    return [
      flagOn(
        claim,
        change.from,
        change.to,
        'direction',
        reason,
        against.map(({ turn }) => turn),
      ),
    ];
  });
}

function nearestChange(words: readonly Word[], place: number, assertedAt: (at: number) => string): string | null {
  for (let at = place - 1; at >= Math.max(0, place - REACH); at--) {
    const change = medicineChangeAt(words, at);
    if (change !== null && change.name !== 'take') return assertedAt(at) === 'affirmed' ? change.name : null;
  }
  return null;
}

interface Said {
  readonly direction: string;
  readonly turn: number;
}

/** A test that was to be done, and then was not wanted. */
function isTakenBack(name: string, exact: readonly Said[], against: readonly Said[]): boolean {
  const last = (said: readonly Said[]) => Math.max(-1, ...said.map(({ turn }) => turn));
  return name === 'order' && last(against) > last(exact);
}

/** What an occurrence says, a plain denial too: what is not taken is stopped, a test that is not done declined. */
function directions(occurrence: Occurrence, conversation: Conversation): string[] {
  const carried = conversation.carried(occurrence.frame);
  const names = occurrence.frame.changes.map(({ name }) => name);
  const kind = occurrence.frame.mention.concepts[0]?.kind;
  if (occurrence.asserted === 'asked') return [...carried];
  if (occurrence.asserted === 'affirmed') return [...names, ...carried];
  if (kind === 'medication' && isRefused(occurrence, conversation))
    return names.includes('continue') ? names : ['stop'];
  return kind === 'investigation' ? ['decline', ...names.filter((name) => name !== 'order')] : names;
}
