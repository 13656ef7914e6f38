/**
 * Whose turn it is: the models do one thing at a time, whoever asks. Who comes while somebody is at work waits until that is
 * done. What takes long and can be gone on with gives way to what does not, and goes on by itself afterwards.
 */
import { create } from 'zustand';
import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import { problemOf } from './engine.ts';

/** What became of a task: `done`, `cancelled`, or the error it failed with. */
export type Outcome = 'done' | 'cancelled' | ErrorRecord;

interface TurnStore {
  /** Who is at work, as pages call it; null when nobody is. */
  readonly holder: string | null;
  /** Who waits, in the order of their turns. */
  readonly waiting: readonly string[];
}

export const useTurn = create<TurnStore>(() => ({ holder: null, waiting: [] }));

/** For whom `name` waits; null when it does not. */
export function useWaitsFor(name: string): string | null {
  return useTurn(({ holder, waiting }) => (waiting.includes(name) ? holder : null));
}

interface Claim {
  readonly name: string;
  readonly goesOn: boolean;
  /** Ends the stretch of work in hand, to be gone on with at the next turn. */
  readonly giveWay: AbortController;
  readonly begin: () => void;
}

let holder: Claim | null = null;
let queue: readonly Claim[] = [];

/** What goes on stands behind what does not; what has given way, before others of its kind. */
function enqueue(claim: Claim, gaveWay: boolean): void {
  const first = queue.filter(({ goesOn }) => !goesOn);
  const later = queue.filter(({ goesOn }) => goesOn);
  if (!claim.goesOn) queue = [...first, claim, ...later];
  else queue = gaveWay ? [...first, claim, ...later] : [...first, ...later, claim];
  if (holder?.goesOn && !claim.goesOn) holder.giveWay.abort();
  next();
}

function next(): void {
  if (holder === null) {
    const [claim, ...rest] = queue;
    if (claim !== undefined) {
      holder = claim;
      queue = rest;
      claim.begin();
    }
  }
  useTurn.setState({ holder: holder?.name ?? null, waiting: queue.map(({ name }) => name) });
}

function leave(claim: Claim): void {
  if (holder === claim) holder = null;
  queue = queue.filter((each) => each !== claim);
  next();
}

/** One thing that a page has the models do. Done again while it is at work, it is what was asked for last that is done. */
export class ModelTask {
  /** What pages call it: “Classify”. */
  readonly name: string;
  readonly #goesOn: boolean;
  #current: AbortController | null = null;

  /** @param goesOn it may take long, and called again it goes on where it was ended: it gives way to others */
  constructor(name: string, { goesOn = false }: { readonly goesOn?: boolean } = {}) {
    this.name = name;
    this.#goesOn = goesOn;
  }

  stop(): void {
    this.#current?.abort();
  }

  /** At work, or waiting for its turn. */
  get isRunning(): boolean {
    return this.#current !== null;
  }

  /**
   * Waits for the models and does the task; what it was doing before is stopped. A task that goes on is called anew after
   * it had to give way, and has to bear that anywhere it looks at its signal.
   */
  async run(task: (signal: AbortSignal) => Promise<void>): Promise<Outcome> {
    this.#current?.abort();
    const stop = new AbortController();
    this.#current = stop;
    try {
      for (let gaveWay = false; ; gaveWay = true) {
        const claim = await this.#turn(stop.signal, gaveWay);
        const { signal } = claim.giveWay;
        try {
          await task(AbortSignal.any([stop.signal, signal]));
          return 'done';
        } catch (thrown) {
          if (!(thrown instanceof Cancelled) || stop.signal.aborted || !signal.aborted) throw thrown;
        } finally {
          leave(claim);
        }
      }
    } catch (thrown) {
      return thrown instanceof Cancelled ? 'cancelled' : problemOf(thrown);
    } finally {
      if (this.#current === stop) this.#current = null;
    }
  }

  /** @throws {Cancelled} when it is stopped before its turn has come */
  #turn(stop: AbortSignal, gaveWay: boolean): Promise<Claim> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        leave(claim);
        reject(new Cancelled());
      };
      const claim: Claim = {
        name: this.name,
        goesOn: this.#goesOn,
        giveWay: new AbortController(),
        begin: () => {
          stop.removeEventListener('abort', giveUp);
          resolve(claim);
        },
      };
      if (stop.aborted) {
        reject(new Cancelled());
        return;
      }
      stop.addEventListener('abort', giveUp, { once: true });
      enqueue(claim, gaveWay);
    });
  }
}
