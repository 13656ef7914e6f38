/** The classify page's state: the labels, one text with its probabilities, and a batch from a file. Kept in memory unless asked. */
import { create } from 'zustand';
import { Cancelled, type ErrorRecord, LocumError } from '../../engine/errors.ts';
import type { ColumnMap } from '../../engine/records/formats.ts';
import type { Problem } from '../../engine/records/rows.ts';
import { pairText } from '../../engine/tasks/classification.ts';
import { LABEL_SETS, type LabelSet } from '../../engine/tasks/label-sets.ts';
import { engine, forgetLoss, openModels, problemOf } from '../models/engine.ts';
import { takeTurn } from '../models/turn.ts';
import { type BatchItem, type BatchResult, type Probabilities, resultOf } from './batch.ts';
import { forgetBatch, keepBatch, keepResult, keptBatch } from './batch-storage.ts';
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
  readonly name: string;
  /** What it is classified by, from the start to the end. */
  readonly set: LabelSet;
  readonly alpha: number;
  readonly items: readonly BatchItem[];
  readonly problems: readonly Problem[];
  /** In the order of the items; those that are still to come are missing at the end. */
  readonly results: readonly BatchResult[];
  readonly running: boolean;
  /** Whether this browser keeps it beyond a reload. */
  readonly kept: boolean;
  /** When this stretch of work began, and how many were done then; for the time that is left. */
  readonly since: { readonly at: number; readonly done: number };
}

interface ClassificationStore {
  readonly set: LabelSet;
  readonly alpha: number;
  readonly single: Single;
  readonly batch: Batch | null;
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

export function showProblem(thrown: unknown): void {
  if (!(thrown instanceof Cancelled)) setState({ problem: problemOf(thrown) });
}

let controller: AbortController | null = null;

/** One thing at a time: what ran before is stopped. */
function begin(): AbortSignal {
  controller = takeTurn();
  setState({ problem: null });
  return controller.signal;
}

export function stop(): void {
  controller?.abort();
}

export async function classifySingle(): Promise<void> {
  const { set, alpha, single } = get();
  const signal = begin();
  setSingle({ busy: true, outcome: null });
  try {
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
  } catch (thrown) {
    showProblem(thrown);
  } finally {
    setSingle({ busy: false });
  }
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
    controller?.abort();
    const since = { at: 0, done: 0 };
    const batch = { name: file.name, set, alpha, ...read, results: [], running: false, kept: false, since };
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

/** Starts, or goes on where it was paused. */
export async function runBatch(): Promise<void> {
  const { batch } = get();
  if (batch === null || batch.running) return;
  const { set, alpha, items } = batch;
  const offset = batch.results.length;
  const signal = begin();
  setBatch({ running: true });
  try {
    await openModels(signal);
    setBatch({ since: { at: performance.now(), done: offset } });
    const rest = items.slice(offset).map(({ text }, index) => ({ id: String(offset + index), text }));
    const { labels, question } = set;
    for await (const event of engine.classify({ items: rest, labels, question, method: 'proxy', alpha }, signal)) {
      const result = resultOf(event, offset);
      setState(({ batch: now }) => (now === null ? {} : { batch: { ...now, results: [...now.results, result] } }));
      if (get().batch?.kept) await keepResult(result);
    }
  } catch (thrown) {
    showProblem(thrown);
  } finally {
    setBatch({ running: false });
  }
}

export async function setKept(kept: boolean): Promise<void> {
  const { batch } = get();
  if (batch === null) return;
  try {
    const { name, set, alpha, items, results } = batch;
    await (kept ? keepBatch({ name, set, alpha, items }, results) : forgetBatch());
    setBatch({ kept });
    // Results that came while it was written.
    if (kept) for (const result of get().batch?.results.slice(results.length) ?? []) await keepResult(result);
  } catch (thrown) {
    showProblem(thrown);
  }
}

export async function discardBatch(): Promise<void> {
  controller?.abort();
  const kept = get().batch?.kept === true;
  setState({ batch: null });
  if (kept) await forgetBatch().catch(showProblem);
}

/** Brings back a kept batch; nothing where there is none, or one is open. */
export async function restoreBatch(): Promise<void> {
  if (get().batch !== null) return;
  const found = await keptBatch().catch(() => null);
  if (found === null || get().batch !== null) return;
  const results = [...found.results].sort((a, b) => a.index - b.index);
  // A result that was lost between two others is asked for again, with what follows it.
  const whole = results.findIndex((result, index) => result.index !== index);
  setState({
    set: found.batch.set,
    alpha: found.batch.alpha,
    batch: {
      ...found.batch,
      problems: [],
      results: whole < 0 ? results : results.slice(0, whole),
      running: false,
      kept: true,
      since: { at: 0, done: 0 },
    },
  });
}
