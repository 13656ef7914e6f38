/**
 * The memory by which a pool and its threads find each other. Jobs come one after another; each is announced by a generation,
 * odd while the job is open. A thread that is `inside` may take units; the pool closes the job when all are taken, and changes
 * nothing of it before everybody has gone outside. So a thread that comes late, or never, is waited for by nobody.
 */
import type { JobKind, Task } from '../jobs/job.ts';
import { JOB_KINDS } from '../jobs/kinds.ts';
import type { Kernels } from '../kernels.ts';

/** Places in the words, those that change often a cache line apart. */
const WORD = { generation: 0, pass: 16, next: 32, inside: 48, failed: 64, asleep: 80, kind: 96, units: 97 } as const;
const FIELDS_AT = 448;
const MOST_FIELDS = 32;
const BYTES = FIELDS_AT + 8 * MOST_FIELDS;

/**
 * Looks at a word before one goes to sleep over it: some hundred microseconds, more than lies between two jobs of a pass. Waking a
 * thread takes 50 µs on a virtual machine and costs the one that wakes it as much, hundreds of times a token.
 */
const LOOKS = 100_000;

export class Control {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #fields: Float64Array;
  /** A task of each kind, filled anew for every job: making one took a thread as long as some units take. */
  readonly #tasks: readonly Record<string, number>[] = JOB_KINDS.map(({ fields }) =>
    Object.assign({}, ...fields.map((field) => ({ [field]: 0 }))),
  );

  constructor(buffer = new SharedArrayBuffer(BYTES)) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer, 0, FIELDS_AT / 4);
    this.#fields = new Float64Array(buffer, FIELDS_AT, MOST_FIELDS);
  }

  // ---- The pool's side ----

  /** The pass that is going on. */
  get pass(): number {
    return Atomics.load(this.#words, WORD.pass);
  }

  endPass(): void {
    Atomics.add(this.#words, WORD.pass, 1);
    Atomics.add(this.#words, WORD.generation, 2);
    wake(this.#words, WORD.generation);
  }

  open<Field extends string>(kind: JobKind<Field>, task: Task<Field>, units: number): void {
    const words = this.#words;
    words[WORD.kind] = JOB_KINDS.indexOf(kind as JobKind<string>);
    words[WORD.units] = units;
    const { fields } = kind;
    for (let index = 0; index < fields.length; index++) this.#fields[index] = task[fields[index]!];
    Atomics.store(words, WORD.next, 0);
    Atomics.add(words, WORD.generation, 1);
    wake(words, WORD.generation);
  }

  /** The next unit of the open job that nobody has taken; null when all are. */
  take(units: number): number | null {
    const unit = Atomics.add(this.#words, WORD.next, 1);
    return unit < units ? unit : null;
  }

  /**
   * Lets nobody in any more, and waits until nobody is inside.
   * @param patienceMs how long to wait while nobody comes out, twice: the first may have passed while the machine was asleep
   * @returns whether all is done: not when a thread has failed, or is not coming out
   */
  close(patienceMs: number): boolean {
    const words = this.#words;
    Atomics.add(words, WORD.generation, 1);
    for (;;) {
      const inside = Atomics.load(words, WORD.inside);
      if (inside === 0) return Atomics.load(words, WORD.failed) === 0;
      const comesOut = () => changes(words, WORD.inside, inside, patienceMs);
      if (!comesOut() && !comesOut()) return false;
    }
  }

  // ---- A thread's side ----

  /** Takes units of the jobs of a pass until it ends. */
  help(pass: number, kernels: Kernels, lane: number): void {
    const words = this.#words;
    let seen = 0;
    while (Atomics.load(words, WORD.pass) === pass) {
      const generation = Atomics.load(words, WORD.generation);
      const isOpen = (generation & 1) === 1;
      if (!isOpen || generation === seen) {
        changes(words, WORD.generation, generation, Number.POSITIVE_INFINITY);
        continue;
      }
      seen = generation;
      Atomics.add(words, WORD.inside, 1);
      try {
        if (Atomics.load(words, WORD.generation) === generation) this.#takeUnits(kernels, lane);
      } catch (thrown) {
        Atomics.store(words, WORD.failed, 1);
        throw thrown;
      } finally {
        if (Atomics.sub(words, WORD.inside, 1) === 1) wake(words, WORD.inside);
      }
    }
  }

  #takeUnits(kernels: Kernels, lane: number): void {
    const index = this.#words[WORD.kind]!;
    const units = this.#words[WORD.units]!;
    const kind = JOB_KINDS[index]!;
    const task = this.#tasks[index]!;
    for (let field = 0; field < kind.fields.length; field++) task[kind.fields[field]!] = this.#fields[field]!;
    for (let unit = this.take(units); unit !== null; unit = this.take(units))
      kind.run(kernels, task, unit, unit + 1, lane);
  }
}

/** Waits until a word is no longer `value`. @returns whether it did so in time */
function changes(words: Int32Array, at: number, value: number, patienceMs: number): boolean {
  for (let look = 0; look < LOOKS; look++) {
    if (Atomics.load(words, at) !== value) return true;
  }
  Atomics.add(words, WORD.asleep, 1);
  const woken = Atomics.wait(words, at, value, patienceMs);
  Atomics.sub(words, WORD.asleep, 1);
  return woken !== 'timed-out';
}

/** Wakes who waits for a word to change, after it has; most of the time nobody sleeps, and asking the system to wake nobody takes microseconds. */
function wake(words: Int32Array, at: number): void {
  if (Atomics.load(words, WORD.asleep) > 0) Atomics.notify(words, at);
}
