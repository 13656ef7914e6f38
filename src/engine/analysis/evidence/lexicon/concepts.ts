/** What clinical text speaks of, however it is put: mentions of findings, medicines, tests, measurements and parts of the body. */
import { loadMedicines, type Medicine, type Medicines } from '../../medicines/medicines.ts';
import { type Word, wordsOf } from '../text/words.ts';
import { CONDITIONS } from './conditions.ts';
import { EXAMINATIONS } from './examinations.ts';
import { FINDINGS, NORMALS } from './findings.ts';
import { isMedicalTerm } from './forms.ts';
import { ANATOMY, INVESTIGATIONS, MEASUREMENTS, SPECIALTIES } from './investigations.ts';
import { MEDICATIONS } from './medications.ts';

export type ConceptKind =
  | 'finding'
  | 'medication'
  | 'investigation'
  | 'specialty'
  | 'measurement'
  | 'examination'
  | 'anatomy';

export interface Concept {
  readonly name: string;
  readonly kind: ConceptKind;
}

export interface Mention {
  /** What the phrase may mean; the first is the concept that it names, if it is one's name. */
  readonly concepts: readonly Concept[];
  /** In the words it was found in; the end exclusive. */
  readonly from: number;
  readonly to: number;
}

/** Of a phrase: what it means in a note, what it may mean in talk, and what it rules out. */
type Meaning = 'written' | 'spoken' | 'ruledOut';

interface Node extends Record<Meaning, Concept[]> {
  readonly next: Map<string, Node>;
}

const newNode = (): Node => ({ next: new Map(), written: [], spoken: [], ruledOut: [] });

/** How clinical text names things, in a note and in talk. */
export class Lexicon {
  readonly #root = newNode();
  readonly #byName = new Map<string, Concept>();
  /** Words come again and again. */
  readonly #drugLike = new Map<string, boolean>();
  /** By kind and name. */
  readonly #interned = new Map<string, Concept>();

  readonly #medicines: Medicines | null;

  /** @param medicines the list of medicines; null for everyday names only */
  constructor(medicines: Medicines | null) {
    this.#medicines = medicines;
    this.#read(FINDINGS, 'finding');
    this.#read(CONDITIONS, 'finding');
    this.#read(MEDICATIONS, 'medication');
    this.#read(INVESTIGATIONS, 'investigation');
    this.#read(SPECIALTIES, 'specialty');
    this.#read(MEASUREMENTS, 'measurement');
    this.#read(EXAMINATIONS, 'examination');
    this.#read(ANATOMY, 'anatomy');
    for (const line of lines(NORMALS)) {
      const [phrases = '', names = ''] = line.split('>');
      const concepts = names.split('|').map((name) => this.#named(name.trim()));
      for (const phrase of phrases.split('|')) this.#node(phrase).ruledOut = concepts;
    }
  }

  /** Longest phrases first, from left to right. */
  mentions(words: readonly Word[], of: Meaning): Mention[] {
    const found: Mention[] = [];
    for (let from = 0; from < words.length; ) {
      const mention = of === 'ruledOut' ? this.#longest(words, from, of) : this.#mention(words, from, of);
      // “Heart sounds irregular” rules nothing out.
      const isSpoilt =
        of === 'ruledOut' &&
        mention !== null &&
        this.#longest(words, mention.to, 'spoken')?.concepts[0]?.kind === 'finding';
      if (mention === null || isSpoilt || isOtherwise(words, mention)) {
        from++;
      } else {
        found.push(mention);
        from = mention.to;
      }
    }
    return found;
  }

  #mention(words: readonly Word[], from: number, of: 'written' | 'spoken'): Mention | null {
    const weight = this.#weightChange(words, from);
    if (weight !== null) return weight;
    const everyday = this.#longest(words, from, of);
    const bleeding = of === 'spoken' && (everyday?.to ?? 0) <= from + 1 ? this.#bleeding(words, from) : null;
    if (bleeding !== null) return bleeding;
    const listed = this.#listed(words, from);
    if (listed !== null && (everyday === null || everyday.to <= listed.to)) {
      if (everyday === null || everyday.concepts[0]?.kind === 'medication') return listed;
    }
    return everyday ?? this.#byForm(words[from] as Word, from);
  }

