/**
 * Names of people in a text: after titles, labels, greetings, introductions and relatives; known first names with what follows;
 * “surname, first”; initials; credentials behind. In a text of small letters the same, with known names only where no other word
 * says that a name comes. What is a medicine, an illness or an eponym is no name. Each word is looked at a bounded number of times.
 */
import type { Claims } from '../claims.ts';
import { MEDICAL_EPONYMS, namesNoPerson } from './eponyms.ts';
import type { NameList } from './lists.ts';
import { isCommonWord, isFunctionWord } from './words.ts';
import { isLowerCase, type TextWord } from './words-of-text.ts';

export interface NameSources {
  readonly list: NameList;
  /** A medicine, an illness, a sign: no name, unless a title says so. */
  readonly isClinical: (key: string) => boolean;
}

const TITLES = new Set(
  'mr mrs ms mx dr prof mister missus messrs drs señor senor señora senora sra frau herr mme mlle monsieur madame rev reverend rabbi imam pastor'.split(
    ' ',
  ),
);
/** Before these a capital is a name whatever else it is. */
const ADDRESS = new Set(['mr', 'mrs', 'ms', 'mx']);
/** Also words, or professions: a capital or a known name must follow. */
const WEAK_TITLES = new Set(
  'miss doctor professor nurse sister matron midwife sir dame lord lady judge officer sergeant captain father brother attorney surgeon consultant physician doc counselor coach councillor registrar pharmacist dietitian therapist paramedic'.split(
    ' ',
  ),
);
const PARTICLES = new Set(
  'de del della di da do dos das du des van von der den ter ten bin ibn bint al el la las los le y e san st st. af av zu zur ap ab mac mc o ní ni ua'.split(
    ' ',
  ),
);
const CREDENTIALS = new Set(
  'md do rn np pa-c phd dds dpm frcp frcs mrcp mrcgp frcgp mbbs mbchb bsn msn crna lcsw pharmd dnp aprn lpn facs facp pt dpt otr rd rph cnm fnp'.split(
    ' ',
  ),
);
const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq)$/u;
const RELATIVES = new Set(
  'wife husband spouse son daughter mother father brother sister partner friend carer caregiver neighbour neighbor aunt uncle fiance fiancee girlfriend boyfriend grandson granddaughter grandmother grandfather mom mum dad mommy mummy daddy cousin niece nephew stepson stepdaughter twin child baby colleague boss employer interpreter guardian roommate flatmate'.split(
    ' ',
  ),
);
const GREETINGS = new Set('hi hello hey dear morning afternoon evening thanks bye goodbye welcome cheers'.split(' '));
const AGENTS = new Set(
  'by with per from to via and for cc consultant surgeon physician attending pcp gp oncologist cardiologist neurologist urologist psychiatrist'.split(
    ' ',
  ),
);
const NAMING = new Set('called named nee née aka'.split(' '));
/** First names among the commonest words. */
const COMMON_FIRST = new Set(
  'frank mark bill rose grant grace joy hope faith dawn ray gene pat art max rob sue drew chase'.split(' '),
);
/** What a person does in a note. */
const DOES = new Set(
  'reports denies states says presents presented complains lives takes attended agrees feels underwent returns describes declined requests wants reported denied stated endorses'.split(
    ' ',
  ),
);
/** Before somebody who is spoken to. */
const OPENING = new Set(
  'right okay ok alright so well yes yeah no now great good sorry please sure thanks and you morning'.split(' '),
);
const SPEAKS = new Set(['is', "'s", "name's", 'was', 'am']);
const LONGEST = 5;

