/** Instructions to train with: written, judged, and with errors planted, each step going on where it was stopped. */
import { LocumError } from '../../engine/errors.ts';
import { cellAt } from '../../engine/mediflow/cell.ts';
import { best, duplicates } from '../../engine/mediflow/filter.ts';
import { MOST_REJECTED } from '../../engine/mediflow/generate.ts';
import { judgedOf, scoreOf } from '../../engine/mediflow/judge.ts';
import type { Triplet } from '../../engine/mediflow/triplet.ts';
import { shared } from '../../tabs.ts';
import { engine, openModels, problemOf } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { Claim } from '../shell/claim.ts';
import { deleteRun, keptRuns, type Line, loadRun, storeLine, storeRun } from './run-storage.ts';
import { EMPTY, type Step, useMediFlow } from './state.ts';

/** Its name where others wait for it. */
export const MEDIFLOW_TASK = 'MediFlow';
const task = new ModelTask(MEDIFLOW_TASK, { goesOn: true });
const tabs = shared('mediflow');
const claim = new Claim('mediflow');
const set = useMediFlow.setState;
const get = useMediFlow.getState;
let following = false;
/** Of what stands here; what is kept is kept under it. */
let id: string = crypto.randomUUID();

export const stopMediFlow = (): void => task.stop();

export function dismissMediFlowProblem(): void {
  set({ problem: null });
}

/** Triplets until there are as many as are wanted. */
export function writeTriplets(): Promise<void> {
  return work('write', async (signal) => {
    let refused = 0;
    for (let index = nextIndex(get().triplets); get().triplets.length < get().settings.count; index++) {
      const { count, seed, temperatures, maxTokens } = get().settings;
      set({ progress: { done: get().triplets.length, total: count } });
      const cell = cellAt(index, seed, temperatures);
      const written = await engine.triplet({ cell, index, seed, maxTokens }, signal);
      if (typeof written !== 'string') {
        await take({ kind: 'triplet', value: written });
        continue;
      }
      set(({ rejected }) => ({ rejected: rejected + 1 }));
      if (++refused > MOST_REJECTED * count) throw hopeless();
    }
  });
}

/** What is not rated yet: triplets as they are, and some with another's output, which tell what the judge is worth. */
export function judgeTriplets(): Promise<void> {
  return work('judge', async (signal) => {
    const { triplets, settings } = get();
    const { samples, seed, planted } = settings;
    const asked = judgedOf(triplets, planted);
    const known = new Set(get().ratings.map((rating) => `${rating.id} ${rating.isPlanted}`));
    for (const [done, { triplet, isPlanted }] of asked.entries()) {
      set({ progress: { done, total: asked.length } });
      if (known.has(`${triplet.id} ${isPlanted}`)) continue;
      await take({ kind: 'rating', value: await engine.rate({ triplet, samples, seed, isPlanted }, signal) });
    }
  });
}

/** A pair for preference tuning of every triplet that is kept. */
export function plantErrors(): Promise<void> {
  // What the writer left as it was is asked for once, and not again when the work goes on.
  const left = new Set<string>();
  return work('plant', async (signal) => {
    const { seed, maxTokens } = get().settings;
    const triplets = keptTriplets();
    for (const [done, triplet] of triplets.entries()) {
      set({ progress: { done, total: triplets.length } });
      if (left.has(triplet.id) || get().pairs.some((pair) => pair.id === triplet.id)) continue;
      const pair = await engine.plantError({ triplet, seed, maxTokens }, signal);
      if (pair !== null) await take({ kind: 'pair', value: pair });
      else {
        left.add(triplet.id);
        set({ unchanged: left.size });
      }
    }
  });
}

/** Without duplicates; the best by the judge's score where so many are wanted. */
export function keptTriplets(): readonly Triplet[] {
  const { triplets, ratings, keep } = get();
  if (keep === null) {
    const twice = duplicates(triplets);
    return triplets.filter((triplet) => !twice.has(triplet.id));
  }
  const own = ratings.filter(({ isPlanted }) => !isPlanted);
  return best(triplets, new Map(own.map((rating) => [rating.id, scoreOf(rating)])), keep);
}

