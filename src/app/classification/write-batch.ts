/** A batch's answers as files: one row a text, with the choice and the probabilities of each voice. */
import { type Cell, toCsv } from '../../engine/analysis/table.ts';
import { type BatchItem, type BatchResult, chosen, VOICES } from './batch.ts';

interface Answered {
  readonly set: { readonly labels: readonly string[] };
  readonly alpha: number;
  readonly items: readonly BatchItem[];
  readonly results: readonly BatchResult[];
}

function rowsOf({ set, items, results }: Answered) {
  return results.map((result) => {
    const { id, gold, text } = items[result.index]!;
    const row = { id, text, label: gold === null ? '' : (set.labels[gold] ?? '') };
    if ('problem' in result) return { ...row, problem: result.problem };
    const voices = VOICES.map(({ voice }) => [
      voice,
      {
        label: set.labels[chosen(result.probabilities[voice])] ?? '',
        probabilities: Object.fromEntries(
          set.labels.map((label, index) => [label, result.probabilities[voice][index]]),
        ),
      },
    ]);
    return { ...row, ...(Object.fromEntries(voices) as Record<string, Voiced>) };
  });
}

interface Voiced {
  readonly label: string;
  readonly probabilities: Readonly<Record<string, number | undefined>>;
}

export function batchToJson(batch: Answered): string {
  const about = 'Draft: labels by demonstration models, to be checked by a clinician.';
  return `${JSON.stringify({ about, alpha: batch.alpha, labels: batch.set.labels, items: rowsOf(batch) }, null, 2)}\n`;
}

/** Texts as `toCsv` writes them: none becomes a formula. */
export function batchToCsv(batch: Answered): string {
  const header = ['id', 'text', 'label', ...VOICES.flatMap(({ voice }) => [`${voice}_label`, `${voice}_probability`])];
  const rows = rowsOf(batch).map((row): Cell[] => [
    row.id,
    row.text,
    row.label,
    ...VOICES.flatMap(({ voice }): Cell[] => {
      const voiced = (row as Readonly<Record<string, unknown>>)[voice] as Voiced | undefined;
      return [voiced?.label ?? null, voiced?.probabilities[voiced.label] ?? null];
    }),
    'problem' in row ? row.problem : null,
  ]);
  return toCsv([...header, 'problem'], rows);
}
