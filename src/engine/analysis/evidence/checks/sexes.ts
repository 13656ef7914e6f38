/** Whether the patient is a man or a woman: not another than whom the clinician addresses. */
import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { isSamePerson, PATIENT } from '../frames/experiencer.ts';
import type { Word } from '../text/words.ts';

const FEMALE = /^(?:she|her|hers|female|woman|lady|girl|mrs|ms|miss|ma['’]am|madam)$/iu;

/** “Is a 30-year-old female”, “pleasant lady with”: what somebody is, and neither whom they met nor a female pattern of anything. */
const STATED =
  /(?:^|\b(?:is|was)\s|\bold\s)\s*(?:(?!(?:by|with|for|of|who|from|to|in|at|and)\b)[\p{L}\d-]+,?\s+){0,4}?(female|woman|lady|girl|male|man|gentleman|boy)\b(?=\s*(?:$|[.,;:)]|\b(?:who|whose|with|here|in|and|presenting|presents)\b))/giu;

/** Between commas or after a greeting: whoever is only spoken of is not addressed. */
const ADDRESSED =
  /(?:^|[,.?!]|\b(?:morning|afternoon|evening|hello|hi|hey|welcome|thanks|you|okay|so|well|yes|no|now)\b)\s*(?:(mrs|mr|ms|miss|mister)\b\.?\s+[\p{L}'’-]+|(sir|ma['’]am|madam)\b)\s*(?=[,.?!]|$)/giu;

/** “58 year old male”, as a clinician dictates. */
const INTRODUCED =
  /\b\d+[- ]year[- ]old,? (?:(?!(?:with|who|whose|of|and)\b)[\p{L}-]+,? ){0,3}?(male|female|man|woman|gentleman|lady)\b/giu;

export function sexFlags(claim: Claim, conversation: Conversation): Flag[] {
  const stated = [...claim.sentence.text.matchAll(STATED)].flatMap((match) => {
    const sex = match[1] ?? '';
    const start = match.index + match[0].length - sex.length;
    const at = claim.words.findIndex((word) => word.start === start);
    return at < 0 ? [] : [at];
  });
  return [...stated, ...pronounOf(claim)].flatMap((at) => {
    if (!isSamePerson(claim.experiencers[at] ?? PATIENT, PATIENT)) return [];
    const isFemale = FEMALE.test((claim.words[at] as Word).form);
    const addressed = addressesOf(conversation);
    const [first] = addressed;
    if (first === undefined || addressed.some(({ title }) => FEMALE.test(title) === isFemale)) return [];
    const reason = `The clinician says “${first.title}” of the patient.`;
    return [
      flagOn(
        claim,
        at,
        at + 1,
        'person',
        reason,
        addressed.map(({ turn }) => turn),
      ),
    ];
  });
}

/** “The patient states that she …”, where nobody else was spoken of. */
function pronounOf({ words, experiencers, isAfterOther }: Claim): readonly number[] {
  if (isAfterOther || experiencers.some((person) => person !== PATIENT)) return [];
  if (words.some(({ form }) => SOMEBODY_ELSE.test(form))) return [];
  const at = words.findIndex(({ form }) => /^(?:he|she|his|her|him)$/u.test(form));
  return at < 0 ? [] : [at];
}

const SOMEBODY_ELSE =
  /^(?:dr|doctor|surgeon|nurse|physician|therapist|colleague|boss|driver|neighbor|neighbour|coach|teacher|person|someone|somebody|baby|they)$/u;

interface Address {
  readonly title: string;
  readonly turn: number;
}

const read = new WeakMap<Conversation, readonly Address[]>();

/** None where somebody else is there, too, or speaks for the patient: it may be them who are addressed. */
function addressesOf(conversation: Conversation): readonly Address[] {
  const known = read.get(conversation);
  if (known !== undefined) return known;
  const isForTwo = conversation.isByProxy || conversation.turns.some(({ turn }) => turn.speaker === 'other');
  const found = isForTwo
    ? []
    : conversation.turns.flatMap(({ turn }, index) =>
        turn.speaker === 'clinician'
          ? [...turn.text.matchAll(ADDRESSED), ...turn.text.matchAll(INTRODUCED)].map(
              ([, title, word = '']): Address => ({ title: title ?? word, turn: index }),
            )
          : [],
      );
  read.set(conversation, found);
  return found;
}
