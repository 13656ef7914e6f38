/** Whether text affirms or denies what it mentions, by cue words and their scope (after NegEx, Chapman et al. 2001). */
import { stemOf, type Word } from '../text/words.ts';

const CUES = new Set([
  'no',
  'not',
  'deny',
  'without',
  'never',
  'nil',
  'none',
  'nor',
  'neither',
  'negative',
  'neg',
  'absent',
  'free',
  'unaware',
  'unsure',
]);
/** Begins anew what was denied before. */
const TURNS = new Set([
  'but',
  'howev',
  'except',
  'although',
  'though',
  'apart',
  'report',
  'endors',
  'state',
  'admit',
  'posit',
  'complain',
  'present',
  'which',
  'otherwis',
  'still',
  'now',
  'doe',
  'ha',
  'some',
  'social',
  'occasion',
  'minim',
  'mild',
  'slight',
  'trace',
  'abl',
  'look',
  'happi',
  'until',
  'fh',
  'fhx',
  'pmh',
  'dh',
  'shx',
  'becaus',
  'due',
]);
const HYPOTHETICAL = new Set([
  'if',
  'unless',
  'should',
  'risk',
  'case',
  'ddx',
  'differenti',
  'exclud',
  'awar',
  'watch',
]);
/** What a clinician thinks of, and does not say. */
const FEAR_REACH = 6;
/** Words that an “if” holds for in talk without punctuation. */
const SUPPOSED_REACH = 12;
const FEARED = new Set(['might', 'possibl', 'suspect', 'wonder', 'worri', 'concern']);
/** “denies that he has occasional pain”: what of `TURNS` begins nothing anew there, and how far. */
const WITHIN_DENIAL = new Set(['ha', 'occasion', 'minim', 'mild', 'slight', 'some', 'now', 'doe', 'still', 'abl']);
const FIRM_REACH = 8;
const BREAK = /[.;!\n:)]/u;
/** Words that a denial reaches at most; lists of symptoms are long. */
const REACH = 24;

export type Polarity = 'affirmed' | 'denied' | 'hypothetical';

/**
 * The polarity of every word.
 * @param talk spoken text: “no,” is an answer and denies nothing after it
 */
