/** Bytes a second over the last seconds, and what that means for the rest. */

/** Long enough to smooth over a network's bursts, short enough to show that it has become slow. */
const WINDOW_MS = 5000;

export interface Pace {
  /** Null until there are two readings apart. */
  readonly bytesPerSecond: number | null;
  /** Null while the pace or the total is unknown, or nothing moves. */
  readonly secondsLeft: number | null;
}

export class TransferRate {
  #readings: { readonly at: number; readonly bytes: number }[] = [];

  /** @param at milliseconds on a clock that only goes forward @param bytes done so far */
  add(at: number, bytes: number): void {
    // Fewer bytes than before: a file was started again.
    if (bytes < (this.#readings.at(-1)?.bytes ?? 0)) this.#readings = [];
    this.#readings.push({ at, bytes });
    const keep = this.#readings.findLastIndex((reading) => at - reading.at >= WINDOW_MS);
    if (keep > 0) this.#readings.splice(0, keep);
  }

  /** After a pause, old readings say nothing. */
  reset(): void {
    this.#readings = [];
  }

  pace(bytesTotal: number | null): Pace {
    const first = this.#readings[0];
    const last = this.#readings.at(-1);
    if (first === undefined || last === undefined || last.at <= first.at) {
      return { bytesPerSecond: null, secondsLeft: null };
    }
    const bytesPerSecond = ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
    const known = bytesTotal !== null && bytesPerSecond > 0;
    return { bytesPerSecond, secondsLeft: known ? (bytesTotal - last.bytes) / bytesPerSecond : null };
  }
}
