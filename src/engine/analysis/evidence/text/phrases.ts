/** Phrases looked up by their stems: the longest that begins at a word. */
import { type Word, wordsOf } from './words.ts';

export interface Phrase {
  /** What the phrase stands for; one phrase may stand for several names. */
  readonly names: readonly string[];
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

interface Entry {
  readonly stems: readonly string[];
  readonly names: string[];
}

export class Phrases {
  readonly #byFirst = new Map<string, Entry[]>();

  /** @param tables lines of `name = phrase | phrase` */
  constructor(...tables: readonly string[]) {
    for (const line of tables.flatMap((table) => table.trim().split('\n'))) {
      const [name = '', phrases = ''] = line.split('=');
      for (const phrase of phrases.split('|')) this.#add(phrase, name.trim());
    }
  }

  #add(phrase: string, name: string): void {
    const stems = wordsOf(phrase).map(({ stem }) => stem);
    const first = stems[0] ?? '';
    const entries = this.#byFirst.get(first) ?? [];
    const known = entries.find((entry) => entry.stems.join(' ') === stems.join(' '));
    if (known === undefined) entries.push({ stems, names: [name] });
    else known.names.push(name);
    this.#byFirst.set(first, entries);
  }

  /** Stems that begin a phrase. */
  get firsts(): Iterable<string> {
    return this.#byFirst.keys();
  }

  at(words: readonly Word[], from: number): Phrase | null {
    let best: Phrase | null = null;
    for (const { stems, names } of this.#byFirst.get(words[from]?.stem ?? '') ?? []) {
      if (best !== null && from + stems.length <= best.to) continue;
      if (stems.every((stem, offset) => words[from + offset]?.stem === stem)) {
        best = { names, from, to: from + stems.length };
      }
    }
    return best;
  }
}
