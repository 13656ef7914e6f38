/** Memory of this process's descendants, which a browser that it started is. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended between two looks.
    return '';
  }
}

function descendants(): readonly string[] {
  const children = new Map<string, string[]>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    // The name in parentheses may hold anything; the parent is the second field after it.
    const parent = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')[1];
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found = [...(children.get(String(process.pid)) ?? [])];
  for (let i = 0; i < found.length; i++) found.push(...(children.get(found[i]!) ?? []));
  return found;
}

/**
 * Bytes of memory that hold data: anonymous pages and shared memory, without what is mapped from files. Memory that
 * processes share counts once for each of them, so the figure is rather too large than too small.
 */
export function memoryOfChildren(): number {
  return descendants().reduce((sum, pid) => {
    const status = read(`/proc/${pid}/status`);
    const kilobytes = (field: string): number =>
      Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
    return sum + 1024 * (kilobytes('RssAnon') + kilobytes('RssShmem'));
  }, 0);
}

/** Looks at the memory until stopped. */
export class PeakMemory {
  #peak = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(everyMs = 100) {
    this.#look();
    this.#timer = setInterval(() => this.#look(), everyMs);
  }

  #look(): void {
    this.#peak = Math.max(this.#peak, memoryOfChildren());
  }

  /** The largest seen, in bytes. */
  stop(): number {
    clearInterval(this.#timer);
    this.#look();
    return this.#peak;
  }
}
