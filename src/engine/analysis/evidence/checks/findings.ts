/** Findings, tests and examinations that the conversation does not contain, and ones that it says the opposite of. */

import type { Flag, FlagKind } from '../flags.ts';
import type { Asserted } from '../frames/assertions.ts';
import { HABITS } from '../frames/change.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence, ReadTurn } from '../frames/conversation.ts';
import { isSamePerson, PATIENT } from '../frames/experiencer.ts';
import { type Frame, hasResult } from '../frames/frame.ts';
import type { Mention } from '../lexicon/concepts.ts';
import type { Relevance } from '../support.ts';
import { isContent, type Word } from '../text/words.ts';
import { isAskedOfNow } from './now.ts';
import { OUTWEIGHED, weighed } from './weighing.ts';

export function findingFlags(claim: Claim, conversation: Conversation, relevance: Relevance): Flag[] {
  return claim.frames.flatMap((frame) => {
    const verdict = judge(claim, frame, conversation, relevance);
    const { from, to } = frame.mention;
    return verdict === null ? [] : [flagOn(claim, from, to, verdict.kind, verdict.reason, verdict.turns)];
  });
}

interface Verdict {
  readonly kind: FlagKind;
  readonly reason: string;
  readonly turns?: readonly number[];
}

function judge(claim: Claim, frame: Frame, conversation: Conversation, relevance: Relevance): Verdict | null {
  const { mention } = frame;
  const kind = mention.concepts[0]?.kind;
  if (kind !== 'finding' && kind !== 'investigation' && kind !== 'specialty' && kind !== 'examination') return null;
  // A heading of the review of systems.
  if (kind === 'specialty' && !/\b\p{Ll}/u.test(claim.sentence.text)) return null;
  const polarity = claim.polarity[mention.from];
  if (polarity === 'hypothetical' || frame.isAllergen) return null;
  const denied = polarity === 'denied';
  if (isName(claim, mention) || isHeading(claim, mention) || (!denied && isLabel(claim, mention))) return null;
  if (
    denied &&
    (isOfNowAlone(claim, mention) ||
      isOfContacts(claim, mention) ||
      isFunction(claim, mention) ||
      isOfAspect(claim, mention) ||
      isAside(claim, mention) ||
      isOfLately(claim, mention) ||
      isOfEarlier(claim) ||
      isCessation(claim, mention))
  )
    return null;
  if (!denied && isFunctionAlone(claim, mention)) return null;
  const all = conversation.occurrences(mention.concepts);
  const isAffirmed = all.some(({ asserted, named }) => named && asserted === 'affirmed');
  if (denied && !isAffirmed && conversation.isRuledOut(mention.concepts)) return null;
  if (all.length === 0) {
    const said = wordsHeard(claim, mention, conversation);
    if (said !== null) {
      const contrary = denied ? 'affirmed' : 'denied';
      if (kind !== 'finding' || said.length === 0 || said.some(({ asserted }) => asserted !== contrary)) return null;
      const reason = denied
        ? 'The note denies what the conversation affirms.'
        : 'The note affirms what the conversation denies.';
      return { kind: 'negation', reason, turns: said.map(({ turn }) => turn) };
    }
    if (kind === 'examination') return { kind, reason: 'The conversation does not speak of this examination.' };
    if (denied && (isDenialInDoubt(claim, mention, conversation) || isLookedFor(claim, mention, conversation)))
      return null;
    if (denied) return { kind: 'negation', reason: 'The note denies this, and the conversation does not speak of it.' };
    if (isConcluded(claim, mention) || isPainOfPart(claim, mention, conversation)) return null;
    return { kind: 'finding', reason: 'The conversation does not speak of this.' };
  }
  if (kind !== 'finding' && isOnCondition(claim, mention) && all.some(({ asserted }) => asserted === 'asked'))
    return null;
  // What came out is compared as a result.
  if (kind !== 'finding' && hasResult(frame)) return null;
  const isHeld = ({ turn, at, asserted }: Occurrence) => {
    const heard = conversation.turns[turn];
    if (denied) {
      // What the patient complains of may not be found.
      if (isExamined(claim) && (heard?.turn.speaker === 'patient' || RESTATED.test(heard?.turn.text ?? '')))
        return false;
      return !isHistory(claim, mention) || heard?.turn.speaker === 'patient' || isQuestion(heard, at);
    }
    return asserted !== 'denied' || isOfDegree(claim.words, mention.from) || !isOfDegree(heard?.words ?? [], at);
  };
  const occurrences = all.filter(
    (occurrence) => isSamePerson(frame.experiencer, occurrence.frame.experiencer) && isHeld(occurrence),
  );
  // “Positive for cancer”, where it is denied of the family and spoken of for nobody else.
  if (!denied && kind === 'finding' && occurrences.length === 0 && all.every(({ asserted }) => asserted === 'denied')) {
    const turnsDenying = all.map(({ turn }) => turn);
    return { kind: 'negation', reason: 'The note affirms what the conversation denies.', turns: turnsDenying };
  }
  const sides = denied && isTold(claim, mention) ? byPatient(occurrences, conversation) : occurrences;
  const told = weighed(claim, mention, preferred(sides, mention, denied), conversation, relevance);
  const answered = told.filter(({ occurrence }) => occurrence.asserted !== 'asked');
  const most = Math.max(0, ...answered.map(({ shared }) => shared));
  const isElsewhere = isOfCircumstance(claim, mention) && !isSaidOf(claim, mention, answered, conversation);
  const isOtherPlace = isOfPlace(claim, mention) && !isSaidOf(claim, mention, answered, conversation);
  if (denied && most === 0 && (isElsewhere || isOtherPlace)) return null;
  if (denied && isOfDegree(claim.words, mention.from)) return null;
  if (denied && isElsewhere) return null;
  const alike = answered.filter(({ shared }) => shared === most);
  // What is said of the same word tells more than what is said of another for it.
  const literal = alike.filter(({ isLiteral }) => isLiteral);
  const weights = literal.length > 0 ? literal : alike;
  const sum = (asserted: Occurrence['asserted']) =>
    weights.reduce((total, { occurrence, weight }) => total + (occurrence.asserted === asserted ? weight : 0), 0);
  const turns = (asserted: Occurrence['asserted']) =>
    weights.filter(({ occurrence }) => occurrence.asserted === asserted).map(({ occurrence }) => occurrence.turn);
  const isOpen = occurrences.length > 0 && occurrences.every(({ asserted }) => asserted === 'asked');
  if (!denied && isOpen && isCertain(claim, mention)) {
    const turnsAsking = occurrences.map(({ turn }) => turn);
    return { kind: 'finding', reason: 'The conversation only asks after this or suspects it.', turns: turnsAsking };
  }
  const affirms = sum('affirmed');
  const denies = sum('denied');
  // Who does not smoke may have smoked.
  const isPast = weights.some(({ occurrence }) => occurrence.frame.changes.some(({ name }) => name === 'past'));
  if (denied && isPast && !isHistory(claim, mention) && !claim.words.some(({ form }) => form === 'never')) return null;
  // What is said of smoking now, is not said of smoking then: “You smoke?” – “Not since 2012.”
  const isQuit = HABITS.test(mention.concepts[0]?.name ?? '') && frame.changes.some(({ name }) => name === 'past');
  const isNever = occurrences.some(({ turn }) =>
    [turn, turn + 1].some((at) => /\bnever\b/iu.test(conversation.turns[at]?.turn.text ?? '')),
  );
  if (!denied && isQuit && !isNever) return null;
  if (
    !denied &&
    kind === 'finding' &&
    affirms === 0 &&
    denies === 0 &&
    isOnlyRuledOut(frame, occurrences, conversation)
  ) {
    const turnsRuling = conversation.turnsRulingOut(mention.concepts.slice(0, 1));
    return { kind: 'negation', reason: 'The conversation says that it is as it should be.', turns: turnsRuling };
  }
  const outweighed = kind === 'finding' ? OUTWEIGHED : Number.POSITIVE_INFINITY;
  if (denied && outweighs(affirms, denies, outweighed) && !isOfTheRest(claim, mention)) {
    return { kind: 'negation', reason: 'The note denies what the conversation affirms.', turns: turns('affirmed') };
  }
  const against = weights.filter(({ occurrence }) => occurrence.asserted === 'denied');
  if (!denied && isOverByNow(claim) && against.every(({ occurrence }) => isAskedOfNow(occurrence, conversation)))
    return null;
  // “No tenderness at the clavicle” says nothing of the humerus.
  const isOfPlaces = !denied && most === 0 && kind === 'finding' && isOfCircumstance(claim, mention);
  if (isOfPlaces && against.every(({ occurrence }) => isSaidOfPlace(occurrence, conversation))) return null;
  // What is examined may be denied anything in talk: what came of it is its result.
  if (!denied && kind === 'examination' && !SIGN.test(mention.concepts[0]?.name ?? '')) return null;
  if (!denied && outweighs(denies, affirms, outweighed)) {
    return { kind: 'negation', reason: 'The note affirms what the conversation denies.', turns: turns('denied') };
  }
  return null;
}

