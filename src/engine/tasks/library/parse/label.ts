/** One of a set of labels in an answer that may say more. */
import { type ParsedAnswer, read, unreadable } from './parsed.ts';

const WORD = '[\\p{L}\\p{N}]';

/** A label as a whole word or phrase; its blanks match any blanks. */
function finder(label: string): RegExp {
  const escaped = label
    .trim()
    .split(/\s+/u)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/gu, '\\$&'))
    .join('\\s+');
  return new RegExp(`(?<!${WORD})${escaped}(?!${WORD})`, 'giu');
}

/**
 * The label that the answer is, begins with, or alone names. Two labels in one answer are no answer, unless one is part of the
 * other (“fall” in “no fall”): then the longer counts.
 */
export function parseLabel(answer: string, labels: readonly string[]): ParsedAnswer {
  const hits = labels.flatMap((label) =>
    [...answer.matchAll(finder(label))].map((match) => ({
      label,
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  const outer = hits.filter(
    (hit) =>
      !hits.some((other) => other !== hit && other.start <= hit.start && other.end >= hit.end && longer(other, hit)),
  );
  const named = [...new Set(outer.map(({ label }) => label))];
  const [only] = named;
  if (only === undefined) return unreadable(`It names none of the answers: ${labels.join(', ')}.`);
  if (named.length === 1) return read({ kind: 'label', label: only }, remarkOn(answer, only));
  const lead = outer.find(({ start }) => /^[\s"'“*#(]*(?:answer|label)?[\s:*"'“(]*$/iu.test(answer.slice(0, start)));
  if (lead === undefined) return unreadable(`It names more than one answer: ${named.join(', ')}.`);
  return read(
    { kind: 'label', label: lead.label },
    `It goes on to name ${named.filter((label) => label !== lead.label).join(', ')}.`,
  );
}

function longer(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.end - a.start > b.end - b.start;
}

function remarkOn(answer: string, label: string): string | null {
  return answer.trim().toLowerCase() === label.toLowerCase() ? null : 'Words round the label were left out.';
}
