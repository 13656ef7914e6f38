/**
 * `results --merge-or-mix`: the weights of two models merged, and their logits mixed, at the same strengths on the same items, with what
 * each costs; written as a document of the family's own. Base and expert have one shape, so that both can be done.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { modelFolders, modelSource } from '../node/model-folder.ts';
import type { MethodSpec } from '../src/engine/evaluation/method-spec.ts';
import { type MeasuredSet, reportTables } from '../src/engine/evaluation/report/report.ts';
import { tableToMarkdown } from '../src/engine/evaluation/report/write.ts';
import { type EvaluationTaskId, evaluationTask } from '../src/engine/evaluation/task.ts';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { writeFloats } from '../src/engine/lm/checkpoint/float-writer.ts';
import { folderSink } from '../src/engine/lm/checkpoint/folder-sink.ts';
import { ADAPTER_CONFIG, parseAdapterConfig } from '../src/engine/lm/lora/adapter-config.ts';
import { mergedCheckpoint } from '../src/engine/merging/merged-checkpoint.ts';
import { parseRecipe } from '../src/engine/merging/recipe.ts';
import type { MergeFamily, ResultsCommand } from './arguments/results.ts';
import { runOnFile } from './eval.ts';
import type { Terminal } from './terminal.ts';

/** The shares at which MediPhi's experts were merged with their base. */
const ARCS = [0.1, 0.25, 0.5];
const SEED = 1;

interface Measured {
  readonly name: string;
  readonly file: string;
  readonly task: EvaluationTaskId;
  readonly limit: number;
}

interface Merged {
  readonly name: string;
  readonly folder: string;
}

/** A base and an expert of one shape, and what is measured of them. */
interface Family {
  readonly base: string;
  readonly expert: string;
  /** 1 is the expert itself, either way. */
  readonly strengths: readonly number[];
  readonly sets: readonly Measured[];
  readonly mostTokens: number;
  readonly document: string;
  /** The command, the models and the merges, in words. */
  readonly about: string;
  readonly costs: string;
  readonly merge: (family: Family, runs: string, terminal: Terminal, signal: AbortSignal) => Promise<readonly Merged[]>;
}

const HEADERS = { name: 'Section headers', file: 'mts_section_header.jsonl', task: 'section-header' } as const;

const FAMILIES: Readonly<Record<MergeFamily, Family>> = {
  demo: {
    base: 'demo-anti',
    expert: 'demo-it',
    strengths: [0.25, 0.5, 0.75, 1.5],
    sets: [
      { ...HEADERS, limit: 40 },
      { name: 'MeQSum', file: 'meqsum.jsonl', task: 'question-summary', limit: 24 },
    ],
    mostTokens: 32,
    document: 'merge-or-mix.md',
    about:
      '*slerp@t* is the arc between the two (Shoemake 1985), at MediPhi’s shares. The models are tiny, and the figures say how the two ways behave, not what clinical models can do.',
    costs: 'merged ones are written as f32, the others hold q8',
    merge: writeMerged,
  },
  smollm2: {
    base: 'smollm2-135m',
    expert: 'smollm2-it',
    strengths: [0.25, 0.5, 0.75],
    sets: [
      { ...HEADERS, limit: 20 },
      { name: 'Sections', file: 'mts_dialog.jsonl', task: 'section-summary', limit: 20 },
    ],
    mostTokens: 64,
    document: 'merge-or-mix-smollm2.md',
    about:
      'The expert is an adapter over the base, base + B·A, so that *weights@t* is the same adapter with its scale times t: the merge, without a file of its own. No arc here: SLERP’s path is not of the form base + t · B·A and would have to be written out at half a gigabyte a share.',
    costs: 'a base of 4 bits, and an adapter over it where there is one',
    merge: scaledAdapters,
  },
};

