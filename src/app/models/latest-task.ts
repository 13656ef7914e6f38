import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import { problemOf } from './engine.ts';
import { takeTurn } from './turn.ts';

/** What became of a task: `done`, `cancelled`, or the error it failed with. */
export type Outcome = 'done' | 'cancelled' | ErrorRecord;

/** What can be stopped: a task of the models. Another one, of this or any other page, stops it too. */
export class LatestTask {
  #current: AbortController | null = null;

  stop(): void {
    this.#current?.abort();
  }

  get isRunning(): boolean {
    return this.#current !== null;
  }

  async run(task: (signal: AbortSignal) => Promise<void>): Promise<Outcome> {
    const controller = takeTurn();
    this.#current = controller;
    try {
      await task(controller.signal);
      return 'done';
    } catch (thrown) {
      return thrown instanceof Cancelled ? 'cancelled' : problemOf(thrown);
    } finally {
      if (this.#current === controller) this.#current = null;
    }
  }
}