  /** “I've lost about half a stone”, “put on ten pounds”. */
  #weightChange(words: readonly Word[], from: number): Mention | null {
    const { stem, form } = words[from] as Word;
    const isGain = stem === 'gain' || (form === 'put' && words[from + 1]?.form === 'on');
    if (stem !== 'lose' && !isGain) return null;
    for (let at = from + 1; at < Math.min(words.length, from + WEIGHT_REACH); at++) {
      const next = (words[at] as Word).form;
      if (!/^(?:stone|stones|pounds|pound|lbs|lb|kilos|kilo|kg|kilograms)$/u.test(next)) continue;
      return { concepts: [this.#named(isGain ? 'weight gain' : 'weight loss')], from, to: at + 1 };
    }
    return null;
  }

  /** “Any blood in there when you cough?”, “frank blood, but the urine is dark”. */
  #bleeding(words: readonly Word[], from: number): Mention | null {
    if ((words[from] as Word).form !== 'blood') return null;
    for (let distance = 1; distance <= BLOOD_REACH; distance++) {
      for (const at of [from + distance, from - distance]) {
        const name = BLEEDING[words[at]?.stem ?? ''];
        if (name !== undefined) return { concepts: [this.#named(name)], from, to: from + 1 };
      }
    }
    // “Any blood in it?”
    const near = words
      .slice(from + 1, from + IN_IT_REACH)
      .map(({ form }) => form)
      .join(' ');
    if (!/\bin (?:it|that|there|them)\b/u.test(near)) return null;
    const kinds = ['bleeding', ...new Set(Object.values(BLEEDING))];
    return { concepts: kinds.map((name) => this.#named(name)), from, to: from + 1 };
  }

  /** A medicine of the list: its name, what is in it, and its classes. */
  #listed(words: readonly Word[], from: number): Mention | null {
    const forms = words.slice(from, from + LONGEST_NAME).map(({ form }) => form);
    const found = this.#medicines?.longest(forms, 0) ?? null;
    if (found === null) return null;
    const { medicine } = found;
    const to = from + found.to;
    if (medicine.everyday && !isTaken(words, from, to)) return null;
    return { concepts: this.#conceptsOf(medicine), from, to };
  }

  #conceptsOf({ generic, ingredients, classes }: Medicine): readonly Concept[] {
    return [...new Set([generic, ...ingredients, ...classes])].map((name) => this.#concept(name, 'medication'));
  }

  /** A word that by its form is a medicine or a medical term, and that no list holds. */
  #byForm({ form, stem }: Word, at: number): Mention | null {
    const isMedicine = form.length >= SHORTEST_UNLISTED && this.#isDrugLike(form);
    if (!isMedicine && !isMedicalTerm(form)) return null;
    const concept = isMedicine ? this.#concept(form, 'medication') : this.#concept(stem, 'finding');
    return { concepts: [concept], from: at, to: at + 1 };
  }

  #isDrugLike(form: string): boolean {
    let known = this.#drugLike.get(form);
    if (known === undefined) {
      known = this.#medicines?.drugLike(form) ?? false;
      if (this.#drugLike.size > MOST_KNOWN) this.#drugLike.clear();
      this.#drugLike.set(form, known);
    }
    return known;
  }

  #concept(name: string, kind: ConceptKind): Concept {
    const key = `${kind} ${name}`;
    let concept = this.#interned.get(key);
    if (concept === undefined) {
      concept = { name, kind };
      this.#interned.set(key, concept);
    }
    return concept;
  }

  #longest(words: readonly Word[], from: number, of: Meaning): Mention | null {
    let node: Node | undefined = this.#root;
    let best: Mention | null = null;
    for (let at = from; at < words.length; at++) {
      const { stem, form } = words[at] as Word;
      if (at > from && PASSED_OVER.has(form)) continue;
      node = node.next.get(stem);
      if (node === undefined) break;
      if (node[of].length > 0) best = { concepts: node[of], from, to: at + 1 };
    }
    return best;
  }

  #read(table: string, kind: ConceptKind): void {
    for (const line of lines(table)) {
      const [name = '', phrases = ''] = line.split('=');
      // The list's name for it, where it has one.
      const listed = kind === 'medication' ? this.#medicines?.lookup(name.trim())?.generic : undefined;
      const concept = this.#concept(listed ?? name.trim(), kind);
      this.#byName.set(concept.name, concept);
      for (const phrase of phrases.split('|')) {
        const weak = phrase.trim().startsWith('~');
        const node = this.#node(phrase);
        for (const meaning of weak ? (['spoken'] as const) : (['written', 'spoken'] as const)) {
          if (node[meaning].includes(concept)) continue;
          if (phrase.trim() === concept.name) node[meaning].unshift(concept);
          else node[meaning].push(concept);
        }
      }
    }
  }

