/**
 * What the pair could take from the base's lead, judged by what it took lately. With w the base's choice, the pair's shift at a
 * step is the lead of w under the base less the lead of w under the combined scores (`lead.ts`), in nats of the draw; the pair
 * changes the choice exactly when the shift exceeds the base's lead. The bound is the smallest value that at most a share `risk`
 * of the last `window` shifts exceeded (0: their maximum), times `safety`, and never below `least`.
 */
export interface ShiftBoundOptions {
  /** Share of recent shifts that may lie above the bound, 0 … 1. */
  readonly risk: number;
  readonly window?: number | undefined;
  readonly safety?: number | undefined;
  /** In nats. Where no shift can exceed it, what is skipped is certain. */
  readonly least?: number | undefined;
}

/** Shifts to see before anything is skipped. */
const FIRST_SHIFTS = 4;

export class ShiftBound {
  readonly #risk: number;
  readonly #window: number;
  readonly #safety: number;
  readonly #least: number;
  readonly #shifts: number[] = [];

  constructor({ risk, window = 64, safety = 1, least = 0 }: ShiftBoundOptions) {
    this.#risk = risk;
    this.#window = window;
    this.#safety = safety;
    this.#least = least;
  }

  /** Leads below 0 − ∞ and the like (a token with no rival) teach nothing. */
  observe(shift: number): void {
    if (!Number.isFinite(shift)) return;
    this.#shifts.push(Math.max(0, shift));
    if (this.#shifts.length > this.#window) this.#shifts.shift();
  }

  /** ∞ until enough was seen. */
  get value(): number {
    const { length } = this.#shifts;
    if (length < FIRST_SHIFTS) return Number.POSITIVE_INFINITY;
    const sorted = [...this.#shifts].sort((a, b) => b - a);
    const above = Math.min(length - 1, Math.floor(this.#risk * length));
    return Math.max(this.#least, this.#safety * sorted[above]!);
  }

  forget(): void {
    this.#shifts.length = 0;
  }
}
