/** Medicines: each must be spoken of by its own name or brand; its class is not enough, nor an allergy to it, nor a name put right. */

import { editDistance } from '../../medicines/edit-distance.ts';
import type { Flag, FlagKind } from '../flags.ts';
import { type Claim, flagOn } from '../frames/claim.ts';
import type { Conversation, Occurrence } from '../frames/conversation.ts';
import type { Frame } from '../frames/frame.ts';
import { type Mention, meantBy } from '../lexicon/concepts.ts';
import { isContent, type Word } from '../text/words.ts';
import { turnedDown } from './offers.ts';

export function medicineFlags(claim: Claim, conversation: Conversation): Flag[] {
  const flags = claim.frames.flatMap((frame) => {
    const verdict = judge(claim, frame, conversation);
    const { from, to } = frame.mention;
    return verdict === null ? [] : [flagOn(claim, from, to, verdict.kind, verdict.reason, verdict.turns)];
  });
  return [...flags, ...unknown(claim, conversation)];
}

interface Verdict {
  readonly kind: FlagKind;
  readonly reason: string;
  readonly turns: readonly number[];
}

function judge(claim: Claim, frame: Frame, conversation: Conversation): Verdict | null {
  const { mention, isAllergen } = frame;
  if (mention.concepts[0]?.kind !== 'medication' || isAllergen) return null;
  const polarity = isToAvoid(claim, mention) ? 'denied' : claim.polarity[mention.from];
  if (polarity === 'hypothetical') return null;
  const occurrences = conversation.occurrences(meantBy(mention));
  if (occurrences.length === 0) {
    if (phraseHeard(claim, mention, conversation) || soundsLikeHeard(claim, mention, conversation)) return null;
    if (mention.to === mention.from + 1 && isCutShort(claim.words[mention.from] as Word, conversation)) return null;
    if (polarity === 'denied' && !isToAvoid(claim, mention)) {
      return conversation.occurrences(mention.concepts).length > 0
        ? null
        : verdict('negation', 'The note denies this, and the conversation does not speak of it.', []);
    }
    const alike = conversation.occurrences(mention.concepts.slice(1));
    const reason =
      alike.length > 0
        ? 'The conversation speaks of another medicine of this kind.'
        : 'This medicine is not in the conversation.';
    return verdict('medication', reason, alike);
  }
  const taken = occurrences.filter(({ frame }) => !frame.isAllergen);
  if (taken.length === 0 && isToAvoid(claim, mention)) return null;
  if (taken.length === 0) return verdict('medication', 'The conversation names this only as an allergy.', occurrences);
  const denied = taken.filter((occurrence) => isRefused(occurrence, conversation));
  const affirmed = taken.filter(({ asserted }) => asserted === 'affirmed');
  // Of a class: what is said of it by its name, before what is said of one of its medicines.
  const named = taken.filter((occurrence) => occurrence.named && occurrence.asserted !== 'asked');
  if (polarity === 'denied') {
    // What is declined was offered.
    if (claim.words.slice(0, mention.from).some(({ form }) => /^(?:declin|defer|refus)/u.test(form))) return null;
    const isStopped = affirmed.some(({ frame }) => frame.changes.some(({ name }) => name === 'stop'));
    const given = [
      ...affirmed.filter((one) => named.length === 0 || named.includes(one)),
      ...taken.filter((occurrence) => isSupposed(occurrence, conversation)),
    ];
    const isDeclined = taken.some((occurrence) => turnedDown(occurrence, conversation).length > 0);
    if (
      given.length === 0 ||
      isDeclined ||
      denied.length > 0 ||
      isStopped ||
      isOther(claim, mention) ||
      isOfEffect(claim) ||
      isAbout(claim.words, mention.from) ||
      given.some((occurrence) => isInDoubt(occurrence, conversation))
    )
      return null;
    return verdict('negation', 'The note denies what the conversation affirms.', given);
  }
  if (affirmed.some((occurrence) => named.length === 0 || named.includes(occurrence))) return null;
  const supposed = taken.filter((occurrence) => isSupposed(occurrence, conversation));
  const isBegun = frame.changes.some(({ name }) => name === 'start' || name === 'take');
  if (
    isBegun &&
    supposed.length === taken.length &&
    !/\b(?:if|delayed|consider|may|might)\b/iu.test(claim.sentence.text)
  )
    return verdict('temporality', 'The conversation speaks of this only as what may be done later.', supposed);
  const saysStopped = claim.frames.some(
    (frame) => frame.mention === mention && frame.changes.some(({ name }) => name === 'stop'),
  );
  const isStart = frame.changes.some(({ name }) => name === 'start');
  if (isStart && denied.every((occurrence) => isNotTakenYet(occurrence, conversation))) return null;
  if (denied.length > 0 && !saysStopped)
    return verdict('negation', 'The note affirms what the conversation denies.', denied);
  if (saysStopped) return null;
  const corrected = taken.flatMap(({ turn }) => (isPutRight(turn, mention, conversation) ? [turn, turn + 1] : []));
  if (corrected.length > 0)
    return { kind: 'medication', reason: 'This name was put right in the conversation.', turns: corrected };
  return null;
}