/** Examinations by name that are findings. */
const SIGN = /^(?:papilledema|nystagmus|fremitus|egophony|pronator drift|point tenderness)$/u;

const BY_NOW =
  /\b(?:resolv\w*|history of|h\/o|hx of|had|was|were|initially|previous\w*|doing better|no longer|until)\b/iu;

/** “Nausea, resolved”: it was there. */
function isOverByNow({ sentence }: Claim): boolean {
  return BY_NOW.test(sentence.text);
}

/**
 * What the patient denies is not affirmed by what the clinician finds, or has in the records: “no swelling”, and oedema of the
 * legs. Where the patient says nothing against it, all counts.
 */
function byPatient(occurrences: readonly Occurrence[], { turns }: Conversation): readonly Occurrence[] {
  const isClinicians = ({ turn }: Occurrence) => turns[turn]?.turn.speaker === 'clinician';
  const isDenied = occurrences.some(
    (one) => one.asserted === 'denied' && (!isClinicians(one) || isQuestion(turns[one.turn], one.at)),
  );
  // What the patient came with, or says yes to, is the patient's, whoever puts it into words.
  const isPatients = (one: Occurrence) =>
    !isClinicians(one) ||
    (isQuestion(turns[one.turn], one.at) && !isTagged(turns[one.turn], one.at)) ||
    CAME_WITH.test(textBefore(turns[one.turn], one.at, CAME_REACH));
  return isDenied ? occurrences.filter((one) => one.asserted !== 'affirmed' || isPatients(one)) : occurrences;
}

