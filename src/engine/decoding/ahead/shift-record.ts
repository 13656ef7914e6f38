/**
 * How often the pair takes a lead of a given size, judged by what it took lately. With w the expected choice, the pair's shift at a
 * step is the lead of w under the expected scores less its lead under the combined ones (`lead.ts`), in nats of the draw; the pair
 * changes the choice exactly when the shift exceeds the lead. So the share of recent shifts that are no smaller than a lead estimates
 * how likely that is: leads above an order statistic of the shifts (their bound, at share 0) stand.
 */
export interface ShiftRecordOptions {
  /** How many shifts are remembered. */
  readonly window: number;
  /** In nats: no shift is taken to be smaller. Where none can be larger, what leads by more is certain. */
  readonly least: number;
}

/** Shifts to see before anything is relied on. */
const FIRST_SHIFTS = 4;

export class ShiftRecord {
  readonly #window: number;
  readonly #least: number;
  readonly #shifts: number[] = [];

  constructor({ window, least }: ShiftRecordOptions) {
    this.#window = window;
    this.#least = least;
  }

  /** Differences of infinite leads (a token with no rival) teach nothing. */
  observe(shift: number): void {
    if (!Number.isFinite(shift)) return;
    this.#shifts.push(shift);
    if (this.#shifts.length > this.#window) this.#shifts.shift();
  }

  /** Share of recent shifts that would take this lead, 0 … 1; 1 until enough was seen. */
  doubt(lead: number): number {
    // A token without a rival needs no record.
    if (lead === Number.POSITIVE_INFINITY) return 0;
    const { length } = this.#shifts;
    if (length < FIRST_SHIFTS || !(lead > this.#least)) return 1;
    return this.#shifts.filter((shift) => shift >= lead).length / length;
  }

  forget(): void {
    this.#shifts.length = 0;
  }
}
