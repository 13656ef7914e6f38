/** What a report is made of: measured data sets, and tables of them like those of the papers. */
import { acrossDatasets, gapRecovered, meanImprovement } from '../comparison.ts';
import { METRIC_TEXTS, type MetricKey } from '../metric-key.ts';
import type { MethodSummary, Summary } from '../summary.ts';
import { type EvaluationTask, evaluationTask } from '../task.ts';
import { classTables } from './class-tables.ts';
import { PUBLISHED, type PublishedTable, publishedBySet } from './published.ts';
import { figure, type Table } from './table.ts';

export interface MeasuredSet {
  readonly name: string;
  readonly summary: Summary;
  /** Rows of the file that could not be used, and items that a method could not answer. */
  readonly leftOut: number;
  /** Most tokens of an answer. */
  readonly maxTokens: number;
}

export interface Report {
  readonly title: string;
  /** Paragraphs: models, backend, seed, what to make of it. */
  readonly about: readonly string[];
  /** Methods in the order in which they are to stand. */
  readonly methods: readonly string[];
  readonly sets: readonly MeasuredSet[];
  /** Whether classes are told one by one. */
  readonly byClass: boolean;
  /** Whether times are told: they mean something only where nothing else ran. */
  readonly timed: boolean;
}

const taskOf = ({ summary }: MeasuredSet): EvaluationTask => evaluationTask(summary.task);
const mainMetric = (set: MeasuredSet): MetricKey => taskOf(set).metrics[0] ?? 'accuracy';

function withInterval(key: MetricKey, found: MethodSummary | undefined): string {
  const value = found?.metrics[key];
  const [low, high] = found?.ci[key] ?? [];
  if (value === undefined) return '–';
  const p = found?.pVsBase?.[key];
  return `${figure(value)} [${figure(low)}, ${figure(high)}]${p !== undefined && p < 0.05 ? ' *' : ''}`;
}

export function reportTables(report: Report): readonly Table[] {
  const { sets } = report;
  const classes = sets.filter((set) => taskOf(set).kind === 'classify');
  const texts = sets.filter((set) => taskOf(set).kind === 'generate');
  const documents = sets.filter((set) => taskOf(set).kind === 'score');
  const clue = publishedBySet(sets.map(({ summary }) => summary.task));
  return [
    ...(classes.length > 0 ? [mainTable('Classification', report, classes), published(PUBLISHED.classification)] : []),
    ...(texts.length > 0 ? [mainTable('Texts', report, texts)] : []),
    ...texts.map((set) => allMetrics(report, set)),
    ...(texts.some(({ summary }) => summary.task === 'note') ? [published(PUBLISHED.safety)] : []),
    ...(clue === null ? [] : [published(clue)]),
    ...(documents.length > 0 ? [mainTable('Perplexity', report, documents)] : []),
    ...(sets.length > 1 ? [acrossTable(report), published(PUBLISHED.clue)] : []),
    ...classes.map((set) => complementarityTable(report, set)).filter((table) => table !== null),
    ...(report.byClass ? classes.flatMap(({ name, summary }) => classTables(name, summary, report.methods)) : []),
    ...(report.timed ? [timingTable(report)] : []),
  ];
}

function rowsOf(report: Report, sets: readonly MeasuredSet[]): readonly string[] {
  return report.methods.filter((name) => sets.some(({ summary }) => summary.methods[name] !== undefined));
}

/** Methods down, data sets across: the main metric of each (the papers' Tables 2 and 4). */
function mainTable(title: string, report: Report, sets: readonly MeasuredSet[]): Table {
  return {
    title,
    note: '95 % bootstrap intervals over items; * p < 0.05 against the base (paired bootstrap, two-sided).',
    columns: [
      'method',
      ...sets.map((set) => `${set.name}: ${METRIC_TEXTS[mainMetric(set)].label} (n = ${set.summary.items})`),
    ],
    rows: rowsOf(report, sets).map((name) => [
      name,
      ...sets.map((set) => withInterval(mainMetric(set), set.summary.methods[name])),
    ]),
  };
}

/** Every metric of one data set of texts (the papers' Table 7). */
function allMetrics(report: Report, set: MeasuredSet): Table {
  const keys = taskOf(set).metrics.filter((key) =>
    Object.values(set.summary.methods).some(({ metrics }) => metrics[key] !== undefined),
  );
  return {
    title: `${set.name}: every metric`,
    note: keys.map((key) => `${METRIC_TEXTS[key].label}: ${METRIC_TEXTS[key].explanation}`).join('; '),
    columns: ['method', ...keys.map((key) => METRIC_TEXTS[key].label)],
    rows: rowsOf(report, [set]).map((name) => {
      const { metrics = {} } = set.summary.methods[name] ?? {};
      return [name, ...keys.map((key) => figure(metrics[key]))];
    }),
  };
}