/** Characters from “you're having” to what it is. */
const CAME_REACH = 80;

function textBefore(heard: ReadTurn | undefined, at: number, reach: number): string {
  const start = heard?.words[at]?.start ?? 0;
  return heard?.turn.text.slice(Math.max(0, start - reach), start) ?? '';
}

/** “You do have a bit of fluid, okay?” asks for nothing. */
function isTagged(heard: ReadTurn | undefined, at: number): boolean {
  return /^[^.!?]*\b(?:okay|ok|right|alright) ?\?/iu.test(heard?.turn.text.slice(heard.words[at]?.start ?? 0) ?? '');
}

/** “I see you're coming in for some right knee pain.” */
const CAME_WITH =
  /\b(?:you(?:['’]re| are|['’]ve been) (?:coming|here|having)|coming in (?:for|with)|(?:came|come) in (?:for|with))\b[^.?!]{0,40}$/iu;

/** “My weight's the same”: no weight was lost, where nobody says that it was. */
function isOnlyRuledOut(frame: Frame, occurrences: readonly Occurrence[], conversation: Conversation): boolean {
  const [concept] = frame.mention.concepts;
  return (
    concept !== undefined &&
    frame.experiencer === PATIENT &&
    conversation.isRuledOut([concept]) &&
    occurrences.every(({ asserted }) => asserted === 'asked')
  );
}

/** “Confirmed melanoma”, “known epilepsy”, “current suicidal ideation”, “history of anaphylaxis”. */
function isCertain({ words }: Claim, { from }: Mention): boolean {
  return words
    .slice(Math.max(0, from - 2), from)
    .some(({ form }) =>
      /^(?:confirmed|definite|proven|established|known|current|active|ongoing|history|hx|previous|prior|recurrent)$/u.test(
        form,
      ),
    );
}

