/** A table of texts → a batch. */
import { LocumError } from '../../engine/errors.ts';
import type { ColumnMap } from '../../engine/records/formats.ts';
import { readRecords } from '../../engine/records/read-records.ts';
import type { Problem, Remark } from '../../engine/records/rows.ts';
import { pairText } from '../../engine/tasks/classification.ts';
import type { LabelSet } from '../../engine/tasks/label-sets.ts';
import { taskLabelCodes } from '../../engine/tasks/prompt.ts';
import { textSource } from '../text/text-source.ts';
import type { BatchItem } from './batch.ts';

export interface ReadBatch {
  readonly items: readonly BatchItem[];
  /** Rows that were left out, that are odd, or whose label is none of the set. */
  readonly problems: readonly (Problem | Remark)[];
}

/** @throws {LocumError} as `readRecords`; `file-invalid` when no row can be used */
export async function readBatch(file: File, set: LabelSet, columns: ColumnMap | null): Promise<ReadBatch> {
  const items: BatchItem[] = [];
  const problems: (Problem | Remark)[] = [];
  const goldOf = labelFinder(set);
  for await (const event of readRecords(textSource(file.name, file), columns === null ? {} : { columns })) {
    if (event.type !== 'record') {
      problems.push(event);
      continue;
    }
    const { id, line, input, premise, hypothesis, reference, section } = event.record;
    const isPair = premise !== undefined && hypothesis !== undefined;
    const text = isPair ? pairText(premise, hypothesis) : input;
    if (text.trim() === '') {
      problems.push({ type: 'problem', line, id, message: 'its text is empty' });
      continue;
    }
    if (set.pair && !isPair) {
      problems.push({ type: 'problem', line, id, message: 'it has no premise and hypothesis' });
      continue;
    }
    const name = [reference, section ?? ''].find((label) => goldOf(label) !== null) ?? reference;
    const gold = goldOf(name);
    if (gold === null && name.trim() !== '') {
      problems.push({ type: 'remark', line, id, message: `its label “${shown(name)}” is none of the set` });
    }
    items.push({ id, line, text, gold });
  }
  if (items.length > 0) return { items, problems };
  const [first] = problems;
  throw new LocumError(
    'file-invalid',
    first === undefined
      ? `“${file.name}” has no rows.`
      : `No row of “${file.name}” can be used; row ${first.line}: ${first.message}.`,
    { hint: set.pair ? 'A premise and a hypothesis are needed in every row.' : 'A text is needed in every row.' },
  );
}

function shown(label: string): string {
  return label.length > 40 ? `${label.slice(0, 40)}…` : label;
}

/** By text, or by the code that data sets use; the case does not count. */
function labelFinder({ labels, question }: LabelSet): (name: string) => number | null {
  const codes = 'task' in question ? taskLabelCodes(question.task) : [];
  const found = new Map<string, number>();
  for (const [index, label] of labels.entries()) {
    found.set(label.toLowerCase(), index);
    const code = codes.find(({ text }) => text === label)?.code;
    if (code !== undefined) found.set(code.toLowerCase(), index);
  }
  return (name) => found.get(name.trim().toLowerCase()) ?? null;
}
