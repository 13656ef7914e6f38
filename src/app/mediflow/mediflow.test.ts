/** Triplets as the page makes them, by the worker's own session and a demonstration model. */
import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { holdEngine, until } from '../testing/held-engine.ts';
import {
  forgetKept,
  judgeTriplets,
  keptTriplets,
  openKept,
  plantErrors,
  restoreMediFlow,
  setKept,
  startOver,
  stopMediFlow,
  writeTriplets,
} from './mediflow.ts';
import { keptRuns, storeRun } from './run-storage.ts';
import { setSettings, useMediFlow } from './state.ts';

const path = join(import.meta.dirname, '..', '..', '..', 'docs', 'mediflow.schema.json');
const validate = new Ajv2020({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(path, 'utf8')));

let end: () => void;
beforeAll(async () => {
  end = await holdEngine();
  setSettings({ count: 2, maxTokens: 16, samples: 2, planted: 1 });
});
afterAll(() => end());

const state = useMediFlow.getState;

it('writes triplets that the schema knows, stops with those there are, and goes on with the next', async () => {
  const writing = writeTriplets();
  await until(useMediFlow, ({ triplets }) => triplets.length === 1);
  stopMediFlow();
  await writing;
  expect(state()).toMatchObject({ step: null, problem: null });
  const [first] = state().triplets;

  await writeTriplets();
  expect(state().problem).toBeNull();
  expect(state().triplets).toHaveLength(2);
  expect(state().triplets[0]).toBe(first);
  for (const triplet of state().triplets) expect(validate(triplet), JSON.stringify(validate.errors)).toBe(true);
});

it('judges what is not judged yet, keeps the best, and plants errors in those', async () => {
  await judgeTriplets();
  const own = state().ratings.filter(({ isPlanted }) => !isPlanted);
  expect(own.map(({ id }) => id)).toEqual(state().triplets.map(({ id }) => id));
  for (const { grades } of own) for (const each of Object.values(grades)) expect(each).toHaveLength(2);
  const before = state().ratings;
  await judgeTriplets();
  expect(state().ratings).toEqual(before);

  useMediFlow.setState({ keep: 1 });
  expect(keptTriplets()).toHaveLength(1);
  await plantErrors();
  expect(state().pairs.length + state().unchanged).toBe(1);
  const kept = new Set(keptTriplets().map(({ id }) => id));
  for (const { id } of state().pairs) expect(kept.has(id)).toBe(true);
});

it('writes nothing down before it is asked to; then every line, until it is deleted', async () => {
  expect(await keptRuns()).toEqual([]);
  await setKept(true);
  const lines = () => state().triplets.length + state().ratings.length + state().pairs.length;
  expect(await keptRuns()).toMatchObject([{ lines: lines() }]);
  setSettings({ count: 3 });
  await writeTriplets();
  const [run] = await keptRuns();
  expect(run).toMatchObject({ lines: lines(), settings: { count: 3 } });

  const { triplets, ratings, pairs } = state();
  useMediFlow.setState({ triplets: [], ratings: [], pairs: [] });
  await openKept(run!.id);
  expect(state()).toMatchObject({ triplets, ratings, pairs, kept: true });

  await startOver();
  expect(state()).toMatchObject({ triplets: [], kept: false });
  expect(await keptRuns()).toEqual([]);
  await restoreMediFlow();
  expect(state().triplets).toEqual([]);
});

it('lists what another tab has left, and deletes it', async () => {
  await storeRun('other', state().settings, []);
  await openKept('other');
  expect(state()).toMatchObject({ triplets: [], kept: true });
  await forgetKept('other');
  expect(await keptRuns()).toEqual([]);
});
