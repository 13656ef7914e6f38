/**
 * Whether a worker lives. While something is asked of it, it is pinged: long silence is told, and told again when it is over, but proves
 * nothing, because a worker may compute for long. That it has ended (closed itself, killed for its memory) is known by its lock.
 */

type Sign = { readonly type: 'ping'; readonly number: number } | { readonly type: 'live'; readonly lock: string };

export interface HeartbeatOptions {
  send(sign: Sign): void;
  onSilence(silent: boolean): void;
  onEnd(): void;
}

const INTERVAL_MS = 2_000;
/** Pings without an answer, not time: a page that sleeps sends none. */
const MOST_UNANSWERED = 5;

export class Heartbeat {
  readonly #options: HeartbeatOptions;
  readonly #lock = `locum-worker-${crypto.randomUUID()}`;
  readonly #stopped = new AbortController();
  #timer: ReturnType<typeof setInterval> | null = null;
  #asked = 0;
  #answered = 0;
  #unanswered = 0;
  #silent = false;
  #isUp = false;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
    if (globalThis.navigator?.locks !== undefined) options.send({ type: 'live', lock: this.#lock });
  }

  /** The worker has been heard at all. */
  get isUp(): boolean {
    return this.#isUp;
  }

  /** Listens from now on, until `rest`. */
  beat(): void {
    this.#timer ??= setInterval(() => this.#tick(), INTERVAL_MS);
  }

  rest(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#unanswered = 0;
    this.#tell(false);
  }

  /** @returns tells whether the worker has taken all messages until now */
  ask(): () => boolean {
    const number = ++this.#asked;
    this.#options.send({ type: 'ping', number });
    return () => this.#answered >= number;
  }

  /** Any message is a sign of life. */
  heard(): void {
    this.#isUp = true;
    this.#unanswered = 0;
    this.#tell(false);
  }

  answered(number: number): void {
    this.#answered = number;
  }

  /** The worker holds its lock: whoever gets it next knows that the worker is gone. */
  watch(): void {
    const { signal } = this.#stopped;
    navigator.locks
      .request(this.#lock, { signal }, () => {})
      .then(
        () => {
          if (!signal.aborted) this.#options.onEnd();
        },
        () => {},
      );
  }

  stop(): void {
    this.rest();
    this.#stopped.abort();
  }

  #tick(): void {
    if (this.#isUp && this.#asked > this.#answered) this.#unanswered += 1;
    this.ask();
    if (this.#unanswered >= MOST_UNANSWERED) this.#tell(true);
  }

  #tell(silent: boolean): void {
    if (silent === this.#silent) return;
    this.#silent = silent;
    this.#options.onSilence(silent);
  }
}