const EXAMINED = /^(?:ex|exam|examination|o\/e|oe|pe|on examination|physical exam\w*)\s*[:\-–]/iu;

/** “You said you're a bit short of breath?” */
const RESTATED = /\byou (?:said|mentioned|told|were saying)\b/iu;

/** “O/E: pulse 66, not SOB”. */
function isExamined({ sentence }: Claim): boolean {
  return EXAMINED.test(sentence.text) || /^(?:physical )?exam/iu.test(sentence.section);
}

const CONCLUSION = /^(?:imp|impression|dx|ddx|diagnosis|working diagnosis|δ|Δ)\s*[:\-–=]/iu;
const HEDGE = /^(?:probable|probably|likely|possible|possibly|suspected|presumed|presumably|query)$/u;
const HEDGE_REACH = 4;

/** “Imp: probable LRTI”: what the clinician makes of it need not be spoken of; it is supported by nothing either. */
export function isConcluded({ words, sentence }: Claim, { from }: Mention): boolean {
  if (CONCLUSION.test(sentence.text)) return true;
  return words.slice(Math.max(0, from - HEDGE_REACH), from).some(({ form }) => HEDGE.test(form));
}

/** “MRI if it still gives way.” */
function isOnCondition({ words, sentence }: Claim, { to }: Mention): boolean {
  return /^[^.;]*\bif\b/iu.test(sentence.text.slice((words[to - 1] as Word).end));
}

/** Tests are spoken of before they are refused: there all must speak against it. */
function outweighs(against: number, pro: number, times: number): boolean {
  return against > 0 && (pro === 0 || against > pro * times);
}

/** “No weakness elsewhere”, “no other lesions”, “no headaches like this before”: beside what there is. */
function isOfTheRest({ words }: Claim, { from, to }: Mention): boolean {
  const behind = words.slice(to, to + 2).map(({ form }) => form);
  // “Denies having kidney stones before”, “no rashes, except where …”.
  if (behind.slice(0, 1).some((form) => /^(?:before|previously|except)$/u.test(form))) return true;
  if (
    words
      .slice(to)
      .some(({ form }, at, rest) => form === 'except' || (form === 'other' && rest[at + 1]?.form === 'than'))
  )
    return true;
  if (behind[0] === 'like' && /^(?:this|these|that|it)$/u.test(behind[1] ?? '')) return true;
  const near = [...words.slice(Math.max(0, from - 2), from), ...words.slice(to, to + 1)];
  return near.some(({ form }) => /^(?:elsewhere|otherwise|other|further|additional|new|more)$/u.test(form));
}

/** “No dyspnea at rest”, “no pain on walking”: denied of that, and of nothing else. */
function isOfCircumstance({ words }: Claim, { to }: Mention): boolean {
  const next = words[to + 1];
  // “Nontender laterally.”
  if (
    /^(?:laterally|medially|anteriorly|posteriorly|proximally|distally|elsewhere|otherwise)$/u.test(
      words[to]?.form ?? '',
    )
  )
    return true;
  // “A pop at the time of the injury”: when it happened.
  const behind = words
    .slice(to, to + 4)
    .map(({ form }) => form)
    .join(' ');
  if (/^(?:at|on) (?:the )?(?:time of|onset|moment of|impact)\b/u.test(behind)) return false;
  return /^(?:at|on|with|when|during|to|in|of|over)$/u.test(words[to]?.form ?? '') && next !== undefined;
}

/** “There is no tenderness at the sternoclavicular joint.” */
function isSaidOfPlace({ turn, frame }: Occurrence, { turns }: Conversation): boolean {
  const next = turns[turn]?.words[frame.mention.to]?.form ?? '';
  return /^(?:at|over|in|on|along|to)$/u.test(next);
}

/** “Has he had it before?” – “He had one last winter.” */
function isQuestion(heard: ReadTurn | undefined, at: number): boolean {
  return /^[^.!?]*\?/u.test(heard?.turn.text.slice(heard.words[at]?.start ?? 0) ?? '');
}

/** “No PMH of TIA”: what the clinician thinks it is now, is no history. */
function isHistory({ words }: Claim, { from }: Mention): boolean {
  const before = words.slice(Math.max(0, from - HISTORY_REACH), from);
  return before.some(({ form }) => /^(?:history|hx|pmh|pmhx|previous|previously|prior|past)$/u.test(form));
}

