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
  const company = companyOf(withinClause(claim, mention), COMPANY);
  const phrase = claim.words.slice(mention.from, mention.to).map(({ stem }) => stem);
  return occurrences.map((occurrence) => {
    const spoken = turns[occurrence.turn]?.words ?? [];
    const said = companyOf(
      { before: spoken.slice(0, occurrence.at), after: spoken.slice(occurrence.at + 1) },
      COMPANY_SPOKEN,
    );
    const shared = [...company].filter((stem) => said.has(stem)).length;
    const matter = relevance.best === 0 ? 0 : relevance.of(occurrence.turn) / relevance.best;
    const { from, to } = occurrence.frame.mention;
    const named = new Set(spoken.slice(from, to).map(({ stem }) => stem));
    const isLiteral = phrase.every((stem) => named.has(stem));
    return { occurrence, shared, isLiteral, weight: 0.1 + matter + SHARED * shared };
  });
}

interface Beside {
  readonly before: readonly Word[];
  readonly after: readonly Word[];
}

/** The words round a mention up to what parts it from the next: “short of breath, without chest pain”. */
function withinClause({ words, sentence }: Claim, { from, to }: Mention): Beside {
  const isParted = (at: number) =>
    /[,;.:]/u.test(sentence.text.slice((words[at - 1] as Word).end, (words[at] as Word).start)) ||
    /^(?:without|but|no|denies)$/u.test((words[at] as Word).form);
  let start = from;
  while (start > 0 && !isParted(start)) start--;
  let end = to;
  while (end < words.length && !isParted(end)) end++;
  return { before: words.slice(start, from), after: words.slice(to, end) };
}

/** What stands beside a mention: the part of the body, when, at what. */
function companyOf({ before, after }: Beside, reach: number): ReadonlySet<string> {
  const beside = [...before.slice(-reach), ...after.slice(0, reach)];
  return new Set(beside.filter(isContent).map(({ stem }) => stem));
}
