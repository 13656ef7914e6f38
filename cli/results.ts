/** `results`: the demo models on the open data sets under every method, written as docs/RESULTS.md. Never edited by hand. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocumError } from '../src/engine/errors.ts';
import type { Answer } from '../src/engine/evaluation/answer.ts';
import { parseMethods } from '../src/engine/evaluation/method-spec.ts';
import { dotPlotSvg } from '../src/engine/evaluation/report/dot-plot.ts';
import type { MeasuredSet, Report } from '../src/engine/evaluation/report/report.ts';
import { shiftPlot } from '../src/engine/evaluation/report/shift-plot.ts';
import { reportToMarkdown } from '../src/engine/evaluation/report/write.ts';
import { summarize } from '../src/engine/evaluation/summary.ts';
import { type EvaluationTaskId, evaluationTask } from '../src/engine/evaluation/task.ts';
import type { EvalCommand } from './arguments/eval.ts';
import type { ResultsCommand } from './arguments/results.ts';
import { type Evaluated, runOnFile } from './eval.ts';
import { mergeOrMix } from './merge-or-mix.ts';
import type { Terminal } from './terminal.ts';

interface DataSet {
  readonly name: string;
  readonly file: string;
  readonly task: EvaluationTaskId;
  /** What is measured without `--full`, so that a laptop's CPU has done it within half an hour. */
  readonly limit: number;
  readonly maxTokens: number | null;
}

const SETS: readonly DataSet[] = [
  { name: 'Section headers', file: 'mts_section_header.jsonl', task: 'section-header', limit: 60, maxTokens: null },
  { name: 'MEDEC', file: 'medec.jsonl', task: 'error-detection', limit: 60, maxTokens: null },
  { name: 'MeQSum', file: 'meqsum.jsonl', task: 'question-summary', limit: 40, maxTokens: 32 },
  { name: 'MTS-Dialog', file: 'mts_dialog.jsonl', task: 'section-summary', limit: 30, maxTokens: 48 },
  { name: 'ACI-Bench', file: 'aci_bench.jsonl', task: 'note', limit: 8, maxTokens: 96 },
];

const METHODS = parseMethods('base,expert,cpt,it,cpt+it,capt-base,capt,unite');
/** Whose shifts are drawn. */
const PAIRS = ['cpt', 'it', 'cpt+it'];
const SEED = 1;
const PLOT = 'results-shift-by-group.svg';

export async function results(command: ResultsCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { data, runs, output, full, only } = command;
  if (!existsSync(data)) {
    throw new LocumError('file-not-found', `There is no folder “${data}” with the data sets.`, {
      hint: 'Name it with --data.',
    });
  }
  if (command.mergeOrMix) return mergeOrMix(command, terminal, signal);
  mkdirSync(runs, { recursive: true });
  const sets: MeasuredSet[] = [];
  const notes = new Map(PAIRS.map((name) => [name, [] as Answer[]]));
  let backend = '';
  for (const set of SETS.filter(({ task }) => only === null || task === only)) {
    terminal.remark(`${set.name} …`);
    const evaluated = await runOnFile(evalCommand(set, command), terminal, signal);
    backend = evaluated.backend || backend;
    const { summary } = command.saved ? measuredSoFar(evaluated, set.task) : evaluated;
    if (summary.items === 0) continue;
    sets.push({
      name: set.name,
      summary,
      leftOut: evaluated.survey.problemCount + evaluated.failed.length,
      maxTokens: maxTokensOf(set, full),
    });
    for (const [name, own] of notes) own.push(...(evaluated.answers.get(name)?.values() ?? []));
  }
  if (only !== null) return;
  const plot = shiftPlot(notes, SEED);
  const markdown = reportToMarkdown(reportOf(sets, command));
  writeFileSync(join(output, 'RESULTS.md'), `${markdown}${plot === null ? '' : shiftSection(notes)}`);
  if (plot !== null) writeFileSync(join(output, PLOT), `${dotPlotSvg(plot)}\n`);
  terminal.remark(`Wrote ${join(output, 'RESULTS.md')}. ${backend}`);
}

