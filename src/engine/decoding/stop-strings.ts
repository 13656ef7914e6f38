/** Ends a text where one of some strings begins, and never shows the beginning of one. */
export class StopStrings {
  readonly #stops: readonly string[];
  #held = '';

  constructor(stops: readonly string[]) {
    this.#stops = stops.filter((stop) => stop !== '');
  }

  /** What can be shown after `text` came in; `stop` is the stop string that is complete (text from it on is dropped). */
  push(text: string): { readonly text: string; readonly stop: string | null } {
    const all = this.#held + text;
    const found = this.#stops.map((stop) => ({ stop, start: all.indexOf(stop) })).filter(({ start }) => start >= 0);
    const [first, ...others] = found;
    if (first !== undefined) {
      const { stop, start } = others.reduce((best, other) => (other.start < best.start ? other : best), first);
      this.#held = '';
      return { text: all.slice(0, start), stop };
    }
    const kept = Math.max(0, ...this.#stops.map((stop) => overlap(all, stop)));
    this.#held = all.slice(all.length - kept);
    return { text: all.slice(0, all.length - kept), stop: null };
  }

  /** What was held back, when no more text comes. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Length of the longest end of `text` that is a beginning of `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--) {
    if (text.endsWith(stop.slice(0, length))) return length;
  }
  return 0;
}
