import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Plan } from './plan.ts';
import { deleteRun, keptRuns, loadRun, type StoredOutcome, storeOutcome, storeRun } from './run-storage.ts';

const plan = (id: string): Plan => ({
  id,
  sets: [{ id: `set of ${id}`, name: `${id}.jsonl`, content: new Blob([]), task: 'nli', columns: null }],
  roles: null,
  models: {},
  methods: 'base',
  alpha: 1,
  limit: 2,
  maxTokens: null,
  seed: 1,
  samples: 10,
  stem: false,
  backend: 'cpu',
  workers: null,
});
const outcome = (run: string, id: string): StoredOutcome => ({
  run,
  set: `set of ${run}`,
  key: `${run} ${id}`,
  method: 'base',
  id,
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

it('runs are kept beside each other, and deleted one by one', async () => {
  await storeRun(plan('a'));
  await storeOutcome(outcome('a', '1'));
  vi.setSystemTime(Date.now() + 1000);
  await storeRun(plan('b'));
  await storeOutcome(outcome('b', '1'));
  await storeOutcome(outcome('a', '2'));
  const list = async () => (await keptRuns()).map(({ plan: { id }, done }) => [id, done]);
  expect(await list()).toEqual([
    ['b', 1],
    ['a', 2],
  ]);
  expect((await loadRun('a'))?.outcomes.map(({ id }) => id)).toEqual(['1', '2']);
  await deleteRun('b');
  expect(await storeOutcome(outcome('b', '2'))).toBe(false);
  expect(await list()).toEqual([['a', 2]]);
  expect(await loadRun('b')).toBeNull();
});
