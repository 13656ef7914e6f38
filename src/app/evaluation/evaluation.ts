/** The evaluate page's run: started, paused, taken up again, and what came of it. */
import { LocumError } from '../../engine/errors.ts';
import type { Answer } from '../../engine/evaluation/answer.ts';
import type { Outcome } from '../../engine/evaluation/outcome.ts';
import type { MeasuredSet } from '../../engine/evaluation/report/report.ts';
import { shared } from '../../tabs.ts';
import { EvaluationClient } from '../../workers/evaluation-client.ts';
import type { Opened } from '../../workers/evaluation-protocol.ts';
import { problemOf, useEngine } from '../models/engine.ts';
import type { ModelRef } from '../models/model-refs.ts';
import { ModelTask } from '../models/model-task.ts';
import { useRoles } from '../models/roles.ts';
import { Claim } from '../shell/claim.ts';
import { workerOf } from '../workers.ts';
import type { DataSet } from './data-set.ts';
import { itemsOfRun, survey, surveyOf } from './files.ts';
import { addressesOf, checkSameModels, identifyModels } from './models.ts';
import { isMergeOrMix, maxTokensOf, methodsOf, type Plan } from './plan.ts';
import { deleteRun, keptRuns, loadRun, storeOutcome, storeRun } from './run-storage.ts';
import { runPlan } from './scheduler.ts';
import { type Candidate, type KeptRun, NO_RUN, setChoices, setRun, useEvaluation } from './state.ts';

/** Outcomes by key, and answers by set, method and item: too many for a store that draws. */
const outcomes = new Map<string, Outcome>();
const answers = new Map<string, Map<string, Map<string, Answer>>>();
/** Its name where others wait for it. */
export const EVALUATION_TASK = 'Evaluate';
const task = new ModelTask(EVALUATION_TASK, { goesOn: true });

const set = useEvaluation.setState;
const tabs = shared('evaluation');
const claim = new Claim('evaluation');
let following = false;

/** Starts a run of the usable files under the chosen methods; the one before, where it is kept, is set aside. */
export async function startRun(): Promise<void> {
  const { candidates, choices } = useEvaluation.getState();
  const sets = candidates.flatMap(({ id, name, content, task, columns, survey: found }): DataSet[] =>
    task === null || found === null ? [] : [{ id, name, content, task, columns }],
  );
  const { keep, models, pair, ...rest } = choices;
  const { backend } = useEngine.getState();
  const roles = models === 'pair' ? pair : models === 'in-use' ? useRoles.getState().roles : null;
  const wanted = { id: crypto.randomUUID(), sets, ...rest, roles, maxTokens: null, samples: 2000, backend };
  forget();
  claim.drop();
  try {
    const plan: Plan = { ...wanted, models: await inWorker((client) => identifyModels(wanted, client)) };
    if (keep) {
      await claim.take(plan.id);
      await tabs.write(() => storeRun(plan));
    }
    await listKept();
    await work(plan, keep);
  } catch (thrown) {
    fail(thrown);
  }
}

/** Goes on where the run was paused, or where a reload or a crash ended it. */
export async function resumeRun(): Promise<void> {
  const { plan, kept } = useEvaluation.getState().run;
  if (plan === null) return;
  try {
    checkSameModels(plan.models, await inWorker((client) => identifyModels(plan, client)));
    await work(plan, kept);
  } catch (thrown) {
    fail(thrown);
  }
}

export const pauseRun = (): void => task.stop();

export async function discardRun(): Promise<void> {
  task.stop();
  const { plan, kept } = useEvaluation.getState().run;
  // Deleted before it is out of sight, for the page may be closed then, and before it is let go of: until then no other tab takes it up.
  if (plan !== null && kept && !(await forgetKept(plan.id))) return;
  if (useEvaluation.getState().run.plan !== plan) return;
  forget();
  claim.drop();
  await listKept();
}

