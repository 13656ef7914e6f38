import { afterEach, expect, it, vi } from 'vitest';
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from '../engine/lm/cpu/model.ts';
import { ThreadPool } from '../engine/lm/cpu/threads/thread-pool.ts';
import { randomCheckpoint } from '../engine/lm/testing/random-checkpoint.ts';
import { workerThreads } from './threads.ts';

afterEach(() => vi.unstubAllGlobals());

const ISOLATED = { crossOriginIsolated: true, navigator: { hardwareConcurrency: 8, locks: {} } };

it.each([
  ['in a page that is not isolated', { ...ISOLATED, crossOriginIsolated: false }, /is not isolated from others/],
  ['without locks', { ...ISOLATED, navigator: { hardwareConcurrency: 8 } }, /has no locks/],
  ['on one core', { ...ISOLATED, navigator: { ...ISOLATED.navigator, hardwareConcurrency: 1 } }, /has one core/],
])('one thread computes %s, and it is told why', async (_, page, why) => {
  for (const [name, value] of Object.entries(page)) vi.stubGlobal(name, value);
  const started = vi.fn();
  const pool = await ThreadPool.open(workerThreads(started));
  expect(pool.told).toMatch(/^One thread computes, because /);
  expect(pool.told).toMatch(why);
  const model = await loadCpuModel(await openCheckpoint(randomCheckpoint().source), { threads: pool });
  expect((await model.extend([1, 2, 3])).data.every(Number.isFinite)).toBe(true);
  expect(started).not.toHaveBeenCalled();
});
