/** Merging as the page does it, with the worker's own session over real files. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { modelWorkers, pickedFiles } from '../../workers/testing/held-models.ts';
import { methodsOf } from '../evaluation/plan.ts';
import { useEvaluation } from '../evaluation/state.ts';
import { type ModelRef, mergedRef, recipeOf } from '../models/model-refs.ts';
import { refresh, useModels } from '../models/models.ts';
import { addSessionModel, labelOf, roleAddresses } from '../models/roles.ts';
import { until } from '../testing/held-engine.ts';
import { provideWorkers } from '../workers.ts';
import { pairOf, planMergeOrMix, strengthsOf } from './merge-or-mix.ts';
import {
  addModel,
  changeMerge,
  changeModel,
  merge,
  nameOfMerge,
  recipeOfChoices,
  removeModel,
  setBase,
  setMethod,
  setModel,
  stopMerge,
  useMerging,
} from './merging.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-merging-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Called when a file is about to be written, where writing is held until the merge is stopped. */
let onHeld: (() => void) | null = null;
const random = (label: string, seed: number, layers = 2): ModelRef =>
  addSessionModel({ kind: 'picked', label, files: pickedFiles(seed, layers), large: false, memory: null });

let models: Readonly<Record<'base' | 'first' | 'second' | 'deeper', ModelRef>>;
beforeAll(() => {
  vi.stubGlobal('location', new URL('http://localhost/'));
  provideWorkers(
    modelWorkers(folder, () => {
      onHeld?.();
      return onHeld !== null;
    }),
  );
  models = {
    base: random('base', 1),
    first: random('first', 2),
    second: random('second', 3),
    deeper: random('deeper', 4, 3),
  };
});

beforeEach(async () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  setMethod('slerp');
  setBase(models.base);
  setModel(0, models.first);
  changeMerge({ name: null, t: 0.5 });
  useMerging.setState({ made: null, problem: null });
  await refresh();
});

const looked = (state: 'fits' | 'unfit') => until(useMerging, ({ fit }) => fit.state === state);

it('says what it takes before it begins, merges, and lists the result among the stored models', async () => {
  await looked('fits');
  changeMerge({ name: ' my merge ' });
  await merge();
  expect(useMerging.getState()).toMatchObject({
    progress: null,
    problem: null,
    made: { label: 'my merge' },
    choices: { name: null },
  });
  expect(useModels.getState().storage?.models).toMatchObject([{ label: 'my merge', complete: true }]);
});

it('suggests a name that nothing stored has', async () => {
  const first = nameOfMerge(useMerging.getState().choices);
  expect(first).toBe('base first SLERP');
  await merge();
  expect(nameOfMerge(useMerging.getState().choices)).toBe(`${first} 2`);
});

it('says why models cannot be merged, and does not wait to be told so', async () => {
  setModel(0, models.deeper);
  await looked('unfit');
  expect(useMerging.getState().fit).toMatchObject({
    problem: { code: 'unsupported', message: expect.stringContaining('cannot be merged') },
  });
});

it('stops, and keeps nothing', async () => {
  const begun = new Promise<void>((resolve) => {
    onHeld = resolve;
  });
  onTestFinished(() => {
    onHeld = null;
  });
  const merging = merge();
  await begun;
  stopMerge();
  await merging;
  expect(useMerging.getState()).toMatchObject({ progress: null, problem: null, made: null });
  expect(useModels.getState().storage).toMatchObject({ models: [], broken: [] });
});

it('tells what went wrong', async () => {
  changeMerge({ name: 'twice' });
  await merge();
  changeMerge({ name: 'twice' });
  await merge();
  expect(useMerging.getState().problem).toMatchObject({
    code: 'bad-argument',
    message: expect.stringContaining('twice'),
  });
  expect(useModels.getState().storage?.models).toHaveLength(1);
});

it('takes of each method the numbers that it has, and of SLERP one model beside the base', () => {
  expect(recipeOfChoices(useMerging.getState().choices)).toMatchObject({ t: 0.5, models: [{ model: models.first }] });
  setMethod('della');
  addModel(models.second);
  changeModel(1, { weight: 0.3, density: 0.6 });
  changeMerge({ lambda: 0.8, seed: 7 });
  expect(recipeOfChoices(useMerging.getState().choices)).toMatchObject({
    base: models.base,
    lambda: 0.8,
    seed: 7,
    models: [{ model: models.first }, { model: models.second, weight: 0.3, density: 0.6 }],
  });
  setMethod('slerp');
  expect(useMerging.getState().choices.models).toHaveLength(1);
  setMethod('linear');
  expect(useMerging.getState().choices.models.map(({ ref }) => ref)).toEqual([models.base, models.first]);
  removeModel(0);
  expect(useMerging.getState().choices.models).toHaveLength(1);
});

it('hands two models to the evaluation, merged and mixed at the same strengths', async () => {
  expect(strengthsOf('0.25, 1.5,0.25')).toEqual([0.25, 1.5]);
  for (const wrong of ['', '1,', 'half', '4']) expect(strengthsOf(wrong)).toBeNull();
  const pair = pairOf(useMerging.getState().choices);
  expect(pair).toEqual({ base: models.base, expert: models.first });
  planMergeOrMix(pair!, [0.25, 1]);
  const { choices } = useEvaluation.getState();
  const methods = methodsOf({ ...choices, roles: choices.pair });
  expect(methods.map(({ name, method, alpha }) => [name, method, alpha])).toEqual([
    ['base', 'base', 1],
    ['expert', 'expert', 1],
    ['weights@0.25', 'base', 0.25],
    ['weights@1', 'base', 1],
    ['logits@0.25', 'proxy', 0.25],
    ['logits@1', 'proxy', 1],
  ]);
  const merged = methods[2]!.models.base;
  expect(recipeOf(merged)).toMatchObject({
    method: 'task-arithmetic',
    base: models.base,
    models: [{ model: models.first, weight: 0.25 }],
  });
  expect(labelOf(merged)).toBe('merge of base and first');
  const { models: addresses } = await roleAddresses({ base: merged });
  expect(addresses.base).toMatchObject({ models: { [models.base]: { picked: 'base' } } });
  expect(mergedRef(recipeOf(merged)!)).toBe(merged);
  expect(() => methodsOf({ ...choices, methods: 'weights@1,weights@1', roles: choices.pair })).toThrow('twice');
  addModel(models.second);
  expect(pairOf(useMerging.getState().choices)).toBeNull();
});
