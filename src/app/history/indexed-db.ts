/** A vault in IndexedDB. The database is made when the history is switched on. */
import type { DBSchema } from 'idb';
import { Database } from '../shell/database.ts';
import { type StoredEntry, sameSeal, sameVault, type VaultHead, type VaultStorage } from './vault-storage.ts';

interface HistorySchema extends DBSchema {
  readonly head: { readonly key: 'head'; readonly value: VaultHead };
  readonly entries: { readonly key: string; readonly value: StoredEntry };
}

/**
 * Version 2 has the stores of 1; versions of Locum that cleared what they did not expect no longer open it. Nor do those open
 * version 3 that keep no register: what they save would look as if somebody had put it there.
 */
const database = new Database<HistorySchema>({
  name: 'locum-history',
  version: 3,
  upgrade(fresh) {
    if (!fresh.objectStoreNames.contains('head')) fresh.createObjectStore('head');
    if (!fresh.objectStoreNames.contains('entries')) fresh.createObjectStore('entries', { keyPath: 'id' });
  },
  holds: 'keep a history',
  otherwise: 'Private windows often forbid it. Take the note away with “Export” instead.',
});

export const indexedDbStorage: VaultStorage = {
  head: async () => {
    if (!(await database.exists())) return null;
    return database.within(async (opened) => (await opened.get('head', 'head')) ?? null);
  },
  begin: (head) =>
    database.within(async (opened) => {
      const transaction = opened.transaction('head', 'readwrite');
      const free = (await transaction.store.count()) === 0;
      if (free) await transaction.store.put(head, 'head');
      await transaction.done;
      return free;
    }),
  contents: (head) =>
    database.within(async (opened) => {
      const transaction = opened.transaction(['head', 'entries']);
      const stored = await transaction.objectStore('head').get('head');
      if (stored === undefined || !sameVault(stored, head)) return null;
      return { check: stored.check, entries: await transaction.objectStore('entries').getAll() };
    }),
  change: (head, { put, remove, check }) =>
    database.within(async (opened) => {
      const transaction = opened.transaction(['head', 'entries'], 'readwrite');
      const heads = transaction.objectStore('head');
      const entries = transaction.objectStore('entries');
      const stored = await heads.get('head');
      if (stored === undefined || !sameVault(stored, head)) return 'another';
      if (!sameSeal(stored.check, check.from)) return 'overtaken';
      const work = [...put.map((entry) => entries.put(entry)), ...remove.map((id) => entries.delete(id))];
      await Promise.all([...work, heads.put({ ...stored, check: check.to }, 'head'), transaction.done]);
      return 'done';
    }),
  end: (head) =>
    database.within(async (opened) => {
      const transaction = opened.transaction(['head', 'entries'], 'readwrite');
      const heads = transaction.objectStore('head');
      const same = sameVault(await heads.get('head'), head);
      if (same) await Promise.all([heads.clear(), transaction.objectStore('entries').clear()]);
      await transaction.done;
      return same;
    }),
};
