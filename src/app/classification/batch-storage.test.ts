import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LABEL_SETS, type LabelSet } from '../../engine/tasks/label-sets.ts';
import type { BatchResult } from './batch.ts';
import type { KeptBatch } from './batch-storage.ts';

const [SET] = LABEL_SETS as readonly [LabelSet];

const batch = (id: string, count = 3): KeptBatch => ({
  id,
  keptAt: `2025-03-04T10:00:0${id}.000Z`,
  name: `${id}.jsonl`,
  set: SET,
  alpha: 1,
  items: Array.from({ length: count }, (_, line) => ({
    id: `r${line}`,
    line,
    text: `Text ${line} of ${id}`,
    gold: null,
  })),
});
const result = (index: number, share: number): BatchResult => {
  const probabilities = [share, 1 - share];
  return { index, probabilities: { proxy: probabilities, base: probabilities, expert: probabilities } };
};

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.resetModules();
});
afterEach(() => void vi.unstubAllGlobals());

describe('kept batches', () => {
  it('have results of their own, whichever tab writes them', async () => {
    const a = await import('./batch-storage.ts');
    vi.resetModules();
    const b = await import('./batch-storage.ts');
    await a.keepBatch(batch('1'), [result(0, 0.9)]);
    await b.keepBatch(batch('2'), [result(0, 0.1)]);
    await a.keepResult('1', result(1, 0.8));
    await a.keepResult('1', result(2, 0.7));
    expect((await b.keptBatch('2'))?.results).toEqual([result(0, 0.1)]);
    expect((await b.keptBatch('1'))?.results).toEqual([result(0, 0.9), result(1, 0.8), result(2, 0.7)]);
    expect((await a.keptBatches()).map(({ batch: { id }, done }) => [id, done])).toEqual([
      ['2', 1],
      ['1', 3],
    ]);
  });

  it('are forgotten one by one, and then take no more results', async () => {
    const storage = await import('./batch-storage.ts');
    await storage.keepBatch(batch('1'), [result(0, 0.9)]);
    await storage.keepBatch(batch('2'), [result(0, 0.1)]);
    await storage.forgetBatch('1');
    expect(await storage.keepResult('1', result(1, 0.5))).toBe(false);
    expect(await storage.keepResult('2', result(1, 0.5))).toBe(true);
    expect((await storage.keptBatches()).map(({ batch: { id }, done }) => [id, done])).toEqual([['2', 2]]);
  });

  it('looked for, leave no database behind', async () => {
    const storage = await import('./batch-storage.ts');
    expect(await storage.keptBatches()).toEqual([]);
    expect(await indexedDB.databases()).toEqual([]);
  });
});

it('the one batch of version 1 is kept with its results', async () => {
  const former = await openDB('locum-classification', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('batch');
      fresh.createObjectStore('results', { keyPath: 'index' });
    },
  });
  const { id: _, keptAt: __, ...one } = batch('1');
  await former.put('batch', one, 'current');
  await former.put('results', result(0, 0.9));
  await former.put('results', result(1, 0.8));
  former.close();
  const storage = await import('./batch-storage.ts');
  const [kept] = await storage.keptBatches();
  expect(kept).toMatchObject({ batch: one, done: 2 });
  expect((await storage.keptBatch(kept!.batch.id))?.results).toEqual([result(0, 0.9), result(1, 0.8)]);
});

it('a tab with version 1 open is told to be in the way', async () => {
  const former = await openDB('locum-classification', 1);
  const storage = await import('./batch-storage.ts');
  await expect(storage.keepBatch(batch('1'), [])).rejects.toMatchObject({ code: 'storage-unavailable' });
  former.close();
  await storage.keepBatch(batch('1'), []);
});
