/**
 * Letters composed by rule from a signed note: its own sentences in the order that the reader needs, to the patient in plain words. No
 * model writes them, because the small ones that come with the app write worse than the note itself; whatever is loaded may write a
 * section anew. Nothing is added but salutation and closing, and a section that the note has nothing for stays empty.
 */
import { TOPICS } from '../../analysis/bearing/topics.ts';
import { readClaim } from '../../analysis/evidence/frames/claim.ts';
import type { Lexicon } from '../../analysis/evidence/lexicon/concepts.ts';
import { sentencesOf } from '../../analysis/evidence/text/sentences.ts';
import type { NotePart } from '../../tasks/templates.ts';
import { planItemsIn } from '../plan/plan-items.ts';
import { type LetterKind, letterTemplate } from './kinds.ts';
import { Plainly } from './plainly.ts';

/** What a line of the note is about. */
type Matter =
  | 'complaint'
  | 'background'
  | 'medicines'
  | 'findings'
  | 'assessment'
  | 'referral'
  | 'medicine plan'
  | 'plan'
  | 'safety net';

/** Under which of a letter's sections each matter stands; what is nowhere is left out. */
const PLACES: Readonly<Record<LetterKind, Readonly<Record<string, readonly Matter[]>>>> = {
  patient: {
    'WHY YOU CAME': ['complaint'],
    'WHAT WE FOUND': ['findings'],
    'WHAT WE THINK': ['assessment'],
    'WHAT TO DO': ['medicine plan', 'plan', 'referral'],
    'WHEN TO GET HELP': ['safety net'],
  },
  referral: {
    'REASON FOR REFERRAL': ['referral'],
    HISTORY: ['complaint', 'background'],
    'MEDICINES AND ALLERGIES': ['medicines'],
    'EXAMINATION AND RESULTS': ['findings'],
    'ASSESSMENT AND PLAN': ['assessment', 'medicine plan', 'plan', 'safety net'],
  },
  discharge: {
    'REASON FOR ADMISSION': ['complaint'],
    BACKGROUND: ['background'],
    FINDINGS: ['findings'],
    ASSESSMENT: ['assessment'],
    'MEDICINES AND ALLERGIES': ['medicines', 'medicine plan'],
    'FOLLOW-UP': ['referral', 'plan', 'safety net'],
  },
};

const GREETINGS: Readonly<Record<LetterKind, string>> = {
  patient: 'Dear patient,\n\nThank you for coming to see me.',
  referral: 'Dear colleague,\n\nThank you for seeing this patient.',
  discharge: 'Dear colleague,',
};

/**
 * @param note as it was signed
 * @param by who signed it
 * @returns parts in order: the salutation, the template's sections with or without text, the closing
 */
export function composeLetter(
  kind: LetterKind,
  note: readonly NotePart[],
  by: string,
  lexicon: Lexicon,
): readonly NotePart[] {
  const lines = note.flatMap((part) => linesOf(part, lexicon));
  const plainly = kind === 'patient' ? new Plainly(lexicon) : null;
  const sections = letterTemplate(kind).sections.map(({ header }): NotePart => {
    const matters = PLACES[kind][header] ?? [];
    const own = matters.flatMap((matter) => lines.filter((line) => line.matter === matter));
    const texts = own.map(({ text, mark }) => `${mark}${plainly?.of(text) ?? text}`);
    return { header, text: [...new Set(texts)].join('\n') };
  });
  return [{ header: '', text: GREETINGS[kind] }, ...sections, { header: '', text: `Kind regards,\n${by}` }];
}

interface Line {
  readonly matter: Matter;
  readonly text: string;
  /** `- ` of an item. */
  readonly mark: string;
}

const SAFETY =
  /\b(?:seek|call|contact|return|come back|urgent|urgently|emergency|999|911|a&e|safety[- ]net\w*|red flags?|if (?:worse|worsening|symptoms|pain|fever)|if (?:s?he|they|you|it) (?:gets?|develops?|worsens?))\b/iu;
const CONDITION = /\b(?:if|should|worsening|worse|red flags?|safety[- ]net\w*|emergency|999|911)\b/iu;
/** Said in every note, or once before, and to nobody's use in a letter. */
const FORMULA =
  /^(?:patient agreements?|all questions|the patient (?:understands|agrees|verbali[sz]ed)|review of systems)\b/iu;

const INTRODUCES = /\bis an? \d+[- ]year[- ]old\b/iu;
/** “Medical Treatment: Increase …”: the section of the letter says it. */
const LABEL = /^\p{Lu}[\p{L} /&-]{2,40}:\s+/u;

/** Paragraphs stay paragraphs; in a plan, whose lines mix matters, each sentence stands by itself. */
function linesOf({ header, text }: NotePart, lexicon: Lexicon): readonly Line[] {
  const matter = matterOf(header);
  const blocks = text.split('\n').filter((line) => /[\p{L}\d]/u.test(line));
  return blocks.flatMap((block): readonly Line[] => {
    const [mark = ''] = /^\s*(?:[-•*–]|\d{1,2}[.)])\s+/u.exec(block) ?? [];
    const body = block.slice(mark.length).trim();
    const item = mark === '' ? '' : '- ';
    if (FORMULA.test(body)) return [];
    if (matter !== null && matter !== 'assessment') return [{ matter, text: named(header, body), mark: item }];
    const sentences = sentencesOf(body).map(({ text }) => text.replace(LABEL, ''));
    return sentences
      .filter((text) => matter === null || !INTRODUCES.test(text))
      .map((text) => ({
        matter: matterOfSentence(text, matter === 'assessment', lexicon) ?? matter ?? 'complaint',
        text,
        mark: item,
      }));
  });
}

/** Among medicines, an allergy must not be taken for one. */
function named(header: string, text: string): string {
  return /allerg/iu.test(header) && !/allerg|\bnkda\b/iu.test(text) ? `Allergies: ${text}` : text;
}

/** What is to be done, by kinds; null for what is only so. */
function matterOfSentence(text: string, isPlan: boolean, lexicon: Lexicon): Matter | null {
  if (SAFETY.test(text) && CONDITION.test(text)) return 'safety net';
  const [sentence] = sentencesOf(text);
  if (sentence === undefined) return null;
  const claim = readClaim(sentence, lexicon);
  const kinds = planItemsIn(claim, isPlan).map(({ kind }) => kind);
  if (kinds.includes('referral')) return 'referral';
  if (kinds.length === 0 && !(isPlan && ADVISES.test(text))) return null;
  const isOfMedicine = claim.mentions.some(({ concepts }) => concepts[0]?.kind === 'medication');
  return isOfMedicine ? 'medicine plan' : 'plan';
}

const ADVISES = /\b(?:advised?|encouraged?|recommend(?:ed)?|continue|will|rest|avoid|monitor|instructed)\b/iu;

/** By the section's header; null where that says nothing, and each sentence is looked at. */
function matterOf(header: string): Matter | null {
  const is = (topic: keyof typeof TOPICS) => TOPICS[topic].named.test(header);
  if (is('plan') && !is('medicines')) return 'assessment';
  if (is('medicines') || is('allergies')) return 'medicines';
  if (is('examination') || is('results')) return 'findings';
  if (is('past') || is('family') || is('social')) return 'background';
  if (is('complaint')) return 'complaint';
  return header === '' ? null : 'background';
}
