/** Before or after: what began before something, and in the conversation since it. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';

type Order = 'before' | 'after';

const BEGINS = /^(?:began|begun|started|onset|developed|appeared|noticed|present|arose|came)$/u;
/** Words from the beginning to what it stands before or after, and from there to the event. */
const REACH = 6;
const EVENT = 4;

function orderAt(words: readonly Word[], at: number): Order | null {
  switch (words[at]?.form) {
    case 'before':
    case 'preceding':
      return 'before';
    case 'prior':
      return words[at + 1]?.form === 'to' ? 'before' : null;
    case 'after':
    case 'since':
    case 'following':
      return 'after';
    default:
      return null;
  }
}

const eventOf = (words: readonly Word[], at: number) => words.slice(at + 1, at + 1 + EVENT).filter(isContent);

export function onsetFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const { words } = claim;
  return words.flatMap((_, at) => {
    const order = orderAt(words, at);
    if (order === null || !words.slice(Math.max(0, at - REACH), at).some(({ form }) => BEGINS.test(form))) return [];
    const event = new Set(eventOf(words, at).map(({ stem }) => stem));
    if (event.size === 0) return [];
    const said = conversation.turns.flatMap(({ words: spoken }, turn) =>
      relevance.isNear(turn)
        ? spoken.flatMap((_, place) => {
            const other = orderAt(spoken, place);
            const isSame = eventOf(spoken, place).some(({ stem }) => event.has(stem));
            return other !== null && isSame ? [{ other, turn }] : [];
          })
        : [],
    );
    if (said.length === 0 || said.some(({ other }) => other === order)) return [];
    const reason = `The conversation says that it was ${order === 'before' ? 'after' : 'before'} it.`;
    return [
      flagOn(
        claim,
        at,
        at + 1,
        'temporality',
        reason,
        said.map(({ turn }) => turn),
      ),
    ];
  });
}
