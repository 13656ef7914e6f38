/** How much of what the conversation says counts for a mention of the note: where the talk is of the same matter, more. */
import type { Claim } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import type { Mention } from '../lexicon/concepts.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';

/** So many times more must speak against a sentence than for it. */
export const OUTWEIGHED = 2;

/** Words before and after a mention that keep it company, and what each shared one weighs. */
const COMPANY = 4;
const COMPANY_SPOKEN = 6;
const SHARED = 2;

export interface Weighed {
  readonly occurrence: Occurrence;
  /** Words beside it that stand beside the mention too. */
  readonly shared: number;
  /** In the note's own word. */
  readonly isLiteral: boolean;
  readonly weight: number;
}

/** The weight of every occurrence of a mention. */
export function weighed(
  claim: Claim,
  mention: Mention,
  occurrences: readonly Occurrence[],
  { turns }: Conversation,
  relevance: Relevance,
): readonly Weighed[] {
  const company = companyOf(claim.words, mention.from, mention.to, COMPANY);
  const words = new Set(claim.words.slice(mention.from, mention.to).map(({ stem }) => stem));
  return occurrences.map((occurrence) => {
    const spoken = turns[occurrence.turn]?.words ?? [];
    const said = companyOf(spoken, occurrence.at, occurrence.at + 1, COMPANY_SPOKEN);
    const shared = [...company].filter((stem) => said.has(stem)).length;
    const matter = relevance.best === 0 ? 0 : relevance.of(occurrence.turn) / relevance.best;
    const isLiteral = words.has(spoken[occurrence.at]?.stem ?? '');
    return { occurrence, shared, isLiteral, weight: 0.1 + matter + SHARED * shared };
  });
}

/** What stands beside a mention: the part of the body, when, at what. */
function companyOf(words: readonly Word[], from: number, to: number, reach: number): ReadonlySet<string> {
  const beside = [...words.slice(Math.max(0, from - reach), from), ...words.slice(to, to + reach)];
  return new Set(beside.filter(isContent).map(({ stem }) => stem));
}
