/** Threads that share the jobs of all models of a loader. Whatever becomes of them, the thread that asks goes on by itself. */
import type { JobKind, Task } from '../jobs/job.ts';
import type { KernelModules, Kernels } from '../kernels.ts';
import { Control } from './control.ts';
import type { FromThread, Thread, ThreadHost } from './thread-host.ts';

/** How long a thread may take to start, or to take a memory in. */
const START_MS = 30_000;
const LEAST_WORK = 100_000;
const PATIENCE_MS = 1500;

/** A thread failed or does not come back, so the pass that it helped with is worth nothing: it has to be run again. */
export class ThreadLost extends Error {
  /** Resolves once no thread can write any more. */
  readonly ended: Promise<void>;

  constructor(ended: Promise<void>) {
    super('A thread was lost.');
    this.ended = ended;
  }
}

/** The threads as one memory has them. */
export interface Crew {
  /** The asking thread among them. */
  readonly lanes: number;
  /** Multiply–adds below which a job is done before another thread has begun to help. */
  readonly leastWork: number;
  /** @throws {ThreadLost} when a thread failed or does not come back; the next job is then done by the asking thread alone */
  run<Field extends string>(kind: JobKind<Field>, task: Task<Field>, units: number, kernels: Kernels): void;
  /** No job follows soon. */
  rest(): void;
}

export interface PoolOptions {
  /** How long to wait, twice, for a thread that has work: a unit takes milliseconds, on a machine that is busy more. */
  readonly patienceMs?: number | undefined;
  readonly leastWork?: number | undefined;
}

/** Something that a thread is to say. */
interface Awaited {
  readonly thread: Thread;
  readonly isAwaited: (message: FromThread) => boolean;
  readonly resolve: () => void;
}

export class ThreadPool {
  readonly #options: PoolOptions;
  readonly #control = new Control();
  #threads: readonly Thread[] = [];
  /** Why there are no threads, or none any more; null while there are. */
  #none: string | null = null;
  #memories = 0;
  readonly #awaited = new Set<Awaited>();
  /** The memory whose jobs the threads were called to. */
  #called: number | null = null;

  private constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Never rejects: where threads cannot be had, `told` says why. */
  static async open(host: ThreadHost, options: PoolOptions = {}): Promise<ThreadPool> {
    const pool = new ThreadPool(options);
    await pool.#start(host);
    return pool;
  }

  /** How many threads compute, in the user's words. */
  get told(): string {
    return this.#none === null ? `${this.lanes} threads compute.` : `One thread computes, because ${this.#none}.`;
  }

  get hasThreads(): boolean {
    return this.#threads.length > 0;
  }

  /** Threads that compute, the asking one among them. */
  get lanes(): number {
    return this.#threads.length + 1;
  }

  /** Gives it up for good. @param reason to follow “because” */
  giveUp(reason: string): Promise<void> {
    this.#none ??= reason;
    const threads = this.#threads;
    this.#threads = [];
    for (const thread of threads) thread.onend = null;
    for (const { resolve } of this.#awaited) resolve();
    this.#awaited.clear();
    return Promise.all(threads.map((thread) => thread.end())).then(() => {});
  }

  /**
   * Shares a memory with the threads.
   * @returns null where there are no threads
   */
  async attach(memory: WebAssembly.Memory, modules: KernelModules): Promise<Crew | null> {
    const id = this.#memories++;
    if (!this.hasThreads) return null;
    for (const thread of this.#threads) thread.post({ type: 'attach', id, memory, modules });
    await this.#hear((message) => message.type === 'attached' && message.id === id);
    if (!this.hasThreads) return null;
    return {
      lanes: this.lanes,
      leastWork: this.#options.leastWork ?? LEAST_WORK,
      run: (kind, task, units, kernels) => this.#run(id, kind, task, units, kernels),
      rest: () => this.#rest(),
    };
  }

  async #start(host: ThreadHost): Promise<void> {
    if ('none' in host) {
      this.#none = host.none;
      return;
    }
    try {
      this.#threads = Array.from({ length: host.threads - 1 }, () => host.start());
    } catch (thrown) {
      this.#none = `no other could be started (${thrown instanceof Error ? thrown.message : String(thrown)})`;
      return;
    }
    for (const [index, thread] of this.#threads.entries()) {
      thread.onmessage = (message) => this.#heard(thread, message);
      thread.onend = (reason) => void this.giveUp(`another one ended${reason && ` (${reason})`}`);
      thread.post({ type: 'start', control: this.#control.buffer, lane: index + 1 });
    }
    await this.#hear(({ type }) => type === 'started');
  }

  /** Waits until every thread has said what is awaited, or the pool was given up: because one failed, ended or stays silent. */
  async #hear(isAwaited: (message: FromThread) => boolean): Promise<void> {
    const timer = setTimeout(() => void this.giveUp('another one does not answer'), START_MS);
    await Promise.all(
      this.#threads.map((thread) => new Promise<void>((resolve) => this.#awaited.add({ thread, isAwaited, resolve }))),
    );
    clearTimeout(timer);
  }

  #heard(thread: Thread, message: FromThread): void {
    if (message.type === 'failed') void this.giveUp(`another one failed (${message.reason})`);
    for (const awaited of this.#awaited) {
      if (awaited.thread !== thread || !awaited.isAwaited(message)) continue;
      this.#awaited.delete(awaited);
      awaited.resolve();
    }
  }

  #run<Field extends string>(
    id: number,
    kind: JobKind<Field>,
    task: Task<Field>,
    units: number,
    kernels: Kernels,
  ): void {
    if (!this.hasThreads) {
      kind.run(kernels, task, 0, units, 0);
      return;
    }
    this.#call(id);
    const control = this.#control;
    control.open(kind, task, units);
    let isDone = false;
    try {
      for (let unit = control.take(units); unit !== null; unit = control.take(units))
        kind.run(kernels, task, unit, unit + 1, 0);
    } finally {
      isDone = control.close(this.#options.patienceMs ?? PATIENCE_MS);
    }
    if (!isDone) throw new ThreadLost(this.giveUp('another one failed or ended while it computed'));
  }

  #call(id: number): void {
    if (this.#called === id) return;
    this.#rest();
    this.#called = id;
    for (const thread of this.#threads) thread.post({ type: 'help', id, pass: this.#control.pass });
  }

  #rest(): void {
    if (this.#called === null) return;
    this.#called = null;
    this.#control.endPass();
  }
}