/** Deletes a run that is kept and not open; one that another tab has open stays. @returns whether it is gone */
export async function forgetKept(id: string): Promise<boolean> {
  let gone = false;
  try {
    if ((await claim.elsewhere()).has(id)) throw openElsewhere();
    await tabs.write(() => deleteRun(id));
    gone = true;
  } catch (thrown) {
    fail(thrown);
  }
  await listKept();
  return gone;
}

/** What this tab had before it was reloaded, or, in a new tab, what no other has; and a list of what else is kept. */
export async function restoreRun(): Promise<void> {
  if (!following) tabs.watch(() => void listKept());
  following = true;
  if (useEvaluation.getState().run.phase === 'none') {
    const kept = await keptRuns().catch(() => []);
    const id = await claim.restore(kept.map(({ plan }) => plan.id));
    if (id !== null) await show(id);
  }
  await listKept();
}

/** Opens a run that is kept in the place of what stands, unless another tab has it. */
export async function openKept(id: string): Promise<void> {
  if (await claim.take(id)) {
    forget();
    await show(id);
  } else fail(openElsewhere());
  await listKept();
}

async function listKept(): Promise<void> {
  const [kept, elsewhere] = await Promise.all([keptRuns().catch(() => []), claim.elsewhere()]);
  const runs = kept.map(({ plan: { id, sets }, done }): KeptRun => {
    return { id, name: sets.map(({ name }) => name).join(', '), done, elsewhere: elsewhere.has(id) };
  });
  set({ kept: runs.filter(({ id }) => id !== claim.mine) });
}

function openElsewhere(): LocumError {
  return new LocumError('bad-argument', 'Another tab has this run open.', {
    hint: 'Go on with it there, or close that tab first.',
  });
}

async function show(id: string): Promise<void> {
  const kept = await loadRun(id).catch(() => null);
  if (kept === null || useEvaluation.getState().run.phase !== 'none') return claim.drop();
  const { plan, outcomes: stored } = kept;
  for (const outcome of stored) take(outcome.set, outcome);
  const candidates = plan.sets.map((dataSet): Candidate => {
    return { ...dataSet, columnNames: [], survey: null, problem: null };
  });
  set({ candidates });
  for (const { id } of plan.sets) await survey(id);
  const { roles, methods, alpha, limit, seed, stem, workers } = plan;
  const isPair = isMergeOrMix(plan);
  const models = roles === null ? 'demonstration' : isPair ? 'pair' : 'in-use';
  if (isPair) setChoices({ pair: roles });
  setChoices({ models, methods, alpha, limit, seed, stem, workers, keep: true });
  const total = totalOf(plan);
  setRun({ plan, kept: true, total, done: Math.min(total, answered(plan)) });
  setRun({ phase: answered(plan) >= total ? 'finished' : 'paused' });
  await summarizeRun(plan);
}

/** Gives way to other pages, and goes on by itself with what is not answered yet. */
async function work(plan: Plan, kept: boolean): Promise<void> {
  set({ problem: null });
  setRun({ phase: 'running', plan, kept });
  const outcome = await task.run((signal) => answerRest(plan, signal));
  if (typeof outcome === 'object') throw LocumError.fromRecord(outcome);
  if (outcome === 'done') setRun({ phase: 'finished' });
  else if (!task.isRunning && useEvaluation.getState().run.plan === plan) setRun({ phase: 'paused' });
  else return;
  await summarizeRun(plan);
}

