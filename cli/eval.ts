/** `eval`: what methods reach on a data set, with intervals and a comparison with the base. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileSource } from '../node/documents.ts';
import { gateOfFile } from '../node/gate-file.ts';
import { gpuFor } from '../node/gpu.ts';
import { type ModelFolders, modelFolders, modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import { LocumError } from '../src/engine/errors.ts';
import type { Answer } from '../src/engine/evaluation/answer.ts';
import type { Item } from '../src/engine/evaluation/item.ts';
import { METRIC_TEXTS } from '../src/engine/evaluation/metric-key.ts';
import type { Outcome } from '../src/engine/evaluation/outcome.ts';
import type { MethodGroup } from '../src/engine/evaluation/plan.ts';
import { readItems, type Survey, surveyItems } from '../src/engine/evaluation/read-items.ts';
import { runEvaluation } from '../src/engine/evaluation/run.ts';
import { type Summary, summarize } from '../src/engine/evaluation/summary.ts';
import { evaluationTask } from '../src/engine/evaluation/task.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';
import type { EvalCommand } from './arguments/eval.ts';
import { judgeAnswers, judgeTable } from './judge.ts';
import { openRunFile } from './run-file.ts';
import { tellProblems } from './survey.ts';
import type { Terminal } from './terminal.ts';

export interface Evaluated {
  readonly summary: Summary;
  readonly survey: Survey;
  /** Items that a method could not answer. */
  readonly failed: readonly { readonly method: string; readonly id: string; readonly message: string }[];
  /** By method, then by item id. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, Answer>>;
  readonly loadMs: number;
  readonly computed: number;
  readonly backend: string;
}

export async function evaluate(command: EvalCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const evaluated = await runOnFile(command, terminal, signal);
  const { summary, survey, failed, loadMs, computed, backend } = evaluated;
  const { problems, problemCount, remarkCount } = survey;
  const judged =
    command.judge === null ? null : await judgeAnswers(command.judge, command, evaluated.answers, terminal, signal);
  if (command.json) {
    const { methods, ...rest } = summary;
    const { seed, samples, stem, alpha } = command;
    await terminal.print(
      `${JSON.stringify({ ...rest, methods, failed, problems, problemCount, remarkCount, seed, samples, stem, alpha, backend, computed, loadMs, ...(judged && { judged }) })}\n`,
    );
    return;
  }
  await terminal.print(table(summary));
  if (judged !== null) await terminal.print(judgeTable(judged));
  terminal.remark(
    `${summary.items} items, 95 % bootstrap intervals, p against the base; ${computed} answers computed now. ${backend}`,
  );
}

/** The file under every method, without saying anything on standard output. */
export async function runOnFile(command: EvalCommand, terminal: Terminal, signal: AbortSignal): Promise<Evaluated> {
  const { limit, labels, seed, samples, stem, methods } = command;
  const task = evaluationTask(command.task);
  const source = await fileSource(command.input);
  const reading = { labels, limit, format: command.format ?? undefined, columns: command.columns ?? undefined };
  const survey = await surveyItems(source, task, reading);
  tellProblems(survey, source.name, terminal);
  const runFile = openRunFile(command.runFile);
  const weights = checksums();
  const gate = command.gate === null ? null : await gateOfFile(command.gate);
  const setting = {
    task: task.id,
    maxTokens: command.maxTokens ?? task.maxTokens,
    seed,
    weights,
    gate: gate?.identity,
  };
  const answers = new Map(methods.map(({ name }) => [name, new Map<string, Answer>()]));
  const failed: { method: string; id: string; message: string }[] = [];
  const total = survey.items.length * methods.length;
  let [done, computed, loadMs] = [0, 0, 0];
  let backend = '';
  const take = ({ method, id, answer, error }: Outcome) => {
    if (answer !== undefined) answers.get(method)?.set(id, answer);
    if (error === undefined) return;
    failed.push({ method, id, message: error.message });
    terminal.remark(`“${id}” under ${method}: ${error.message}`);
  };
  const open = async (group: MethodGroup) => {
    const trio = await openGroup(group, command, signal);
    backend = trio.reason;
    return trio;
  };
  const items = (): AsyncIterable<Item> => readItems(source, task, reading);
  const known = (key: string) => runFile.get(key);
  try {
    const { savedOnly } = command;
    for await (const event of runEvaluation({
      setting,
      methods,
      items,
      known,
      open,
      savedOnly,
      scaling: gate?.scaling,
      signal,
    })) {
      if (event.type === 'opened') {
        loadMs += event.milliseconds;
        continue;
      }
      done++;
      take(event.outcome);
      if (event.isNew) {
        computed++;
        runFile.append(event.outcome);
      }
      terminal.progress(`Evaluating … ${done} of ${total} (${event.outcome.method})`);
    }
  } finally {
    terminal.clear();
  }
  const summary = summarize({ task, items: survey.items, answers, seed, samples, stem });
  return { summary, survey, failed, answers, loadMs, computed, backend };
}

async function openGroup(group: MethodGroup, command: EvalCommand, signal: AbortSignal): Promise<Trio> {
  const { backend, precision, cache } = command;
  const threads = nodeThreads(command.threads ?? undefined);
  const known = new Map<string, FileSource>();
  const sources = Object.fromEntries(
    Object.entries(group.models).map(([role, name]) => [role, modelSource(name, known)]),
  );
  const where = { backend, gpu: await gpuFor(backend), threads };
  return openTrio({ sources, method: group.purpose, ...where, precision, cache, signal });
}

/** Weights up to this size are hashed; larger ones are told apart by size and time. */
const HASHED_BYTES = 200_000_000;

/** What tells a model's weights apart, each looked at once. */
function checksums(): (model: string) => string {
  const known = new Map<string, string>();
  return (model) => {
    const found = known.get(model) ?? checksumOf(modelFolders(model));
    known.set(model, found);
    return found;
  };
}

function checksumOf({ base, adapter }: ModelFolders): string {
  const weights = checksum(statSync(base).isFile() ? base : join(base, 'model.safetensors'));
  return adapter === null ? weights : `${weights} ${checksum(join(adapter, 'adapter_model.safetensors'))}`;
}

function checksum(path: string): string {
  if (!existsSync(path)) return path;
  const { size, mtimeMs } = statSync(path);
  if (size > HASHED_BYTES) return `${path} ${size} ${mtimeMs}`;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** A line a method: every metric, its interval and p. */
function table({ methods }: Summary): string {
  const rows = Object.entries(methods).flatMap(([name, { metrics, ci, pVsBase }]) =>
    Object.entries(metrics).map(([metric, value]) => {
      const key = metric as keyof typeof METRIC_TEXTS;
      const [low = Number.NaN, high = Number.NaN] = ci[key] ?? [];
      const p = pVsBase?.[key];
      return [
        name,
        METRIC_TEXTS[key].label,
        value.toFixed(3),
        `[${low.toFixed(3)}, ${high.toFixed(3)}]`,
        p === undefined ? '' : `p = ${p.toFixed(3)}`,
      ];
    }),
  );
  if (rows.length === 0) throw new LocumError('empty-input', 'No item was answered under every method.');
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return `${rows.map((row) => line(row).trimEnd()).join('\n')}\n`;
}
