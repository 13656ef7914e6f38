/**
 * The basis of a note: every sentence with the turns of the conversation that bear it out, and flags on what it says and the
 * conversation does not. Works on words alone, without a model.
 */

import { LocumError } from '../../errors.ts';
import type { Turn } from '../../tasks/dialogue.ts';
import { adherenceFlags } from './checks/adherence.ts';
import { allergyFlags } from './checks/allergies.ts';
import { complaintFlags } from './checks/complaints.ts';
import { detailFlags } from './checks/details.ts';
import { directionFlags } from './checks/directions.ts';
import { isDoubtful } from './checks/doubts.ts';
import { effectFlags } from './checks/effects.ts';
import { endedFlags } from './checks/ended.ts';
import { examinationFlags } from './checks/examinations.ts';
import { findingFlags } from './checks/findings.ts';
import { historyFlags } from './checks/histories.ts';
import { medicineFlags } from './checks/medicines.ts';
import { isModifierUnsaid, modifierFlags } from './checks/modifiers.ts';
import { numberFlags } from './checks/numbers.ts';
import { onsetFlags } from './checks/onsets.ts';
import { personFlags } from './checks/persons.ts';
import { operationFlags, planFlags } from './checks/plans.ts';
import { sexFlags } from './checks/sexes.ts';
import { sideFlags } from './checks/sides.ts';
import { trendFlags } from './checks/trends.ts';
import { wordingFlags } from './checks/wording.ts';
import { type Flag, onePerWords } from './flags.ts';
import { type Claim, readClaim } from './frames/claim.ts';
import { Conversation, type SourceKind } from './frames/conversation.ts';
import { PATIENT } from './frames/experiencer.ts';
import type { Lexicon } from './lexicon/concepts.ts';
import { FINDINGS } from './lexicon/findings.ts';
import { type Omission, omissionsOf } from './omissions.ts';
import { linksOf, supportOf, type TurnLink } from './support.ts';
import { courtesies } from './text/courtesies.ts';
import { otherLanguageOf } from './text/language.ts';
import { type Sentence, sentencesOf } from './text/sentences.ts';

export type SupportLevel = 'supported' | 'uncertain' | 'unsupported';

export interface SentenceReview {
  readonly sentence: Sentence;
  /** Which part of the note it stands in, from 0; offsets are in that part's text. */
  readonly part: number;
  readonly level: SupportLevel;
  /** Share of the sentence's content that the conversation contains, 0 … 1. */
  readonly coverage: number;
  /** Units of content; 0 for a sentence that claims nothing. */
  readonly units: number;
  readonly turns: readonly TurnLink[];
  readonly flags: readonly Flag[];
}

export interface Evidence {
  readonly turns: readonly Turn[];
  readonly sentences: readonly SentenceReview[];
  /** What the conversation says and the note does not. */
  readonly omissions: readonly Omission[];
}

/** Below it a sentence without flags is not called supported. */
const SUPPORTED = 0.7;

/** Characters: some hours of talk, and a note that nobody reads to its end. */
const LONGEST_CONVERSATION = 300_000;
const LONGEST_NOTE = 60_000;

/** A note in one piece. @throws as `reviewParts` */
export function reviewEvidence(note: string, conversation: string, lexicon: Lexicon): Evidence {
  return reviewParts([note], conversation, lexicon);
}

/** A note as its parts' texts, without their headers; or a letter, beside the note that is its source. @throws {LocumError} `text-too-large`, `other-language` */
export function reviewParts(
  parts: readonly string[],
  conversation: string,
  lexicon: Lexicon,
  source: SourceKind = 'conversation',
): Evidence {
  refuseLonger('conversation', conversation.length, LONGEST_CONVERSATION);
  refuseLonger(
    'note',
    parts.reduce((sum, text) => sum + text.length, 0),
    LONGEST_NOTE,
  );
  refuseOther('conversation', conversation);
  refuseOther('note', parts.join('\n'));
  const evidence = reviewAgainst(parts, new Conversation(conversation, lexicon, source), lexicon);
  return source === 'note' ? { ...evidence, sentences: evidence.sentences.map(asOfLetter) } : evidence;
}

/** What a reason calls note and conversation is a letter and its note. */
function asOfLetter(review: SentenceReview): SentenceReview {
  const flags = review.flags.map((flag) => ({
    ...flag,
    reason: flag.reason.replace(/\bnote\b/gu, 'letter').replace(/\bconversation\b/gu, 'note'),
  }));
  return { ...review, flags };
}