/** Over the items that the base answered, the methods that answered all of them: a run that was cut off has others too. */
function measuredSoFar({ survey, answers }: Evaluated, task: EvaluationTaskId) {
  const items = survey.items.filter(({ id }) => answers.get('base')?.has(id));
  const complete = [...answers].filter(([, byItem]) => items.every(({ id }) => byItem.has(id)));
  return { summary: summarize({ task: evaluationTask(task), items, answers: new Map(complete), seed: SEED }) };
}

function maxTokensOf({ task, maxTokens }: DataSet, full: boolean): number {
  return (full ? null : maxTokens) ?? evaluationTask(task).maxTokens;
}

function evalCommand(set: DataSet, { data, runs, full, saved, ...options }: ResultsCommand): EvalCommand {
  return {
    ...options,
    command: 'eval',
    input: join(data, set.file),
    task: set.task,
    methods: METHODS,
    limit: full ? null : set.limit,
    seed: SEED,
    samples: 2000,
    stem: false,
    format: null,
    columns: null,
    labels: null,
    maxTokens: maxTokensOf(set, full),
    runFile: join(runs, `${set.task}.jsonl`),
    judge: null,
    judgeGold: false,
    gate: null,
    savedOnly: saved,
  };
}

function reportOf(sets: readonly MeasuredSet[], { full, saved }: ResultsCommand): Report {
  const sizes = sets.map(({ name, summary, maxTokens, leftOut }) => {
    const texts = evaluationTask(summary.task).kind === 'generate' ? `, answers of at most ${maxTokens} tokens` : '';
    return `${name}: ${summary.items} items${texts}${leftOut === 0 ? '' : `, ${leftOut} left out`}`;
  });
  const command = `npm run results${full ? ' -- --full' : ''}`;
  const cutOff = saved
    ? [
        'The run was cut off: a dash stands where a method has not answered every item of a set yet. The command goes on where it was.',
      ]
    : [];
  return {
    title: 'What the methods reach with the demo models',
    methods: METHODS.map(({ name }) => name),
    sets,
    byClass: false,
    // Speed is measured by the benchmarks, in turns.
    timed: false,
    about: [
      `Written by \`${command}\` from open data in \`../shared/data/eval\`, on which nothing was trained. The demo models have 3 to 11 million parameters and were trained for an hour: these figures show that the methods run and what they change, not what clinical models can do. They must not be used for care.`,
      `**base** is demo-base, **expert** demo-it. Proxy tuning at α = 1 with the pairs **cpt** = demo-cpt − demo-anti, **it** = demo-it − demo-cpt, **cpt+it** = demo-it − demo-anti. **capt-base** is demo-capt-base, a base with another tokenizer that read little; **capt** adds the pair cpt+it to it, **unite** averages it with the expert.`,
      `${sizes.join('; ')}. The first items of each file. Greedy; the repetition penalty is the leading model's own, and a text that repeats itself is ended. Conversations that do not fit lose turns from their middle. Labels are scored exactly, under every method.`,
      ...cutOff,
      'ROUGE is F1 over lower-cased runs of letters and digits, without stemming. Intervals and p-values: 2,000 bootstrap samples of the items, the same for every method, seed 1. More values of α, in PyTorch: [training/RESULTS.md](../training/RESULTS.md).',
    ],
  };
}

function shiftSection(notes: ReadonlyMap<string, readonly Answer[]>): string {
  const tokens = [...notes].map(([name, own]) => {
    const count = own.reduce((sum, { shifts = [] }) => sum + shifts.length, 0);
    return `${name}: ${count} tokens in ${own.filter(({ shifts }) => shifts !== undefined).length} texts`;
  });
  return `\n## Where the pairs act\n\nThe quarter of each text's tokens (ACI-Bench notes and MTS-Dialog sections) whose probability moved most, in the groups of the paper. ${tokens.join('; ')}.\n\n![Shift of probability by group of words](${PLOT})\n`;
}