export async function mergeOrMix(command: ResultsCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { data, runs, output, family: id, ...options } = command;
  const family = FAMILIES[id];
  const { base, expert, strengths, document } = family;
  mkdirSync(runs, { recursive: true });
  const merged = await family.merge(family, runs, terminal, signal);
  const one = (name: string, model: string): MethodSpec => ({
    name,
    method: 'base',
    models: { base: model, expert, anti: base },
    alpha: 1,
  });
  const methods: readonly MethodSpec[] = [
    one('base', base),
    one('expert', expert),
    ...merged.map(({ name, folder }) => one(name, folder)),
    ...strengths.map((alpha) => ({
      name: `logits@${alpha}`,
      method: 'proxy' as const,
      models: { base, expert, anti: base },
      alpha,
    })),
  ];
  const sets: MeasuredSet[] = [];
  for (const { name, file, task, limit } of family.sets) {
    terminal.remark(`${name} …`);
    const maxTokens = Math.min(family.mostTokens, evaluationTask(task).maxTokens);
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
        runFile: join(runs, `${document.replace('.md', '')}-${task}.jsonl`),
        savedOnly: command.saved,
      },
      terminal,
      signal,
    );
    const leftOut = evaluated.survey.problemCount + evaluated.failed.length;
    sets.push({ name, summary: evaluated.summary, leftOut, maxTokens });
  }
  writeFileSync(join(output, document), markdown(family, commandOf(id), methods, sets));
  terminal.remark(`Wrote ${join(output, document)}.`);
}

function commandOf(family: MergeFamily): string {
  return `npm run results -- --merge-or-mix${family === 'demo' ? '' : ` --family ${family}`}`;
}

function markdown(
  { base, expert, mostTokens, about: more, costs: files }: Family,
  command: string,
  methods: readonly MethodSpec[],
  sets: readonly MeasuredSet[],
): string {
  const names = methods.map(({ name }) => name);
  const report = { title: 'Merge or mix', about: [], methods: names, sets, byClass: false, timed: false };
  const isMain = ({ title }: { readonly title: string }) => ['Classification', 'Texts'].includes(title);
  const costs = {
    title: 'Costs',
    note: `Models that run for each token, bytes of their files – ${files} –, and milliseconds an item, one method after the other: of a machine that did other things besides, so compare ones and twos only.`,
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
    `Written by \`${command}\`. **base** is ${base}, **expert** ${expert}; *weights@t* is one model with base + t · (expert − base) of every weight, *logits@t* runs both and writes by base + t · (expert − base) of their logits: the same strength, in the weights or in what comes out. At t = 1 both are the expert. ${more} Greedy; answers of at most ${mostTokens} tokens.`,
    'A merge costs nothing when it writes, but is one strength for good; mixing costs both models, and its strength can be turned at any token, with another model as base that has another shape.',
  ];
  return `${[...about, ...tables.map(tableToMarkdown)].join('\n\n')}\n`;
}

async function writeMerged(family: Family, runs: string, terminal: Terminal, signal: AbortSignal) {
  const names = { base: family.base, model: family.expert };
  const [base, expert] = await Promise.all(
    [names.base, names.model].map((name) => openCheckpoint(modelSource(name), { signal })),
  );
  const weight = (t: number) => ({
    method: 'task-arithmetic',
    base: names.base,
    models: [{ model: names.model, weight: t }],
  });
  const arc = (t: number) => ({ method: 'slerp', base: names.base, models: [{ model: names.model }], t });
  const recipes = [
    ...family.strengths.map((t) => ({ name: `weights@${t}`, recipe: parseRecipe(weight(t)) })),
    ...ARCS.map((t) => ({ name: `slerp@${t}`, recipe: parseRecipe(arc(t)) })),
  ];
  const written: Merged[] = [];
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

/** The expert's adapter at each strength: its own factors, its scale times t. */
async function scaledAdapters({ expert, strengths }: Family, runs: string): Promise<readonly Merged[]> {
  const { adapter } = modelFolders(expert);
  if (adapter === null) throw new Error(`${expert} is no adapter`);
  const config = readFileSync(join(adapter, ADAPTER_CONFIG), 'utf8');
  const { alpha } = parseAdapterConfig(config);
  return strengths.map((t) => {
    const name = `weights@${t}`;
    const folder = resolve(runs, 'merged', expert, name);
    mkdirSync(folder, { recursive: true });
    for (const file of readdirSync(adapter)) copyFileSync(join(adapter, file), join(folder, file));
    writeFileSync(join(folder, ADAPTER_CONFIG), JSON.stringify({ ...JSON.parse(config), lora_alpha: alpha * t }));
    return { name, folder };
  });
}

/** Of all files of weights, each once: base and expert may share theirs. */
function megabytes(names: readonly string[]): string {
  const folders = names.map(modelFolders).flatMap(({ base, adapter }) => (adapter === null ? [base] : [base, adapter]));
  const weights = [...new Set(folders)].flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => /\.(safetensors|gguf)$/.test(file))
      .map((file) => statSync(join(folder, file)).size),
  );
  return (weights.reduce((sum, size) => sum + size, 0) / 1e6).toFixed(1);
}
