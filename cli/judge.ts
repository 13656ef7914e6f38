/** `eval --judge`: a loaded model's ratings of what the methods wrote. */

import { fileSource } from '../node/documents.ts';
import { gpuFor } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import { nodeThreads } from '../node/threads.ts';
import type { Answer } from '../src/engine/evaluation/answer.ts';
import { type Judgement, type JudgeSummary, judgeNote, summarizeJudgements } from '../src/engine/evaluation/judge.ts';
import { JUDGE_LABEL, RISK_LEVELS } from '../src/engine/evaluation/judge-prompts.ts';
import { readItems } from '../src/engine/evaluation/read-items.ts';
import { evaluationTask } from '../src/engine/evaluation/task.ts';
import { openTrio } from '../src/engine/trio.ts';
import type { EvalCommand } from './arguments/eval.ts';
import type { Terminal } from './terminal.ts';

export interface Judged {
  readonly label: string;
  readonly model: string;
  /** By method. */
  readonly methods: Readonly<Record<string, JudgeSummary>>;
}

export async function judgeAnswers(
  model: string,
  command: EvalCommand,
  answers: ReadonlyMap<string, ReadonlyMap<string, Answer>>,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Judged> {
  const { backend, threads, precision, cache, labels, limit, format, columns, seed } = command;
  const sources = { base: modelSource(model) };
  const trio = await openTrio({
    sources,
    method: 'base',
    backend,
    gpu: await gpuFor(backend),
    threads: nodeThreads(threads ?? undefined),
    precision,
    cache,
    signal,
  });
  const judgements = new Map<string, Judgement[]>([...answers.keys()].map((name) => [name, []]));
  const reading = { labels, limit, format: format ?? undefined, columns: columns ?? undefined };
  try {
    let done = 0;
    for await (const { id, input } of readItems(
      await fileSource(command.input),
      evaluationTask(command.task),
      reading,
    )) {
      for (const [name, own] of judgements) {
        const answer = answers.get(name)?.get(id);
        if (answer === undefined) continue;
        own.push(await judgeNote(trio, { conversation: input, note: answer.prediction, seed, signal }));
        terminal.progress(`Judging … ${++done} texts`);
      }
    }
  } finally {
    terminal.clear();
    await trio.dispose();
  }
  const rated = [...judgements].filter(([, own]) => own.length > 0);
  return {
    label: JUDGE_LABEL,
    model,
    methods: Object.fromEntries(rated.map(([name, own]) => [name, summarizeJudgements(own)])),
  };
}

export function judgeTable({ label, model, methods }: Judged): string {
  const lines = Object.entries(methods).map(([name, { notes, means, risk, swapAgreement, repeatAgreement }]) => {
    const levels = RISK_LEVELS.map((level, index) => `${level} ${risk[index] ?? 0}`).join(', ');
    const ratings = Object.entries(means).map(([criterion, mean]) => `${criterion} ${mean.toFixed(2)}`);
    const agreement = `orders agree ${(100 * swapAgreement).toFixed(0)} %, repeats ${(100 * repeatAgreement).toFixed(0)} %`;
    return `${name}  ${ratings.join(', ')} (of 5); risk: ${levels} (of ${notes}); ${agreement}`;
  });
  return `\n${label} (${model}):\n${lines.join('\n')}\n`;
}
