/** A report as Markdown, CSV, JSON, or one HTML file that needs nothing else. */
import { toCsv } from '../../analysis/table.ts';
import { METRIC_TEXTS, type MetricKey } from '../metric-key.ts';
import { evaluationTask } from '../task.ts';
import { type DotPlot, dotPlotSvg, escapeXml } from './dot-plot.ts';
import { type Report, reportTables } from './report.ts';
import { rightPlotSvg, rightPlots } from './right-plot.ts';
import type { Table } from './table.ts';

export function reportToMarkdown(report: Report): string {
  const parts = [`# ${report.title}`, ...report.about, ...reportTables(report).map(tableToMarkdown)];
  return `${parts.join('\n\n')}\n`;
}

export function tableToMarkdown({ title, note, columns, rows }: Table): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  const table = [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
  return `## ${title}\n\n${note}\n\n${table}`;
}

/** A row a data set, method and metric; values as numbers. */
export function reportToCsv({ methods, sets }: Report): string {
  const header = [
    'data set',
    'task',
    'items',
    'method',
    'metric',
    'value',
    'low 95 %',
    'high 95 %',
    'standard error',
    'p against base',
  ];
  const rows = sets.flatMap(({ name, summary }) =>
    methods.flatMap((method) => {
      const found = summary.methods[method];
      if (found === undefined) return [];
      return evaluationTask(summary.task).metrics.flatMap((key) => {
        const value = found.metrics[key];
        if (value === undefined) return [];
        const [low, high] = found.ci[key] ?? [];
        const figures = [
          value,
          low ?? null,
          high ?? null,
          found.standardError[key] ?? null,
          found.pVsBase?.[key] ?? null,
        ];
        return [[name, summary.task, summary.items, method, key, ...figures]];
      });
    }),
  );
  return toCsv(header, rows);
}

export function reportToJson({ title, about, sets }: Report): string {
  return `${JSON.stringify({ title, about, sets }, null, 1)}\n`;
}

/** The main metric of every data set as one plot: methods down, intervals across. */
export function mainPlots({ methods, sets }: Report): readonly DotPlot[] {
  return sets.map(({ name, summary }) => {
    const key: MetricKey = evaluationTask(summary.task).metrics[0] ?? 'accuracy';
    const { label } = METRIC_TEXTS[key];
    const rows = methods.filter((method) => summary.methods[method]?.metrics[key] !== undefined);
    const points = rows.map((method) => {
      const { metrics, ci } = summary.methods[method] ?? { metrics: {}, ci: {} };
      const value = metrics[key] ?? 0;
      const [low = value, high = value] = ci[key] ?? [];
      return { value, low, high };
    });
    return {
      title: `${name}, n = ${summary.items}`,
      axis: `${label}, 95 % interval`,
      rows,
      series: [{ name: label, points }],
    };
  });
}

const STYLE =
  'body{font:14px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#182126;background:#fff}' +
  'table{border-collapse:collapse;font-variant-numeric:tabular-nums;display:block;overflow-x:auto}' +
  'th,td{border-bottom:1px solid #d8dfe3;padding:.2rem .6rem;text-align:left;white-space:nowrap}th{color:#53616a;font-weight:600}' +
  'p{max-width:60rem}svg{max-width:100%;height:auto}' +
  '@media(prefers-color-scheme:dark){body{color:#e4e9ec;background:#11161a}th,td{border-color:#2c363c}th{color:#a0adb5}}';

/** No script, no request to anywhere: everything is in the file. Texts are text, whatever they hold. */
export function reportToHtml(report: Report, plots: readonly DotPlot[] = mainPlots(report)): string {
  const tables = reportTables(report).map(({ title, note, columns, rows }) => {
    const cells = (tag: string, values: readonly string[]) =>
      values.map((value) => `<${tag}>${escapeXml(value)}</${tag}>`).join('');
    const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n');
    return `<h2>${escapeXml(title)}</h2>\n<p>${escapeXml(note)}</p>\n<table><thead><tr>${cells('th', columns)}</tr></thead><tbody>\n${body}\n</tbody></table>`;
  });
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">',
    `<title>${escapeXml(report.title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeXml(report.title)}</h1>`,
    ...report.about.map((paragraph) => `<p>${escapeXml(paragraph)}</p>`),
    ...plots.map((plot) => `<figure>${dotPlotSvg(plot)}</figure>`),
    ...rightPlots(report).map((plot) => `<figure>${rightPlotSvg(plot)}</figure>`),
    ...tables,
    '</body></html>\n',
  ].join('\n');
}
