/**
 * Gathers values and hands them over at most once a frame: tokens may come faster than the screen is drawn.
 * In a hidden tab there are no frames; there they wait until it is shown again or until `flush`.
 */
export class FrameBatch<Value> {
  readonly #deliver: (values: readonly Value[]) => void;
  #values: Value[] = [];
  #frame = 0;

  constructor(deliver: (values: readonly Value[]) => void) {
    this.#deliver = deliver;
  }

  add(value: Value): void {
    this.#values.push(value);
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.flush());
  }

  flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    const values = this.#values;
    this.#values = [];
    if (values.length > 0) this.#deliver(values);
  }
}
