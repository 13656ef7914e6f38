/** What clinical text speaks of, however it is put: mentions of findings, medicines, tests, measurements and parts of the body. */

import { type Word, wordsOf } from '../text/words.ts';
import { EXAMINATIONS } from './examinations.ts';
import { FINDINGS, NORMALS } from './findings.ts';
import { kindByForm } from './forms.ts';
import { ANATOMY, INVESTIGATIONS, MEASUREMENTS } from './investigations.ts';
import { MEDICATIONS } from './medications.ts';

export type ConceptKind = 'finding' | 'medication' | 'investigation' | 'measurement' | 'examination' | 'anatomy';

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

class Lexicon {
  readonly #root = newNode();
  readonly #byName = new Map<string, Concept>();

  constructor() {
    this.#read(FINDINGS, 'finding');
    this.#read(MEDICATIONS, 'medication');
    this.#read(INVESTIGATIONS, 'investigation');
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
      const longest = this.#longest(words, from, of);
      const mention = longest ?? (of === 'ruledOut' ? null : this.#unlisted(words[from] as Word, from));
      if (mention === null || isOtherwise(words, mention)) {
        from++;
      } else {
        found.push(mention);
        from = mention.to;
      }
    }
    return found;
  }

  /** A word that by its form is a medicine or a medical term. */
  #unlisted({ form, stem }: Word, at: number): Mention | null {
    const kind = kindByForm(form);
    if (kind === null) return null;
    let concept = this.#byName.get(`${kind} ${stem}`);
    if (concept === undefined) {
      concept = { name: form, kind };
      this.#byName.set(`${kind} ${stem}`, concept);
    }
    return { concepts: [concept], from: at, to: at + 1 };
  }

  #longest(words: readonly Word[], from: number, of: Meaning): Mention | null {
    let node: Node | undefined = this.#root;
    let best: Mention | null = null;
    for (let at = from; at < words.length; at++) {
      const { stem, form } = words[at] as Word;
      if (at > from && DETERMINERS.has(form)) continue;
      node = node.next.get(stem);
      if (node === undefined) break;
      if (node[of].length > 0) best = { concepts: node[of], from, to: at + 1 };
    }
    return best;
  }

  #read(table: string, kind: ConceptKind): void {
    for (const line of lines(table)) {
      const [name = '', phrases = ''] = line.split('=');
      const concept: Concept = { name: name.trim(), kind };
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
      if (at > 0 && DETERMINERS.has(form)) continue;
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

/** “24 hr” measures no heart, “systolic murmur” no pressure. */
function isOtherwise(words: readonly Word[], { from, to }: Mention): boolean {
  if (to !== from + 1) return false;
  const { form } = words[from] as Word;
  if (form === 'hr') return /^\d/u.test(words[from - 1]?.form ?? '');
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

/** “pain in your chest” is “pain in chest”. */
const DETERMINERS = new Set(['my', 'your', 'his', 'her', 'their', 'the', 'a', 'an']);

let lexicon: Lexicon | null = null;

export function mentionsOf(words: readonly Word[], text: 'written' | 'spoken'): Mention[] {
  lexicon ??= new Lexicon();
  return lexicon.mentions(words, text);
}

/** Findings that an unremarkable examination rules out. */
export function ruledOutBy(words: readonly Word[]): Mention[] {
  lexicon ??= new Lexicon();
  return lexicon.mentions(words, 'ruledOut');
}
