/**
 * Runs in this browser's IndexedDB: the plan with its files, and every outcome as it comes. What is written survives a reload, a
 * crash and a closed tab, and goes away when the user deletes the run.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { LocumError } from '../../engine/errors.ts';
import type { Outcome } from '../../engine/evaluation/outcome.ts';
import type { Plan } from './plan.ts';

export interface StoredOutcome extends Outcome {
  readonly run: string;
  readonly set: string;
}

interface Schema extends DBSchema {
  runs: { key: string; value: Plan };
  outcomes: { key: number; value: StoredOutcome; indexes: { run: string } };
}

let database: Promise<IDBPDatabase<Schema>> | null = null;

function open(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>('locum-evaluation', 1, {
    upgrade(fresh) {
      fresh.createObjectStore('runs', { keyPath: 'id' });
      fresh.createObjectStore('outcomes', { autoIncrement: true }).createIndex('run', 'run');
    },
  }).catch((cause: unknown) => {
    database = null;
    throw new LocumError('unsupported', 'This browser lets nothing be kept here, so a run ends with the page.', {
      hint: 'Private windows often forbid it. The results can still be exported.',
      cause,
    });
  });
  return database;
}

/** The one run that is kept; a new one takes its place. */
export async function storeRun(plan: Plan): Promise<void> {
  const opened = await open();
  const transaction = opened.transaction(['runs', 'outcomes'], 'readwrite');
  await Promise.all([
    transaction.objectStore('runs').clear(),
    transaction.objectStore('outcomes').clear(),
    transaction.objectStore('runs').put(plan),
    transaction.done,
  ]);
}

export async function storeOutcome(outcome: StoredOutcome): Promise<void> {
  const opened = await open();
  await opened.add('outcomes', outcome);
}

export async function loadRun(): Promise<{ readonly plan: Plan; readonly outcomes: readonly StoredOutcome[] } | null> {
  const opened = await open();
  const [stored] = await opened.getAll('runs');
  if (stored === undefined) return null;
  // Runs from before models could be chosen.
  const plan: Plan = { ...stored, roles: stored.roles ?? null, models: stored.models ?? {} };
  return { plan, outcomes: await opened.getAllFromIndex('outcomes', 'run', plan.id) };
}

export async function deleteRun(): Promise<void> {
  const opened = await open();
  const transaction = opened.transaction(['runs', 'outcomes'], 'readwrite');
  await Promise.all([
    transaction.objectStore('runs').clear(),
    transaction.objectStore('outcomes').clear(),
    transaction.done,
  ]);
}