  #node(phrase: string): Node {
    let node = this.#root;
    for (const [at, { stem, form }] of wordsOf(phrase).entries()) {
      if (at > 0 && PASSED_OVER.has(form)) continue;
      const next = node.next.get(stem) ?? newNode();
      node.next.set(stem, next);
      node = next;
    }
    return node;
  }

  #named(name: string): Concept {
    const concept = this.#byName.get(name);
    if (concept === undefined) throw new Error(`No concept is called “${name}”.`);
    return concept;
  }
}

/** Words from blood to the “in it”. */
const IN_IT_REACH = 6;
/** Words between blood and what it is in, and what that is called. */
const BLOOD_REACH = 8;
const BLEEDING: Readonly<Record<string, string>> = {
  cough: 'hemoptysis',
  phlegm: 'hemoptysis',
  urin: 'hematuria',
  pee: 'hematuria',
  wee: 'hematuria',
  stool: 'rectal bleeding',
  poo: 'rectal bleeding',
  vomit: 'hematemesis',
};

/** Words from losing to what was lost. */
const WEIGHT_REACH = 7;

/** Words of a name in the list, and letters of a word that is taken for one by its form. */
const LONGEST_NAME = 5;
const SHORTEST_UNLISTED = 6;
const MOST_KNOWN = 20_000;

/** Iron, potassium, alcohol: a medicine where it is taken or has a dose. */
function isTaken(words: readonly Word[], from: number, to: number): boolean {
  const before = words.slice(Math.max(0, from - 2), from).map(({ form }) => form);
  const after = words.slice(to, to + 2).map(({ form }) => form);
  return (
    before.some((form) => /^(?:take|takes|taking|took|prescribe|prescribed|start|started)$/u.test(form)) ||
    (/^\d/u.test(after[0] ?? '') && /^(?:mg|mcg|g|meq|units|milligrams|micrograms)$/u.test(after[1] ?? '')) ||
    /^(?:tablet|tablets|pill|pills|supplement|supplements|capsules)$/u.test(after[0] ?? '')
  );
}

const INFECTIONS = /^(?:covid|flu|influenza|shingles|pneumonia|pneumococcal|tetanus|hepatitis|measles|hpv)$/u;

/** A disease that somebody is vaccinated against. */
function isVaccine(words: readonly Word[], { from, to }: Mention): boolean {
  if (!INFECTIONS.test((words[from] as Word).form)) return false;
  const next = words[to]?.form ?? '';
  const behind = /^(?:\d+|b|a)$/u.test(next) ? (words[to + 1]?.form ?? '') : next;
  return /^(?:vaccine|vaccines|vaccination|vaccinations|vaccinated|vaccin\w*|booster|shot|shots|jab|immunization)$/u.test(
    behind,
  );
}

