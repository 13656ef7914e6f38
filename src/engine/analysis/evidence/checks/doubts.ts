/** What the conversation speaks of and does not say: asked and not answered, or only thought of. No flag, and no support. */
import type { Claim } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { isSamePerson } from '../frames/experiencer.ts';
import { meantBy } from '../lexicon/concepts.ts';

export function isDoubtful(claim: Claim, conversation: Conversation): boolean {
  return claim.frames.some(({ mention, experiencer, isAllergen }) => {
    const kind = mention.concepts[0]?.kind;
    const polarity = claim.polarity[mention.from];
    if (isAllergen || polarity === 'hypothetical' || kind === 'anatomy' || kind === 'measurement') return false;
    const said = conversation
      .occurrences(meantBy(mention))
      .filter(({ frame }) => isSamePerson(experiencer, frame.experiencer));
    if (said.length === 0) return false;
    if (polarity === 'affirmed') return !said.some(({ asserted }) => asserted === 'affirmed');
    return !said.some(({ asserted }) => asserted === 'denied') && !conversation.isRuledOut(mention.concepts);
  });
}