const HISTORY_REACH = 5;

/** “Nil frank haematuria”, “no severe pain”: less of it there may be. */
function isOfDegree(words: readonly Word[], from: number): boolean {
  return /^(?:particularly|especially|very|really|too|overly|terribly|frank|gross|overt|severe|significant|major|obvious|marked|definite|visible|acute|worsening)$/u.test(
    words[from - 1]?.form ?? '',
  );
}

/** What may be in one place and not in another: “lateral side nontender”, “no MCP tenderness”. */
const ANYWHERE =
  /^(?:pain|swelling|edema|numbness|tingling|weakness|stiffness|rash|erythema|bruising|cancer|tumor|lesion|ulcer|injury|infection|lymphadenopathy|wound)$/u;
const PLACE = /^(?:medial|lateral|anterior|posterior|upper|lower|inner|outer|proximal|distal|elsewhere|left|right)$/u;

function isOfPlace({ words, mentions, sentence }: Claim, { from, to, concepts }: Mention): boolean {
  if (!ANYWHERE.test(concepts[0]?.name ?? '')) return false;
  const isParted = (a: number, b: number) =>
    /[,;.]/u.test(sentence.text.slice((words[a] as Word).end, (words[b] as Word).start));
  const near = (at: number) =>
    at < from ? from - at <= 4 && !isParted(at, from) : at - to <= 4 && !isParted(to - 1, at);
  return (
    words.some(({ form }, at) => PLACE.test(form) && near(at)) ||
    mentions.some((other) => other.concepts[0]?.kind === 'anatomy' && near(other.from))
  );
}

/** “Denies tingling today”: it may have been there. */
function isOfNowAlone({ words }: Claim, { to }: Mention): boolean {
  return /^(?:today|currently|now)$/u.test(words[to]?.form ?? '');
}

/** “No unwell contacts”: of others. */
function isOfContacts({ words }: Claim, { to }: Mention): boolean {
  return /^(?:contacts?|people|relatives|household)$/u.test(words[to]?.form ?? '');
}

/**
 * A denial of what nobody spoke of is in doubt, and no flag, where it is the patient's own or one of a list of which some was asked
 * for: notes deny more than is said aloud. What only an examination finds, somebody has to have looked for.
 */
export function isDenialInDoubt(claim: Claim, mention: Mention, conversation: Conversation): boolean {
  return (
    isTold(claim, mention) ||
    isListedWithAsked(claim, mention, conversation) ||
    isOfTestHeard(claim, mention, conversation)
  );
}

/** “The MRI was negative for radiculopathy”: of a test that is spoken of, and of which talk tells less than its report. */
function isOfTestHeard({ mentions }: Claim, { from }: Mention, conversation: Conversation): boolean {
  return mentions.some(
    (other) =>
      other.to <= from &&
      /^(?:investigation|examination)$/u.test(other.concepts[0]?.kind ?? '') &&
      conversation.occurrences(other.concepts).some(({ asserted }) => asserted === 'affirmed'),
  );
}

const TOLD =
  /\b(?:den(?:y|ies|ied)|reports?|reported|states?|stated|histor(?:y|ies)|hx|h\/o|has|had|have|having|does|never)\b/iu;

/** By the patient, and not found: “denies fever”, “has had no fever”; not “fever negative”. */
function isTold(claim: Claim, { from }: Mention): boolean {
  const cue = claim.words.slice(0, from).findLast(({ form }) => DENIAL.test(form))?.form;
  return cue !== undefined && !/^(?:negative|nil)$/u.test(cue) && TOLD.test(claim.sentence.text) && !isExamined(claim);
}

