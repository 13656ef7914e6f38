/**
 * What is to be done after a visit: medicines to start, stop or change, tests to order, referrals and when to come back. Every item is
 * a sentence, or a clause of one, in the words that stand in the note's plan or that the clinician said, with the turns that say it;
 * nothing is put in other words, and what is denied, only weighed or of somebody else is no item.
 */
import { TOPICS } from '../../analysis/bearing/topics.ts';
import type { Change } from '../../analysis/evidence/frames/change.ts';
import { type Claim, readClaim } from '../../analysis/evidence/frames/claim.ts';
import type { Conversation } from '../../analysis/evidence/frames/conversation.ts';
import { PATIENT } from '../../analysis/evidence/frames/experiencer.ts';
import type { Concept, ConceptKind, Lexicon, Mention } from '../../analysis/evidence/lexicon/concepts.ts';
import { linksOf, supportOf } from '../../analysis/evidence/support.ts';
import { sentencesOf } from '../../analysis/evidence/text/sentences.ts';
import type { Word } from '../../analysis/evidence/text/words.ts';
import type { NotePart } from '../../tasks/templates.ts';

export const PLAN_KINDS = ['medicine', 'order', 'referral', 'follow-up'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export interface PlanItem {
  readonly kind: PlanKind;
  /** In the words that stand or were said. */
  readonly text: string;
  /** What it is of, by its name: `lisinopril`, `mri`; empty where it names nothing. */
  readonly name: string;
  /** The note's part that it stands in, from 0; null: it was said, and the note does not have it. */
  readonly part: number | null;
  /** Turns that say it, by index. */
  readonly turns: readonly number[];
}

/** In the order of the note, then what was said only, in the order of the turns. */
export function planItems(parts: readonly NotePart[], heard: Conversation, lexicon: Lexicon): readonly PlanItem[] {
  const planned = parts.map(({ header }) => TOPICS.plan.named.test(header));
  const hasPlan = planned.includes(true);
  const written = new Set<Concept>();
  let comesBack = false;
  const ofNote = parts.flatMap(({ text }, part) =>
    sentencesOf(text).flatMap((sentence) => {
      const claim = readClaim(sentence, lexicon);
      for (const { concepts } of claim.mentions) for (const concept of concepts) written.add(concept);
      // A note without a plan of its own may say anywhere what is to be done, but not in lists.
      if (hasPlan && planned[part] !== true) return [];
      const anchors = anchorsOf(claim, hasPlan);
      if (anchors.some(({ kind }) => kind === 'follow-up')) comesBack = true;
      const { relevance } = supportOf(claim, heard);
      const turns = linksOf(claim, heard, relevance).map(({ turn }) => turn);
      return clausesOf(claim, anchors).map(
        (clause): PlanItem => ({ ...clause, part, turns: [...turns].sort(byNumber) }),
      );
    }),
  );
  return [...ofNote, ...saidOnly(written, comesBack, heard)];
}

/** Of one sentence. @param isPlan where what is only named is to be given and done, too */
export function planItemsIn(claim: Claim, isPlan: boolean): readonly Pick<PlanItem, 'kind' | 'name' | 'text'>[] {
  return clausesOf(claim, anchorsOf(claim, isPlan));
}

const byNumber = (a: number, b: number): number => a - b;

/** Where an item begins, and what it is. */
interface Anchor {
  readonly kind: PlanKind;
  readonly name: string;
  /** The word it begins with. */
  readonly from: number;
  /** It begins with what is to be done: it is an item of its own, and no further thing of the one before. */
  readonly isOwn: boolean;
}

const DECIDED: ReadonlySet<string> = new Set(['start', 'stop', 'increase', 'decrease']);
/** “Steroid cream – Betnovate BD”: an item of a list needs no verb. */
const LONGEST_LISTED = 14;
const STATES =
  /^(?:is|are|was|were|has|have|had|been|be|shows?|showed|demonstrates?|demonstrated|reports?|denies|noted|i|we|he|she|they|patient)$/u;
const WILL = /^(?:will|should|can|to|must|would)$/u;
const WILL_REACH = 3;
/** The matter itself, not the visit that it was: “who presents today for follow-up”. */
const CAME =
  /\b(?:presents?|presented|presenting|here|seen|came|comes|returns?|returned)(?: \w+){0,3} (?:for|to the)\b/iu;
const PAST = /\b(?:revealed|showed|demonstrated|was|were)\b/iu;
const RETURN =
  /\b(?:follow(?:ing)?[- ]?up|f\/u|return(?:s|ing)?(?= (?:to|in|for|if|sooner|earlier|immediately|visit))|rtc|come(?:s)? back|see (?:me|him|her|them|you|us) (?:again|back|in)|review(?: \w+)? in|recheck in|reassess|check back|safety[- ]net\w*)\b/iu;
const REFER = /\brefer(?:ral|rals|red|ring|s)?\b(?! to (?:me|us|our)\b)/iu;
/** To a machine that listens along. */
const COMMAND = /\bhey\W{0,3}dragon\b/iu;

/** @param hasLists where medicines and tests that are only named are to be given and done */
function anchorsOf(claim: Claim, hasLists: boolean): readonly Anchor[] {
  const { sentence, words, mentions, frames, polarity, experiencers } = claim;
  const { text } = sentence;
  const isListed = hasLists && words.length <= LONGEST_LISTED && !words.some(({ form }) => STATES.test(form));
  const found: Anchor[] = [];
  const push = (kind: PlanKind, name: string, from: number, isOwn: boolean) => {
    const isOpen = polarity[from] !== 'denied' && experiencers[from] === PATIENT;
    if (isOpen && !found.some((other) => other.from === from)) found.push({ kind, name, from, isOwn });
  };
  for (const [index, mention] of mentions.entries()) {
    const concept = mention.concepts[0] as Concept;
    const changes = frames[index]?.changes ?? [];
    const begin = beginningOf(words, mention, changes, claim);
    const isOwn = begin < mention.from;
    if (frames[index]?.isAllergen === true || polarity[mention.from] === 'denied') continue;
    switch (concept.kind) {
      case 'medication': {
        // “Metformin as prescribed” is taken as before.
        const decided = changes.some(({ name, from }) => DECIDED.has(name) && words[from - 1]?.form !== 'as');
        const taken = changes.some(({ name }) => name === 'take') && isWilled(words, begin);
        if (decided || taken || (isListed && changes.length === 0)) push('medicine', concept.name, begin, isOwn);
        break;
      }
      case 'investigation': {
        const isOrdered = changes.some(({ name }) => name === 'order');
        if (isOrdered || (isListed && changes.length === 0)) push('order', concept.name, begin, isOwn);
        break;
      }
      case 'specialty':
        if (REFER.test(text) || changes.some(({ name }) => name === 'order'))
          push('referral', concept.name, begin, true);
        break;
      case 'finding':
      case 'measurement':
      case 'examination':
      case 'anatomy':
        break;
      default:
        concept.kind satisfies never;
    }
  }
  const refers = REFER.exec(text);
  if (refers !== null && !found.some(({ kind }) => kind === 'referral'))
    push('referral', '', wordAt(words, refers.index), true);
  const back = CAME.test(text) ? null : RETURN.exec(text);
  if (back !== null && !PAST.test(text)) push('follow-up', '', wordAt(words, back.index), true);
  const sorted = found.sort((a, b) => a.from - b.from);
  return sorted.filter(({ isOwn }, index) => index === 0 || isOwn);
}

/** The word that a change of it begins with, where that stands before it; else its own first. */
function beginningOf(
  words: readonly Word[],
  mention: Mention,
  changes: readonly Change[],
  { polarity }: Claim,
): number {
  const before = changes.filter(({ from, name }) => from < mention.from && (name !== 'take' || isWilled(words, from)));
  const from = Math.min(mention.from, ...before.map((change) => change.from));
  return polarity[from] === 'denied' ? mention.from : from;
}

function isWilled(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - WILL_REACH), at).some(({ form }) => WILL.test(form));
}