export function polarities(text: string, words: readonly Word[], talk: boolean): Polarity[] {
  const result: Polarity[] = words.map(() => 'affirmed');
  let until = -1;
  let hypothetical = false;
  let feared = -1;
  let supposed = -1;
  // Speech recognition may leave all punctuation out.
  const isParted = !talk || /[.,?!;]\s/u.test(text);
  let firm = -1;
  for (const [at, word] of words.entries()) {
    const previous = words[at - 1];
    const gap = text.slice(previous?.end ?? 0, word.start);
    if (BREAK.test(gap) || /\?\s/u.test(gap)) {
      until = -1;
      hypothetical = false;
    }
    if (word.form === 'but') feared = -1;
    if (
      (TURNS.has(word.stem) || word.form === 'given') &&
      !(at <= firm && WITHIN_DENIAL.has(word.stem) && !gap.includes(',')) &&
      !(!talk && (isDeniedVerb(words, at) || isNeitherOf(words, at) || isHistoryDenied(words, at))) &&
      !(word.form === 'state' && text[word.start] === 'S' && previous !== undefined)
    )
      until = -1;
    if (
      !talk &&
      ((/\d/u.test(word.form) && !isAmountDenied(words, at)) ||
        ROMAN.test(text.slice(word.start, word.end)) ||
        isNewClause(text, words, at, gap))
    ) {
      until = -1;
    }
    // “It didn't work, so I stopped.”
    if (talk && /^(?:i|we|you|he|she|they)$/u.test(word.form) && /^(?:so|and|then)$/u.test(previous?.form ?? ''))
      until = -1;
    if (talk ? word.form === 'since' && previous?.form === 'not' : isCircumstanceNext(text, words, at)) until = -1;
    if (talk && isThereIs(text, words, at)) until = -1;
    // “We won't use propranolol we'll go with candesartan.”
    if (
      talk &&
      NEW_SUBJECT.test(word.form) &&
      !words.slice(Math.max(0, at - 2), at).some(({ form }) => OPINION.test(form))
    )
      until = -1;
    if (talk && (isNewStatement(text, words, at) || isOfRelative(words, at))) until = -1;
    const isAdvice = talk && word.form === 'should' && /^(?:we|you|i|they|he|she)$/u.test(previous?.form ?? '');
    const isIndirect =
      word.form === 'if' && /^(?:know|sure|see|tell|ask|asked|wonder|remember|check)$/u.test(previous?.form ?? '');
    const isOffer = talk && word.form === 'if' && words[at + 1]?.form === 'i';
    if (
      // A preventer is taken.
      /^(?:prevent|prevents|preventing)$/u.test(word.form) ||
      (talk && isOfCauses(words, at)) ||
      (HYPOTHETICAL.has(word.stem) && !(talk && (isIndirect || isOffer || isAdvice || isShowing(words, at)))) ||
      (!talk && isQueried(text, word.start))
    ) {
      hypothetical = true;
      supposed = at;
      until = -1;
    }
    if (isWarning(words, at)) {
      hypothetical = true;
      supposed = at;
      until = -1;
    }
    if (talk && FEARED.has(word.stem)) feared = at + FEAR_REACH;
    const next = words[at + 1];
    const after = text.slice(word.end, next?.start ?? text.length);
    const isPredicate = /^(?:there|there's|is|are|was|has|have|had)$/u.test(previous?.form ?? '');
    if (talk && isSupposition(words, at)) feared = at + FEAR_REACH;
    if (word.stem === 'deni' || isNeverTold(words, at)) firm = at + FIRM_REACH;
    if (isAttempt(words, at)) until = -1;
    const helped = previous?.form === 'but' && words.slice(0, at).some(({ stem }) => ATTEMPTS.has(stem));
    const isWithout = !talk && word.form === 'o' && previous?.form === 'w' && gap === '/';
    const isDenying =
      isWithout ||
      (isCue(word, next, after, talk, isPredicate, helped, previous) && !(talk && isNegativeQuestion(text, word)));
    if (isDenying && !isStrengthened(text, words, at))
      until = talk && isShortAnswer(text, words, at) ? at + 1 : at + reachOf(word, talk);
    else {
      const isSupposed = hypothetical && (isParted || at <= supposed + SUPPOSED_REACH);
      if (at <= until) result[at] = isSupposed ? 'hypothetical' : 'denied';
      else if (isSupposed || at <= feared) result[at] = 'hypothetical';
    }
    if (isPostCue(text, words, at, talk)) denyBackwards(text, words, result, at, talk && !NOT_FOUND.test(word.form));
  }
  if (!talk) {
    affirmMarked(text, words, result);
    affirmUntil(text, words, result);
  }
  denyNormal(text, words, result);
  if (talk) supposeBefore(text, words, result);
  return result;
}

/** “Was not seen in clinic until November”: then, she was. */
function affirmUntil(text: string, words: readonly Word[], result: Polarity[]): void {
  for (const [at, { form }] of words.entries()) {
    if (form !== 'until' && form !== 'till') continue;
    const cue = words.slice(0, at).findLastIndex((word) => word.form === 'not');
    if (cue < 1 || !/^(?:was|were|did|had)$/u.test(words[cue - 1]?.form ?? '')) continue;
    if (/[.,;]/u.test(text.slice((words[cue] as Word).end, (words[at] as Word).start))) continue;
    for (let word = cue; word < words.length; word++) if (result[word] === 'denied') result[word] = 'affirmed';
  }
}

/** “Denies a 10-pound weight gain”: the amount of what is denied. */
function isAmountDenied(words: readonly Word[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 2), at);
  return before.some(
    ({ stem }, index) => stem === 'deni' && before.slice(index + 1).every(({ form }) => /^(?:a|an|any)$/u.test(form)),
  );
}

/** Since when, of what, with what: what stands behind is not what is denied. */
const CIRCUMSTANCE = /^(?:since|despite|after|following|from)$/u;
const OF_EFFECT = /^(?:improvement|relief|benefit|response|effect)$/u;

/** “No vision problems since his cataract was removed”, “without improvement on rest”; not “free from”. */
function isCircumstanceNext(text: string, words: readonly Word[], at: number): boolean {
  const { form } = words[at] as Word;
  const previous = words[at - 1];
  if (previous === undefined) return false;
  // “Not taken d/t urination”, “no pins and needles w/ back pain”; not “w/o”.
  if (/^(?:d\/t|w\/(?!o))/iu.test(text.slice((words[at] as Word).start, (words[at] as Word).start + 3))) return true;
  if (CIRCUMSTANCE.test(form)) return !/^(?:free|away|apart|no|not|nil)$/u.test(previous.form);
  return OF_EFFECT.test(previous.form) && /^(?:on|with)$/u.test(form);
}

