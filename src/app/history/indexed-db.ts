/** A vault in IndexedDB. The database is made when the history is switched on, and taken away when it is switched off. */
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { LocumError } from '../../engine/errors.ts';
import type { StoredEntry, VaultHead, VaultStorage } from './vault.ts';

const NAME = 'locum-history';

interface HistorySchema extends DBSchema {
  readonly head: { readonly key: 'head'; readonly value: VaultHead };
  readonly entries: { readonly key: string; readonly value: StoredEntry };
}

function open(): Promise<IDBPDatabase<HistorySchema>> {
  return openDB<HistorySchema>(NAME, 1, {
    upgrade(database) {
      database.createObjectStore('head');
      database.createObjectStore('entries', { keyPath: 'id' });
    },
  });
}

/** @throws {LocumError} `quota-exceeded`, `storage-unavailable` */
async function within<T>(work: (database: IDBPDatabase<HistorySchema>) => Promise<T>): Promise<T> {
  let database: IDBPDatabase<HistorySchema> | null = null;
  try {
    database = await open();
    return await work(database);
  } catch (cause) {
    if (cause instanceof LocumError) throw cause;
    if (cause instanceof DOMException && cause.name === 'QuotaExceededError') {
      throw new LocumError('quota-exceeded', 'The browser has no room left for the history.', {
        cause,
        hint: 'Export the history, then delete entries; or free space on the disk.',
      });
    }
    throw new LocumError('storage-unavailable', 'The browser does not let Locum keep a history.', {
      cause,
      hint: 'Private windows often forbid it. Take the note away with “Export” instead.',
    });
  } finally {
    database?.close();
  }
}

export const indexedDbStorage: VaultStorage = {
  head: async () => {
    // Looking must not leave an empty database behind.
    const known = (await indexedDB.databases?.()) ?? [{ name: NAME }];
    if (!known.some(({ name }) => name === NAME)) return null;
    return within(async (database) => (await database.get('head', 'head')) ?? null);
  },
  putHead: (head) => within(async (database) => void (await database.put('head', head, 'head'))),
  entries: () => within((database) => database.getAll('entries')),
  put: (entries) =>
    within(async (database) => {
      const transaction = database.transaction('entries', 'readwrite');
      await Promise.all([...entries.map((entry) => transaction.store.put(entry)), transaction.done]);
    }),
  delete: (id) => within((database) => database.delete('entries', id)),
  clear: () => deleteDB(NAME),
};
