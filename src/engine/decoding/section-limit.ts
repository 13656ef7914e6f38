/** Ends a text before its section N + 1 begins: a note that was asked for in four sections has four. */
export interface SectionLimitOptions {
  /** Headers as they stand in a text, without colon; case does not count. */
  readonly headers: readonly string[];
  /** How many sections there may be, 1 or more. */
  readonly count: number;
}

/** What may stand before a header: Markdown's marks. */
const OPENING = /^[\s#*]*/u;

/**
 * A header stands at the beginning of a line, alone or with a colon after it. A line that may yet become the one header
 * too many is held back, so that it is never shown.
 */
export class SectionLimit {
  readonly #headers: readonly string[];
  readonly #count: number;
  /** The line that is being written, and what of it has not been shown. */
  #line = '';
  #held = '';
  #lineIsCounted = false;
  #seen = 0;

  constructor({ headers, count }: SectionLimitOptions) {
    this.#headers = headers.map((header) => header.trim().toLowerCase()).filter((header) => header !== '');
    this.#count = count;
  }

  /** What can be shown after `text` came in; `stopped` when a section too many begins (it is dropped). */
  push(text: string): { readonly text: string; readonly stopped: boolean } {
    let shown = '';
    for (const piece of text.split(/(?<=\n)/u)) {
      this.#line += piece;
      this.#held += piece;
      const ended = piece.endsWith('\n');
      if (this.#beginsSection(ended) && !this.#lineIsCounted) {
        if (this.#seen >= this.#count) return { text: shown, stopped: true };
        this.#seen++;
        this.#lineIsCounted = true;
      }
      if (ended || this.#seen < this.#count || this.#lineIsCounted || !this.#mayBecomeHeader()) {
        shown += this.#held;
        this.#held = '';
      }
      if (ended) this.#nextLine();
    }
    return { text: shown, stopped: false };
  }

  /** What was held back, when no more text comes. */
  flush(): string {
    const isHeader = !this.#lineIsCounted && this.#seen >= this.#count && this.#beginsSection(true);
    const rest = isHeader ? '' : this.#held;
    this.#nextLine();
    return rest;
  }

  #nextLine(): void {
    this.#line = '';
    this.#held = '';
    this.#lineIsCounted = false;
  }

  #beginsSection(lineEnded: boolean): boolean {
    const line = this.#content();
    return this.#headers.some((header) => {
      if (!line.startsWith(header)) return false;
      const rest = line.slice(header.length).replace(/^[\s*]+/u, '');
      return rest.startsWith(':') || (lineEnded && rest === '');
    });
  }

  #mayBecomeHeader(): boolean {
    const line = this.#content();
    return this.#headers.some(
      (header) => header.startsWith(line) || (line.startsWith(header) && /^[\s*]*$/u.test(line.slice(header.length))),
    );
  }

  #content(): string {
    return this.#line.replace(OPENING, '').toLowerCase();
  }
}
