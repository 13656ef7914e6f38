/** Whether the patient is a man or a woman: not another than whom the clinician addresses. */
import type { Flag } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation } from '../frames/conversation.ts';
import { isSamePerson, PATIENT } from '../frames/experiencer.ts';

const FEMALE = /^(?:female|woman|lady|girl|mrs|ms|miss|ma['’]am|madam)$/iu;

/** “Is a 30-year-old female”, “pleasant lady with”: what somebody is, and neither whom they met nor a female pattern of anything. */
const STATED =
  /(?:^|\b(?:is|was)\s|\bold\s)\s*(?:(?!(?:by|with|for|of|who|from|to|in|at|and)\b)[\p{L}\d-]+,?\s+){0,4}?(female|woman|lady|girl|male|man|gentleman|boy)\b(?=\s*(?:$|[.,;:)]|\b(?:who|whose|with|here|in|and|presenting|presents)\b))/giu;

/** Between commas or after a greeting: whoever is only spoken of is not addressed. */
const ADDRESSED =
  /(?:^|[,.?!]|\b(?:morning|afternoon|evening|hello|hi|hey|welcome|thanks|you|okay|so|well|yes|no|now)\b)\s*(?:(mrs|mr|ms|miss|mister)\b\.?\s+[\p{L}'’-]+|(sir|ma['’]am|madam)\b)\s*(?=[,.?!]|$)/giu;

export function sexFlags(claim: Claim, conversation: Conversation): Flag[] {
  return [...claim.sentence.text.matchAll(STATED)].flatMap((match) => {
    const stated = match[1] ?? '';
    const start = match.index + match[0].length - stated.length;
    const at = claim.words.findIndex((word) => word.start === start);
    if (at < 0 || !isSamePerson(claim.experiencers[at] ?? PATIENT, PATIENT)) return [];
    const addressed = addressesOf(conversation);
    const [first] = addressed;
    if (first === undefined || addressed.some(({ title }) => FEMALE.test(title) === FEMALE.test(stated))) return [];
    const reason = `The clinician says “${first.title}” to the patient.`;
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
          ? [...turn.text.matchAll(ADDRESSED)].map(
              ([, title, word = '']): Address => ({ title: title ?? word, turn: index }),
            )
          : [],
      );
  read.set(conversation, found);
  return found;
}