/** “If she gets worse, there is a script for amoxicillin”: the clinician asks nothing, and gives nothing yet. */
export function isSupposed({ turn, at, asserted }: Occurrence, { turns }: Conversation): boolean {
  const { turn: heard, words = [] } = turns[turn] ?? {};
  if (asserted !== 'asked' || heard?.speaker !== 'clinician') return false;
  return !/^[^.!?]*\?/u.test(heard.text.slice(words[at]?.end ?? 0));
}

/** “Avoid ibuprofen”: it is not given. */
function isToAvoid({ words }: Claim, { from }: Mention): boolean {
  return /^(?:avoid|avoids|avoiding)$/u.test(words[from - 1]?.form ?? '');
}

function verdict(kind: FlagKind, reason: string, occurrences: readonly Occurrence[]): Verdict {
  return { kind, reason, turns: occurrences.map(({ turn }) => turn) };
}

/** “Gabapentin: no benefit”, “no relief with ibuprofen”: it was taken. */
function isOfEffect({ words, polarity }: Claim): boolean {
  return words.some(
    ({ form }, at) =>
      polarity[at] === 'denied' && /^(?:benefit|relief|effect|response|help|helpful|improvement)$/u.test(form),
  );
}

/** “No other blood thinners”. */
function isOther({ words }: Claim, { from }: Mention): boolean {
  return words
    .slice(Math.max(0, from - 2), from)
    .some(({ form }) => /^(?:other|further|additional|more|new)$/u.test(form));
}

/** Beside these a denial is of something about the medicine: “no side effects from the lisinopril”. */
const ABOUT =
  /^(?:from|with|after|problem|problems|issue|issues|effect|effects|trouble|reaction|help|helps|helped|work|works|working|difference|change|changes|question|questions|concern|concerns|consistent|compliant|adherent|name|cost|coupon|sure|know|remember|miss|missed|out|enough|need|better)$/u;

export function isRefused({ turn, at, asserted }: Occurrence, { turns }: Conversation): boolean {
  if (asserted !== 'denied') return false;
  const { words = [], turn: heard } = turns[turn] ?? {};
  // “I don't think we need the mirtazapine.”
  const isTold = (form: string) => ABOUT.test(form) && !(form === 'need' && heard?.speaker === 'clinician');
  return !words.slice(Math.max(0, at - ABOUT_REACH), at).some(({ form }) => isTold(form));
}

/** “The patient is not currently on a potassium supplement”: it may be begun. */
export function isNotTakenYet({ turn, at, asserted }: Occurrence, { turns }: Conversation): boolean {
  const before = turns[turn]?.words.slice(Math.max(0, at - NOW_REACH), at).map(({ form }) => form) ?? [];
  return (
    asserted === 'denied' &&
    before.some((form) => /^(?:on|currently|taking|using|been|had)$/u.test(form)) &&
    !before.some((form) =>
      /^(?:will|would|wo|going|gonna|gon|start|starting|begin|give|need|want|put|keep|stay)$/u.test(form),
    )
  );
}

/** Words of “is not currently on a potassium”. */
const NOW_REACH = 6;

const ABOUT_REACH = 7;

/** “No problems with methotrexate”, “does not remember the name of the antibiotic”. */
function isAbout(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - ABOUT_REACH), at).some(({ form }) => ABOUT.test(form));
}

/** “I was prescribed Flonase, but I can't remember when I took it”, “I'll sometimes take it”: it need not be taken. */
function isInDoubt({ turn, at }: Occurrence, { turns }: Conversation): boolean {
  const behind = turns[turn]?.words.slice(at + 1, at + 1 + DOUBT_REACH) ?? [];
  const before = turns[turn]?.words.slice(Math.max(0, at - 3), at) ?? [];
  return (
    behind.some(({ form }) => /^(?:remember|forget|forgot|supposed|meant)$/u.test(form)) ||
    before.some(({ form }) => /^(?:sometimes|occasionally|supposed|meant|forget|forgot)$/u.test(form))
  );
}

/** Words behind a medicine. */
const DOUBT_REACH = 10;

