/** Tasks that share something are done one at a time, in the order in which they were asked for. */
import { Cancelled, throwIfCancelled } from './errors.ts';

export class Turns {
  /** Never rejects: a task that fails holds up nobody. */
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param signal ends the waiting at once; the task, which should heed it itself, is not begun then
   * @throws {Cancelled} and what the task throws
   */
  take<Value>(task: () => Promise<Value> | Value, signal?: AbortSignal): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const leave = () => reject(new Cancelled());
      if (signal?.aborted) return leave();
      signal?.addEventListener('abort', leave);
      const turn = this.#last.then(() => {
        signal?.removeEventListener('abort', leave);
        throwIfCancelled(signal);
        return task();
      });
      this.#last = turn.catch(() => {});
      turn.then(resolve, reject);
    });
  }
}
