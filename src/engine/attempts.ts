/** What can be written from several readings, each narrower than the one before, is written until something usable stands. */
import { type Unusable, whyUnusable } from './analysis/unusable.ts';

/** One reading, and what became of it. */
export class Attempt<Reading extends { readonly text: string }> {
  readonly reading: Reading;
  /** From 0. */
  readonly index: number;
  #refused: Unusable | null = null;

  constructor(reading: Reading, index: number) {
    this.reading = reading;
    this.index = index;
  }

  /** Why nobody can use what was written; null: it stands. */
  get refused(): Unusable | null {
    return this.#refused;
  }

  /** To be called with what was written. @returns `refused` */
  judge(text: string): Unusable | null {
    this.#refused = whyUnusable(text, this.reading.text);
    return this.#refused;
  }
}

/** One attempt after the other, as long as the one before was judged and refused. */
export function* attemptsAt<Reading extends { readonly text: string }>(
  readings: readonly Reading[],
): Generator<Attempt<Reading>, void, undefined> {
  for (const [index, reading] of readings.entries()) {
    const attempt = new Attempt(reading, index);
    yield attempt;
    if (attempt.refused === null) return;
  }
}