/** “Denies fevers, chills, or weight loss”, “no fever, no chills”: some of the list is denied in the conversation, and this is not spoken of. */
function isListedWithAsked(
  { words, mentions, polarity }: Claim,
  mention: Mention,
  conversation: Conversation,
): boolean {
  // The same word may deny each of a list, another begins another one.
  const isOfOneList = (other: Mention) => {
    const [first, second] = other.from < mention.from ? [other, mention] : [mention, other];
    const cue = words.slice(0, first.from).findLast(({ form }) => DENIAL.test(form))?.form;
    return words.slice(first.to, second.from).every(({ form }) => !DENIAL.test(form) || form === cue);
  };
  return mentions.some(
    (other) =>
      other !== mention &&
      other.concepts[0]?.kind === 'finding' &&
      polarity[other.from] === 'denied' &&
      isOfOneList(other) &&
      (conversation.isRuledOut(other.concepts) ||
        conversation.occurrences(other.concepts).some(({ asserted }) => asserted === 'denied')),
  );
}

/** Signs that are looked for in one, and words of talk for its examination. */
const SIGNS: readonly (readonly [RegExp, RegExp])[] = [
  [/^(?:wheez|rale|rhonchi|crackl|crepit|rub)/u, /\b(?:lungs?|breath sounds|chest)\b/iu],
  [/^(?:murmur|gallop|rub|click|tachycard|bradycard)/u, /\bheart\b/iu],
  [/^(?:thyromegal|goit|jugular|jvd|bruit|lymphaden|adenopath|node)/u, /\bneck\b/iu],
  [/^(?:guard|rebound|hepato|spleno|distens|organomegal|mass)/u, /\b(?:abdomen|belly|tummy|stomach)\b/iu],
  [/^(?:cyanos|club)/u, /\b(?:extremit\w+|hands|fingers|legs)\b/iu],
];
const EXAMINING =
  /\b(?:exam\w*|listen\w*|sounds?|hear|feel\w*|appreciate|clear|regular|normal|soft|supple|look(?:s|ing)?|palpat\w*)\b/iu;

/** “No murmurs, gallops or rubs”: where the clinician has told of the heart, the rest may have been looked for. */
export function isLookedFor({ words }: Claim, { from }: Mention, { turns }: Conversation): boolean {
  const { form } = words[from] as Word;
  return SIGNS.some(
    ([sign, part]) =>
      sign.test(form) &&
      turns.some(({ turn }) => turn.speaker !== 'patient' && part.test(turn.text) && EXAMINING.test(turn.text)),
  );
}

const DENIAL = /^(?:no|nil|not|without|negative|denies|denied|never)$/u;

/** “No radiation of the pain”, “no change in her cough”: it is there, and does not do that. */
function isOfAspect({ words }: Claim, { from }: Mention): boolean {
  const before = words.slice(Math.max(0, from - ASPECT_REACH), from).map(({ form }) => form);
  return ASPECT.test(before.join(' '));
}

/** Words of “radiation of the”. */
const ASPECT_REACH = 3;
const ASPECT =
  /\b(?:radiation|change|changes|increase|worsening|improvement|progression|exacerbation|relief|resolution) (?:of|in)(?: (?:the|his|her|their|this))?$/u;

/** “Not related to his previous discectomy”, “did not seek help despite her weakness”: what is denied is of another thing. */
function isAside({ words }: Claim, { from }: Mention): boolean {
  const before = words.slice(Math.max(0, from - ASIDE_REACH), from).map(({ form }) => form);
  return ASIDE.test(before.join(' '));
}

/** Words of “at the time of his previous”. */
const ASIDE_REACH = 6;
const ASIDE =
  /\b(?:related to|due to|because of|secondary to|caused by|attributed to|despite|prior to|(?:time|onset|day) of|treated for|treatment for|medications? for|medicines? for|regarding|except(?: for)?|apart from|other than)(?: (?:the|his|her|their|this|that|a|any|previous|prior|recent))*$/u;

/** “Has not smoked for 27 years”: before that, it may have been. */
function isOfLately({ words, sentence }: Claim, { to }: Mention): boolean {
  const behind = sentence.text.slice((words[to - 1] as Word).end);
  return /^[^.,;]{0,20}?\b(?:for|in|over) (?:the |more than |over |about |around |at least |almost |nearly )*(?:past |last )?[\w.-]+ (?:days|weeks|months|years)\b/iu.test(
    behind,
  );
}

/** “Declined smoking cessation support”: no habit is denied. */
function isCessation({ words }: Claim, { to }: Mention): boolean {
  return /^(?:cessation|counseling|advice|support)$/u.test(words[to]?.form ?? '');
}

