/** `gate`: α for each token, learnt from texts as they should be, and what that is worth on texts it has not seen. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { fileSource } from '../node/documents.ts';
import { gateValue, writeGate } from '../src/engine/decoding/ahead/alpha-gate.ts';
import type { AlphaScale } from '../src/engine/decoding/ahead/alpha-scale.ts';
import { bestConstant, fitGate, type GateSample, gateSample, meanNll } from '../src/engine/decoding/ahead/gate-fit.ts';
import { ensembleMembers } from '../src/engine/decoding/members.ts';
import { invariant, LocumError } from '../src/engine/errors.ts';
import type { Item } from '../src/engine/evaluation/item.ts';
import { readItems, surveyItems } from '../src/engine/evaluation/read-items.ts';
import { evaluationTask, itemPrompt } from '../src/engine/evaluation/task.ts';
import type { Trio } from '../src/engine/trio.ts';
import type { GateCommand } from './arguments/gate.ts';
import { openSession } from './session.ts';
import { tellProblems } from './survey.ts';
import type { Terminal } from './terminal.ts';

export async function gate(command: GateCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const task = evaluationTask(command.task);
  const source = await fileSource(command.input);
  const reading = { labels: null, limit: command.limit };
  const survey = await surveyItems(source, task, reading);
  tellProblems(survey, source.name, terminal);
  const halves = new Set(survey.items.map(({ id }) => isSeen(id)));
  if (halves.size < 2) {
    throw new LocumError('empty-input', 'There are too few texts: one half is for fitting, the other for judging.');
  }
  const { trio } = await openSession({ ...command, method: 'adaptive' }, terminal, signal);
  const [seen, unseen]: [GateSample[], GateSample[]] = [[], []];
  try {
    let items = 0;
    for await (const item of readItems(source, task, reading)) {
      const half = isSeen(item.id) ? seen : unseen;
      half.push(...(await samplesOf(trio, command.task, item, signal)));
      terminal.progress(`Reading … ${++items} items, ${seen.length + unseen.length} tokens`);
    }
  } finally {
    terminal.clear();
    await trio.dispose();
  }
  const fitted = fitGate(seen);
  await writeFile(command.out, writeGate(fitted));
  const constant = bestConstant(seen);
  const scales = { base: 0, alpha1: 1, constant };
  const nll = {
    ...Object.fromEntries(Object.entries(scales).map(([name, scale]) => [name, meanNll(unseen, () => scale)])),
    gate: meanNll(unseen, ({ features }) => gateValue(fitted, features)),
  };
  if (command.json) {
    const tokens = { seen: seen.length, unseen: unseen.length };
    await terminal.print(`${JSON.stringify({ tokens, constant, nll, gate: fitted })}\n`);
    return;
  }
  await terminal.print(
    `nats a token, over ${unseen.length} tokens of texts that nothing was fitted to (${seen.length} were):\n` +
      `  alpha 0        ${meanNll(unseen, () => 0).toFixed(4)}\n` +
      `  alpha 1        ${meanNll(unseen, () => 1).toFixed(4)}\n` +
      `  alpha ${constant.toFixed(3).padEnd(8)} ${meanNll(unseen, () => constant).toFixed(4)}   the best of one for all tokens\n` +
      `  gate           ${nll.gate.toFixed(4)}\n`,
  );
}

/** Half of the items, always the same. */
function isSeen(id: string): boolean {
  return createHash('sha256').update(id).digest()[0]! % 2 === 0;
}

/** The reference and its end, read as if the models had written it. */
async function samplesOf(
  trio: Trio,
  task: GateCommand['task'],
  item: Item,
  signal: AbortSignal,
): Promise<readonly GateSample[]> {
  const { base } = trio.participants;
  invariant(base !== undefined, 'the session has opened all three models');
  const { sharedIds } = ensembleMembers('adaptive', trio.participants);
  const ids = [...trio.continuationIds('adaptive', item.reference), ...base.model.info.stopIds.slice(0, 1)];
  const scores = new Float64Array(base.model.info.vocabularySize);
  const samples: GateSample[] = [];
  const scaling: AlphaScale = (rows) => {
    const token = ids[samples.length];
    if (token !== undefined) samples.push(gateSample(rows, token, sharedIds, scores));
    return 1;
  };
  const prompt = itemPrompt(task, item)(item.input);
  const options = { prompt, maxTokens: ids.length, opening: { ids }, candidates: 0, signal };
  // Nothing is skipped: the pair looks at every token.
  for await (const _ of trio.generate({ ...options, method: 'adaptive', adaptive: { skip: { most: 0 }, scaling } })) {
    // What is wanted of it is in the scaling.
  }
  return samples;
}
