/** `classify`: the label of every text, with the probability of each label. */
import * as v from 'valibot';
import { readConversation } from '../node/documents.ts';
import type { Classified, ClassifyItem } from '../src/engine/decoding/labels/classify.ts';
import { LocumError } from '../src/engine/errors.ts';
import { questionPrompt } from '../src/engine/tasks/classification.ts';
import type { Trio } from '../src/engine/trio.ts';
import type { ClassifyCommand } from './arguments/classify.ts';
import { describeModels, openSession } from './session.ts';
import type { Terminal } from './terminal.ts';

/** A line or an item that was left out, and why. */
interface Skipped {
  /** Of the file, from 1. */
  readonly line: number;
  readonly id?: string;
  readonly message: string;
}

interface LineItem extends ClassifyItem {
  readonly line: number;
}

const Line = v.looseObject({
  id: v.optional(v.union([v.string(), v.number()], 'its “id” is neither a string nor a number')),
  text: v.optional(v.string('its “text” is no string')),
  input: v.optional(v.string('its “input” is no string')),
});

/** What is wrong with one line is told of it; the others are read. */
function readItems(content: string): { readonly items: readonly LineItem[]; readonly skipped: Skipped[] } {
  const items: LineItem[] = [];
  const skipped: Skipped[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, source] of content.split('\n').entries()) {
    if (source.trim() === '') continue;
    const line = index + 1;
    let value: unknown;
    try {
      value = JSON.parse(source);
    } catch {
      skipped.push({ line, message: 'this is not JSON' });
      continue;
    }
    const parsed = v.safeParse(Line, value);
    if (!parsed.success) {
      skipped.push({ line, message: parsed.issues[0].message });
      continue;
    }
    if (parsed.output.id === undefined) {
      skipped.push({ line, message: 'it has no “id”' });
      continue;
    }
    const id = String(parsed.output.id);
    const text = parsed.output.text ?? parsed.output.input;
    const first = lineOf.get(id);
    if (text === undefined) skipped.push({ line, id, message: 'it has no “text”' });
    else if (text.trim() === '') skipped.push({ line, id, message: 'its text is empty' });
    else if (first !== undefined) skipped.push({ line, id, message: `the id “${id}” is that of line ${first}` });
    else {
      lineOf.set(id, line);
      items.push({ id, text, line });
    }
  }
  return { items, skipped };
}

export async function classify(command: ClassifyCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { items, skipped } = readItems(await readConversation(command.input));
  const name = command.input === '-' ? 'standard input' : `“${command.input}”`;
  const tell = ({ line, message }: Skipped) => terminal.remark(`${name}, line ${line}: ${message}.`);
  skipped.forEach(tell);
  if (items.length === 0) {
    throw new LocumError('empty-input', `There is nothing to classify in ${name}.`, {
      hint: 'One JSON object a line is expected, with an “id” and a “text”.',
      details: { lines: skipped.length },
    });
  }
  const { trio, loadMs } = await openSession(command, terminal, signal);
  try {
    const started = performance.now();
    const classified: Classified[] = [];
    for await (const event of trio.classify({ ...requestOf(command), items, signal })) {
      const { line = 0 } = items[event.index] ?? {};
      terminal.progress(`Classifying … ${event.index + 1} of ${items.length}`);
      if (event.type === 'item') classified.push(event);
      else {
        const problem = { line, id: event.id, message: event.error.message.replace(/\.$/u, '') };
        skipped.push(problem);
        tell(problem);
      }
    }
    terminal.clear();
    const timing = { loadMs, classifyMs: performance.now() - started };
    if (command.json) await terminal.print(`${JSON.stringify(asJson(command, classified, skipped, trio, timing))}\n`);
    else {
      await terminal.print(table(classified, command.labels));
      terminal.remark(trio.reason);
    }
  } finally {
    terminal.clear();
    await trio.dispose();
  }
}

function requestOf({ method, alpha, labels, task, instruction }: ClassifyCommand) {
  const prompt = questionPrompt(task === null ? { instruction } : { task }, labels);
  return { method, alpha, labels, prompt };
}

function asJson(
  { labels, method, alpha }: ClassifyCommand,
  classified: readonly Classified[],
  skipped: readonly Skipped[],
  trio: Trio,
  timing: object,
) {
  const byLabel = (values: readonly number[]) =>
    Object.fromEntries(labels.map((label, index) => [label, values[index]]));
  const items = classified.map(({ id, label, probabilities, logScores, normalizedLogScores, members }) => ({
    id,
    label,
    probabilities: byLabel(probabilities),
    logScores: byLabel(logScores),
    normalizedLogScores: byLabel(normalizedLogScores),
    members: Object.fromEntries(
      Object.entries(members).map(([role, scores]) => [
        role,
        { label: scores.label, probabilities: byLabel(scores.probabilities), logScores: byLabel(scores.logScores) },
      ]),
    ),
  }));
  const { backend, reason: backendReason } = trio;
  return { items, skipped, method, alpha, labels, backend, backendReason, models: describeModels(trio), timing };
}

/** Each text's label and its probability; tabs between columns, for other programs. */
function table(classified: readonly Classified[], labels: readonly string[]): string {
  const rows = classified.map(({ id, label, probabilities }) => {
    const probability = probabilities[labels.indexOf(label)] ?? 0;
    return [id, label, probability.toFixed(3)].join('\t');
  });
  return rows.map((row) => `${row}\n`).join('');
}
