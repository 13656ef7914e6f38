/** Which of several kept things of a kind this tab has open: no two tabs have the same, and a reload gives a tab its own back. */
import { type Hold, held, hold } from '../../tabs.ts';

/** A page that is reloaded may come before it has quite gone. */
const RELOAD_MS = 2000;
/** This tab let go of what it had: it takes up nothing by itself. */
const NONE = '';

export class Claim {
  readonly #kind: string;
  #mine: { readonly id: string; readonly hold: Hold } | null = null;

  /** @param kind begins the names of what is held, and of what the tab remembers over a reload: an id, and nothing else */
  constructor(kind: string) {
    this.#kind = kind;
  }

  get mine(): string | null {
    return this.#mine?.id ?? null;
  }

  /** Takes up what this tab had before it was reloaded; a new tab takes the first of `ids` that no other tab has. */
  async restore(ids: readonly string[]): Promise<string | null> {
    const remembered = this.#remembered();
    if (remembered !== null) {
      return ids.includes(remembered) && (await this.take(remembered, RELOAD_MS)) ? remembered : null;
    }
    for (const id of ids) if (await this.take(id)) return id;
    return null;
  }

  /** False while another tab has it. */
  async take(id: string, patienceMs = 0): Promise<boolean> {
    if (this.#mine?.id === id) return true;
    const taken = await hold(this.#name(id), patienceMs);
    if (taken === null) return false;
    this.#mine?.hold.release();
    this.#mine = { id, hold: taken };
    this.#remember(id);
    return true;
  }

  /** Lets go of what this tab has. */
  drop(): void {
    if (this.#mine === null) return;
    this.#mine.hold.release();
    this.#mine = null;
    this.#remember(NONE);
  }

  /** Ids that other tabs have. */
  async elsewhere(): Promise<ReadonlySet<string>> {
    const start = this.#name('');
    const ids = [...(await held(start))].map((name) => name.slice(start.length));
    return new Set(ids.filter((id) => id !== this.#mine?.id));
  }

  #name(id: string): string {
    return `${this.#kind}.${id}`;
  }

  #remembered(): string | null {
    try {
      return sessionStorage.getItem(`locum.${this.#kind}`);
    } catch {
      return null;
    }
  }

  #remember(id: string): void {
    try {
      sessionStorage.setItem(`locum.${this.#kind}`, id);
    } catch {
      // Session storage is switched off: after a reload the tab takes up whatever is free.
    }
  }
}