/** Words of another language would all be “not in the conversation”. */
function refuseOther(what: string, text: string): void {
  const language = otherLanguageOf(text);
  if (language === null) return;
  throw new LocumError('other-language', `This ${what} is not in English (${language}), and cannot be reviewed.`, {
    hint: 'The review reads English alone: compare each sentence with the conversation yourself.',
    details: { language },
  });
}

function refuseLonger(what: string, length: number, limit: number): void {
  if (length <= limit) return;
  throw new LocumError('text-too-large', `This ${what} is too long to be reviewed: ${length} characters.`, {
    hint: `At most ${limit} characters are reviewed at a time.`,
    details: { length, limit },
  });
}

/** The same beside a conversation that has been read: for many notes of one. */
export function reviewAgainst(parts: readonly string[], heard: Conversation, lexicon: Lexicon): Evidence {
  const claims = parts.map((text) => claimsOf(text, lexicon));
  const sentences = claims.flatMap((ofPart, part) => {
    const isCourtesy = courtesies(
      ofPart.map(({ sentence }) => sentence.text),
      (index) => (ofPart[index]?.mentions.length ?? 0) > 0,
    );
    return ofPart.map((claim, index) =>
      isCourtesy[index] ? statesNothing(claim, part) : reviewSentence(claim, part, heard),
    );
  });
  const omissions = omissionsOf(claims.flat(), heard);
  return { turns: heard.turns.map(({ turn }) => turn), sentences, omissions };
}

function claimsOf(text: string, lexicon: Lexicon): readonly Claim[] {
  let isAfterOther = false;
  return sentencesOf(text).map((sentence) => {
    const claim = readClaim(sentence, lexicon, isAfterOther);
    isAfterOther ||= claim.experiencers.some((person) => person !== PATIENT);
    return claim;
  });
}

function statesNothing({ sentence }: Claim, part: number): SentenceReview {
  return { sentence, part, level: 'supported', coverage: 1, units: 0, turns: [], flags: [] };
}

function reviewSentence(claim: Claim, part: number, heard: Conversation): SentenceReview {
  const { sentence } = claim;
  const { coverage, units, relevance } = supportOf(claim, heard);
  const checks = [
    personFlags,
    sexFlags,
    allergyFlags,
    medicineFlags,
    directionFlags,
    effectFlags,
    detailFlags,
    numberFlags,
    sideFlags,
    findingFlags,
    endedFlags,
    trendFlags,
    onsetFlags,
    planFlags,
    operationFlags,
    adherenceFlags,
    wordingFlags,
    complaintFlags,
    historyFlags,
    modifierFlags,
  ];
  const found = checks.flatMap((check) => check(claim, heard, relevance));
  // What is wrong with a finding says enough of its examination.
  const flags = onePerWords(found.length > 0 ? found : examinationFlags(claim, heard));
  const isSupported =
    coverage >= SUPPORTED &&
    !isFragment(claim) &&
    !isDoubtful(claim, heard) &&
    !isModifierUnsaid(claim, heard, relevance);
  const level = flags.length > 0 ? 'unsupported' : isSupported ? 'supported' : 'uncertain';
  return { sentence, part, level, coverage, units, turns: linksOf(claim, heard, relevance), flags };
}

const FRAME_WORD =
  /^(?:he|she|they|it|the|this|that|patient|pt|and|also|but|so|then|in|addition|additionally|furthermore|moreover|however|has|have|had|is|was|are|were|reports|reported|states|stated|notes|noted|denies|endorses|describes|with|of|to|which|who)$/u;

/** “He also”, “The patient has”: a beginning that says nothing, and so nothing that was said. */
function isFragment({ words, quantities }: Claim): boolean {
  return words.length > 0 && quantities.length === 0 && words.every(({ form }) => FRAME_WORD.test(form));
}

/** Findings that a rehearsal speaks of. */
const REHEARSED = 80;

/**
 * Reviews a made-up visit, so that the first real review finds tables made and code compiled: they take longer than the review.
 */
export function rehearse(lexicon: Lexicon): void {
  const named = FINDINGS.trim()
    .split('\n')
    .slice(0, REHEARSED)
    .map((line) => line.split('|').at(-1)?.replace('~', '').trim() ?? '');
  const talk = named.map((finding, at) =>
    at % 2 === 0
      ? `Doctor: Do you have any ${finding} on the left side?\nPatient: No, my father had it ${at} years ago.`
      : `Doctor: Continue lisinoprill ${at} milligrams twice a day.\nPatient: I am allergic to penicilin, and the ${finding} is better.`,
  );
  const note = named.map((finding, at) => `Denies ${finding}. Takes bisoprolol ${at} mg daily for R knee pain.`);
  reviewEvidence(note.join('\n'), talk.join('\n'), lexicon);
}