async function answerRest(plan: Plan, signal: AbortSignal): Promise<void> {
  const weights = (ref: ModelRef) => plan.models[ref]?.weights ?? ref;
  setRun({ total: totalOf(plan), done: 0, fresh: 0, startedAt: Date.now(), failed: [] });
  await runPlan({
    plan,
    weights,
    addressesOf: (models) => addressesOf(plan, models),
    known: (key) => outcomes.get(key),
    createClient: () => new EvaluationClient(workerOf('evaluation')),
    workersFor,
    signal,
    onOpened: ({ reason }, workers) => setRun({ backend: reason, workers }),
    async onOutcome(dataSet, outcome, isNew) {
      if (isNew && useEvaluation.getState().run.kept) {
        const isKept = await storeOutcome({ ...outcome, run: plan.id, set: dataSet.id });
        if (!isKept && useEvaluation.getState().run.plan === plan) setRun({ kept: false });
      }
      take(dataSet.id, outcome);
      const { run } = useEvaluation.getState();
      const { method, id, error } = outcome;
      const failed = error === undefined ? [] : [{ set: dataSet.name, method, id, message: error.message }];
      setRun({ done: run.done + 1, fresh: run.fresh + Number(isNew), failed: [...run.failed, ...failed] });
    },
  });
}

/** Figures over what there is so far, computed in a worker of their own. */
async function summarizeRun(plan: Plan): Promise<void> {
  const measured: MeasuredSet[] = [];
  await inWorker(async (client) => {
    for (const dataSet of plan.sets) {
      const found = surveyOf(dataSet.id);
      if (found === null) continue;
      const byMethod = new Map(
        methodsOf(plan).map(({ name }) => [name, answers.get(dataSet.id)?.get(name) ?? new Map<string, Answer>()]),
      );
      const { seed, samples, stem, limit } = plan;
      const items = found.items.slice(0, limit ?? undefined);
      const summary = await client.summarize({ task: dataSet.task, items, answers: byMethod, seed, samples, stem });
      const leftOut = found.problemCount + items.length - summary.items;
      measured.push({ name: dataSet.name, summary, leftOut, maxTokens: maxTokensOf(plan, dataSet) });
    }
  });
  if (useEvaluation.getState().run.plan === plan) set({ sets: measured });
}

/** The answers of a set, by method and item: for the failures to read. */
export function answersOf(setId: string): ReadonlyMap<string, ReadonlyMap<string, Answer>> {
  return answers.get(setId) ?? new Map();
}

function take(setId: string, outcome: Outcome): void {
  outcomes.set(outcome.key, outcome);
  if (outcome.answer === undefined) return;
  const bySet = answers.get(setId) ?? new Map<string, Map<string, Answer>>();
  const byMethod = bySet.get(outcome.method) ?? new Map<string, Answer>();
  byMethod.set(outcome.id, outcome.answer);
  bySet.set(outcome.method, byMethod);
  answers.set(setId, bySet);
}

function forget(): void {
  outcomes.clear();
  answers.clear();
  set({ run: NO_RUN, sets: [], problem: null });
}

function fail(thrown: unknown): void {
  set({ problem: problemOf(thrown) });
  if (useEvaluation.getState().run.phase === 'running') setRun({ phase: 'failed' });
}

function totalOf(plan: Plan): number {
  const items = plan.sets.reduce((sum, { id }) => sum + itemsOfRun(plan, id).length, 0);
  return items * methodsOf(plan).length;
}

function answered(plan: Plan): number {
  const counts = plan.sets.flatMap(({ id }) => [...answersOf(id).values()].map((byItem) => byItem.size));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What all workers' weights may take together. */
const MOST_BYTES = 2e9;

/** A GPU is busy with one worker; processor cores are not, and the page needs one of them. Each has models of its own. */
function workersFor({ backend, bytes }: Opened): number {
  if (backend !== 'cpu') return 1;
  const cores = (navigator.hardwareConcurrency || 2) - 1;
  return Math.max(1, Math.min(4, cores, Math.floor(MOST_BYTES / bytes)));
}

async function inWorker<Value>(task: (client: EvaluationClient) => Promise<Value>): Promise<Value> {
  const client = new EvaluationClient(workerOf('evaluation'));
  try {
    return await task(client);
  } finally {
    client.dispose();
  }
}
