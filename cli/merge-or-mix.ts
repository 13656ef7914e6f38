/**
 * `results --merge-or-mix`: the weights of two models merged, and their logits mixed, at the same strengths on the same items, with what
 * each costs; written as docs/merge-or-mix.md. demo-anti and demo-it have one shape, so that both can be done.
 */
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { modelFolders, modelSource } from '../node/model-folder.ts';
import type { MethodSpec } from '../src/engine/evaluation/method-spec.ts';
import { type MeasuredSet, reportTables } from '../src/engine/evaluation/report/report.ts';
import { tableToMarkdown } from '../src/engine/evaluation/report/write.ts';
import { type EvaluationTaskId, evaluationTask } from '../src/engine/evaluation/task.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { writeFloats } from '../src/engine/lm/checkpoint/float-writer.ts';
import { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { mergedCheckpoint } from '../src/engine/merging/merged-checkpoint.ts';
import { parseRecipe } from '../src/engine/merging/recipe.ts';
import type { ResultsCommand } from './arguments/results.ts';
import { runOnFile } from './eval.ts';
import type { Terminal } from './terminal.ts';

const BASE = 'demo-anti';
const EXPERT = 'demo-it';
/** 1 is the expert itself, either way. */
const STRENGTHS = [0.25, 0.5, 0.75, 1.5];
/** The shares at which MediPhi's experts were merged with their base. */
const ARCS = [0.1, 0.25, 0.5];
const SEED = 1;

const SETS: readonly {
  readonly name: string;
  readonly file: string;
  readonly task: EvaluationTaskId;
  readonly limit: number;
}[] = [
  { name: 'Section headers', file: 'mts_section_header.jsonl', task: 'section-header', limit: 40 },
  { name: 'MeQSum', file: 'meqsum.jsonl', task: 'question-summary', limit: 24 },
];
const MOST_TOKENS = 32;

export async function mergeOrMix(command: ResultsCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { data, runs, output, ...options } = command;
  mkdirSync(runs, { recursive: true });
  const merged = await writeMerged(runs, terminal, signal);
  const one = (name: string, model: string): MethodSpec => ({
    name,
    method: 'base',
    models: { base: model, expert: EXPERT, anti: BASE },
    alpha: 1,
  });
  const methods: readonly MethodSpec[] = [
    one('base', BASE),
    one('expert', EXPERT),
    ...merged.map(({ name, folder }) => one(name, folder)),
    ...STRENGTHS.map((alpha) => ({
      name: `logits@${alpha}`,
      method: 'proxy' as const,
      models: { base: BASE, expert: EXPERT, anti: BASE },
      alpha,
    })),
  ];
  const sets: MeasuredSet[] = [];
  for (const { name, file, task, limit } of SETS) {
    terminal.remark(`${name} …`);
    const maxTokens = Math.min(MOST_TOKENS, evaluationTask(task).maxTokens);
    const evaluated = await runOnFile(
      {
        ...options,
        command: 'eval',
        input: join(data, file),
        task,
        methods,
        limit,
        seed: SEED,
        samples: 2000,
        ...{ stem: false, format: null, columns: null, labels: null, judge: null, judgeGold: false, gate: null },
        maxTokens,
        runFile: join(runs, `merge-or-mix-${task}.jsonl`),
        savedOnly: command.saved,
      },
      terminal,
      signal,
    );
    const leftOut = evaluated.survey.problemCount + evaluated.failed.length;
    sets.push({ name, summary: evaluated.summary, leftOut, maxTokens });
  }
  writeFileSync(join(output, 'merge-or-mix.md'), markdown(methods, sets));
  terminal.remark(`Wrote ${join(output, 'merge-or-mix.md')}.`);
}

function markdown(methods: readonly MethodSpec[], sets: readonly MeasuredSet[]): string {
  const names = methods.map(({ name }) => name);
  const report = { title: 'Merge or mix', about: [], methods: names, sets, byClass: false, timed: false };
  const isMain = ({ title }: { readonly title: string }) => ['Classification', 'Texts'].includes(title);
  const costs = {
    title: 'Costs',
    note: 'Models that run for each token, bytes of their files – merged ones are written as f32, the others hold q8 –, and milliseconds an item, one method after the other: of a machine that did other things besides, so compare ones and twos only.',
    columns: ['method', 'models', 'MB', ...sets.map(({ name }) => `${name}: ms`)],
    rows: methods.map(({ name, method, models }) => {
      const running = method === 'proxy' ? [models.base, models.expert] : [models.base];
      const times = sets.map(({ summary }) => summary.methods[name]?.timing.millisecondsPerItem);
      return [
        name,
        String(running.length),
        megabytes(running),
        ...times.map((ms) => (ms === undefined ? '–' : ms.toFixed(0))),
      ];
    }),
  };
  const tables = [...reportTables(report).filter(isMain), costs];
  const about = [
    '# Merge or mix?',
    `Written by \`npm run results -- --merge-or-mix\`. **base** is ${BASE}, **expert** ${EXPERT}; *weights@t* is one model with base + t · (expert − base) of every weight, *logits@t* runs both and writes by base + t · (expert − base) of their logits: the same strength, in the weights or in what comes out. At t = 1 both are the expert. *slerp@t* is the arc between the two (Shoemake 1985), at MediPhi's shares. Greedy; answers of at most ${MOST_TOKENS} tokens; the models are tiny, and the figures say how the two ways behave, not what clinical models can do.`,
    'A merge costs nothing when it writes, but is one strength for good; mixing costs both models, and its strength can be turned at any token, with another model as base that has another shape.',
  ];
  return `${[...about, ...tables.map(tableToMarkdown)].join('\n\n')}\n`;
}

async function writeMerged(runs: string, terminal: Terminal, signal: AbortSignal) {
  const [base, expert] = await Promise.all([BASE, EXPERT].map((name) => openCheckpoint(modelSource(name), { signal })));
  const weight = (t: number) => ({ method: 'task-arithmetic', base: BASE, models: [{ model: EXPERT, weight: t }] });
  const arc = (t: number) => ({ method: 'slerp', base: BASE, models: [{ model: EXPERT }], t });
  const recipes = [
    ...STRENGTHS.map((t) => ({ name: `weights@${t}`, recipe: parseRecipe(weight(t)) })),
    ...ARCS.map((t) => ({ name: `slerp@${t}`, recipe: parseRecipe(arc(t)) })),
  ];
  const written: { readonly name: string; readonly folder: string }[] = [];
  for (const { name, recipe } of recipes) {
    const folder = resolve(runs, 'merged', name);
    if (!existsSync(join(folder, 'config.json'))) {
      terminal.progress(`Merging ${name} …`);
      const checkpoint = mergedCheckpoint(recipe, { base: base!, models: [expert!] });
      await writeFloats(checkpoint, folderSink(folder), { type: 'f32', signal });
    }
    written.push({ name, folder });
  }
  terminal.clear();
  return written;
}

function megabytes(names: readonly string[]): string {
  const bytes = names.reduce((sum, name) => sum + statSync(join(modelFolders(name).base, 'model.safetensors')).size, 0);
  return (bytes / 1e6).toFixed(1);
}
