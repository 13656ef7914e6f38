/** What the conversation speaks of and does not say: asked and not answered, or only thought of. No flag, and no support. */
import type { Claim } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import { isSamePerson } from '../frames/experiencer.ts';
import { type Frame, hasResult, RESULTS } from '../frames/frame.ts';
import { BORNE_OUT_BY } from '../lexicon/changes.ts';
import { meantBy } from '../lexicon/concepts.ts';

export function isDoubtful(claim: Claim, conversation: Conversation): boolean {
  return claim.frames.some((frame) => {
    const { mention, experiencer, isAllergen } = frame;
    const kind = mention.concepts[0]?.kind;
    const polarity = claim.polarity[mention.from];
    if (isAllergen || polarity === 'hypothetical' || kind === 'anatomy') return false;
    if (kind === 'measurement' && !hasResult(frame)) return false;
    const said = conversation
      .occurrences(meantBy(mention))
      .filter(({ frame }) => isSamePerson(experiencer, frame.experiencer));
    if (said.length === 0) return false;
    if (hasResult(frame)) return !isResultSaid(frame, said);
    if (polarity === 'affirmed') return !said.some(({ asserted }) => asserted === 'affirmed');
    return !said.some(({ asserted }) => asserted === 'denied') && !conversation.isRuledOut(mention.concepts);
  });
}

/** What came out, or the like; of results that are only told in words, it may be. */
function isResultSaid(frame: Frame, said: readonly Occurrence[]): boolean {
  const written = frame.changes.map(({ name }) => name).filter((name) => RESULTS.has(name));
  const spoken = new Set(said.flatMap((occurrence) => occurrence.frame.changes.map(({ name }) => name)));
  return written.some((name) => spoken.has(name) || (BORNE_OUT_BY[name] ?? []).some((other) => spoken.has(other)));
}
