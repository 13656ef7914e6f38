/** MediFlow runs in this browser's IndexedDB, at the user's word: the settings of each, and every line as it comes. */
import type { DBSchema } from 'idb';
import type { Rating } from '../../engine/mediflow/judge.ts';
import type { PreferencePair } from '../../engine/mediflow/planted-error.ts';
import type { Triplet } from '../../engine/mediflow/triplet.ts';
import { Database } from '../shell/database.ts';
import type { MediFlowSettings } from './state.ts';

export type Line =
  | { readonly kind: 'triplet'; readonly value: Triplet }
  | { readonly kind: 'rating'; readonly value: Rating }
  | { readonly kind: 'pair'; readonly value: PreferencePair };

interface StoredRun {
  readonly id: string;
  readonly settings: MediFlowSettings;
  /** ISO 8601. */
  readonly keptAt: string;
}

interface Schema extends DBSchema {
  readonly runs: { readonly key: string; readonly value: StoredRun };
  readonly lines: {
    readonly key: number;
    readonly value: Line & { readonly run: string };
    readonly indexes: { readonly run: string };
  };
}

const database = new Database<Schema>({
  name: 'locum-mediflow',
  version: 1,
  upgrade(fresh) {
    fresh.createObjectStore('runs', { keyPath: 'id' });
    fresh.createObjectStore('lines', { autoIncrement: true }).createIndex('run', 'run');
  },
  holds: 'keep triplets',
  otherwise: 'Private windows often forbid it, so triplets end with the page. They can still be exported.',
});

/** With what there is of it already. */
export async function storeRun(id: string, settings: MediFlowSettings, lines: readonly Line[]): Promise<void> {
  await database.within(async (opened) => {
    const transaction = opened.transaction(['runs', 'lines'], 'readwrite');
    const isKept = (await transaction.objectStore('runs').count(id)) > 0;
    await transaction.objectStore('runs').put({ id, settings, keptAt: new Date().toISOString() });
    if (!isKept) for (const line of lines) await transaction.objectStore('lines').add({ ...line, run: id });
    await transaction.done;
  });
}

/** False, and nothing written, when the run is no longer kept. */
export async function storeLine(run: string, line: Line): Promise<boolean> {
  return database.within(async (opened) => {
    const transaction = opened.transaction(['runs', 'lines'], 'readwrite');
    const isKept = (await transaction.objectStore('runs').count(run)) > 0;
    if (isKept) await transaction.objectStore('lines').add({ ...line, run });
    await transaction.done;
    return isKept;
  });
}

/** Newest first, each with how many lines it has. */
export async function keptRuns(): Promise<readonly (StoredRun & { readonly lines: number })[]> {
  if (!(await database.exists())) return [];
  return database.within(async (opened) => {
    const runs = (await opened.getAll('runs')).sort((a, b) => b.keptAt.localeCompare(a.keptAt));
    return Promise.all(
      runs.map(async (run) => ({ ...run, lines: await opened.countFromIndex('lines', 'run', run.id) })),
    );
  });
}

export async function loadRun(
  id: string,
): Promise<{ readonly settings: MediFlowSettings; readonly lines: readonly Line[] } | null> {
  return database.within(async (opened) => {
    const run = await opened.get('runs', id);
    if (run === undefined) return null;
    return { settings: run.settings, lines: await opened.getAllFromIndex('lines', 'run', id) };
  });
}

export async function deleteRun(id: string): Promise<void> {
  await database.within(async (opened) => {
    const transaction = opened.transaction(['runs', 'lines'], 'readwrite');
    const lines = transaction.objectStore('lines');
    const keys = await lines.index('run').getAllKeys(id);
    await Promise.all([
      transaction.objectStore('runs').delete(id),
      ...keys.map((key) => lines.delete(key)),
      transaction.done,
    ]);
  });
}
