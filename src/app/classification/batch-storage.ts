/**
 * The one batch that is kept when the user asks for it, in this browser's IndexedDB: its items once, and every result as it
 * comes, so that a reload loses at most the item in work.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { LocumError } from '../../engine/errors.ts';
import type { LabelSet } from '../../engine/tasks/label-sets.ts';
import type { BatchItem, BatchResult } from './batch.ts';

export interface KeptBatch {
  readonly name: string;
  readonly set: LabelSet;
  readonly alpha: number;
  readonly items: readonly BatchItem[];
}

interface Schema extends DBSchema {
  batch: { key: 'current'; value: KeptBatch };
  results: { key: number; value: BatchResult };
}

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('locum-classification', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('batch');
      fresh.createObjectStore('results', { keyPath: 'index' });
    },
  }).catch((cause: unknown) => {
    database = null;
    throw new LocumError('storage-unavailable', 'This browser keeps nothing here, so the batch ends with the page.', {
      hint: 'Private windows often forbid it. Go on without keeping it; results can be exported at any time.',
      cause,
    });
  });
  return database;
}

export async function keepBatch(batch: KeptBatch, results: readonly BatchResult[]): Promise<void> {
  const transaction = (await open()).transaction(['batch', 'results'], 'readwrite');
  const store = transaction.objectStore('results');
  await Promise.all([
    transaction.objectStore('batch').put(batch, 'current'),
    store.clear(),
    ...results.map((result) => store.put(result)),
    transaction.done,
  ]);
}

export async function keepResult(result: BatchResult): Promise<void> {
  await (await open()).put('results', result);
}

export async function keptBatch(): Promise<{ batch: KeptBatch; results: readonly BatchResult[] } | null> {
  // Asking for a database makes one: nothing is made before there is something to keep.
  const known = await indexedDB.databases?.();
  if (known !== undefined && !known.some(({ name }) => name === 'locum-classification')) return null;
  const opened = await open();
  const batch = await opened.get('batch', 'current');
  return batch === undefined ? null : { batch, results: await opened.getAll('results') };
}

export async function forgetBatch(): Promise<void> {
  const opened = await open();
  const transaction = opened.transaction(['batch', 'results'], 'readwrite');
  await Promise.all([
    transaction.objectStore('batch').clear(),
    transaction.objectStore('results').clear(),
    transaction.done,
  ]);
}