/** “No problem with passing urine”: it is passed. */
function isFunction({ words }: Claim, { from, concepts }: Mention): boolean {
  if (!/^(?:urinary symptoms|bowel change)$/u.test(concepts[0]?.name ?? '')) return false;
  const before = words.slice(Math.max(0, from - 4), from);
  return before.some(({ form }) => /^(?:problem|problems|issue|issues|difficulty|trouble)$/u.test(form));
}

/** “Never seen a dermatologist prior to last month”, “prior to the fall there had been no back pain”: and since then it may. */
function isOfEarlier({ sentence }: Claim): boolean {
  return /\b(?:prior to|until|present before)\b/iu.test(sentence.text);
}

/** “Pain with the bowel movement”, “good urine output”: what a body does, which is no finding. */
function isFunctionAlone({ words }: Claim, { from, to, concepts }: Mention): boolean {
  if (!/^(?:urinary symptoms|bowel change)$/u.test(concepts[0]?.name ?? '')) return false;
  return words
    .slice(from, to)
    .every(({ form }) => /^(?:bowel|bowels|movement|movements|stool|stools|urine|urination|urinating)$/u.test(form));
}

/** Words behind a mention that may name a circumstance, and words of talk near what is said of it. */
const CIRCUMSTANCE = 6;
const CIRCUMSTANCE_SPOKEN = 10;

/** Turns in which a short answer tells where it is, and its words. */
const ELLIPTICAL_TURNS = 3;
const ELLIPTICAL = 14;

const EXERTION =
  /^(?:exertion|exertional|stairs|stair|steps|hill|hills|uphill|walk|walking|walks|climb|climbing|exercise|exercising|running|run|activity|gym|housework|shopping)$/u;

/** “Nil SOB at rest”: whether somebody affirms it of rest. */
function isSaidOf(
  { words, sentence }: Claim,
  { to }: Mention,
  told: readonly { readonly occurrence: Occurrence }[],
  { turns }: Conversation,
): boolean {
  const behind = words.slice(to + 1, to + CIRCUMSTANCE);
  const end = behind.findIndex(({ end: last }) => /^\s*[,.;]/u.test(sentence.text.slice(last)));
  const wanted = new Set(behind.slice(0, end < 0 ? undefined : end + 1).map(({ stem }) => stem));
  return told.some(({ occurrence: { turn, at, asserted } }) => {
    if (asserted !== 'affirmed') return false;
    // “A bit of joint pain.” – “Which joint?” – “My right knee.”
    const isPatients = turns[turn]?.turn.speaker === 'patient';
    const next = isPatients ? turns.slice(turn + 1, turn + 1 + ELLIPTICAL_TURNS) : [];
    const answers = next.filter((one) => one.words.length <= ELLIPTICAL);
    const said = [
      ...(turns[turn]?.words.slice(Math.max(0, at - CIRCUMSTANCE_SPOKEN), at + CIRCUMSTANCE_SPOKEN) ?? []),
      ...answers.flatMap((one) => one.words),
    ];
    if (said.some((word) => wanted.has(word.stem) && (isContent(word) || word.form === 'rest'))) return true;
    return behind.some(({ form }) => EXERTION.test(form)) && said.some(({ form }) => EXERTION.test(form));
  });
}

/** “Mr. Walker”. */
function isName({ words }: Claim, { from }: Mention): boolean {
  return words.slice(Math.max(0, from - 2), from).some(({ form }) => /^(?:mr|mrs|ms|miss|dr)$/u.test(form));
}

/** “UROLOGICAL: no frequency or urgency”: what is denied comes behind it. */
function isHeading({ sentence, words, mentions, polarity }: Claim, { to }: Mention): boolean {
  const { start, end } = words[to - 1] as Word;
  const isCapital = /^\p{Lu}{2,}$/u.test(sentence.text.slice(start, end));
  return (
    isCapital &&
    /^\s*:/u.test(sentence.text.slice(end)) &&
    mentions.some(({ from }) => from >= to && polarity[from] === 'denied')
  );
}