/** Fields of a form whose value is a name. */
const FIELD =
  /(?<![\p{L}\d])(?:(?:patient|client|full|legal|maiden|preferred|first|last|middle|family|given|sur|fore|sub(?:ject|scriber)|member|parent|guardian|mother|father|spouse|carer|contact|provider|doctor|physician|surgeon|gp|nurse|insured|employee|witness|next of kin|nok|emergency contact)(?:['’]s)?[ -]?name|name(?: of (?:patient|client|child|mother|father|gp|doctor|carer|next of kin))?|surname|forenames?|next of kin|nok|emergency contact|(?:e-?|electronically )?signed(?: off)?(?: by)?|dictated by|transcribed by|typed by|author(?:ed by)?|attending(?: physician)?|(?:referring|primary care|ordering|consulting|attending|rendering)(?: (?:physician|provider|doctor|clinician))|referred by|seen by|reviewed by|reported by|performed by|assessed by|examined by|verified by|countersigned by|pcp|gp|consultant|surgeon|anaesthetist|anesthesiologist|anesthetist|assistant|interpreter|social worker|key ?worker|case manager|care coordinator|health visitor|midwife|witness(?:ed by)?|guardian|spouse|mother|father|informant|historian|escort|accompanied by|cc|re|attn|attention|dear|to|from|patient|pt|client|resident|insured|cardholder|donor|recipient|provider|physician|doctor|clinician|therapist|dentist|psychologist|\p{L}+ologist|\p{L}+iatrist)\s*(?:\([^)\n]{1,20}\)\s*)?[:=]\s*/giu;
/** Labels that also stand before what somebody said, or before anything: only a known name counts. */
const WEAK_FIELD =
  /^(?:patient|pt|client|resident|to|from|re|cc|mother|father|spouse|guardian|gp|pcp|consultant|surgeon|midwife|assistant|interpreter|donor|recipient|escort|informant|historian|next of kin|nok|emergency contact|attention|attn|doctor|physician|client)\s*[:=(]/iu;

/** Words that go on after a name, by where the name stands. */
const AFTER_ADDRESSED =
  /^(?:how|how's|you|you're|i'll|i'm|i|it's|what|what's|so|good|tell|nice|we|we'll|we're|let's|come|thanks|where|can|did|are|have|when|my|this)$/u;
const AFTER_OPENING = /^(?:tell|you're|you|i|what|what's|how|how's|let's|good|we|did|are|i'm|i'll|when|where)$/u;
const AFTER_INTRODUCED = /^(?:she|she's|he|he's|and|who|from|calling|speaking)$/u;
const AFTER_RELATIVE =
  /^(?:said|says|has|had|is|was|drove|told|thinks|noticed|came|brought|called|lives|helps|helped|died|passed|works|thought|made|found)$/u;
const AFTER_TITLED =
  /^(?:on|yesterday|today|tomorrow|last|at|nice|said|says|is|was|and|correct|right|about|who|he|she|again|next|this|there|here|told|from|for|wants|wanted|prescribed|sent|started)$/u;
const OPENINGS = /^(?:so|okay|ok|alright|well|right)$/u;
/** Names that begin a question of their own: “so will you”. */
const MODAL = /^(?:will|may|hope|can|might|must|do|did|grant|chance|so|see|bud)$/u;

class NameFinder {
  readonly #text: string;
  readonly #words: readonly TextWord[];
  readonly #lower: boolean;
  /** A text in capitals. */
  readonly #shouts: boolean;
  readonly #claims: Claims;
  readonly #list: NameList;
  readonly #isClinical: (key: string) => boolean;
  /** Keys of names found, and of those that stand beside a title or a first name. */
  readonly #known = new Set<string>();

  constructor(text: string, words: readonly TextWord[], claims: Claims, { list, isClinical }: NameSources) {
    this.#text = text;
    this.#words = words;
    this.#lower = isLowerCase(words);
    this.#shouts = !/\p{Ll}{3}/u.test(text);
    this.#claims = claims;
    this.#list = list;
    this.#isClinical = isClinical;
  }

  find(): void {
    this.#fields();
    for (let at = 0; at < this.#words.length; at++) {
      const to = this.#nameAt(at);
      if (to > at) at = to - 1;
    }
    this.#repeats();
  }

  #word(at: number): TextWord | undefined {
    return this.#words[at];
  }

  #key(at: number): string {
    return this.#words[at]?.key ?? '';
  }

  /** Known as a first name or a surname. */
  #isName(key: string): boolean {
    return this.#list.isFirst(key) || this.#list.isLast(key);
  }

  /** Known, and no other word. */
  #isOnlyName(key: string): boolean {
    return (
      !STATES.has(key) &&
      this.#isName(key) &&
      !this.#list.isWordToo(key) &&
      !isCommonWord(key) &&
      !this.#isClinical(key)
    );
  }

  #isOnlyFirst(key: string): boolean {
    return this.#list.isFirst(key) && this.#isOnlyName(key);
  }

  /** A capital, and no word of a heading, no month, no medicine. */
  #mayBeName(word: TextWord | undefined): boolean {
    if (word === undefined || !word.capital || word.initial) return false;
    // “TIA”, “CT” in a text that is not all capitals.
    if (!this.#shouts && word.text.length < 5 && word.text === word.text.toUpperCase()) return false;
    // “IgE”, “RhoGAM”.
    if (
      /\p{Ll}\p{Lu}/u.test(word.text) &&
      !/^(?:M[ac]{1,2}|De|Di|Du|La|Le|Van|Fitz|Mc|O['’]|[DL]['’])/u.test(word.text) &&
      !/[-'’]/u.test(word.text)
    )
      return false;
    if (isFunctionWord(word.key)) return false;
    return this.#isName(word.key)
      ? !(isCommonWord(word.key) && isMonthOrDay(word.key))
      : !isCommonWord(word.key) && !this.#isClinical(word.key);
  }

  #adjacent(at: number): boolean {
    return /^(?:\.? |\. |-| \. |['’])$/u.test(this.#word(at)?.gap ?? '');
  }

  /** The word after the name that begins at a word: `first` says what may begin it, capitals or known names carry it on. */
  #phrase(from: number, first: (word: TextWord) => boolean, most = LONGEST): number {
    let at = from;
    let names = 0;
    while (at < this.#words.length && at - from < most + 2 && names < most) {
      const word = this.#word(at) as TextWord;
      if (at > from && !this.#adjacent(at)) break;
      if (
        at > from &&
        /\./u.test(word.gap) &&
        !this.#word(at - 1)?.initial &&
        !SUFFIX.test(word.key) &&
        !PARTICLES.has(this.#key(at - 1))
      )
        break;
      if (word.initial && (this.#dotted(at) || names > 0 || this.#mayBeName(this.#word(at + 1)))) {
        at++;
        continue;
      }
      if (PARTICLES.has(word.key) && this.#particleLeads(at)) {
        at++;
        continue;
      }
      if (names === 0 ? !first(word) : !this.#carriesOn(word)) break;
      names++;
      at++;
    }
    return names === 0 ? from : at;
  }

  #dotted(at: number): boolean {
    return this.#text[this.#word(at)?.end ?? -1] === '.';
  }

  /** “de la” before a name. */
  #particleLeads(at: number): boolean {
    let next = at + 1;
    while (next < at + 3 && PARTICLES.has(this.#key(next)) && this.#adjacent(next)) next++;
    const word = this.#word(next);
    if (word === undefined || !this.#adjacent(next)) return false;
    return this.#lower && !word.capital
      ? word.key.length > 2 && !isCommonWord(word.key) && !this.#isClinical(word.key)
      : word.capital && !isFunctionWord(word.key);
  }

  #carriesOn(word: TextWord): boolean {
    // “d’Aubigny”.
    if ((SUFFIX.test(word.key) && word.key !== 'sr') || /^[dl]['’]\p{Lu}/u.test(word.text)) return true;
    if (this.#lower && !word.capital)
      return (
        this.#list.isLast(word.key) &&
        !isFunctionWord(word.key) &&
        (!isCommonWord(word.key) || COMMON_SURNAMES.has(word.key)) &&
        !isVerbLike(word.key)
      );
    return (
      this.#mayBeName(word) && !CREDENTIALS.has(word.key) && !(isCommonWord(word.key) && !this.#list.isLast(word.key))
    );
  }

  #take(from: number, to: number): boolean {
    const [first, last] = [this.#word(from), this.#word(to - 1)];
    if (first === undefined || last === undefined) return false;
    // “Bell’s palsy”; of several words only “Lou Gehrig’s disease”, because “Ann Lee test results” is hers.
    const after = this.#text.slice(last.end, last.end + 60);
    if (namesNoPerson(after) && (to - from === 1 || /^['’]s /u.test(after))) return false;
    const end = this.#dotted(to - 1) && (last.initial || SUFFIX.test(last.key)) ? last.end + 1 : last.end;
    if (!this.#claims.take('name', first.start, end)) return false;
    for (let at = from; at < to; at++)
      if (this.#key(at).length > 2 && !PARTICLES.has(this.#key(at))) this.#known.add(this.#key(at));
    return true;
  }

  /** “Name: Kowalski, Anna”; whatever its case where the label says that it is a name. */
  #fields(): void {
    let at = 0;
    for (const match of this.#text.matchAll(FIELD)) {
      const start = match.index + match[0].length;
      while (at < this.#words.length && (this.#word(at)?.start ?? 0) < start) at++;
      if (this.#word(at)?.start !== start) continue;
      const weak = WEAK_FIELD.test(match[0]);
      const from = this.#afterTitles(at);
      const any = (word: TextWord) =>
        weak && from === at
          ? this.#mayBeName(word) && this.#isName(word.key) && !isCommonWord(word.key)
          : word.capital
            ? !isFunctionWord(word.key) && !isHeading(word.key)
            : !weak && !isFunctionWord(word.key) && /name/iu.test(match[0]) && !this.#isClinical(word.key);
      let to = this.#phrase(from, any);
      if (to === from) continue;
      to = this.#firstAfterComma(to);
      // In small letters the field ends with the line.
      while (
        !weak &&
        /name/iu.test(match[0]) &&
        to < this.#words.length &&
        /^ $/u.test(this.#word(to)?.gap ?? '') &&
        this.#isName(this.#key(to)) &&
        !isFunctionWord(this.#key(to))
      )
        to++;
      this.#take(from, to);
    }
  }

  #afterTitles(at: number): number {
    let next = at;
    while (
      next < at + 2 &&
      (TITLES.has(this.#key(next)) || WEAK_TITLES.has(this.#key(next))) &&
      /^[. ]*$/u.test(this.#word(next + 1)?.gap ?? '')
    )
      next++;
    return next;
  }

  /** “Kowalski, Anna M.” */
  #firstAfterComma(to: number): number {
    const next = this.#word(to);
    if (
      next === undefined ||
      next.gap !== ', ' ||
      !next.capital ||
      isFunctionWord(next.key) ||
      isHeading(next.key) ||
      CREDENTIALS.has(next.key)
    )
      return to;
    return Math.max(
      to,
      this.#phrase(to, (word) => this.#mayBeName(word), 3),
    );
  }

  /** Where the name that begins at a word ends; the word itself if none does. */
  #nameAt(at: number): number {
    const word = this.#word(at) as TextWord;
    return (
      this.#afterTitle(at, word) ||
      this.#afterCue(at, word) ||
      this.#surnameFirst(at, word) ||
      this.#firstName(at, word) ||
      this.#initials(at, word) ||
      this.#beforeCredentials(at, word) ||
      at
    );
  }

  #afterTitle(at: number, word: TextWord): number {
    const strong = TITLES.has(word.key);
    if (!strong && !WEAK_TITLES.has(word.key)) return 0;
    const next = this.#word(at + 1);
    if (next === undefined || !/^(?:\.? | ?\. ?)$/u.test(next.gap)) return 0;
    // “Mr and Mrs Smith”.
    if (next.key === 'and' || TITLES.has(next.key)) return 0;
    if (!strong && /\./u.test(next.gap)) return 0;
    const may = (candidate: TextWord): boolean => {
      if (isFunctionWord(candidate.key) || (isHeading(candidate.key) && !this.#list.isLast(candidate.key)))
        return false;
      if (candidate.capital && !candidate.initial) {
        if (strong) return ADDRESS.has(word.key) || !this.#isClinical(candidate.key) || this.#isName(candidate.key);
        return (
          this.#mayBeName(candidate) &&
          (!isCommonWord(candidate.key) || word.capital) &&
          (word.capital || this.#isName(candidate.key))
        );
      }
      if (strong)
        return (
          this.#isName(candidate.key) ||
          (this.#lower &&
            candidate.key.length > 1 &&
            !/ed$/u.test(candidate.key) &&
            !isCommonWord(candidate.key) &&
            !this.#isClinical(candidate.key))
        );
      const unlisted =
        word.key === 'miss' &&
        candidate.key.length > 4 &&
        !isCommonWord(candidate.key) &&
        this.#endsHere(candidate) &&
        !this.#isClinical(candidate.key);
      const surname =
        /^(?:doctor|nurse|professor|miss)$/u.test(word.key) &&
        this.#list.isLast(candidate.key) &&
        (!isCommonWord(candidate.key) || this.#isSpokenOf(candidate)) &&
        !this.#isClinical(candidate.key);
      return this.#lower && (this.#isOnlyName(candidate.key) || unlisted || surname);
    };
    const to = this.#phrase(at + 1, may);
    if (to === at + 1) return 0;
    return this.#take(
      at + 1,
      this.#firstAfterComma(to) > to && this.#list.isFirst(this.#key(to)) && !strong ? this.#firstAfterComma(to) : to,
    )
      ? to
      : 0;
  }

  /** What goes on after a title's name, and after no other word that a name may be: “doctor green on monday”, “nurse page yesterday”. */
  #isSpokenOf(word: TextWord): boolean {
    if (isFunctionWord(word.key)) return false;
    const next = this.#word(this.#words.indexOf(word) + 1);
    return next === undefined || this.#endsHere(word) || AFTER_TITLED.test(next.key);
  }

  /** A first name in small letters that is also a word, where what follows goes on as after a name: “hi grace how have you been”. */
  #isAddressed(word: TextWord, after: RegExp): boolean {
    if (!this.#lower || word.capital || isFunctionWord(word.key) || this.#isClinical(word.key)) return false;
    if (!this.#list.isFirst(word.key) || (after !== AFTER_RELATIVE && MODAL.test(word.key))) return false;
    const next = this.#word(this.#words.indexOf(word) + 1);
    return next === undefined || (after !== AFTER_RELATIVE && this.#endsHere(word)) || after.test(next.key);
  }

  /** After words that say that a name comes. */
  #afterCue(at: number, word: TextWord): number {
    const [before, second] = [this.#key(at - 1), this.#key(at - 2)];
    const { gap } = word;
    if (at === 0 || !/^[ ,."“‘'():–-]{1,4}$/u.test(gap) || /\. *\p{Lu}?$/u.test(gap)) return 0;
    const space = gap === ' ';
    const known = (candidate: TextWord) =>
      candidate.capital ? this.#mayBeName(candidate) : this.#lower && this.#isOnlyName(candidate.key);
    const anyOf = (candidate: TextWord) =>
      candidate.capital
        ? this.#mayBeName(candidate)
        : this.#lower &&
          !isFunctionWord(candidate.key) &&
          !isCommonWord(candidate.key) &&
          !this.#isClinical(candidate.key) &&
          candidate.key.length > 2;
    const listed = (candidate: TextWord) =>
      this.#isName(candidate.key) &&
      !isFunctionWord(candidate.key) &&
      (candidate.capital
        ? this.#mayBeName(candidate) || this.#endsHere(candidate)
        : this.#lower &&
          (this.#isOnlyName(candidate.key) || (this.#endsHere(candidate) && !isCommonWord(candidate.key))));

    const named =
      space &&
      ((SPEAKS.has(before) && second === 'name') ||
        before === "name's" ||
        (before === 'name' && second === 'my') ||
        (NAMING.has(before) && !(before === 'called' && /^(?:something|is|was|it|we)$/u.test(second))) ||
        (before === 'me' && second === 'call') ||
        (before === 'by' && second === 'goes') ||
        (before === 'as' && second === 'known'));
    if (named) {
      const strict = NAMING.has(before) || before === 'as' || before === 'by';
      return this.#try(
        at,
        strict
          ? (candidate) => known(candidate) && (this.#isName(candidate.key) || !candidate.opens)
          : (candidate) =>
              anyOf(candidate) || (candidate.capital && !isFunctionWord(candidate.key) && this.#isName(candidate.key)),
      );
    }
    const called = space && before === 'called';
    if (called) return this.#try(at, (candidate) => known(candidate) && this.#isName(candidate.key));
    if (
      GREETINGS.has(before) ||
      (before === 'you' && second === 'thank') ||
      (before === 'you' && (second === 'meet' || second === 'see')) ||
      (before === 'meet' && second === 'to')
    ) {
      return this.#try(
        at,
        (candidate) =>
          listed(candidate) ||
          this.#isAddressed(candidate, AFTER_ADDRESSED) ||
          (candidate.capital && this.#mayBeName(candidate) && this.#endsHere(candidate)),
      );
    }
    if (space && OPENINGS.test(before) && this.#isAddressed(word, AFTER_OPENING)) return this.#try(at, () => true);
    const introduces =
      before === "i'm" ||
      before === "it's" ||
      (before === 'am' && second === 'i') ||
      (before === 'is' && (second === 'this' || second === 'here'));
    if (introduces && space)
      return this.#try(
        at,
        (candidate) =>
          (before === 'is' && this.#isAddressed(candidate, AFTER_INTRODUCED)) ||
          (listed(candidate) && (!this.#list.isWordToo(candidate.key) || this.#list.isFirst(candidate.key))),
      );
    const relative = RELATIVES.has(before) && /^(?:,? | \()$/u.test(gap);
    if (relative)
      return this.#try(at, (candidate) =>
        candidate.capital
          ? this.#mayBeName(candidate) &&
            (this.#isName(candidate.key) ||
              (!isCommonWord(candidate.key) && (gap === ' ' || this.#endsHere(candidate))))
          : this.#lower && (this.#isOnlyFirst(candidate.key) || this.#isAddressed(candidate, AFTER_RELATIVE)),
      );
    // “Patient Amara Nwachukwu”: two names that no list need have.
    if (/^(?:patient|pt|client)$/u.test(before) && space && word.capital && this.#mayBeName(word) && !this.#lower) {
      const next = this.#word(at + 1);
      const full = next?.gap === ' ' && this.#mayBeName(next) && !isCommonWord(next.key) && !isCommonWord(word.key);
      return full ? this.#try(at, () => true) : 0;
    }
    if (AGENTS.has(before) && space && word.capital && !word.opens) {
      return this.#try(
        at,
        (candidate) => candidate.capital && this.#mayBeName(candidate) && this.#isOnlyName(candidate.key),
      );
    }
    return 0;
  }

  #endsHere(word: TextWord): boolean {
    return /^(?:\s*[,.!?;:\n)]|$)/u.test(this.#text.slice(word.end, word.end + 3));
  }

  /** “in Georgia”, “columbus georgia”. */
  #isPlace(at: number): boolean {
    return STATES.has(this.#key(at)) && (/^(?:in|to|from|of|near)$/u.test(this.#key(at - 1)) || this.#isTaken(at - 1));
  }

  #isTaken(at: number): boolean {
    const word = this.#word(at);
    return word !== undefined && !this.#claims.isFree(word.start, word.end);
  }

  #try(at: number, first: (word: TextWord) => boolean): number {
    const to = this.#phrase(at, first);
    return to > at && this.#take(at, to) ? to : 0;
  }

  /** “O’Brien, Patrick J.”, “KOWALSKI, Anna”. */
  #surnameFirst(at: number, word: TextWord): number {
    if (word.initial || (!word.capital && !this.#lower && !(PARTICLES.has(word.key) && this.#particleLeads(at))))
      return 0;
    let last = at;
    while (last < at + 3 && PARTICLES.has(this.#key(last)) && this.#adjacent(last + 1)) last++;
    const surname = this.#word(last);
    const next = this.#word(last + 1);
    if (surname === undefined || next === undefined || next.gap !== ', ' || next.initial) return 0;
    if (isMonthOrDay(next.key) || isFunctionWord(next.key) || isFunctionWord(surname.key)) return 0;
    if (!surname.capital || !next.capital) return this.#surnameFirstSmall(last, surname, next);
    const shouted = surname.text.length > 2 && surname.text === surname.text.toUpperCase();
    // “LEE, Min-Ji”: capitals say which is the surname.
    const shoutedName = shouted && this.#list.isLast(surname.key) && this.#mayBeName(next) && !isCommonWord(next.key);
    if (shoutedName && !this.#list.isFirst(next.key))
      return this.#take(
        at,
        this.#phrase(last + 1, () => true, 3),
      )
        ? last + 2
        : 0;
    if (!this.#list.isFirst(next.key) || !(shoutedName || this.#mayBeName(surname))) return 0;
    const ends = this.#phrase(
      last + 1,
      (candidate) => this.#list.isFirst(candidate.key) && this.#mayBeName(candidate),
      3,
    );
    if (ends === last + 1) return 0;
    const alone =
      this.#endsHere(this.#word(ends - 1) as TextWord) ||
      /^\s*[\d(|-]/u.test(this.#text.slice(this.#word(ends - 1)?.end ?? 0, (this.#word(ends - 1)?.end ?? 0) + 3)) ||
      this.#word(ends - 1)?.initial;
    const surnameKnown =
      this.#list.isLast(surname.key) && (!this.#list.isFirst(surname.key) || shouted || surname.opens);
    if (!shouted && !surnameKnown && last === at && !(surname.opens && alone && !isCommonWord(surname.key))) return 0;
    // “Anna, John and Mary” is a list of first names.
    if (!shouted && this.#list.isFirst(surname.key) && !this.#list.isLast(surname.key)) return 0;
    if (this.#list.isWordToo(next.key) && !shouted && !alone) return 0;
    return this.#take(at, ends) ? ends : 0;
  }

  /** “o'connor, liam” on a line of its own. */
  #surnameFirstSmall(at: number, surname: TextWord, next: TextWord): number {
    const sure =
      this.#lower &&
      surname.opens &&
      this.#isOnlyName(surname.key) &&
      this.#list.isLast(surname.key) &&
      this.#isOnlyFirst(next.key);
    return sure && this.#endsHere(next) && this.#take(at, at + 2) ? at + 2 : 0;
  }

  /** A known first name and the names behind it; in capitals also with its surname before it. */
  #firstName(at: number, word: TextWord): number {
    const { key } = word;
    if (word.initial || this.#isPlace(at)) return 0;
    const first = this.#list.isFirst(key);
    // “Will Patterson”: even a word of grammar is a first name before a surname that is nothing else.
    const beforeSurname = first && word.capital && this.#surnameFollows(at) && this.#isOnlyName(this.#key(at + 1));
    if (beforeSurname) return this.#try(at, () => true);
    if (isFunctionWord(key)) return 0;
    // “Jackson-Pratt drain”, though Drain is a surname too.
    if (
      this.#word(at + 1)?.capital === false &&
      namesNoPerson(this.#text.slice(word.end, word.end + 60)) &&
      !/^ (?:test|point|line|position|block|rule|device|repair)/u.test(this.#text.slice(word.end, word.end + 10))
    )
      return 0;
    if (!word.capital) {
      if (!this.#lower) return 0;
      const isAged =
        first &&
        /^ (?:is|was) (?:an? )?(?:\d|[a-z]+[- ]year)/u.test(this.#text.slice(word.end, word.end + 20)) &&
        !isCommonWord(key);
      // “vincent kowalczyk is a 47-year-old”.
      const agedPair =
        first &&
        !isCommonWord(key) &&
        /^ \p{L}{3,} (?:is|was) (?:an? )?(?:\d|[a-z]+[- ]year)/u.test(this.#text.slice(word.end, word.end + 40)) &&
        !isCommonWord(this.#key(at + 1)) &&
        !this.#isClinical(this.#key(at + 1));
      if (agedPair) return this.#take(at, at + 2) ? at + 2 : 0;
      if (!isAged && !(this.#isOnlyFirst(key) && key.length > 3)) {
        const addressed = this.#addressed(at, word);
        if (addressed > 0) return addressed;
        return first &&
          !isCommonWord(key) &&
          key.length > 2 &&
          !this.#isClinical(key) &&
          this.#surnameFollows(at) &&
          this.#isOnlyName(this.#key(at + 1))
          ? this.#try(at, () => true)
          : 0;
      }
      return this.#tryWithUnlisted(at);
    }
    if (isMonthOrDay(key) && !this.#surnameFollows(at)) return 0;
    if (!this.#mayBeName(word)) return 0;
    if (first) {
      const sure =
        this.#isOnlyFirst(key) ||
        (this.#surnameFollows(at) && !(word.opens && isCommonWord(key) && !this.#isOnlyName(this.#key(at + 1))));
      if (sure && !(this.#isClinical(key) && !this.#surnameFollows(at))) return this.#try(at, () => true);
      // “Grace Okonjo”: a surname that no list has.
      const next = this.#word(at + 1);
      const unlisted =
        next !== undefined &&
        next.gap === ' ' &&
        this.#mayBeName(next) &&
        !isCommonWord(key) &&
        !this.#isClinical(key) &&
        next.text !== next.text.toUpperCase();
      // A capital inside a sentence, or the first word of what a person does: “Jack”, “Rose denies …”.
      const proper =
        !this.#lower &&
        !MEDICAL_EPONYMS.has(key) &&
        !isCommonWord(key) &&
        !this.#isClinical(key) &&
        (word.opens ? DOES.has(this.#key(at + 1)) : !next?.capital || !/^ $/u.test(next.gap));
      return unlisted || (proper && this.#followsSmall(at)) ? this.#try(at, () => true) : this.#addressed(at, word);
    }
    // “Kowalski Anna”, or a first name that no list has before a surname that is nothing else.
    const next = this.#word(at + 1);
    if (
      next === undefined ||
      !next.capital ||
      !this.#adjacent(at + 1) ||
      /\./u.test(next.gap) ||
      !this.#mayBeName(word)
    )
      return 0;
    const shouted =
      word.text.length > 3 && word.text === word.text.toUpperCase() && next.text !== next.text.toUpperCase();
    const reversed =
      this.#list.isLast(key) &&
      (shouted ? this.#list.isFirst(next.key) : !this.#list.isWordToo(key) && this.#isOnlyFirst(next.key));
    const unlisted =
      !this.#list.isLast(key) &&
      this.#isOnlyName(next.key) &&
      this.#list.isLast(next.key) &&
      !word.opens &&
      word.text !== word.text.toUpperCase();
    if (!reversed && !unlisted) return 0;
    const to = this.#phrase(at, () => true, 3);
    if (namesNoPerson(this.#text.slice(this.#word(to - 1)?.end ?? 0, (this.#word(to - 1)?.end ?? 0) + 40))) return 0;
    return this.#take(at, to) ? to : 0;
  }

  /** Not among words with capitals, as in a heading. */
  #followsSmall(at: number): boolean {
    const before = this.#word(at - 1);
    return (
      this.#word(at)?.opens === true ||
      before === undefined ||
      !before.capital ||
      before.opens ||
      TITLES.has(before.key)
    );
  }

  /** “anthony marchetti is …”: in small letters a surname that no list has shows by what follows it. */
  #tryWithUnlisted(at: number): number {
    const next = this.#word(at + 1);
    const is =
      next !== undefined &&
      next.gap === ' ' &&
      /^ (?:is|was|has|presents|returns|comes|came) /u.test(this.#text.slice(next.end, next.end + 10));
    const unlisted =
      is &&
      next.key.length > 3 &&
      !this.#isName(next.key) &&
      !isCommonWord(next.key) &&
      !this.#isClinical(next.key) &&
      !/(?:ed|ing|ly)$/u.test(next.key);
    if (unlisted && this.#take(at, at + 2)) return at + 2;
    return this.#try(at, () => true);
  }

  /** “All right, Frank, …”: spoken to, between a word that opens and a comma. */
  #addressed(at: number, word: TextWord): number {
    if (
      !this.#list.isFirst(word.key) ||
      isFunctionWord(word.key) ||
      (isCommonWord(word.key) && !COMMON_FIRST.has(word.key)) ||
      OPENING.has(word.key) ||
      this.#isClinical(word.key)
    )
      return 0;
    // “With good grace” opens nothing.
    if (/^(?:with|in|a|such|the|of)$/u.test(this.#key(at - 2))) return 0;
    return OPENING.has(this.#key(at - 1)) && /^(?: |,? ?, )$/u.test(word.gap) && this.#endsHere(word)
      ? this.#try(at, () => true)
      : 0;
  }

  /** A surname behind a first name, initials and particles between. */
  #surnameFollows(at: number): boolean {
    let next = at + 1;
    while (next < at + 4 && this.#adjacent(next) && (this.#word(next)?.initial || PARTICLES.has(this.#key(next))))
      next++;
    const word = this.#word(next);
    if (word === undefined || !this.#adjacent(next) || (/\./u.test(word.gap) && !this.#word(next - 1)?.initial))
      return false;
    return (
      this.#list.isLast(word.key) && !isFunctionWord(word.key) && (word.capital ? this.#mayBeName(word) : this.#lower)
    );
  }

  /** “A. Nguyen”, “J.R. Smith”. */
  #initials(at: number, word: TextWord): number {
    if (!word.initial || !this.#dotted(at)) return 0;
    const to = this.#phrase(
      at,
      (candidate) =>
        candidate.capital &&
        this.#mayBeName(candidate) &&
        this.#list.isLast(candidate.key) &&
        !isCommonWord(candidate.key),
    );
    return to > at + 1 && this.#take(at, to) ? to : 0;
  }

  /** “Jane Doe, MD”. */
  #beforeCredentials(at: number, word: TextWord): number {
    if (!this.#mayBeName(word) || word.text === word.text.toUpperCase()) return 0;
    const to = this.#phrase(at, () => true, 3);
    const next = this.#word(to);
    if (
      next === undefined ||
      !CREDENTIALS.has(next.key) ||
      next.text.toUpperCase() !== next.text ||
      !/^,? $/u.test(next.gap)
    )
      return 0;
    if (to - at < 2 && !this.#list.isLast(word.key)) return 0;
    return this.#take(at, to) ? to : 0;
  }

  /** A name found once is one wherever it stands with a capital; in small letters if it is no other word. */
  #repeats(): void {
    for (const [at, word] of this.#words.entries()) {
      if (!this.#known.has(word.key) || isFunctionWord(word.key)) continue;
      const wordToo = this.#list.isWordToo(word.key) || isCommonWord(word.key) || this.#isClinical(word.key);
      if (word.capital ? wordToo && word.opens && !this.#lower : !this.#lower || wordToo) continue;
      this.#take(at, at + 1);
    }
  }
}

const MONTHS_AND_DAYS = new Set(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sep oct nov dec'.split(
    ' ',
  ),
);
/** First names among them stay first names: April, May, June, August – only with a surname. */
const isMonthOrDay = (key: string) => MONTHS_AND_DAYS.has(key);

/** States and countries that are first names as well. */
const STATES = new Set(
  'georgia virginia carolina dakota montana israel jordan chad kenya india china asia cuba ireland england france germany holland britain jersey alaska arizona indiana nevada tennessee florida maryland america'.split(
    ' ',
  ),
);

const HEADINGS = new Set(
  'dob mrn age sex male female date nhs ssn ward bed room phone tel address gender allergies allergy diagnosis unknown none n/a na not not-known withheld redacted anonymous unit number no id email fax vitals plan assessment'.split(
    ' ',
  ),
);
const isHeading = (key: string) => HEADINGS.has(key);

/** Surnames among the commonest words of English that are carried on in small letters: “mary smith”, “john brown”. */
const COMMON_SURNAMES = new Set(
  'smith brown white green black king young hill hall wood woods cook baker carter cooper parker turner walker ward gray grey long price rose stone wells west fox lane bell page park parks may bishop church day field fields ford bush banks house law marsh mills moon north pool power rice rich short sharp snow steel summers waters winter wise wolf little best strong love'.split(
    ' ',
  ),
);
const isVerbLike = (key: string) =>
  /^(?:will|may|can|has|had|was|is|say|said|do|go|see|so|an|in|on|at|to|be|or|my|me|he|we|us|her|his|him|you|she|they|come|came|back|still|also|just|too|now|then|here|there|ok|okay|yes|no|not|day|short|long|best|may|love|page|rest|pain|self|gets?|goes?|takes?|does)$/u.test(
    key,
  );

/** Claims the names of people in a text. */
export function claimNames(text: string, words: readonly TextWord[], claims: Claims, sources: NameSources): void {
  new NameFinder(text, words, claims, sources).find();
}
