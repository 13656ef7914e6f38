/** Whose turn it is: models have one context, so requests are answered one after another, in the order they came. */
import { Cancelled, throwIfCancelled } from '../../src/engine/errors.ts';
import { ApiError } from './api-error.ts';

export class TurnQueue {
  readonly #most: number;
  readonly #waiting: (() => void)[] = [];
  #busy = false;

  /** @param most how many may wait at once */
  constructor(most: number) {
    this.#most = most;
  }

  /** Requests that wait, without the one that is being answered. */
  get waiting(): number {
    return this.#waiting.length;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /**
   * Runs `work` when its turn comes.
   * @throws {ApiError} 429 when too many wait
   * @throws {Cancelled} when `signal` aborts before the turn comes; `work` sees to itself afterwards
   */
  async run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
    throwIfCancelled(signal);
    if (this.#busy) await this.#turn(signal);
    this.#busy = true;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // Handed over without a gap: whoever comes in between waits behind those who came before.
      if (next === undefined) this.#busy = false;
      else next();
    }
  }

  #turn(signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#most) {
      const headers = { 'Retry-After': '2' };
      throw new ApiError(429, 'rate_limit_exceeded', `${this.#most} requests wait already.`, { headers });
    }
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(begin), 1);
        reject(new Cancelled());
      };
      const begin = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      this.#waiting.push(begin);
      signal.addEventListener('abort', leave, { once: true });
    });
  }
}
