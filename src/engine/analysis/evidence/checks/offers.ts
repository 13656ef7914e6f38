/** What the clinician offers and the patient turns down. */

import type { Conversation, Occurrence } from '../frames/conversation.ts';

const REFUSES =
  /^(?!\s*(?:good|great|okay|ok|yes|yeah|sure|fine|thanks|perfect)\b).{0,40}\b(?:rather not|declin\w*|refus\w*|(?:do n['’]?t|don['’]t|not) (?:really |actually )?(?:want|like|keen|interested|ready|comfortable|happy)|no thanks?|against (?:it|that)|put (?:it|that) off|think about (?:it|that))\b/iu;

/** Words of a turn in which its offer stands last. */
const LAST_WORDS = 30;
const OFFERED = /^(?:medication|investigation|specialty)$/u;
const OFFERS = /^(?:start|increase|order)$/u;

/** Turns that turn down what an occurrence offers, at most one. */
export function turnedDown({ turn, at, frame, asserted }: Occurrence, { turns }: Conversation): readonly number[] {
  const offer = turns[turn];
  const reply = turns[turn + 1];
  if (asserted !== 'affirmed' || offer?.turn.speaker !== 'clinician' || reply === undefined) return [];
  if (reply.turn.speaker === 'clinician' || offer.words.length - at > LAST_WORDS) return [];
  // “I don't want a biopsy straight away” says nothing of the referral.
  const { concepts } = frame.mention;
  const named = reply.mentions.filter((mention) => OFFERED.test(mention.concepts[0]?.kind ?? ''));
  if (named.length > 0 && !named.some((mention) => mention.concepts.some((one) => concepts.includes(one)))) return [];
  const isOffered = frame.changes.some(({ name }) => OFFERS.test(name));
  return isOffered && REFUSES.test(reply.turn.text) ? [turn + 1] : [];
}
