/** A batch's answers as files: one row a text, with the choice and the probabilities of each voice. */
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

/** Cells that a spreadsheet would take for a formula are quoted by an apostrophe. */
export async function batchToCsv(batch: Answered): Promise<string> {
  const { unparse } = (await import('papaparse')).default;
  const rows = rowsOf(batch).map((row) => {
    const flat: Record<string, string | number> = { id: row.id, text: row.text, label: row.label };
    for (const { voice } of VOICES) {
      const voiced = (row as Readonly<Record<string, unknown>>)[voice] as Voiced | undefined;
      flat[`${voice}_label`] = voiced?.label ?? '';
      flat[`${voice}_probability`] = voiced?.probabilities[voiced.label] ?? '';
    }
    flat.problem = 'problem' in row ? row.problem : '';
    return flat;
  });
  return `${unparse(rows, { escapeFormulae: true, newline: '\n' })}\n`;
}