/** “24 hr” measures no heart, “systolic murmur” no pressure, “COVID-19 vaccine” is no infection. */
function isOtherwise(words: readonly Word[], mention: Mention): boolean {
  const { from, to } = mention;
  if (isVaccine(words, mention)) return true;
  if (to !== from + 1) return false;
  const { form, start } = words[from] as Word;
  const before = words[from - 1];
  const next = words[to]?.form ?? '';
  // “I counseled the patient”, “falls asleep”.
  if (form === 'counseled' || form === 'counselled') return true;
  if (/^(?:fall|falls|fell|falling)$/u.test(form) && /^(?:asleep|sleep|behind|short|under|within|in|into)$/u.test(next))
    return true;
  // “Palpation of the maxillary sinuses.”
  if (form === 'sinuses') return /^(?:maxillary|frontal|paranasal|ethmoid|of|the)$/u.test(before?.form ?? '');
  // “½ mi a day.”
  if (form === 'mi') return before !== undefined && /^\d/u.test(before.form);
  // “Came back unremarkable.”
  if (
    form === 'back' &&
    /^(?:came|come|comes|coming|get|gets|got|go|goes|going|went|call|called)$/u.test(before?.form ?? '')
  )
    return true;
  // “Left-sided” names no flank.
  if (form === 'sided') return true;
  // “Present illness”, “nerve block”, “on a pain scale”, “at the time of discharge”.
  if (/^ill?ness(?:es)?$/u.test(form) && before?.form === 'present') return true;
  if (form === 'block' && before?.form === 'nerve') return true;
  if (form === 'scale' && /^(?:pain|point|analog|analogue|rating|numeric|\d+)$/u.test(before?.form ?? '')) return true;
  // “Methicillin-resistant.”
  if (/^(?:resistant|sensitive|susceptible|resistance)$/u.test(next) && /cillin$|vancomycin/u.test(form)) return true;
  if (form === 'hr') return before !== undefined && /^\d/u.test(before.form) && start - before.end <= 1;
  // “No radiation to the arm.”
  if (form === 'radiation') {
    const isOfPain = /^(?:to|of|down|into)$/u.test(words[to]?.form ?? '');
    if (isOfPain || /^(?:no|nil|without)$/u.test(before?.form ?? '')) return true;
  }
  // Of periods.
  if (form === 'irregular' && words.some((word) => /^(?:lmp|periods?|menses|cycles?|menstrual)$/u.test(word.form)))
    return true;
  if (form === 'p' || form === 't') return !/^\d{2}/u.test(words[to]?.form ?? '');
  const beside = words.slice(Math.max(0, from - 2), to + 3).map((word) => word.form);
  if (form === 'discharge' || form === 'discharged')
    return beside.some((word) =>
      /^(?:since|after|upon|following|hospital|home|summary|instructions|ward|emergency|er|ed|time|prior|patient)$/u.test(
        word,
      ),
    );
  // “I packed it in.”
  if (form === 'packed') return true;
  // “Cutting down on cigarettes”.
  if (/^(?:cut|cuts|cutting)$/u.test(form))
    return /^(?:down|back|out|it|that|them|right)$/u.test(words[to]?.form ?? '');
  // “94 % RA”.
  if (form === 'ra') return /^%|percent|on|sats?$/u.test(words[from - 1]?.form ?? '');
  if (form !== 'systolic' && form !== 'diastolic') return false;
  const after = words.slice(to, to + 2).map((word) => word.form);
  return after.some((word) => /^(?:murmur|ejection|dysfunction|function|filling|heart|click|crescendo)$/u.test(word));
}

function lines(table: string): string[] {
  return table.trim().split('\n');
}

/** Of a mention in a note, what the conversation must speak of: a class does not bear out one of its medicines. */
export function meantBy({ concepts }: Mention): readonly Concept[] {
  return concepts[0]?.kind === 'medication' ? concepts.slice(0, 1) : concepts;
}

/** “pain in your chest” is “pain in chest”, “lost any weight” is “lost weight”, “pain in my lower stomach” is of the stomach. */
const PASSED_OVER = new Set([
  'my',
  'your',
  'his',
  'her',
  'their',
  'the',
  'a',
  'an',
  'any',
  'some',
  'much',
  'lower',
  'upper',
]);

let loading: Promise<Lexicon> | null = null;

/** With the list of medicines, which is fetched the first time. */
export function loadLexicon(): Promise<Lexicon> {
  loading ??= loadMedicines().then((medicines) => new Lexicon(medicines));
  return loading;
}
