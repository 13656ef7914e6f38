import type { Kernels } from '../kernels.ts';
import type { Crew } from '../threads/thread-pool.ts';
import type { JobKind, Task } from './job.ts';

/** Does jobs over one memory: with others, or alone. */
export class JobRunner {
  readonly kernels: Kernels;
  readonly #crew: Crew | null;

  constructor(kernels: Kernels, crew: Crew | null) {
    this.kernels = kernels;
    this.#crew = crew;
  }

  /** Threads that have room for themselves, the calling one among them. */
  get lanes(): number {
    return this.#crew?.lanes ?? 1;
  }

  /**
   * @param work multiply–adds of the whole job
   * @throws {ThreadLost} see `Crew.run`
   */
  run<Field extends string>(kind: JobKind<Field>, task: Task<Field>, units: number, work: number): void {
    if (this.#crew !== null && units > 1 && work >= this.#crew.leastWork) {
      this.#crew.run(kind, task, units, this.kernels);
      return;
    }
    kind.run(this.kernels, task, 0, units, 0);
  }

  /** Runs `work`, all the jobs of which follow closely: threads that help stay awake meanwhile. */
  pass(work: () => void): void {
    try {
      work();
    } finally {
      this.#crew?.rest();
    }
  }
}