function wordAt(words: readonly Word[], offset: number): number {
  const at = words.findIndex(({ end }) => end > offset);
  return at === -1 ? 0 : at;
}

/** “Medical Treatment: Increase …”: the label says nothing of the item. */
const LABEL = /^\p{Lu}[\p{L} /&-]{2,40}:\s+/u;
const LOOSE_END = /(?:[\s,;]|\b(?:and|then|we will|will|i will|also|to))+$/iu;

/** The sentence, cut where its second item begins, and its third. */
function clausesOf(
  { sentence, words }: Claim,
  anchors: readonly Anchor[],
): readonly Pick<PlanItem, 'kind' | 'name' | 'text'>[] {
  return anchors.flatMap(({ kind, name, from }, index) => {
    const start = index === 0 ? 0 : (words[from]?.start ?? 0);
    const next = anchors[index + 1];
    const end = next === undefined ? sentence.text.length : (words[next.from]?.start ?? sentence.text.length);
    const text = sentence.text.slice(start, end).replace(LABEL, '').replace(LOOSE_END, '').trim();
    return text === '' ? [] : [{ kind, name, text }];
  });
}

const KIND_SAID: Readonly<Partial<Record<ConceptKind, PlanKind>>> = {
  medication: 'medicine',
  investigation: 'order',
  specialty: 'referral',
};
/** Characters of what somebody said that is shown as an item. */
const LONGEST_SAID = 240;
/** Characters between coming back and when. */
const RETURN_REACH = 60;

