/**
 * Medicines by name: which ingredient a generic or a brand name stands for, which classes it belongs to, and which other names it
 * may be taken for. The list (some 2,800 ingredients, 7,000 brands) is loaded when it is first asked for. Names are looked up, never
 * rewritten: what a note calls Tylenol stays Tylenol.
 */
import { CLASSES } from './classes.ts';
import { CONFUSABLE } from './confusable.ts';
import { editDistance } from './edit-distance.ts';
import { soundOf } from './sound.ts';
import { isOtherWord, stemOf } from './stems.ts';

export type MedicineKind = 'generic' | 'brand' | 'class';

export interface Medicine {
  /** What it is, in one name: of an ingredient the international one (“salbutamol” for albuterol), of a combination its parts by “+”. */
  readonly generic: string;
  readonly kind: MedicineKind;
  /** The international names of what is in it; none of a class, and none of a brand of which the list does not say. */
  readonly ingredients: readonly string[];
  /** All classes that it belongs to, the wider ones too; of a class itself and the wider ones. */
  readonly classes: readonly string[];
  /** The name is also that of a food, an element, an illness or something that is measured (“iron”, “glucose”). */
  readonly everyday: boolean;
}

export interface Candidate {
  readonly name: string;
  readonly medicine: Medicine;
  /** Letters to add, leave out, replace or swap. */
  readonly distance: number;
}

export interface MedicineMention {
  /** Null: a word that is made like the name of a medicine and is not listed. */
  readonly medicine: Medicine | null;
  /** In the words looked at; the end exclusive. */
  readonly from: number;
  readonly to: number;
}

export interface Medicines {
  /** The medicine or class of this name, of one word or several; whatever its case, its accents or a plural. */
  lookup(name: string): Medicine | null;
  /** The longest name that begins at a word; `to` is the word after it. */
  longest(words: readonly string[], from: number): { readonly medicine: Medicine; readonly to: number } | null;
  /** All medicines and classes that words name, from left to right, the longest names first, and the drug-like words not listed. */
  mentions(words: readonly string[]): MedicineMention[];
  /** Other medicines that this name is taken for, known pairs first, then names within two letters of it. */
  lookAlike(name: string): readonly string[];
  /** Listed, ending as names of medicines end (WHO's stems), or a letter away from a long name of an ingredient. */
  drugLike(word: string): boolean;
  /** Listed names that a word may be meant for, the nearest first: by letters, among those that sound alike. Empty if none is near. */
  nearest(word: string): readonly Candidate[];
}

/**
 * Whether saying one medicine bears out writing another: the same ingredients, whatever the name; a member its class and the wider
 * ones; a combination each of its parts. A class bears out no member (“a statin” is no simvastatin), and no medicine another.
 */
export function bearsOut(said: Medicine, written: Medicine): boolean {
  if (written.kind === 'class') return said.classes.includes(written.generic);
  if (said.kind === 'class') return false;
  if (said.generic === written.generic) return true;
  return written.ingredients.length > 0 && written.ingredients.every((one) => said.ingredients.includes(one));
}

/** Classes that are also the name of an ingredient, and mean the class. */
const CLASS_FIRST = new Set(['insulin', 'iron']);
const NEAREST = 5;
const LONGEST_NAME = 5;
const MOST_LOOKED_UP = 20_000;
/** Letters of what stands before a hyphen, and alone is no name. */
const SHORTEST_HYPHENED = 3;

const plain = (name: string) => (/^[a-z]+$/u.test(name) ? name : folded(name));

