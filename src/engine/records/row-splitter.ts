/** Where the rows of a table end, found once over, however the file comes in pieces and whatever wrote its line ends. */

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const BLANK = 0x20;

/** Where in a cell a text stands. `closing`: after a quotation mark in a quoted cell, which ends it or stands for itself. */
type Place = 'start' | 'plain' | 'quoted' | 'closing';

export interface RowForm {
  /** One character. */
  readonly delimiter: string;
  /** Cells can be quoted, and then hold line ends and delimiters (RFC 4180). */
  readonly quoting: boolean;
  /** A carriage return ends a row by itself, as in files of old Macs; else it is part of a line end or of a cell. */
  readonly bareReturns: boolean;
}

/** Takes a table piece by piece, and gives out its whole rows with `\n` between them; line ends in quoted cells stay. */
export class RowSplitter {
  readonly #form: RowForm;
  readonly #delimiter: number;
  #place: Place = 'start';
  /** The end of a piece may be the first half of a line end. */
  #held = '';
  /** Of the row that has not ended yet. */
  #open: string[] = [];
  #openLength = 0;

  constructor(form: RowForm) {
    this.#form = form;
    this.#delimiter = form.delimiter.charCodeAt(0);
  }

  /** Characters of the row that has not ended yet. */
  get openLength(): number {
    return this.#openLength;
  }

  /** The rows that end in what has been pushed, without the last one's line end; null for none. */
  push(piece: string): string | null {
    let text = this.#held + piece;
    this.#held = '';
    if (text.endsWith('\r')) {
      text = text.slice(0, -1);
      this.#held = '\r';
    }
    const parts: string[] = [];
    let from = 0;
    /** How many of `parts` are whole rows. */
    let whole = 0;
    for (let at = 0; at < text.length; at++) {
      const width = this.#step(text, at);
      if (width === 0) continue;
      parts.push(text.slice(from, at));
      whole = parts.length;
      at += width - 1;
      from = at + 1;
    }
    const rest = text.slice(from);
    if (whole === 0) {
      this.#keep(rest);
      return null;
    }
    const rows = this.#open.join('') + parts.join('\n');
    this.#open = [];
    this.#openLength = 0;
    this.#keep(rest);
    return rows;
  }

  /** What is left when the file ends; null for nothing. */
  end(): string | null {
    const rows = this.#held === '' ? null : this.push('\n');
    const rest = this.#open.join('');
    this.#open = [];
    this.#openLength = 0;
    if (rest === '') return rows;
    return rows === null ? rest : `${rows}\n${rest}`;
  }

  #keep(rest: string): void {
    if (rest !== '') this.#open.push(rest);
    this.#openLength += rest.length;
  }

  /** Characters of the row's end that begins at `at`; 0 where none does. */
  #step(text: string, at: number): number {
    const code = text.charCodeAt(at);
    if (this.#place === 'quoted') {
      if (code === QUOTE) this.#place = 'closing';
      return 0;
    }
    const isReturn = code === CARRIAGE_RETURN;
    const isPair = isReturn && text.charCodeAt(at + 1) === LINE_FEED;
    if (code === LINE_FEED || isPair || (isReturn && this.#form.bareReturns)) {
      this.#place = 'start';
      return isPair ? 2 : 1;
    }
    if (code === this.#delimiter) this.#place = 'start';
    else if (this.#place === 'closing') {
      // Blanks may follow a quoted cell; after anything else the mark stood inside it.
      if (code !== BLANK) this.#place = 'quoted';
    } else this.#place = this.#place === 'start' && code === QUOTE && this.#form.quoting ? 'quoted' : 'plain';
    return 0;
  }
}
