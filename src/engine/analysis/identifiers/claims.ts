import type { Identifier, IdentifierKind, Rule } from './kinds.ts';

/** What of a text is taken: earlier claims win, and no two overlap. Each costs only the characters that it takes. */
export class Claims {
  readonly #text: string;
  readonly #taken: Uint8Array;
  readonly #found: Identifier[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#taken = new Uint8Array(text.length);
  }

  isFree(start: number, end: number): boolean {
    return this.#taken.subarray(start, end).every((taken) => taken === 0);
  }

  /** False if some of it is taken already. */
  take(kind: IdentifierKind, start: number, end: number): boolean {
    if (end <= start || !this.isFree(start, end)) return false;
    this.#taken.fill(1, start, end);
    this.#found.push({ kind, start, end, text: this.#text.slice(start, end) });
    return true;
  }

  takeAll(rules: readonly Rule[]): void {
    for (const { kind, pattern, group, holds } of rules) {
      for (const match of this.#text.matchAll(pattern)) {
        const [from, to] = (group === undefined ? undefined : match.indices?.[group]) ?? [
          match.index,
          match.index + match[0].length,
        ];
        const found = this.#text.slice(from, to).trimEnd();
        if (holds === undefined || holds(found, match)) this.take(kind, from, from + found.length);
      }
    }
  }

  /** In the order of the text. */
  sorted(): Identifier[] {
    return this.#found.sort((a, b) => a.start - b.start);
  }
}
