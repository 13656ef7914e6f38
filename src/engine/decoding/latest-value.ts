/** Between a callback and an async iteration: a slow reader sees the latest value and misses those in between. */
export class LatestValue<Value> {
  #latest: { readonly value: Value } | null = null;
  #wake: () => void = () => {};

  set(value: Value): void {
    this.#latest = { value };
    this.#wake();
  }

  /** Yields values as they come until `work` is done; the last one is never missed. Rejects as `work` does. */
  async *until(work: Promise<void>): AsyncGenerator<Value, void, undefined> {
    let done = false;
    const finished = work.finally(() => {
      done = true;
      this.#wake();
    });
    // Read below; without a handler now, a failure while the reader is busy would count as unhandled.
    finished.catch(() => {});
    for (;;) {
      const latest = this.#latest;
      this.#latest = null;
      if (latest !== null) yield latest.value;
      else if (done) break;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    await finished;
  }
}
