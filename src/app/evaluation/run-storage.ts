/**
 * Runs in this browser's IndexedDB: the plan of each with its files, and every outcome as it comes. What is written survives a reload, a
 * crash and a closed tab, and goes away when the user deletes the run.
 */
import type { DBSchema } from 'idb';
import type { Outcome } from '../../engine/evaluation/outcome.ts';
import { Database } from '../shell/database.ts';
import type { Plan } from './plan.ts';

export interface StoredOutcome extends Outcome {
  readonly run: string;
  readonly set: string;
}

/** ISO 8601; absent in runs of earlier versions, as are models that could not be chosen then. */
type StoredPlan = Plan & { readonly keptAt?: string };

interface Schema extends DBSchema {
  readonly runs: { readonly key: string; readonly value: StoredPlan };
  readonly outcomes: {
    readonly key: number;
    readonly value: StoredOutcome;
    readonly indexes: { readonly run: string };
  };
}

const database = new Database<Schema>({
  name: 'locum-evaluation',
  version: 1,
  upgrade(fresh) {
    fresh.createObjectStore('runs', { keyPath: 'id' });
    fresh.createObjectStore('outcomes', { autoIncrement: true }).createIndex('run', 'run');
  },
  holds: 'keep a run',
  otherwise: 'Private windows often forbid it, so a run ends with the page. The results can still be exported.',
});

export async function storeRun(plan: Plan): Promise<void> {
  await database.within((opened) => opened.put('runs', { ...plan, keptAt: new Date().toISOString() }));
}

/** False, and nothing written, when the run is no longer kept. */
export async function storeOutcome(outcome: StoredOutcome): Promise<boolean> {
  return database.within(async (opened) => {
    const transaction = opened.transaction(['runs', 'outcomes'], 'readwrite');
    const isKept = (await transaction.objectStore('runs').count(outcome.run)) > 0;
    if (isKept) await transaction.objectStore('outcomes').add(outcome);
    await transaction.done;
    return isKept;
  });
}

/** Newest first, each with how many answers it has. */
export async function keptRuns(): Promise<readonly { readonly plan: Plan; readonly done: number }[]> {
  if (!(await database.exists())) return [];
  return database.within(async (opened) => {
    const stored = (await opened.getAll('runs')).sort((a, b) => (b.keptAt ?? '').localeCompare(a.keptAt ?? ''));
    return Promise.all(
      stored.map(async (plan) => ({ plan, done: await opened.countFromIndex('outcomes', 'run', plan.id) })),
    );
  });
}

export async function loadRun(
  id: string,
): Promise<{ readonly plan: Plan; readonly outcomes: readonly StoredOutcome[] } | null> {
  return database.within(async (opened) => {
    const stored = await opened.get('runs', id);
    if (stored === undefined) return null;
    const { keptAt: _, ...kept } = stored;
    // Runs from before models could be chosen.
    const plan: Plan = { ...kept, roles: kept.roles ?? null, models: kept.models ?? {} };
    return { plan, outcomes: await opened.getAllFromIndex('outcomes', 'run', id) };
  });
}

export async function deleteRun(id: string): Promise<void> {
  await database.within(async (opened) => {
    const transaction = opened.transaction(['runs', 'outcomes'], 'readwrite');
    const outcomes = transaction.objectStore('outcomes');
    const keys = await outcomes.index('run').getAllKeys(id);
    await Promise.all([
      transaction.objectStore('runs').delete(id),
      ...keys.map((key) => outcomes.delete(key)),
      transaction.done,
    ]);
  });
}