/** The main metrics side by side, and what they come to over all data sets (the papers' Tables 7 and 8). */
function acrossTable(report: Report): Table {
  const sets = report.sets.filter((set) => METRIC_TEXTS[mainMetric(set)].better === 'higher');
  const value = (set: MeasuredSet, method: string) => set.summary.methods[method]?.metrics[mainMetric(set)];
  const clinical = sets.filter(({ summary }) => !OF_LAYPEOPLE.has(summary.task));
  const compared = (name: string, own: readonly MeasuredSet[]) =>
    own.flatMap((set) => {
      const [found, base] = [value(set, name), value(set, 'base')];
      return found === undefined || base === undefined || name === 'base' ? [] : [{ set, value: found, base }];
    });
  return {
    title: 'Across data sets',
    note: '#DG: data sets with a gain over the base; CV-Δ = √E[(d − μ)²] / |μ| over the differences d from the base, with mean μ, over all data sets and over those of clinicians’ texts; improvement: mean of d / base; gap: Σ d of the method as a share of that of the expert, which was tuned directly.',
    columns: [
      'method',
      ...sets.map(({ name }) => name),
      'mean difference',
      'improvement',
      '#DG',
      'CV-Δ',
      'CV-Δ, clinical',
      'gap',
    ],
    rows: rowsOf(report, sets).map((name) => {
      const pairs = compared(name, sets);
      const { gains, datasets, meanDifference, cvDelta } = acrossDatasets(differencesOf(pairs));
      const triples = pairs.flatMap((pair) => {
        const tuned = value(pair.set, 'expert');
        return tuned === undefined || name === 'expert' ? [] : [{ ...pair, tuned }];
      });
      const figures =
        datasets === 0
          ? ['–', '–', '–', '–', '–', '–']
          : [
              signed(meanDifference),
              percent(meanImprovement(pairs)),
              `${gains} of ${datasets}`,
              figure(cvDelta ?? undefined),
              figure(acrossDatasets(differencesOf(compared(name, clinical))).cvDelta ?? undefined),
              percent(gapRecovered(triples)),
            ];
      return [name, ...sets.map((set) => figure(value(set, name))), ...figures];
    }),
  };
}

const differencesOf = (pairs: readonly { readonly value: number; readonly base: number }[]) =>
  pairs.map(({ value, base }) => value - base);

/** Whose texts are not clinicians': questions and answers of laypeople, abstracts, examinations. */
const OF_LAYPEOPLE: ReadonlySet<EvaluationTask['id']> = new Set([
  ...(['question-summary', 'question-answer', 'yes-no'] as const),
  ...(['clue-meqsum', 'clue-medicationqa', 'clue-icd10cm', 'bbw-meddialog', 'bbw-mediqa'] as const),
  ...(['exam-choice', 'exam-pubmedqa'] as const),
]);

function percent(share: number | null): string {
  if (share === null) return '–';
  return `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(0)} %`;
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${figure(Math.abs(value))}`;

/** [BBW], Figure 1, in numbers. */
function complementarityTable(report: Report, set: MeasuredSet): Table | null {
  const rows = rowsOf(report, [set]).flatMap((name) => {
    const beside = set.summary.methods[name]?.classes?.besideBase;
    if (!beside) return [];
    const { onlyA, onlyB, both, neither, union } = beside;
    return [[name, ...[onlyA, onlyB, both, neither].map(String), `${union} of ${set.summary.items}`]];
  });
  if (rows.length === 0) return null;
  return {
    title: `${set.name}: who is right`,
    note: 'Items that the method alone, the base alone, both, or neither got right; the union is what an oracle between the two would.',
    columns: ['method', 'method alone', 'base alone', 'both', 'neither', 'union'],
    rows,
  };
}

function timingTable(report: Report): Table {
  return {
    title: 'Time',
    note: 'Milliseconds an item, one after the other on this machine; texts written in brackets, in tokens a second.',
    columns: ['method', ...report.sets.map(({ name }) => name)],
    rows: rowsOf(report, report.sets).map((name) => [
      name,
      ...report.sets.map(({ summary }) => {
        const timing = summary.methods[name]?.timing;
        if (timing === undefined) return '–';
        const speed = timing.tokensPerSecond === null ? '' : ` (${timing.tokensPerSecond.toFixed(0)}/s)`;
        return `${timing.millisecondsPerItem.toFixed(0)} ms${speed}`;
      }),
    ]),
  };
}

function published({ title, source, columns, digits, rows }: PublishedTable): Table {
  return {
    title: `Published: ${title}`,
    note: `${source}; large models on other items, to be read beside the table above, not cell by cell. “Like” names the method here that is built the same way.`,
    columns: ['published', 'like', ...columns],
    rows: rows.map(({ name, like, figures }) => [name, like, ...figures.map((value) => value.toFixed(digits))]),
  };
}
