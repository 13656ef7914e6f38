/** The classify page's state: the labels, one text with its probabilities, and a batch from a file. Kept in memory unless asked. */
import { create } from 'zustand';
import { Cancelled, type ErrorRecord, LocumError } from '../../engine/errors.ts';
import type { ColumnMap } from '../../engine/records/formats.ts';
import type { Problem, Remark } from '../../engine/records/rows.ts';
import { pairText } from '../../engine/tasks/classification.ts';
import { LABEL_SETS, type LabelSet } from '../../engine/tasks/label-sets.ts';
import { shared } from '../../tabs.ts';
import { engine, forgetLoss, openModels, problemOf } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { Claim } from '../shell/claim.ts';
import { type BatchItem, type BatchResult, type Probabilities, resultOf } from './batch.ts';
import { forgetBatch, keepBatch, keepResult, keptBatch, keptBatches } from './batch-storage.ts';
import { readBatch } from './read-batch.ts';

export interface Single {
  readonly text: string;
  readonly premise: string;
  readonly hypothesis: string;
  readonly busy: boolean;
  /** Of the labels that were asked for then. */
  readonly outcome: {
    readonly labels: readonly string[];
    readonly alpha: number;
    readonly probabilities: Probabilities;
  } | null;
}

export interface Batch {
  /** Of this batch and no other, whatever it is called. */
  readonly id: string;
  readonly name: string;
  /** What it is classified by, from the start to the end. */
  readonly set: LabelSet;
  readonly alpha: number;
  readonly items: readonly BatchItem[];
  readonly problems: readonly (Problem | Remark)[];
  /** In the order of the items; those that are still to come are missing at the end. */
  readonly results: readonly BatchResult[];
  readonly running: boolean;
  /** Whether this browser keeps it beyond a reload. */
  readonly kept: boolean;
  /** When this stretch of work began, and how many were done then; for the time that is left. */
  readonly since: { readonly at: number; readonly done: number };
}

/** A batch that is kept in this browser and not open in this tab. */
export interface KeptSummary {
  readonly id: string;
  readonly name: string;
  readonly done: number;
  readonly total: number;
  /** Another tab has it open. */
  readonly elsewhere: boolean;
}

interface ClassificationStore {
  readonly set: LabelSet;
  readonly alpha: number;
  readonly single: Single;
  readonly batch: Batch | null;
  readonly kept: readonly KeptSummary[];
  /** A table whose columns have to be named first. */
  readonly unmapped: { readonly file: File; readonly columns: readonly string[] } | null;
  readonly problem: ErrorRecord | null;
}

const [FIRST_SET] = LABEL_SETS as readonly [LabelSet];

export const useClassification = create<ClassificationStore>(() => ({
  set: FIRST_SET,
  alpha: 1,
  single: { text: '', premise: '', hypothesis: '', busy: false, outcome: null },
  batch: null,
  kept: [],
  unmapped: null,
  problem: null,
}));

const get = useClassification.getState;
const setState = useClassification.setState;
const setSingle = (change: Partial<Single>) => setState(({ single }) => ({ single: { ...single, ...change } }));
const setBatch = (change: Partial<Batch>) =>
  setState(({ batch }) => (batch === null ? {} : { batch: { ...batch, ...change } }));

export function chooseSet(set: LabelSet): void {
  setState(({ single }) => ({ set, problem: null, single: { ...single, outcome: null } }));
}

export function setAlpha(alpha: number): void {
  setState({ alpha });
}

export function editSingle(change: Partial<Pick<Single, 'text' | 'premise' | 'hypothesis'>>): void {
  setSingle(change);
}

export function dismissProblem(): void {
  setState({ problem: null });
  forgetLoss();
}

function showProblem(thrown: unknown): void {
  if (!(thrown instanceof Cancelled)) setState({ problem: problemOf(thrown) });
}

const tabs = shared('batches');
const claim = new Claim('batch');
let following = false;

/** Their names where others wait for them. */
export const SINGLE_TASK = 'Classify';
export const BATCH_TASK = 'the batch';
const one = new ModelTask(SINGLE_TASK);
const all = new ModelTask(BATCH_TASK, { goesOn: true });

export const stopSingle = (): void => one.stop();
export const pauseBatch = (): void => all.stop();

export async function classifySingle(): Promise<void> {
  const { set, alpha, single } = get();
  setState({ problem: null });
  setSingle({ busy: true, outcome: null });
  const outcome = await one.run(async (signal) => {
    const text = set.pair ? pairOf(single) : single.text;
    if (text.trim() === '') throw empty('There is no text to classify.');
    await openModels(signal);
    const { labels, question } = set;
    const items = [{ id: 'text', text }];
    for await (const event of engine.classify({ items, labels, question, method: 'proxy', alpha }, signal)) {
      if (event.type === 'failed') throw LocumError.fromRecord(event.error);
      const result = resultOf(event, 0);
      if ('probabilities' in result) setSingle({ outcome: { labels, alpha, probabilities: result.probabilities } });
    }
  });
  if (typeof outcome === 'object') setState({ problem: outcome });
  if (!one.isRunning) setSingle({ busy: false });
}

function pairOf({ premise, hypothesis }: Single): string {
  if (premise.trim() === '' || hypothesis.trim() === '') throw empty('A premise and a hypothesis are needed.');
  return pairText(premise, hypothesis);
}

function empty(message: string): LocumError {
  return new LocumError('empty-input', message, { hint: 'Type or paste it above.' });
}

