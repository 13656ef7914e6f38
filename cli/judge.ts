/** `eval --judge`: a loaded model's ratings of what the methods wrote. */

import { fileSource } from '../node/documents.ts';
import { gpuFor } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import type { Answer } from '../src/engine/evaluation/answer.ts';
import { type Judgement, judgeNote } from '../src/engine/evaluation/judge.ts';
import { JUDGE_LABEL, RISK_LEVELS } from '../src/engine/evaluation/judge-prompts.ts';
import { type JurySummary, summarizeJury } from '../src/engine/evaluation/jury.ts';
import { readItems } from '../src/engine/evaluation/read-items.ts';
import { evaluationTask } from '../src/engine/evaluation/task.ts';
import { openTrio } from '../src/engine/trio.ts';
import type { EvalCommand } from './arguments/eval.ts';
import type { Terminal } from './terminal.ts';

export interface Judged {
  readonly label: string;
  readonly models: readonly string[];
  /** By method. */
  readonly methods: Readonly<Record<string, JurySummary>>;
}

/** Every judge rates all texts by itself, one after the other: one model is loaded at a time. */
export async function judgeAnswers(
  models: readonly string[],
  command: EvalCommand,
  answers: Answers,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Judged> {
  const byMethod = new Map<string, (readonly Judgement[])[]>();
  for (const model of models) {
    for (const [name, own] of await judgedBy(model, command, answers, terminal, signal)) {
      if (own.length > 0) byMethod.set(name, [...(byMethod.get(name) ?? []), own]);
    }
  }
  return {
    label: JUDGE_LABEL,
    models,
    methods: Object.fromEntries([...byMethod].map(([name, own]) => [name, summarizeJury(own)])),
  };
}

/** By method, then by item id. */
type Answers = ReadonlyMap<string, ReadonlyMap<string, Answer>>;

/** What is judged as a note; all else that is written is judged as an answer. */
const NOTES: ReadonlySet<string> = new Set(['note', 'section-summary', 'clue-aci-bench', 'bbw-aci-bench']);

async function judgedBy(
  model: string,
  command: EvalCommand,
  answers: Answers,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly Judgement[]>> {
  const { backend, threads, precision, cache, labels, limit, format, columns, seed, judgeGold } = command;
  const sources = { base: modelSource(model) };
  const where = { backend, gpu: await gpuFor(backend), threads: nodeThreads(threads ?? undefined) };
  const trio = await openTrio({ sources, method: 'base', ...where, precision, cache, signal });
  const judgements = new Map<string, Judgement[]>([...answers.keys()].map((name) => [name, []]));
  const reading = { labels, limit, format: format ?? undefined, columns: columns ?? undefined };
  const task = evaluationTask(command.task);
  const subject = NOTES.has(task.id) ? 'note' : 'answer';
  try {
    let done = 0;
    for await (const { id, input, reference } of readItems(await fileSource(command.input), task, reading)) {
      // The same texts for every judge and method: what one could not answer is judged for none.
      if ([...answers.values()].some((own) => !own.has(id))) continue;
      for (const [name, own] of judgements) {
        const note = answers.get(name)!.get(id)!.prediction;
        const gold = judgeGold ? reference : undefined;
        own.push(await judgeNote(trio, { subject, conversation: input, gold, note, seed, signal }));
        terminal.progress(`Judging … ${++done} texts by ${model}`);
      }
    }
  } finally {
    terminal.clear();
    await trio.dispose();
  }
  return judgements;
}

export function judgeTable({ label, models, methods }: Judged): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const lines = Object.entries(methods).map(([name, summary]) => {
    const { notes, means, risk, riskFree, swapAgreement, repeatAgreement, judgeAgreement } = summary;
    const levels = RISK_LEVELS.map((level, index) => `${level} ${risk[index] ?? 0}`).join(', ');
    const ratings = Object.entries(means).map(([criterion, mean]) => `${criterion} ${mean.toFixed(2)}`);
    const agreement = [
      `orders agree ${percent(swapAgreement)}`,
      `repeats ${percent(repeatAgreement)}`,
      ...(judgeAgreement === null ? [] : [`judges ${percent(judgeAgreement)}`]),
    ];
    return `${name}  ${ratings.join(', ')} (of 5); risk: ${levels} (of ${notes}), ${percent(riskFree)} risk-free; ${agreement.join(', ')}`;
  });
  return `\n${label} (${models.join(', ')}):\n${lines.join('\n')}\n`;
}
