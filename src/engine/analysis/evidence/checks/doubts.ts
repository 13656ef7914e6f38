/** What the conversation speaks of and does not say: asked and not answered, or only thought of. No flag, and no support. */
import type { Claim } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import { isSamePerson } from '../frames/experiencer.ts';
import { type Frame, hasResult, RESULTS } from '../frames/frame.ts';
import { BORNE_OUT_BY } from '../lexicon/changes.ts';
import { meantBy } from '../lexicon/concepts.ts';
import { isContent } from '../text/words.ts';
import { isConcluded, isDenialInDoubt, isLookedFor } from './findings.ts';
import { isAgeUntold } from './numbers.ts';

export function isDoubtful(claim: Claim, conversation: Conversation): boolean {
  return (
    claim.quantities.some((quantity) => isAgeUntold(claim, quantity, conversation)) ||
    isAnyFrameDoubtful(claim, conversation) ||
    isAnyWordDoubtful(claim, conversation)
  );
}

/** A word that no name stands for, and that is only denied or asked after: “I wouldn't call it crampy”. */
function isAnyWordDoubtful({ words, mentions, quantities, polarity }: Claim, conversation: Conversation): boolean {
  return words.some((word, at) => {
    if (polarity[at] !== 'affirmed' || !isContent(word)) return false;
    if ([...mentions, ...quantities].some(({ from, to }) => from <= at && at < to)) return false;
    const turns = conversation.turnsWith(word.stem);
    return (
      turns.length > 0 &&
      turns.every((turn) => {
        const { words: said = [], assertedAt = () => 'asked' as const } = conversation.turns[turn] ?? {};
        // Words that only begin alike are taken to be said.
        const places = said.flatMap(({ stem }, place) => (stem === word.stem ? [place] : []));
        return places.length > 0 && places.every((place) => assertedAt(place) !== 'affirmed');
      })
    );
  });
}

function isAnyFrameDoubtful(claim: Claim, conversation: Conversation): boolean {
  return claim.frames.some((frame) => {
    const { mention, experiencer, isAllergen } = frame;
    const kind = mention.concepts[0]?.kind;
    const polarity = claim.polarity[mention.from];
    if (isAllergen || polarity === 'hypothetical' || kind === 'anatomy') return false;
    if (kind === 'measurement' && !hasResult(frame)) return false;
    const said = conversation
      .occurrences(meantBy(mention))
      .filter(({ frame }) => isSamePerson(experiencer, frame.experiencer));
    if (said.length === 0)
      return (
        kind === 'finding' &&
        (isConcluded(claim, mention) ||
          (polarity === 'denied' &&
            (isDenialInDoubt(claim, mention, conversation) || isLookedFor(claim, mention, conversation))))
      );
    if (hasResult(frame)) return !isResultSaid(frame, said);
    if (polarity === 'affirmed') return isOutspoken(said, kind);
    return !said.some(({ asserted }) => asserted === 'denied') && !conversation.isRuledOut(mention.concepts);
  });
}

/** Nobody affirms it, or as often as not. */
function isOutspoken(said: readonly Occurrence[], kind: string | undefined): boolean {
  const count = (asserted: Occurrence['asserted']) => said.filter((one) => one.asserted === asserted).length;
  const affirmed = count('affirmed');
  return affirmed === 0 || (kind === 'finding' && affirmed < count('denied') + count('asked') / 2);
}

/** What came out, or the like; of results that are only told in words, it may be. */
export function isResultSaid(frame: Frame, said: readonly Occurrence[]): boolean {
  const written = frame.changes.map(({ name }) => name).filter((name) => RESULTS.has(name));
  const spoken = new Set(said.flatMap((occurrence) => occurrence.frame.changes.map(({ name }) => name)));
  return written.some((name) => spoken.has(name) || (BORNE_OUT_BY[name] ?? []).some((other) => spoken.has(other)));
}