const folded = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/gu, "'")
    .replace(/[‐‑‒–—]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();

/** How many letters a word of some length may be away from the name it is meant for. */
const reach = (length: number) => (length < 5 ? 0 : length < 7 ? 1 : length < 11 ? 2 : 3);

class DrugList implements Medicines {
  readonly #names = new Map<string, Medicine>();
  readonly #classes = new Map<string, Medicine>();
  /** Names by the sounds that a misspelling of them may have; made when something is misspelt. */
  #bySound: Map<string, string[]> | null = null;
  /** First words of names of several: no other word begins one. */
  readonly #firstWords = new Set<string>();
  readonly #confusable = new Map<string, Set<string>>();
  readonly #nearest = new Map<string, readonly Candidate[]>();
  /** Words come again and again. */
  readonly #lookedUp = new Map<string, Medicine | null>();

  constructor(list: string) {
    const wider = readClasses(this.#classes);
    for (const name of this.#classes.keys()) this.#startsWith(name);
    const closure = (names: readonly string[]) => [
      ...new Set(names.flatMap((name) => [name, ...(wider.get(name) ?? [])])),
    ];
    const combinations: string[][] = [];
    for (const line of list.trim().split('\n')) {
      const [name = '', classes = '', brands = ''] = line.split(';');
      if (name.includes('+')) combinations.push([name, classes, brands]);
      else this.#single(name, closure(classes === '' ? [] : classes.split(',')), brands);
    }
    // A combination belongs to the classes of its parts, so these come first.
    for (const [name = '', classes = '', brands = ''] of combinations) {
      const ingredients = name.split('+');
      const all = [
        ...classes.split(',').filter(Boolean),
        ...ingredients.flatMap((one) => this.#names.get(one)?.classes ?? []),
      ];
      const medicine: Medicine = { generic: name, kind: 'brand', ingredients, classes: closure(all), everyday: false };
      for (const brand of brands.split(','))
        this.#add(brand, brand.startsWith('co-') ? { ...medicine, kind: 'generic' } : medicine);
    }
    for (const group of CONFUSABLE.split(/[|\n]/u)) {
      const names = group.trim().split(/\s+/u);
      for (const one of names) {
        const others = this.#confusable.get(one) ?? new Set();
        for (const other of names) if (other !== one) others.add(other);
        this.#confusable.set(one, others);
      }
    }
  }

  #single(names: string, classes: readonly string[], brands: string): void {
    const all = names.split(',').filter(Boolean);
    const generic = all[0]?.replace('~', '') ?? '';
    const ingredients = generic === '' ? [] : [generic];
    for (const name of all) {
      this.#add(name.replace('~', ''), {
        generic,
        kind: 'generic',
        ingredients,
        classes,
        everyday: name.startsWith('~'),
      });
    }
    for (const brand of brands.split(',').filter(Boolean)) {
      this.#add(brand, { generic: generic || brand, kind: 'brand', ingredients, classes, everyday: false });
    }
  }

  #add(name: string, medicine: Medicine): void {
    if (name === '' || this.#names.has(name)) return;
    this.#names.set(name, medicine);
    this.#startsWith(name);
  }

  #startsWith(name: string): void {
    const blank = name.search(/[ -]/u);
    if (blank > 0) this.#firstWords.add(name.slice(0, blank));
  }

  #sounds(): Map<string, string[]> {
    if (this.#bySound !== null) return this.#bySound;
    const sounds = new Map<string, string[]>();
    for (const name of this.#names.keys()) {
      if (name.includes(' ') || name.length < 5) continue;
      for (const key of deletions(soundOf(name))) {
        const alike = sounds.get(key);
        if (alike === undefined) sounds.set(key, [name]);
        else alike.push(name);
      }
    }
    this.#bySound = sounds;
    return sounds;
  }

  lookup(name: string): Medicine | null {
    let known = this.#lookedUp.get(name);
    if (known === undefined) {
      known = this.#find(plain(name));
      if (this.#lookedUp.size > MOST_LOOKED_UP) this.#lookedUp.clear();
      this.#lookedUp.set(name, known);
    }
    return known;
  }

  #find(whole: string): Medicine | null {
    return (
      this.#exact(whole) ?? this.#exact(whole.replace(/'s?$/u, '')) ?? this.#exact(whole.replace(/(?<=[^s])s$/u, ''))
    );
  }

  #exact(name: string): Medicine | null {
    if (CLASS_FIRST.has(name)) return this.#classes.get(name) ?? null;
    return this.#names.get(name) ?? this.#classes.get(name) ?? this.#classes.get(name.replaceAll('-', ' ')) ?? null;
  }

  longest(words: readonly string[], from: number): { medicine: Medicine; to: number } | null {
    const first = plain(words[from] ?? '');
    const isFirst = this.#firstWords.has(first);
    // “co amoxiclav”.
    if (isFirst && first.length <= SHORTEST_HYPHENED && from + 1 < words.length) {
      const medicine = this.lookup(`${first}-${words[from + 1]}`);
      if (medicine !== null) return { medicine, to: from + 2 };
    }
    for (let to = Math.min(words.length, from + (isFirst ? LONGEST_NAME : 1)); to > from; to--) {
      const medicine = this.lookup(words.slice(from, to).join(' '));
      if (medicine !== null) return { medicine, to };
    }
    return null;
  }

  mentions(words: readonly string[]): MedicineMention[] {
    const found: MedicineMention[] = [];
    for (let from = 0; from < words.length; ) {
      const listed = this.longest(words, from);
      if (listed !== null) found.push({ ...listed, from });
      else if (this.drugLike(words[from] ?? '')) found.push({ medicine: null, from, to: from + 1 });
      from = listed?.to ?? from + 1;
    }
    return found;
  }

  lookAlike(name: string): readonly string[] {
    const whole = plain(name);
    const self = this.lookup(whole);
    const other = (candidate: string) => {
      const medicine = this.lookup(candidate);
      return self === null || medicine === null || medicine.generic !== self.generic;
    };
    const paired = [...(this.#confusable.get(whole) ?? []), ...(this.#confusable.get(self?.generic ?? '') ?? [])];
    const near = this.#near(whole, Math.min(2, reach(whole.length))).map((candidate) => candidate.name);
    return [...new Set([...paired, ...near])].filter((one) => one !== whole && other(one));
  }

  drugLike(word: string): boolean {
    const lower = plain(word).replace(/'s?$/u, '');
    if (this.lookup(lower) !== null || stemOf(lower) !== undefined) return true;
    if (isOtherWord(lower)) return false;
    return (
      lower.length > 7 && this.#near(lower, 1).some(({ medicine }) => medicine.kind === 'generic' && !medicine.everyday)
    );
  }

  nearest(word: string): readonly Candidate[] {
    const lower = plain(word);
    const known = this.#nearest.get(lower);
    if (known !== undefined) return known;
    const found = this.#near(lower, reach(lower.length)).slice(0, NEAREST);
    this.#nearest.set(lower, found);
    return found;
  }

  #near(word: string, limit: number): Candidate[] {
    if (limit < 1) return [];
    const seen = new Set<string>();
    const found: Candidate[] = [];
    for (const key of deletions(soundOf(word))) {
      for (const name of this.#sounds().get(key) ?? []) {
        if (seen.has(name)) continue;
        seen.add(name);
        const distance = editDistance(word, name, limit);
        const medicine = this.#names.get(name);
        if (distance <= limit && medicine !== undefined) found.push({ name, medicine, distance });
      }
    }
    return found.sort((a, b) => a.distance - b.distance || a.name.localeCompare(b.name));
  }
}

/** A word and each of it with one letter less: words that differ in one letter share one of these. */
function deletions(word: string): string[] {
  return [...new Set([word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))])];
}

