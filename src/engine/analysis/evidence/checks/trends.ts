/** Measurements that went up or down: the conversation must not say the reverse of the same. */

import type { Flag } from '../flags.ts';
import { isFunctionNext } from '../frames/change.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { meantBy } from '../lexicon/concepts.ts';
import type { Word } from '../text/words.ts';

type Trend = 'up' | 'down';

const UP = /^(?:up|risen|rises|rising|increased|increasing|higher|climbed|climbing|gained|elevated)$/u;
const DOWN = /^(?:down|fallen|fell|falling|decreased|decreasing|lower|dropped|dropping|lost|reduced)$/u;
/** “Follow up”, “up to date”, “sit down”: no trend. */
const NO_TREND = /^(?:follow|set|wake|woke|get|sit|lie|lay|stand|write|written|pick|checked|stay|sign|end|bring)$/u;

/** Words between a measurement and its trend: in a note, and in talk. */
const NEAR = 5;
const NEAR_SPOKEN = 16;

export function trendFlags(claim: Claim, conversation: Conversation): Flag[] {
  return claim.mentions.flatMap((mention) => {
    if (mention.concepts[0]?.kind !== 'measurement') return [];
    const at = nearest(claim.words, mention.from, mention.to, NEAR);
    if (at === null || claim.polarity[at] !== 'affirmed') return [];
    const trend = trendAt(claim.words, at);
    const said = conversation.occurrences(meantBy(mention)).flatMap(({ turn, frame, asserted }) => {
      const { words = [] } = conversation.turns[turn] ?? {};
      const place = asserted === 'denied' ? null : nearest(words, frame.mention.from, frame.mention.to, NEAR_SPOKEN);
      return place === null ? [] : [{ turn, trend: trendAt(words, place) }];
    });
    if (said.length === 0 || said.some((one) => one.trend === trend)) return [];
    const turns = said.map(({ turn }) => turn);
    return [flagOn(claim, at, at + 1, 'direction', 'The conversation says that it went the other way.', turns)];
  });
}

function trendAt(words: readonly Word[], at: number): Trend | null {
  const { form } = words[at] as Word;
  if (NO_TREND.test(words[at - 1]?.form ?? '')) return null;
  if (/^(?:to date|stairs|and about)/u.test(`${words[at + 1]?.form ?? ''} ${words[at + 2]?.form ?? ''}`)) return null;
  // “Decreased range of motion” is the trend of no measurement.
  if (isFunctionNext(words, at)) return null;
  if (UP.test(form)) return 'up';
  return DOWN.test(form) ? 'down' : null;
}

/** The word of a trend that stands nearest to a measurement, within so many words of it. */
function nearest(words: readonly Word[], from: number, to: number, reach: number): number | null {
  for (let distance = 1; distance <= reach; distance++) {
    for (const at of [to - 1 + distance, from - distance])
      if (at >= 0 && at < words.length && trendAt(words, at) !== null) return at;
  }
  return null;
}
