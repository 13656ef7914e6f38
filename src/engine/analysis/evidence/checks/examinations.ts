/** A part of the body that the note has examined, and the conversation has not. */

import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, ReadTurn } from '../frames/conversation.ts';
import type { Concept, Mention } from '../lexicon/concepts.ts';
import { EXAMINED_AS } from '../lexicon/examinations.ts';
import { stemOf } from '../text/words.ts';

/** What only whoever examines says; without a verb of telling. */
const FOUND =
  /^(?:soft|nontender|supple|clear|intact|unremarkable|normal|benign|symmetric|symmetrical|equal|reactive|palpable|palpation|auscultation|percussion|ctab|ctabl|nt|nd|ntnd|nondistended|rrr|warm|moist|icteric|regular|tender|tenderness|hard|nodular|enlarged|firm|expiratory|inspiratory|bibasal|bibasilar)$/u;
const TELLS =
  /^(?:reports|report|denies|denied|endorses|states|complains|history|hx|describes|feels|notes|noticed|if|return|ct|mri|xray|x|ray|scan|ultrasound|echo|showed|shows|labs|lab|results|was|were|had|has|advised|labs|bowel)$/u;
const HEADING = /^(?:o|oe|pe|exam|examination|physical|objective|on exam)/iu;

/** “Eye exam is scheduled for June.” */
const TO_COME = /\b(?:scheduled|booked|due|planned|arranged|will be|to be done)\b/iu;

const EXAMINED = new Set(EXAMINED_AS.trim().split(/\s+/u).map(stemOf));

export function examinationFlags(claim: Claim, conversation: Conversation): Flag[] {
  const { words, mentions, sentence } = claim;
  const isUnderHeading = HEADING.test(sentence.section);
  const found = words.findIndex(({ form }) => FOUND.test(form));
  const isOrdered = /\b(?:exam(?:ination)? (?:of|reveals|shows|is|was)|on exam(?:ination)?)\b/iu.test(sentence.text);
  if ((found < 0 && !isOrdered) || TO_COME.test(sentence.text)) return [];
  if (!isUnderHeading && !isOrdered && words.some(({ form }) => TELLS.test(form))) return [];
  return mentions.flatMap((mention) => {
    const parts = mention.concepts.filter(({ kind }) => kind === 'anatomy');
    if (parts.length === 0) return [];
    if (!isOrdered && Math.min(Math.abs(mention.from - found), Math.abs(found - mention.to + 1)) > 4) return [];
    if (isExamined(parts, conversation)) return [];
    return [
      flagOn(claim, mention.from, mention.to, 'examination', 'The conversation does not speak of this being examined.'),
    ];
  });
}

/** What a patient was told of an examination. */
const TOLD = /\b(?:they (?:found|said|saw|told)|screening|scan|was told|he said|she said)\b/iu;

/** Of the other's body, whoever is named as the speaker: “on your lung exam your lungs are clear”. */
const TELLS_YOU = /\b(?:on|in) your\b[^.?!]{0,40}\bexam(?:ination)?\b/iu;

/** Words between a part of the body and what it was found to be. */
const NEAR = 12;

function isExamined(parts: readonly Concept[], { turns }: Conversation): boolean {
  return turns.some((heard) => {
    if (heard.turn.speaker === 'patient' && !TOLD.test(heard.turn.text) && !TELLS_YOU.test(heard.turn.text))
      return false;
    return heard.mentions.some((mention) => isOf(mention, parts) && isNearFinding(heard, mention));
  });
}

function isOf({ concepts }: Mention, parts: readonly Concept[]): boolean {
  return concepts.some((concept) => parts.includes(concept));
}

/** Found, and not asked after: “any pain in your chest?” examines nothing, “does it hurt when I press here?” does. */
function isNearFinding({ words, turn }: ReadTurn, { from, to }: Mention): boolean {
  return words
    .slice(Math.max(0, from - NEAR), to + NEAR)
    .some(
      ({ stem, start, end }) =>
        EXAMINED.has(stem) &&
        (!COMPLAINED.has(stem) || EXAMINING.test(turn.text)) &&
        (PRESSED.test(turn.text) || !isQuestioned(turn.text, end)) &&
        !isFiller(turn.text, start, end),
    );
}

/** What the patient complains of, too. */
const COMPLAINED = new Set(['pain', 'painful', 'sore', 'hurt'].map(stemOf));
const EXAMINING =
  /\b(?:exam\w*|press\w*|push\w*|touch\w*|squeez\w*|palpat\w*|feel(?:ing)? (?:your|the|for)|listen\w*|look(?:ing)? at|appreciate|when i|move|bend|lift|raise)\b/iu;

const PRESSED = /\b(?:press|pressing|push|pushing|touch|squeeze|when i|here|there)\b/iu;

/** “OK. Fine.” */
function isFiller(text: string, start: number, end: number): boolean {
  return /(?:^|[.,!?]\s*)$/u.test(text.slice(Math.max(0, start - 3), start)) && /^\s*[.,!]/u.test(text.slice(end));
}

function isQuestioned(text: string, from: number): boolean {
  return /^[^.!?]*\?/u.test(text.slice(from));
}