/** The classes by each of their names, and of each the wider ones. */
function readClasses(into: Map<string, Medicine>): Map<string, readonly string[]> {
  const parents = new Map<string, readonly string[]>();
  const names = new Map<string, readonly string[]>();
  for (const line of CLASSES.trim().split('\n')) {
    const [ways = '', above = ''] = line.split('<');
    const all = ways.split('|').map((way) => way.trim());
    names.set(all[0] ?? '', all);
    parents.set(
      all[0] ?? '',
      above
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean),
    );
  }
  const wider = (name: string): string[] => (parents.get(name) ?? []).flatMap((parent) => [parent, ...wider(parent)]);
  const closed = new Map<string, readonly string[]>();
  for (const [name, all] of names) {
    closed.set(name, wider(name));
    const everyday = name === 'iron supplement';
    for (const way of all)
      into.set(way.replaceAll('-', ' '), {
        generic: name,
        kind: 'class',
        ingredients: [],
        classes: [name, ...wider(name)],
        everyday,
      });
  }
  return closed;
}

let loading: Promise<Medicines> | null = null;

/** The list, read once; its file is fetched with the first call. */
export function loadMedicines(): Promise<Medicines> {
  loading ??= import('./drug-list.ts').then(({ DRUG_LIST }) => new DrugList(DRUG_LIST));
  return loading;
}
