/**
 * What all tabs of Locum share – the history, batches, evaluations, stored models – has one writer at a time, and the others hear
 * of it. Where a browser has no Web Locks nobody waits: whoever writes compares with what is there all the same.
 */

export interface Shared {
  /** Runs `work` while nobody else writes, then tells the other tabs, whether it succeeded or not. */
  write<T>(work: () => Promise<T>): Promise<T>;
  /** Tells the other tabs of what was written in another way. */
  announce(): void;
  /** Calls `listener` whenever another tab, or a worker, has written. Returns how to end that. */
  watch(listener: () => unknown): () => void;
}

export function shared(name: string): Shared {
  const channel = `locum.${name}`;
  return {
    async write(work) {
      const { locks } = navigatorHere();
      try {
        return await (locks === undefined ? work() : locks.request(channel, work));
      } finally {
        announce(channel);
      }
    },
    announce: () => announce(channel),
    watch(listener) {
      if (typeof BroadcastChannel === 'undefined') return () => {};
      const open = new BroadcastChannel(channel);
      open.onmessage = () => listener();
      return () => open.close();
    },
  };
}

/** A channel for each word, as a channel does not hear itself: what watches in this page hears its own workers, too. */
function announce(channel: string): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const open = new BroadcastChannel(channel);
  open.postMessage(null);
  open.close();
}

/** Something of which one tab at a time may have the use, until it lets go or is closed. */
export interface Hold {
  release(): void;
}

/**
 * Takes hold of `name`, or null while another tab has it.
 * @param patienceMs how long to wait for it to become free: a page that is reloaded meets itself as it was
 */
export async function hold(name: string, patienceMs = 0): Promise<Hold | null> {
  const { locks } = navigatorHere();
  if (locks === undefined) return { release() {} };
  return new Promise((resolve, reject) => {
    const options = patienceMs === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(patienceMs) };
    locks
      .request(`locum.${name}`, options, (lock) => {
        if (lock === null) return resolve(null);
        return new Promise<void>((release) => resolve({ release }));
      })
      .catch((thrown: unknown) => {
        if (thrown instanceof DOMException && (thrown.name === 'TimeoutError' || thrown.name === 'AbortError'))
          resolve(null);
        else reject(thrown);
      });
  });
}

/** Which names that begin so some tab has hold of; none where the browser does not tell. */
export async function held(prefix: string): Promise<ReadonlySet<string>> {
  const { locks } = navigatorHere();
  const { held: taken = [] } = (await locks?.query()) ?? {};
  const start = `locum.${prefix}`;
  return new Set(taken.flatMap(({ name }) => (name?.startsWith(start) ? name.slice('locum.'.length) : [])));
}

/** Node has had no navigator for long; a page that is not secure has one without locks. */
function navigatorHere(): { readonly locks?: LockManager } {
  return typeof navigator === 'undefined' ? {} : navigator;
}