/** “If you look at the x-rays”: they are there. */
function isShowing(words: readonly Word[], at: number): boolean {
  return (
    words[at]?.form === 'if' &&
    /^(?:you|we)$/u.test(words[at + 1]?.form ?? '') &&
    /^(?:look|see|can see|remember|recall)/u.test(`${words[at + 2]?.form} ${words[at + 3]?.form}`)
  );
}

/** “Possible causes are …”, “there are many reasons why people can have …”: of nobody in particular. */
function isOfCauses(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]?.form ?? '';
  switch (words[at]?.form) {
    case 'causes':
      return /^(?:are|include|can|could|of)$/u.test(next);
    case 'reasons':
      return /^(?:why|for|that)$/u.test(next);
    default:
      return false;
  }
}

/** “Isn't this your second time?”: it is supposed to be. */
function isNegativeQuestion(text: string, { start, end }: Word): boolean {
  return (
    /^(?:is|are|was|were|do|does|did|have|has)n['’]?t$/iu.test(text.slice(start, end)) &&
    /(?:^|[.?!,]\s*|\b(?:so|and|but|well|okay)\s)$/iu.test(text.slice(0, start)) &&
    /^[^.!?]*\?/u.test(text.slice(end))
  );
}

/** Words that a cue denies at most. */
function reachOf({ form }: Word, talk: boolean): number {
  if (form === 'non') return 2;
  if (!talk) return REACH;
  // “A CT scan without contrast of your abdomen.”
  return form === 'without' ? SPOKEN_WITHOUT : SPOKEN_REACH;
}

const SPOKEN_REACH = 8;
const SPOKEN_WITHOUT = 3;

/** “No rebound or guarding there is some tenderness”, “I don't know they told me …”: a statement begins; not “I don't think there is”. */
function isThereIs(text: string, words: readonly Word[], at: number): boolean {
  const { form, start, end } = words[at] as Word;
  const previous = words[at - 1]?.form ?? '';
  if (previous === 'know') return /^(?:i|it|he|she|they|we|you)$/u.test(form);
  if (form !== 'there' || /^(?:that|if|whether|think|believe|sure|say|feel|see|hope|out|in|up|over)$/u.test(previous))
    return false;
  return /['’]s$/u.test(text.slice(start, end)) || /^(?:is|are|was|were)$/u.test(words[at + 1]?.form ?? '');
}

/** “Nil blood, mucus +”: what has a plus is there. */
function affirmMarked(text: string, words: readonly Word[], result: Polarity[]): void {
  for (const [at, { form, start }] of words.entries()) {
    const before = words[at - 1];
    if (form !== '+' || before === undefined || !/^\s*$/u.test(text.slice(before.end, start))) continue;
    for (let back = at - 1; back >= 0; back--) {
      if (result[back] === 'denied') result[back] = 'affirmed';
      const previous = words[back - 1];
      if (previous === undefined || /[,;.]/u.test(text.slice(previous.end, (words[back] as Word).start))) break;
    }
  }
}

/** “Not yet, it's in June”, “not really. It aches.”: what comes after is said of it. */
function isShortAnswer(text: string, words: readonly Word[], at: number): boolean {
  const { form, start, end } = words[at] as Word;
  const next = words[at + 1];
  if (form !== 'not' || next === undefined) return false;
  // “I'd rather not, I think once …”
  const isStopped = (at: number) => /^\s*[.,]/u.test(text.slice(at, at + 2));
  if (words[at - 1]?.form === 'rather') return isStopped(end) || text.startsWith(' ,', end);
  if (
    !/^(?:yet|really|now|today|currently|particularly|especially|well|great|much|lately|recently|quite|exactly|anymore)$/u.test(
      next.form,
    )
  )
    return false;
  return (
    /(?:^|[.,?!])\s*(?:(?:um|uh|well|no|oh),?\s*)*$/iu.test(text.slice(0, start)) &&
    /^\s*[.,]/u.test(text.slice(next.end, end + 40))
  );
}

/** Words from a subject to its verb. */
const SUBJECT_LENGTH = 7;
const SUBJECT = /^(?:the|that|this|these|those|my|your|his|her|it|there|they)$/u;
const VERB =
  /^(?:is|was|are|were|has|had|looks|feels|sounds|seems|hurts|goes|comes|gets|keeps|started|stopped|stayed)$/u;

/** “It's not fast, and that murmur is the same”: after an “and”, a subject with a verb of its own. */
function isNewStatement(text: string, words: readonly Word[], at: number): boolean {
  if (words[at - 1]?.form !== 'and' || !SUBJECT.test((words[at] as Word).form)) return false;
  for (let next = at; next < Math.min(words.length, at + SUBJECT_LENGTH); next++) {
    const { start, end, form } = words[next] as Word;
    if (/['’](?:s|re|ve)$/u.test(text.slice(start, end)) || VERB.test(form)) return true;
    if (/[.,;?!]/u.test(text.slice(end, words[next + 1]?.start ?? end))) return false;
  }
  return false;
}

/** “I never had that before my father's had them”: in talk without stops, a relative of whom something is said. */
function isOfRelative(words: readonly Word[], at: number): boolean {
  if (!/^(?:my|his|her|your)$/u.test((words[at] as Word).form)) return false;
  const relative = words[at + 1];
  if (relative === undefined || !RELATIVE.test(relative.form.replace(/'s$/u, ''))) return false;
  const isVerb = /^(?:has|had|have|was|were|is|did|does|died|got|passed)$/u.test(words[at + 2]?.form ?? '');
  return isVerb && !/^(?:if|that|whether|think|or|does|did|do)$/u.test(words[at - 1]?.form ?? '');
}

const RELATIVE =
  /^(?:mother|father|dad|mom|mum|brother|sister|son|daughter|wife|husband|parents|grandmother|grandfather|aunt|uncle)$/u;

const NEW_SUBJECT = /^(?:i|we|you)'(?:ll|m|re|ve)$/u;
const OPINION = /^(?:think|thinks|believe|know|sure|say|feel|that|if)$/u;

/** Words of what is to be done on a condition, before its “if”. */
const CONSEQUENCE = 14;
const I_OR_WE = /^(?:i|we)$/u;
const MODAL = /^(?:would|could|might|may|will|can)$/u;
const MODAL_JOINED = /^(?:i|we)'(?:d|ll)$/u;
/** “If that's okay”, “if you want”: nothing is supposed. */
const COURTESY =
  /^(?:(?:that|this|it)(?:'s)? (?:is |be )?(?:all|okay|ok|fine|alright)|you (?:want|like|can|could|do(?: not)? (?:mind|want)|wish|prefer|agree|would|are happy|are okay|get (?:a|the) chance)|you're (?:happy|okay|ok|all)|possible|anything|need|necessary|i|we)\b/u;

/** “We'd refer you if it comes back high”: what is before the condition hangs on it, too. */
function supposeBefore(text: string, words: readonly Word[], result: Polarity[]): void {
  for (const [at, { form }] of words.entries()) {
    if (form !== 'if' || /^(?:even|as|see|know|sure|ask|check|wonder)$/u.test(words[at - 1]?.form ?? '')) continue;
    const after = words.slice(at + 1, at + 4).map((word) => word.form);
    if (COURTESY.test(after.join(' '))) continue;
    let from = at;
    while (
      from > 0 &&
      at - from < CONSEQUENCE &&
      !/[.?!;\n]/u.test(text.slice(words[from - 1]?.end, words[from]?.start))
    )
      from--;
    const modal = words.findIndex(
      ({ form: word }, index) =>
        index >= from &&
        index < at &&
        (MODAL_JOINED.test(word) || (MODAL.test(word) && I_OR_WE.test(words[index - 1]?.form ?? ''))),
    );
    if (modal < 0) continue;
    for (let index = modal; index < at; index++) if (result[index] === 'affirmed') result[index] = 'hypothetical';
  }
}

/** Right behind “has not relieved …”, “did not help …”: what comes next is there all the same. */
function isAttempt(words: readonly Word[], at: number): boolean {
  if (!ATTEMPTS.has(words[at - 1]?.stem ?? '')) return false;
  return words.slice(Math.max(0, at - 3), at - 1).some(({ form }) => /^(?:not|never)$/u.test(form));
}

const ATTEMPTS = new Set(
  [
    'relieve',
    'help',
    'improve',
    'resolve',
    'reduce',
    'ease',
    'change',
    'affect',
    'cure',
    'settle',
    'control',
    'delay',
    'forget',
    'miss',
  ].map(stemOf),
);

/** “Do bear in mind the symptoms that …”, “look out for …”. */
function isWarning(words: readonly Word[], at: number): boolean {
  const { form } = words[at] as Word;
  const previous = words[at - 1]?.form ?? '';
  if (form === 'mind') return previous === 'in' && words[at - 2]?.form === 'bear';
  return form === 'out' && /^(?:look|looking|watch|watching)$/u.test(previous) && words[at + 1]?.form === 'for';
}

/** “It could be a melanoma”, “I'm meant to be on a statin”. */
function isSupposition(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]?.form;
  switch (words[at]?.form) {
    case 'could':
      return next === 'be' || next === 'have';
    case 'meant':
    case 'supposed':
      return next === 'to';
    default:
      return false;
  }
}

/** “I've never felt palpitations like this”, “I can't stop sneezing”: all the more so. */
function isStrengthened(text: string, words: readonly Word[], at: number): boolean {
  const { form, start, end } = words[at] as Word;
  const behind = words.slice(at + 1, at + 1 + SPOKEN_REACH).map((word) => word.form);
  if (form === 'never') return NEVER_LIKE_IT.test(behind.join(' '));
  if (form !== 'not') return false;
  if (UNCONTROLLED.test(behind.join(' '))) return true;
  const isUnable =
    /^(?:can|could)/iu.test(text.slice(start, end)) || /^(?:ca|can|could)$/u.test(words[at - 1]?.form ?? '');
  if (isUnable && INABILITY.test(behind.join(' '))) return true;
  if (behind[0] !== 'stop' || !/ing$/u.test(behind[1] ?? '')) return false;
  return /^(?:i|he|she|we|they|ca|can|could|just|really)$/u.test(words[at - 1]?.form ?? '');
}

/** “I can't catch my breath”, “cannot shake this cough”: it is there. */
const UNCONTROLLED =
  /^(?:(?:even|really|quite|seem to) )*(?:(?:catch|get) (?:my|your|his|her) breath|(?:shake|kick) (?:off )?(?:the|this|that|it|my)|get rid of|get over)\b/u;

/** “I can't walk very well”, “can't sleep”: what fails, is the complaint; “can't feel any lump” finds none. */
const INABILITY =
  /^(?:(?:even|really|quite|always|seem to) )*(?:walk|sleep|breathe|swallow|hear|concentrate|remember|balance|bend|lift|stand|urinate|pee|speak)\b(?! (?:any|anything|a|that)\b)/u;

const NEVER_LIKE_IT = /\b(?:like (?:this|that|it)|this bad|so bad|as bad|anything like)\b/u;

/** “No JVD, II/VI systolic murmur”: a grade is of something there. */
const ROMAN = /^(?:II|III|IV|VI)$/u;

/** “Does not report”, “no longer has”: the verb itself is denied, with all that comes behind it. */
function isDeniedVerb(words: readonly Word[], at: number): boolean {
  if (!DENIED_VERBS.has((words[at] as Word).stem)) return false;
  const previous = words[at - 1]?.form ?? '';
  const negation = /^(?:longer|yet|currently|really|presently)$/u.test(previous) ? words[at - 2]?.form : previous;
  return /^(?:no|not|never)$/u.test(negation ?? '');
}

/** “He has never been told that he has a hernia.” */
function isNeverTold(words: readonly Word[], at: number): boolean {
  const behind = words.slice(at + 1, at + 3).map(({ form }) => form);
  return words[at]?.form === 'never' && behind[0] === 'been' && /^(?:told|diagnosed|informed)$/u.test(behind[1] ?? '');
}

/** “Two medicines, neither of which he can name.” */
function isNeitherOf(words: readonly Word[], at: number): boolean {
  return words[at - 1]?.form === 'of' && /^(?:neither|none)$/u.test(words[at - 2]?.form ?? '');
}

const DENIED_VERBS = new Set(['report', 'endors', 'admit', 'complain', 'ha', 'look', 'abl']);

/** “No FH or PMHx of clots”: no heading. */
function isHistoryDenied(words: readonly Word[], at: number): boolean {
  if (!/^(?:fh|fhx|pmh|pmhx|dh|shx)$/u.test((words[at] as Word).form)) return false;
  const previous = words[at - 1]?.form ?? '';
  if (/^(?:no|nil|not|without|denies)$/u.test(previous)) return true;
  return /^(?:or|and)$/u.test(previous) && at >= 2 && isHistoryDenied(words, at - 2);
}

/** Words of a subject with its noun, up to its verb. */
const STATED =
  /^(?:is|was|are|were|has|had|remains|appears|feels|looks|hurts|aches|started|began|persists|persisted|continues|continued|improved|worsened|resolved|responded|will|would|should|can)$/u;
const DETERMINER = /^(?:the|his|her|their|this|that|these|those)$/u;
const PRONOUN = /^(?:he|she|it|they|we|there)$/u;
const NOUN_LENGTH = 4;

/** “… and she …”, “…, the discharge is …”: somebody or something that a verb is said of. @param at its first word */
function isNewSubject(words: readonly Word[], at: number): boolean {
  const { form } = words[at] as Word;
  if (PRONOUN.test(form)) return true;
  if (!DETERMINER.test(form)) return false;
  const noun = words.slice(at + 1, at + 1 + NOUN_LENGTH);
  const verb = noun.findIndex((word) => STATED.test(word.form));
  return verb > 0 && !noun.slice(0, verb).some((word) => /^(?:that|which|who|and|or)$/u.test(word.form));
}

/** Behind the comma of a list of denials: “no recurrence, tolerating allopurinol”, “no chest pain, increasing dyspnea”. */
const ANEW =
  /^(?:tolerating|taking|using|continuing|doing|awaiting|managing|working|living|gradually|increasing|increasingly|worsening|ongoing|persistent|persisting)$/u;

/** Words of an item of a list that may say how something is. */
const ITEM = 4;
const STATE =
  /^(?:ctab|ctabl|clear|soft|rrr|intact|regular|supple|nontender|unremarkable|wnl|full|well|stable|unchanged|present|positive)$/u;
const PROVOKED = /^(?:sore|tender|painful|worse|better|relieved|aggravated|exacerbated|eased|uncomfortable)$/u;
const PROVOKING = /^(?:on|when|with|by|after|during|if)$/u;

/** “No JVD, lungs CTAB, …”, “no radiation, sore on pressing”: behind a comma, a part with its state, or what something is like. */
function isStated(text: string, words: readonly Word[], at: number): boolean {
  if (PROVOKED.test((words[at] as Word).form) && PROVOKING.test(words[at + 1]?.form ?? '')) return true;
  for (let next = at + 1; next < Math.min(words.length, at + ITEM); next++) {
    const { form, start } = words[next] as Word;
    if (/[,.;:]/u.test(text.slice((words[next - 1] as Word).end, start)) || /^(?:or|and|nor)$/u.test(form))
      return false;
    if (STATE.test(form)) return true;
  }
  return false;
}

/** “…, and he …”, “no blood, vomited once”. */
function isNewClause(text: string, words: readonly Word[], at: number, gap: string): boolean {
  const form = words[at]?.form ?? '';
  const next = words[at + 1]?.form ?? '';
  const isJoined = gap.includes(',') || words[at - 1]?.form === 'and' || words[at - 1]?.form === 'so';
  if (isJoined && isNewSubject(words, at)) return true;
  // “No complaints other than his foot.”
  if (words[at - 1]?.form === 'than' && words[at - 2]?.form === 'other') return true;
  // “has not changed his diet and needs to …”.
  if (form === 'and' && /^(?:good|normal|intact|full|stable|clear|preserved)$/u.test(next)) return true;
  if (
    form === 'and' &&
    /^(?:needs|takes|uses|wants|reports|remains|has|is|was|will|feels|still|stopped|started|continued|tried|drinks|smokes|lives|works|prefers|preferred|chooses|chose|agrees|agreed|opts|elects|plans|wishes)$/u.test(
      next,
    )
  )
    return true;
  if (!gap.includes(',')) return false;
  if (form === 'normal' || ANEW.test(form) || isStated(text, words, at)) return true;
  if (form === 'and') return /^(?:s?he|it|they|we|there|patient)$/u.test(next);
  return /^(?:vomited|fell|took|takes|had|has|felt|went|lost|gained|lives|smokes|drinks|works|uses|continues|started)$/u.test(
    form,
  );
}

/** “?UTI”, “r/o MS”; not the word after a question. */
function isQueried(text: string, start: number): boolean {
  return /(?:(?:^|[\s/(])\?+\s*|\br\/)$/u.test(text.slice(0, start));
}

/** “A bit numb, but nothing tingling or hurting.” */
const NOTHING_DOES =
  /^(?:tingling|hurting|burning|aching|throbbing|stabbing|radiating|bleeding|swelling|swollen|painful|sore|itchy|itching|broken|loose|stuck)$/u;

const ANSWERS_BEFORE =
  /^(?:just|really|i|i'm|i've|it|it's|he|she|but|only|we|you|you're|that|that's|so|well|okay|my|actually|um|uh|no|nothing|sir|doctor|the|this|these|those|there|there's|they|sometimes|mostly|maybe|usually|still|when|if|because)$/u;

function isCue(
  { stem, form }: Word,
  next: Word | undefined,
  after: string,
  talk: boolean,
  isPredicate: boolean,
  helped: boolean,
  before: Word | undefined,
): boolean {
  // “non-smoker”; “non-healing” denies nothing.
  if (form === 'non') return /^(?:smok|drink|tender|disten|cigarett|tobacco|etoh|alcohol)/u.test(next?.stem ?? '');
  // “Nothing was broken.”
  if (form === 'nothing')
    return (
      talk && (/^(?:is|was|were|looks|looked|seems)$/u.test(next?.form ?? '') || NOTHING_DOES.test(next?.form ?? ''))
    );
  if (/^(?:declines|declined|declining|refuses|refused|refusing)$/u.test(form)) return true;
  if (!talk && /^(?:defer|defers|deferred|deferring)$/u.test(form)) return true;
  // “Hardly ever”, “stayed away from drugs”.
  if (form === 'hardly') return /^(?:ever|any)$/u.test(next?.form ?? '');
  if (form === 'away') return talk && next?.form === 'from' && /^(?:stay|keep)$/u.test(before?.stem ?? '');
  if (!CUES.has(stem) && !CUES.has(form)) return stem === 'deni';
  // “there is no, um, fracture” goes on.
  const isHesitant = talk && /^\s*,\s*$/u.test(after) && /^(?:uh|um|er)$/u.test(next?.form ?? '') && isPredicate;
  if (form === 'no' && !isHesitant && (next === undefined || (talk ? /[,.?!;]/u : /[.?!;]/u).test(after))) return false;
  if (form === 'free') return next?.form === 'of' || next?.form === 'from';
  // “There's no harm in starting it.”
  if (form === 'no' && /^(?:harm|doubt|wonder|matter)$/u.test(next?.form ?? '')) return false;
  // An answer, and then what there is: “no, just a headache”.
  if (talk && form === 'no' && !isHesitant && ANSWERS_BEFORE.test(next?.form ?? '')) return false;
  // “Helped the neck but not the hand”: the hand is no better.
  if (form === 'not' && helped) return false;
  // “Not until the next morning.”
  if (form === 'not' && /^(?:until|till|before)$/u.test(next?.form ?? '')) return false;
  // “not only”, “not sure if”.
  if (form === 'not' && /^(?:only|sure|just)$/u.test(next?.form ?? '')) return false;
  return true;
}

/** “Fever: none”, “straight leg raise negative”, “was ruled out”. */
function isPostCue(text: string, words: readonly Word[], at: number, talk: boolean): boolean {
  const { form, start } = words[at] as Word;
  const previous = words[at - 1];
  if (previous === undefined) return false;
  if (form === 'out' && previous.stem === 'rule') return true;
  // “Vomiting -ve”.
  if (form === 've' && !talk && /[-–−]$/u.test(text.slice(0, start))) return true;
  // “Pain free”, “seizure-free”; not “free of” or “a free …”.
  if (form === 'free' && !talk) return isFreeOf(words, at);
  // “MRI not indicated”.
  if (
    previous.form === 'not' &&
    /^(?:indicated|needed|required|necessary|warranted|done|performed|ordered|seen|present|noted|given|appreciated|taken|started|checked|rechecked|tested|repeated|obtained|completed|addressed)$/u.test(
      form,
    )
  ) {
    return true;
  }
  // “The pain is not an issue at this time.”
  if (
    /^(?:issue|problem|concern)$/u.test(form) &&
    /^(?:an?|really)$/u.test(previous.form) &&
    words[at - 2]?.form === 'not'
  )
    return /^(?:is|was|are)$/u.test(words[at - 3]?.form ?? '');
  // “Has not been rechecked.”
  if (!talk && previous.form === 'been' && words[at - 2]?.form === 'not')
    return /^(?:checked|rechecked|tested|repeated|done|performed|started|taken|addressed|seen|given|obtained)$/u.test(
      form,
    );
  // The nodes “are not enlarged”, “cannot be felt”.
  const negated = previous.form === 'be' ? words[at - 2] : previous;
  if (negated?.form === 'not' && NOT_FOUND.test(form)) return true;
  // Balance that has declined is worse.
  const isOfCourse = form === 'declined' && /^(?:have|has|had)$/u.test(previous.form);
  if (/^(?:declined|refused|denied)$/u.test(form) && !isOfCourse && !isFollowed(text, words, at)) return true;
  // It denies what follows.
  if (words[at + 1]?.form === 'for') return false;
  const isCopula = /^(?:is|was|are|were)$/u.test(previous.form);
  // “Diarrhea, no.”
  if (talk)
    return (/^(?:no|nope|none)$/u.test(form) && isShortClause(text, words, at)) || (form === 'negative' && isCopula);
  const gap = text.slice(previous.end, start);
  // “Migraines: no issues”: there are some.
  if (form === 'no' && isFollowed(text, words, at)) return false;
  if (/^(?:none|no|nil|denies|denied|negative|absent)$/u.test(form) && /[:\-–=]/u.test(gap)) return true;
  // “Alcohol use, denies.”
  if (/^(?:none|denies|denied)$/u.test(form) && gap.includes(',') && words[at + 1] === undefined) return true;
  return /^(?:negative|absent)$/u.test(form) && (isCopula || previous.form === 'and');
}

/** Right behind what may be there, and with nothing behind it that it may be free of. */
function isFreeOf(words: readonly Word[], at: number): boolean {
  return (
    !/^(?:of|from)$/u.test(words[at + 1]?.form ?? '') &&
    /^(?:pain|symptom|seizure|headache|fever|cancer|disease|tumou?r|relapse|infection)$/u.test(
      words[at - 1]?.form ?? '',
    )
  );
}

/** What is looked or felt for, and is not so. */
const NOT_FOUND = /^(?:enlarged|swollen|palpable|raised|felt|elevated|inflamed|tender|infected|broken|blocked)$/u;

/** By a word of the same clause that may be its object. */
function isFollowed(text: string, words: readonly Word[], at: number): boolean {
  const next = words[at + 1];
  if (next === undefined || /[.,;:()]/u.test(text.slice((words[at] as Word).end, next.start))) return false;
  return !/^(?:by|at|today|because|due|for|as|on|in|and|but)$/u.test(next.form);
}

/** What a body does, named without saying whether it does it badly. */
const FUNCTIONS = new Set(
  [
    'bowel',
    'stool',
    'poo',
    'motions',
    'urine',
    'frequency',
    'waterworks',
    'appetite',
    'breathing',
    'gait',
    'walk',
    'balance',
    'vision',
    'eyesight',
    'hearing',
    'sleep',
    'mood',
  ].map(stemOf),
);
const NORMAL = /^(?:normal|normally|ok|okay|fine|good|great|well|intact|unremarkable|regular|alright|rock|log|baby)$/u;
const NORMAL_REACH = 5;

/** “Bowels are working OK”, “normal gait”: no finding. */
function denyNormal(text: string, words: readonly Word[], result: Polarity[]): void {
  for (const [at, { form }] of words.entries()) {
    const isNormal = NORMAL.test(form) || (form === 'right' && words[at - 1]?.form === 'all');
    if (!isNormal || result[at] !== 'affirmed') continue;
    const following = words[at + 1];
    if (following !== undefined && FUNCTIONS.has(following.stem)) result[at + 1] = 'denied';
    for (let back = at - 1; back >= Math.max(0, at - NORMAL_REACH); back--) {
      const word = words[back] as Word;
      const next = words[back + 1] as Word;
      // “It's been, been all right.”
      if (/[.,;:?!\n]/u.test(text.slice(word.end, next.start)) && word.form !== next.form) break;
      if (FUNCTIONS.has(word.stem) && result[back] === 'affirmed') result[back] = 'denied';
    }
  }
}

/** Characters to look at: a turn may be of any length. */
const CLAUSE_REACH = 100;

/** Three words at most, and the word at `at` the last of them. */
function isShortClause(text: string, words: readonly Word[], at: number): boolean {
  const { start, end } = words[at] as Word;
  const rest = text.slice(end, end + CLAUSE_REACH);
  const before = text.slice(Math.max(0, start - CLAUSE_REACH), start);
  const clause = before.slice(before.search(/[^.;?!\n]*$/u));
  return /^\s*(?:[.,;!]|$)/u.test(rest) && /^\s*[\p{L}'’-]+(?:\s+[\p{L}'’-]+){0,2}[\s,]*$/u.test(clause);
}

function denyBackwards(text: string, words: readonly Word[], result: Polarity[], at: number, talk: boolean): void {
  for (let back = at - 1; back >= Math.max(0, at - (talk ? 4 : 8)); back--) {
    if (result[back] === 'hypothetical') return;
    const { form, end } = words[back] as Word;
    // “We checked your estradiol and it was not elevated.”
    if (talk && /^(?:it|they)$/u.test(form)) return;
    // “He is back to normal and pain free.”
    if (words[at]?.form === 'free' && back < at - 1) return;
    // “Nausea +, vomiting -ve”.
    if (words[at]?.form === 've' && back < at - 1 && text.slice(end, words[back + 1]?.start).includes(',')) return;
    // “Lachman is positive and McMurray is negative.”
    if (back < at - 2 && /^(?:is|was|are|were|positive|normal|negative|but)$/u.test(form)) return;
    result[back] = 'denied';
    const previous = words[back - 1];
    if (previous !== undefined && /[.;?!\n]/u.test(text.slice(previous.end, (words[back] as Word).start))) return;
  }
}
