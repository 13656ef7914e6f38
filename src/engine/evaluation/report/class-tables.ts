/** A classification class by class: which ones a method knows, and what it takes the others for. */
import type { Summary } from '../summary.ts';
import { figure, type Table } from './table.ts';

/** Confusions of more classes fill no page that anyone reads. */
const MOST_CLASSES = 12;

/** @param methods in the order in which they are to stand */
export function classTables(name: string, { methods: found }: Summary, methods: readonly string[]): readonly Table[] {
  const measured = methods.flatMap((method) => {
    const classes = found[method]?.classes;
    return classes === undefined ? [] : [{ method, ...classes }];
  });
  const [first] = measured;
  if (first === undefined) return [];
  const { labels } = first;
  // Of a set of forty labels, a small file has a few.
  const present = labels.flatMap((_, label) => {
    const isGold = (first.perClass[label]?.support ?? 0) > 0;
    return isGold || measured.some(({ confusion }) => confusion.some((row) => (row[label] ?? 0) > 0)) ? [label] : [];
  });
  const perClass: Table = {
    title: `${name}: F1 of each class`,
    note: 'Classes that stand in the file or were given as an answer; items are those that the file puts in the class.',
    columns: ['class', 'items', ...measured.map(({ method }) => method)],
    rows: present.map((label) => [
      labels[label] ?? '',
      String(first.perClass[label]?.support ?? 0),
      ...measured.map((own) => figure(own.perClass[label]?.f1)),
    ]),
  };
  if (present.length > MOST_CLASSES) return [perClass];
  const confusions = measured.map(({ method, confusion }): Table => {
    return {
      title: `${name}: confusion under ${method}`,
      note: 'Items of each class, a row, by the answer that they got, a column; answers outside the set stand in none.',
      columns: ['class', ...present.map((label) => labels[label] ?? '')],
      rows: present.map((gold) => [
        labels[gold] ?? '',
        ...present.map((given) => String(confusion[gold]?.[given] ?? 0)),
      ]),
    };
  });
  return [perClass, ...confusions];
}
