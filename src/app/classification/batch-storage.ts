/**
 * Batches that are kept when the user asks for it, in this browser's IndexedDB: the items of each once, and every result as it
 * comes under its own batch, so that a reload loses at most the item in work.
 */
import type { DBSchema } from 'idb';
import type { LabelSet } from '../../engine/tasks/label-sets.ts';
import { Database } from '../shell/database.ts';
import type { BatchItem, BatchResult } from './batch.ts';

export interface KeptBatch {
  readonly id: string;
  /** ISO 8601. */
  readonly keptAt: string;
  readonly name: string;
  readonly set: LabelSet;
  readonly alpha: number;
  readonly items: readonly BatchItem[];
}

type StoredResult = BatchResult & { readonly batch: string };

interface Schema extends DBSchema {
  readonly batches: { readonly key: string; readonly value: KeptBatch };
  readonly results: { readonly key: [batch: string, index: number]; readonly value: StoredResult };
}

/** Until version 2 there was one batch, and its results had no name of it. */
interface Version1 extends DBSchema {
  readonly batch: { readonly key: 'current'; readonly value: Omit<KeptBatch, 'id' | 'keptAt'> };
  readonly results: { readonly key: number; readonly value: BatchResult };
}

const database = new Database<Schema, Version1>({
  name: 'locum-classification',
  version: 2,
  async upgrade(fresh, former) {
    const has = (name: 'batch' | 'results') => former.db.objectStoreNames.contains(name);
    const batch = has('batch') ? await former.objectStore('batch').get('current') : undefined;
    const results = has('results') ? await former.objectStore('results').getAll() : [];
    for (const name of ['batch', 'results'] as const) if (has(name)) former.db.deleteObjectStore(name);
    const batches = fresh.createObjectStore('batches', { keyPath: 'id' });
    const store = fresh.createObjectStore('results', { keyPath: ['batch', 'index'] });
    if (batch === undefined) return;
    const id = crypto.randomUUID();
    await Promise.all([
      batches.put({ ...batch, id, keptAt: '' }),
      ...results.map((result) => store.put({ ...result, batch: id })),
    ]);
  },
  holds: 'keep a batch',
  otherwise: 'Private windows often forbid it. Go on without keeping it; results can be exported at any time.',
});

export async function keepBatch(batch: KeptBatch, results: readonly BatchResult[]): Promise<void> {
  await database.within(async (opened) => {
    const transaction = opened.transaction(['batches', 'results'], 'readwrite');
    const store = transaction.objectStore('results');
    await Promise.all([
      transaction.objectStore('batches').put(batch),
      ...results.map((result) => store.put({ ...result, batch: batch.id })),
      transaction.done,
    ]);
  });
}

/** False, and nothing written, when the batch is no longer kept. */
export async function keepResult(batch: string, result: BatchResult): Promise<boolean> {
  return database.within(async (opened) => {
    const transaction = opened.transaction(['batches', 'results'], 'readwrite');
    const isKept = (await transaction.objectStore('batches').count(batch)) > 0;
    if (isKept) await transaction.objectStore('results').put({ ...result, batch });
    await transaction.done;
    return isKept;
  });
}

/** Newest first, each with how many of its items have a result. */
export async function keptBatches(): Promise<readonly { readonly batch: KeptBatch; readonly done: number }[]> {
  if (!(await database.exists())) return [];
  return database.within(async (opened) => {
    const batches = await opened.getAll('batches');
    const kept = batches.map(async (batch) => ({ batch, done: await opened.count('results', resultsOf(batch.id)) }));
    return (await Promise.all(kept)).sort((a, b) => b.batch.keptAt.localeCompare(a.batch.keptAt));
  });
}

/** In the order of the items. */
export async function keptBatch(
  id: string,
): Promise<{ readonly batch: KeptBatch; readonly results: readonly BatchResult[] } | null> {
  return database.within(async (opened) => {
    const batch = await opened.get('batches', id);
    if (batch === undefined) return null;
    const results = await opened.getAll('results', resultsOf(id));
    return { batch, results: results.map(({ batch: _, ...result }) => result as BatchResult) };
  });
}

export async function forgetBatch(id: string): Promise<void> {
  await database.within(async (opened) => {
    const transaction = opened.transaction(['batches', 'results'], 'readwrite');
    await Promise.all([
      transaction.objectStore('batches').delete(id),
      transaction.objectStore('results').delete(resultsOf(id)),
      transaction.done,
    ]);
  });
}

function resultsOf(id: string): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
}