/** A file becomes the batch; one that cannot be read replaces nothing. */
export async function openBatch(file: File, columns: ColumnMap | null = null): Promise<void> {
  const { set, alpha } = get();
  try {
    const read = await readBatch(file, set, columns);
    all.stop();
    const since = { at: 0, done: 0 };
    const named = { id: crypto.randomUUID(), name: file.name, set, alpha };
    const batch = { ...named, ...read, results: [], running: false, kept: false, since };
    claim.drop();
    setState({ batch, unmapped: null, problem: null });
  } catch (thrown) {
    const names = thrown instanceof LocumError && columns === null ? thrown.details.columns : undefined;
    // Its columns are none that we know: the user says what they are.
    if (typeof names === 'string' && names !== '')
      setState({ unmapped: { file, columns: names.split(', ') }, problem: null });
    else showProblem(thrown);
  }
}

export function dropUnmapped(): void {
  setState({ unmapped: null });
}

/** Starts, or goes on where it was paused; gives way to other pages, and goes on by itself. */
export async function runBatch(): Promise<void> {
  if (get().batch === null || get().batch?.running) return;
  setState({ problem: null });
  setBatch({ running: true });
  const outcome = await all.run(async (signal) => {
    await openModels(signal);
    const { batch } = get();
    if (batch === null) return;
    const { id, set, alpha, items } = batch;
    const offset = batch.results.length;
    setBatch({ since: { at: performance.now(), done: offset } });
    const rest = items.slice(offset).map(({ text }, index) => ({ id: String(offset + index), text }));
    const { labels, question } = set;
    for await (const event of engine.classify({ items: rest, labels, question, method: 'proxy', alpha }, signal)) {
      const result = resultOf(event, offset);
      const { batch: now } = get();
      if (now?.id !== id) return;
      setBatch({ results: [...now.results, result] });
      if (now.kept && !(await keepResult(id, result))) setBatch({ kept: false });
    }
  });
  if (typeof outcome === 'object') setState({ problem: outcome });
  if (!all.isRunning) setBatch({ running: false });
}

export async function setKept(kept: boolean): Promise<void> {
  const { batch } = get();
  if (batch === null) return;
  const { id } = batch;
  try {
    if (kept) await keep(batch);
    else await tabs.write(() => forgetBatch(id));
    if (!kept) claim.drop();
    if (get().batch?.id === id) setBatch({ kept });
    // Results that came while it was written.
    const now = get().batch;
    if (kept && now?.id === id)
      for (const result of now.results.slice(batch.results.length)) await keepResult(id, result);
  } catch (thrown) {
    showProblem(thrown);
  }
}

async function keep({ id, name, set, alpha, items, results }: Batch): Promise<void> {
  const keptAt = new Date().toISOString();
  await claim.take(id);
  await tabs.write(() => keepBatch({ id, keptAt, name, set, alpha, items }, results));
}

export async function discardBatch(): Promise<void> {
  all.stop();
  const { batch } = get();
  // Deleted before it is out of sight, for the page may be closed then, and before it is let go of: until then no other tab takes it up.
  if (batch?.kept && !(await forgetKept(batch.id))) return;
  if (get().batch?.id !== batch?.id) return;
  setState({ batch: null });
  claim.drop();
  await listKept();
}

/** Deletes a batch that is kept and not open; one that another tab has open stays. @returns whether it is gone */
export async function forgetKept(id: string): Promise<boolean> {
  let gone = false;
  try {
    if ((await claim.elsewhere()).has(id)) throw openElsewhere();
    await tabs.write(() => forgetBatch(id));
    gone = true;
  } catch (thrown) {
    showProblem(thrown);
  }
  await listKept();
  return gone;
}

/** What this tab had before it was reloaded, or, in a new tab, what no other has; and a list of what else is kept. */
export async function restoreBatch(): Promise<void> {
  if (!following) tabs.watch(() => void listKept());
  following = true;
  if (get().batch === null) {
    const kept = await keptBatches().catch(() => []);
    const id = await claim.restore(kept.map(({ batch }) => batch.id));
    if (id !== null) await show(id);
  }
  await listKept();
}

/** Opens a batch that is kept in the place of what stands, unless another tab has it. */
export async function openKept(id: string): Promise<void> {
  if (await claim.take(id)) await show(id);
  else showProblem(openElsewhere());
  await listKept();
}

async function show(id: string): Promise<void> {
  const found = await keptBatch(id).catch(() => null);
  if (found === null || get().batch !== null) return claim.drop();
  const { batch, results } = found;
  // A result that was lost between two others is asked for again, with what follows it.
  const whole = results.findIndex((result, index) => result.index !== index);
  setState({
    set: batch.set,
    alpha: batch.alpha,
    batch: {
      ...batch,
      problems: [],
      results: whole < 0 ? results : results.slice(0, whole),
      running: false,
      kept: true,
      since: { at: 0, done: 0 },
    },
  });
}

async function listKept(): Promise<void> {
  const [kept, elsewhere] = await Promise.all([keptBatches().catch(() => []), claim.elsewhere()]);
  const summaries = kept.map(({ batch: { id, name, items }, done }): KeptSummary => {
    return { id, name, done, total: items.length, elsewhere: elsewhere.has(id) };
  });
  setState({ kept: summaries.filter(({ id }) => id !== claim.mine) });
}

function openElsewhere(): LocumError {
  return new LocumError('bad-argument', 'Another tab has this batch open.', {
    hint: 'Go on with it there, or close that tab first.',
  });
}
