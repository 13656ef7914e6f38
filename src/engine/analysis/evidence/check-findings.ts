/** Findings and medicines that the conversation does not contain, and ones that it says the opposite of. */
import { type Claim, flagOn } from './claim.ts';
import type { Mention } from './concepts.ts';
import type { Conversation, Occurrence } from './conversation.ts';
import type { Flag, FlagKind } from './flags.ts';
import type { Relevance } from './support.ts';
import { isContent, type Word } from './words.ts';

export function findingFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  const flags = claim.mentions.flatMap((mention) => {
    const verdict = judge(claim, mention, conversation, relevance);
    return verdict === null ? [] : [flagOn(claim, mention.from, mention.to, verdict.kind, verdict.reason)];
  });
  return [...flags, ...unheardTerms(claim, conversation)];
}

interface Verdict {
  readonly kind: FlagKind;
  readonly reason: string;
}

function judge(claim: Claim, mention: Mention, conversation: Conversation, relevance: Relevance): Verdict | null {
  const kind = mention.concepts[0]?.kind;
  if (kind === 'anatomy' || kind === 'measurement' || kind === undefined) return null;
  const polarity = claim.polarity[mention.from];
  if (polarity === 'hypothetical') return null;
  const denied = polarity === 'denied';
  if (isName(claim, mention) || (!denied && isLabel(claim, mention))) return null;
  const occurrences = conversation.occurrences(mention.concepts);
  if (denied && conversation.isRuledOut(mention.concepts)) return null;
  if (occurrences.length === 0) {
    if (wordsHeard(claim, mention, conversation)) return null;
    if (kind === 'medication' && !denied) return { kind, reason: 'This medicine is not in the conversation.' };
    if (denied) return { kind: 'negation', reason: 'The note denies this, and the conversation does not speak of it.' };
    return { kind: 'finding', reason: 'The conversation does not speak of this.' };
  }
  if (kind !== 'finding') return null;
  const { affirms, denies } = balance(claim, mention, preferred(occurrences), conversation, relevance);
  if (denied && denies * OUTWEIGHED < affirms && !isOfTheRest(claim, mention)) {
    return { kind: 'negation', reason: 'The note denies what the conversation affirms.' };
  }
  if (!denied && affirms * OUTWEIGHED < denies) {
    return { kind: 'negation', reason: 'The note affirms what the conversation denies.' };
  }
  return null;
}

/** “No weakness elsewhere”, “no other lesions”: beside what there is. */
function isOfTheRest({ words }: Claim, { from, to }: Mention): boolean {
  const near = [...words.slice(Math.max(0, from - 2), from), ...words.slice(to, to + 1)];
  return near.some(({ form }) => /^(?:elsewhere|otherwise|other|further|additional|new|more)$/u.test(form));
}

/** “Mr. Walker”. */
function isName({ words }: Claim, { from }: Mention): boolean {
  return words.slice(Math.max(0, from - 2), from).some(({ form }) => /^(?:mr|mrs|ms|miss|dr)$/u.test(form));
}

/** “Tobacco use: …” says nothing of tobacco yet. */
function isLabel({ words, sentence }: Claim, { to }: Mention): boolean {
  const end = (words[to - 1] as Word).end;
  return /^(?:\s+(?:use|status|history|pain|level))?\s*:/iu.test(sentence.text.slice(end));
}

/** So much more must speak against a sentence than for it. */
const OUTWEIGHED = 2;

/** How much the conversation affirms and denies, where its matter is the sentence's; a question without an answer is neither. */
function balance(
  claim: Claim,
  mention: Mention,
  occurrences: readonly Occurrence[],
  { turns }: Conversation,
  relevance: Relevance,
) {
  const company = companyOf(claim.words, mention.from, mention.to);

  let affirms = 0;
  let denies = 0;
  for (const { turn, at, asserted } of occurrences) {
    const said = companyOf(turns[turn]?.words ?? [], at, at + 1);
    const shared = [...company].filter((stem) => said.has(stem)).length;
    const weight = 0.1 + (relevance.best === 0 ? 0 : relevance.of(turn) / relevance.best) + SHARED * shared;
    if (asserted === 'affirmed') affirms += weight;
    if (asserted === 'denied') denies += weight;
  }
  return { affirms, denies };
}

/** Words before and after a mention that keep it company, and what each shared one weighs. */
const COMPANY = 4;
const SHARED = 2;

/** What stands beside a mention: the part of the body, when, at what. */
function companyOf(words: readonly Word[], from: number, to: number): ReadonlySet<string> {
  const beside = [...words.slice(Math.max(0, from - COMPANY), from), ...words.slice(to, to + COMPANY)];
  return new Set(beside.filter(isContent).map(({ stem }) => stem));
}

/** Where a phrase names the concept, that counts, and not what it may mean elsewhere. */
function preferred(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  const named = occurrences.filter((occurrence) => occurrence.named);
  return named.length > 0 ? named : occurrences;
}

/** All words of the phrase within one turn. */
function wordsHeard({ words }: Claim, { from, to }: Mention, conversation: Conversation): boolean {
  const content = words.slice(from, to).filter(isContent);
  if (content.length === 0) return false;
  const [first, ...rest] = content.map(({ stem }: Word) => new Set(conversation.turnsWith(stem)));
  return [...(first ?? [])].some((turn) => rest.every((turns) => turns.has(turn)));
}

/** Endings of medical terms that the lexicon may lack. */
const TERM =
  /(?:itis|emia|edema|osis|oma|pathy|algia|megaly|uria|rrhea|plegia|ectomy|otomy|ostomy|oscopy|penia|trophy|stenosis|thorax|ectasia|plasia|iasis|opia|phagia|pnea|cele)$/u;

function unheardTerms(claim: Claim, conversation: Conversation): Flag[] {
  const known = new Set(
    claim.mentions.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
  );
  return claim.words.flatMap((word, at) => {
    if (known.has(at) || word.form.length < 7 || !TERM.test(word.form)) return [];
    if (conversation.turnsWith(word.stem).length > 0) return [];
    const denied = claim.polarity[at] === 'denied';
    return [flagOn(claim, at, at + 1, denied ? 'negation' : 'finding', 'The conversation does not speak of this.')];
  });
}
