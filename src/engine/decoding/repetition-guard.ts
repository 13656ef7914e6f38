/** Tells when a generation has fallen into a loop: its last tokens are one short passage over and over. */
export interface RepetitionLimits {
  /** Longest passage looked for, in tokens. */
  readonly longestPassage: number;
  /** Copies of the passage that make a loop … */
  readonly copies: number;
  /** … if together they are at least this many tokens (a row of dashes is not a loop yet). */
  readonly leastTokens: number;
}

const REPETITION_LIMITS: RepetitionLimits = { longestPassage: 64, copies: 4, leastTokens: 32 };

/** The loop that was found. */
export interface Repetition {
  /** Tokens of the passage. */
  readonly passage: number;
  readonly copies: number;
}

export class RepetitionGuard {
  readonly #limits: RepetitionLimits;
  readonly #ids: number[] = [];
  /** `#matches[p]`: how many tokens at the end equal the one p before them. */
  readonly #matches: number[];

  constructor(limits: RepetitionLimits = REPETITION_LIMITS) {
    this.#limits = limits;
    this.#matches = new Array(limits.longestPassage + 1).fill(0);
  }

  /** The loop that `id` completes, told by its shortest passage; null when there is none. */
  push(id: number): Repetition | null {
    const { longestPassage, copies, leastTokens } = this.#limits;
    const position = this.#ids.push(id) - 1;
    let loop: Repetition | null = null;
    for (let period = 1; period <= longestPassage; period++) {
      const same = period <= position && this.#ids[position - period] === id;
      const matches = same ? this.#matches[period]! + 1 : 0;
      this.#matches[period] = matches;
      if (matches + period >= Math.max(copies * period, leastTokens) && matches > 0) {
        loop ??= { passage: period, copies: Math.floor((matches + period) / period) };
      }
    }
    return loop;
  }
}
