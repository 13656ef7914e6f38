/** An item of a classification: the labels that it may have, and the one that it has. */
import { type Item, type Label, labelOf } from './item.ts';

/** −1 and the number at the beginning of every line. */
export function sentenceLabels(sentences: string): readonly Label[] {
  const numbers = [...sentences.matchAll(/^\s*(\d+)\b/gm)].map((match) => match[1] ?? '');
  return ['-1', ...new Set(numbers)].map((code) => ({ code, text: code }));
}

/** The reference by its code; or what is wrong with it, without a full stop. */
export function withLabel(item: Omit<Item, 'labels'>, labels: readonly Label[]): Item | string {
  if (item.reference.trim() === '') return 'its reference is empty';
  const gold = labelOf(labels, item.reference);
  if (gold !== undefined) return { ...item, labels, reference: gold.code };
  const names = labels.map(({ code }) => code);
  const listed = names.length > 8 ? `${names.slice(0, 8).join(', ')}, … (${names.length})` : names.join(', ');
  return `its label “${item.reference.trim()}” is none of ${listed}`;
}
