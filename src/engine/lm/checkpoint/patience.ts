/** How long a host may say nothing: one that never answers, stalls or sends a byte now and then ends in an error, not in waiting for ever. */
import { LocumError } from '../../errors.ts';

export interface Patience {
  /** Milliseconds of waiting that fewer than `leastBytes` may take. */
  readonly limitMs: number;
  readonly leastBytes: number;
}

/** Far below the slowest connection that a model could be downloaded over. */
const PATIENCE: Patience = { limitMs: 15_000, leastBytes: 1024 };
/** Waiting is counted in steps: a computer that sleeps, or a worker that is busy, has waited for one of them and no longer. */
const STEPS = 15;

/** The waiting for one answer, headers and body. Time that its reader takes over what has come is not counted. */
export class Waiting {
  readonly #patience: Patience;
  readonly #label: string;
  #waitedMs = 0;
  #bytes = 0;

  /** @param label whose files are waited for, for people */
  constructor(label: string, patience: Patience = PATIENCE) {
    this.#label = label;
    this.#patience = patience;
  }

  /** What the host sends next. @throws {LocumError} `network`, with `details.silentSeconds`, when it is silent for too long */
  async for<T>(next: Promise<T>): Promise<T> {
    const stepMs = this.#patience.limitMs / STEPS;
    let since = performance.now();
    const step = (): void => {
      const now = performance.now();
      this.#waitedMs += Math.min(now - since, stepMs);
      since = now;
    };
    let timer: ReturnType<typeof setInterval> | undefined;
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setInterval(() => {
        step();
        // A timer may come a little before its time.
        if (this.#waitedMs > this.#patience.limitMs - stepMs / 2) reject(this.#silent());
      }, stepMs);
    });
    try {
      return await Promise.race([next, silence]);
    } finally {
      clearInterval(timer);
      step();
    }
  }

  /** @throws {LocumError} as `for`, where what came in all this time is next to nothing */
  heard(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes >= this.#patience.leastBytes) {
      this.#bytes = 0;
      this.#waitedMs = 0;
    } else if (this.#waitedMs >= this.#patience.limitMs) throw this.#silent();
  }

  #silent(): LocumError {
    const seconds = Math.round(this.#patience.limitMs / 1000);
    return new LocumError('network', `The host of “${this.#label}” has sent next to nothing for ${seconds} s.`, {
      hint: 'What has arrived is kept, and the download goes on at the same byte. The host may be overloaded: try again later, or take the model from another address.',
      details: { silentSeconds: seconds },
    });
  }
}

/** Whether an error is a host's silence, which has taken its time already. */
export function isSilence(error: LocumError): boolean {
  return 'silentSeconds' in error.details;
}

export interface Answer {
  readonly response: Response;
  /** To be told of the body's chunks, and asked for them. */
  readonly waiting: Waiting;
}

/**
 * `fetch`, given up when no headers come. The body is still to be read under `waiting`.
 * @throws {LocumError} `network` for silence; else whatever `fetch` rejects with
 */
export async function fetchPatiently(
  url: string,
  init: RequestInit,
  label: string,
  patience: Patience = PATIENCE,
): Promise<Answer> {
  const given = new AbortController();
  const signal = init.signal ? AbortSignal.any([init.signal, given.signal]) : given.signal;
  const waiting = new Waiting(label, patience);
  try {
    return { response: await waiting.for(fetch(url, { ...init, signal })), waiting };
  } catch (thrown) {
    given.abort();
    throw thrown;
  }
}