/** What the clinician said is to be done, and the note does not speak of. */
function saidOnly(written: ReadonlySet<Concept>, comesBack: boolean, { turns }: Conversation): readonly PlanItem[] {
  const items: PlanItem[] = [];
  const named = new Set<string>();
  const add = (item: Omit<PlanItem, 'part'>) => {
    if (named.has(`${item.kind} ${item.name}`)) return;
    named.add(`${item.kind} ${item.name}`);
    items.push({ ...item, part: null });
  };
  for (const [index, { turn, words, frames, asserted, quantities }] of turns.entries()) {
    if (turn.speaker === 'patient' || turn.speaker === 'other') continue;
    for (const [at, { mention, changes, experiencer, isAllergen }] of frames.entries()) {
      const concept = mention.concepts[0] as Concept;
      const kind = KIND_SAID[concept.kind];
      if (kind === undefined || asserted[at] !== 'affirmed' || experiencer !== PATIENT || isAllergen) continue;
      const decides = changes.some(({ name }) => (kind === 'medicine' ? DECIDED.has(name) : name === 'order'));
      if (!decides || mention.concepts.some((one) => written.has(one))) continue;
      const text = sentenceAt(turn.text, words[mention.from]?.start ?? 0);
      // What is still to come, and not what was done before or is only asked.
      if (!says(TOPICS.plan.cues, text) || text.endsWith('?') || COMMAND.test(text)) continue;
      add({ kind, name: concept.name, text: shorter(text), turns: [index] });
    }
    const back = comesBack ? null : RETURN.exec(turn.text);
    if (back === null) continue;
    const when = quantities.some(
      ({ unit, start }) => unit?.kind === 'time' && Math.abs(start - back.index) <= RETURN_REACH,
    );
    const text = sentenceAt(turn.text, back.index);
    if (when && !text.endsWith('?')) add({ kind: 'follow-up', name: '', text: shorter(text), turns: [index] });
  }
  return items;
}

const says = (cues: RegExp, text: string): boolean => text.search(cues) !== -1;

function sentenceAt(text: string, offset: number): string {
  const start = text.slice(0, offset).search(/[^.?!;\n]*$/u);
  const length = text.slice(offset).search(/[.?!;\n](?:\s|$)/u);
  return text.slice(start, length === -1 ? text.length : offset + length + 1).trim();
}

function shorter(text: string): string {
  if (text.length <= LONGEST_SAID) return text;
  return `${text.slice(0, text.lastIndexOf(' ', LONGEST_SAID))} …`;
}