/** “Tobacco use: …” says nothing of tobacco yet. */
function isLabel({ words, sentence }: Claim, { to }: Mention): boolean {
  const end = (words[to - 1] as Word).end;
  return /^(?:\s+(?:use|status|history|pain|level))?\s*:/iu.test(sentence.text.slice(end));
}

/** Where a phrase names the concept and tells of it, that counts, and not what it may mean elsewhere. */
function preferred(
  occurrences: readonly Occurrence[],
  { concepts: [concept] }: Mention,
  denied: boolean,
): readonly Occurrence[] {
  const isOwn = ({ frame }: Occurrence) => frame.mention.concepts[0] === concept;
  // “A bit of numbing, but nothing tingling”: of the thing itself, before what goes by the same words.
  const own = occurrences.filter((occurrence) => occurrence.named && isOwn(occurrence));
  const isToldOf = own.some(({ asserted }) => asserted !== 'asked');
  const named = isToldOf ? own : occurrences.filter((occurrence) => occurrence.named);
  if (named.some(({ asserted }) => asserted !== 'asked')) return named.filter(({ asserted }) => asserted !== 'asked');
  // Who denies headaches may have had migraines.
  const isOfIt = ({ frame }: Occurrence) => concept !== undefined && frame.mention.concepts.includes(concept);
  return named.length === 0 || denied
    ? occurrences
    : [...named, ...occurrences.filter((one) => !one.named && isOfIt(one))];
}

/** Parts of the body that are headings, too, and so no content by themselves: “neck pain” is no pain. */
const PART = /^(?:neck|ears?|eyes?|nose|throat|mouth|skin)$/u;

const PAIN = /^(?:pain|pains|ache|aches|aching|sore|soreness|discomfort|tender|tenderness)$/u;
const WHERE = /^(?:low|lower|upper|mid|inner|outer|side)$/u;
const PAINFUL = /^(?:pain|radiation of pain|spasm|injury|strain|sprain|stiffness|radiculopathy|swelling)$/u;
/** Turns between a part of the body and what hurts. */
const PART_TURNS = 3;

/** “It's your back?” – “I felt something pull, down low.”: a pain of the part that the talk is about. */
function isPainOfPart({ words }: Claim, { from, to }: Mention, conversation: Conversation): boolean {
  const { turns } = conversation;
  const phrase = words.slice(from, to);
  const parts = phrase.filter(({ form }) => !PAIN.test(form) && !WHERE.test(form));
  if (parts.length === phrase.length || parts.length === 0) return false;
  return parts.every(({ stem }) =>
    conversation
      .turnsWith(stem)
      .some((turn) =>
        turns
          .slice(Math.max(0, turn - PART_TURNS), turn + PART_TURNS + 1)
          .some(({ mentions, asserted }) =>
            mentions.some(({ concepts }, at) => asserted[at] === 'affirmed' && PAINFUL.test(concepts[0]?.name ?? '')),
          ),
      ),
  );
}

interface Spoken {
  readonly turn: number;
  readonly asserted: Asserted;
}

/** Words of talk that a phrase may be spread over: “my legs have been swollen”. */
const SPREAD = 6;

/** The turns with all words of the phrase, and what each says of those that stand close; null where there is none. */
function wordsHeard({ words }: Claim, { from, to }: Mention, conversation: Conversation): readonly Spoken[] | null {
  const content = words.slice(from, to).filter((word) => isContent(word) || PART.test(word.form));
  if (content.length === 0) return null;
  const stems = new Set(content.map(({ stem }) => stem));
  const [first, ...rest] = content.map(({ stem }: Word) => new Set(conversation.turnsWith(stem)));
  const turns = [...(first ?? [])].filter((turn) => rest.every((others) => others.has(turn)));
  if (turns.length === 0) return null;
  return turns.flatMap((turn): Spoken[] => {
    const { words: said = [], assertedAt = () => 'asked' as const } = conversation.turns[turn] ?? {};
    const places = said.flatMap(({ stem }, at) => (stems.has(stem) ? [at] : []));
    const isClose = places.length === stems.size && (places.at(-1) ?? 0) - (places[0] ?? 0) <= SPREAD;
    return isClose ? places.map((place) => ({ turn, asserted: assertedAt(place) })) : [{ turn, asserted: 'asked' }];
  });
}