/** Begins to write what there is, and will be, into this browser; or deletes what was written. */
export async function setKept(kept: boolean): Promise<void> {
  try {
    if (kept) {
      await claim.take(id);
      const { settings, triplets, ratings, pairs } = get();
      const lines: readonly Line[] = [
        ...triplets.map((value) => ({ kind: 'triplet', value }) as const),
        ...ratings.map((value) => ({ kind: 'rating', value }) as const),
        ...pairs.map((value) => ({ kind: 'pair', value }) as const),
      ];
      await tabs.write(() => storeRun(id, settings, lines));
    } else await tabs.write(() => deleteRun(id));
    set({ kept });
  } catch (thrown) {
    set({ problem: problemOf(thrown) });
  }
}

/** Deletes what stands here, from this browser too. */
export async function startOver(): Promise<void> {
  task.stop();
  if (get().kept) await setKept(false);
  if (get().kept) return;
  clear();
  await listOthers();
}

function clear(): void {
  claim.drop();
  id = crypto.randomUUID();
  set({ ...EMPTY, kept: false });
}

/** What this tab had before it was reloaded, or, in a new tab, what no other has; and a list of what else is kept. */
export async function restoreMediFlow(): Promise<void> {
  if (!following) tabs.watch(() => void listOthers());
  following = true;
  const { triplets, step } = get();
  if (triplets.length === 0 && step === null) {
    const kept = await keptRuns().catch(() => []);
    const found = await claim.restore(kept.map((run) => run.id));
    if (found !== null) await show(found);
  }
  await listOthers();
}

/** Opens what is kept in the place of what stands here, unless another tab has it. */
export async function openKept(wanted: string): Promise<void> {
  if (await claim.take(wanted)) await show(wanted);
  await listOthers();
}

export async function forgetKept(wanted: string): Promise<void> {
  try {
    if (!(await claim.elsewhere()).has(wanted)) await tabs.write(() => deleteRun(wanted));
  } catch (thrown) {
    set({ problem: problemOf(thrown) });
  }
  await listOthers();
}

async function show(wanted: string): Promise<void> {
  const found = await loadRun(wanted).catch(() => null);
  if (found === null) return claim.drop();
  const { settings, lines } = found;
  id = wanted;
  set({ ...EMPTY, settings, kept: true });
  for (const line of lines) add(line);
}

async function listOthers(): Promise<void> {
  const [kept, elsewhere] = await Promise.all([keptRuns().catch(() => []), claim.elsewhere()]);
  const others = kept.map(({ id: other, keptAt, lines }) => {
    return { id: other, name: keptAt.slice(0, 16).replace('T', ' '), lines, elsewhere: elsewhere.has(other) };
  });
  set({ others: others.filter((other) => other.id !== claim.mine) });
}

async function work(step: Step, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  set({ step, problem: null });
  // Settings may have changed since it was first kept.
  if (get().kept) await setKept(true);
  const outcome = await task.run(async (signal) => {
    await openModels(signal);
    await run(signal);
  });
  if (task.isRunning) return;
  set({ step: null });
  if (typeof outcome === 'object') set({ problem: outcome });
}

async function take(line: Line): Promise<void> {
  const own = id;
  if (get().kept && !(await storeLine(own, line)) && own === id) set({ kept: false });
  if (own === id) add(line);
}

function add({ kind, value }: Line): void {
  switch (kind) {
    case 'triplet':
      set(({ triplets }) => ({ triplets: [...triplets, value] }));
      break;
    case 'rating':
      set(({ ratings }) => ({ ratings: [...ratings, value] }));
      break;
    case 'pair':
      set(({ pairs }) => ({ pairs: [...pairs, value] }));
      break;
    default:
      kind satisfies never;
  }
}

function nextIndex(triplets: readonly Triplet[]): number {
  return Math.max(-1, ...triplets.map(({ index }) => index)) + 1;
}

function hopeless(): LocumError {
  return new LocumError('unsupported', 'This model does not write triplets that can be used.', {
    hint: 'Allow more tokens for each text, or take a larger model as the base on the Models page.',
  });
}