/** A name with a question mark, and another medicine in the answer: “Metoprolol, was it?” – “Bisoprolol.” */
function isPutRight(turn: number, mention: Mention, { turns }: Conversation): boolean {
  const asked = turns[turn];
  const answer = turns[turn + 1];
  if (asked === undefined || asked.words.length > SHORT_QUESTION || !asked.turn.text.includes('?')) return false;
  const meant = meantBy(mention);
  const medicines = (answer?.mentions ?? []).filter(({ concepts }) => concepts[0]?.kind === 'medication');
  return (
    medicines.length > 0 && medicines.every(({ concepts }) => !concepts.some((concept) => meant.includes(concept)))
  );
}

/** Words of a question about a name. */
const SHORT_QUESTION = 12;

/** Word for word. */
function phraseHeard({ words }: Claim, { from, to }: Mention, { turns }: Conversation): boolean {
  const phrase = words.slice(from, to).map(({ stem }) => stem);
  return turns.some(({ words: said }) =>
    said.some((_, at) => phrase.every((stem, offset) => said[at + offset]?.stem === stem)),
  );
}

/** Speech recognition's spelling of the same name: “cisplestan” for cisplatin. Not another medicine's. */
function soundsLikeHeard({ words }: Claim, { from, to }: Mention, conversation: Conversation): boolean {
  if (to !== from + 1) return false;
  const { form } = words[from] as Word;
  return conversation.unnamedForms.some((said) => isAlike(form, said));
}

/** Of the letters of a name, those that may be heard wrong. */
const MISHEARD = 0.34;

function isAlike(a: string, b: string): boolean {
  if (a.length < 6 || b.length < 6 || a.slice(0, 2) !== b.slice(0, 2)) return false;
  const limit = Math.floor(MISHEARD * Math.max(a.length, b.length));
  return editDistance(a, b, limit) <= limit;
}

/** Words between a name and its dose. */
const FORM_OF_DOSE =
  /^(?:er|xr|xl|sr|cr|la|dr|ec|hfa|extended|release|tablet|tablets|tab|tabs|capsule|capsules|inhaler|oral|po|at|to|of|the|is|his|her)$/u;
const TAKING =
  /^(?:take|takes|taking|took|on|started|starts|start|starting|continue|continues|continued|prescribe|prescribed|given|stop|stopped|increase|increased|decrease|decreased|tried)$/u;

/** Behind a medicine's name. */
const SALT =
  /^(?:cypionate|enanthate|propionate|succinate|tartrate|maleate|besylate|mesylate|hydrochloride|hcl|sodium|potassium|calcium|magnesium|acetate|citrate|sulfate|phosphate|furoate|valerate|fumarate|gluconate|decanoate|hyclate|bitartrate|carbonate)$/u;

/** “Received 5 mg of metoprolol”: the dose is of what comes behind it. */
function isDoseOfNext({ words, quantities, mentions }: Claim, from: number): boolean {
  const dose = quantities.find((one) => one.from === from);
  if (dose === undefined || words[dose.to]?.form !== 'of') return false;
  return mentions.some(({ from: at, concepts }) => at === dose.to + 1 && concepts[0]?.kind === 'medication');
}

/** Letters of a name that is cut short. */
const SHORTEST_CUT = 4;

/** “Atorva”, “suma”: the beginning of a name that was said. */
function isCutShort({ form }: Word, { turns }: Conversation): boolean {
  if (form.length < SHORTEST_CUT) return false;
  return turns.some(({ words, mentions }) =>
    mentions.some(({ concepts, from }) => concepts[0]?.kind === 'medication' && words[from]?.form.startsWith(form)),
  );
}

/** A word with a dose that nobody said: the name of a medicine that no list holds. */
function unknown(claim: Claim, conversation: Conversation): Flag[] {
  const { words, mentions, quantities, sentence } = claim;
  return quantities.flatMap(({ from, unit }) => {
    if (unit?.kind !== 'mass-dose' && unit?.kind !== 'units') return [];
    let at = from - 1;
    while (at > 0 && FORM_OF_DOSE.test((words[at] as Word).form)) at--;
    const word = words[at];
    if (word === undefined || !isContent(word) || word.form.length < 4 || TAKING.test(word.form)) return [];
    // “On days he exercises, 2.5 mg”: a name has its dose behind it.
    if (/[.,;:\n]/u.test(sentence.text.slice(word.end, (words[from] as Word).start))) return [];
    if (SALT.test(word.form) || isDoseOfNext(claim, from)) return [];
    if (mentions.some((mention) => mention.from <= at && at < mention.to)) return [];
    if (conversation.turnsWith(word.stem).length > 0 || isCutShort(word, conversation)) return [];
    return [
      flagOn(claim, at, at + 1, 'medication', 'This is no medicine that is known or that the conversation names.'),
    ];
  });
}
