/** Who is right: each method beside the base, item by item, as stacked bars ([BBW], Figure 1). */
import { escapeXml } from './dot-plot.ts';
import type { Report } from './report.ts';

/** What can be of an item, from left to right. */
export const RIGHT_PARTS = ['method alone', 'both', 'base alone', 'neither'] as const;

export interface RightPlot {
  readonly title: string;
  readonly items: number;
  /** Items of each part. */
  readonly rows: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

/** One a data set of classifications; none where there is no base to stand beside. */
export function rightPlots({ methods, sets }: Report): readonly RightPlot[] {
  return sets.flatMap(({ name, summary }) => {
    const rows = methods.flatMap((method) => {
      const beside = summary.methods[method]?.classes?.besideBase;
      if (!beside) return [];
      return [{ name: method, counts: [beside.onlyA, beside.both, beside.onlyB, beside.neither] }];
    });
    return rows.length === 0 ? [] : [{ title: `${name}: who is right`, items: summary.items, rows }];
  });
}

/** Colour-blind safe (Okabe & Ito); the counts stand in the bars, so that colour is not alone. */
export const RIGHT_COLOURS = ['#009e73', '#56b4e9', '#e69f00', '#999999'] as const;
const LEFT = 210;
const WIDTH = 760;
const BAR = 18;
const TOP = 44;

/** Self-contained, for reports that are read outside the app. */
export function rightPlotSvg({ title, items, rows }: RightPlot): string {
  const scale = (WIDTH - LEFT - 20) / Math.max(1, items);
  const height = TOP + rows.length * (BAR + 6) + 8;
  const text = (x: number, y: number, content: string, extra = '') =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" dominant-baseline="middle" ${extra}>${escapeXml(content)}</text>`;
  const legend = RIGHT_PARTS.map((part, index) => {
    const x = LEFT + index * 130;
    return `<rect x="${x}" y="24" width="10" height="10" fill="${RIGHT_COLOURS[index]}"/>${text(x + 14, 30, part)}`;
  });
  const bars = rows.flatMap(({ name, counts }, row) => {
    const y = TOP + row * (BAR + 6);
    let from = LEFT;
    const parts = counts.map((count, index) => {
      const [x, width] = [from, count * scale];
      from += width;
      const bar = `<rect x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" fill="${RIGHT_COLOURS[index]}"/>`;
      const label = text(x + width / 2, y + BAR / 2 + 1, String(count), 'text-anchor="middle" fill="#000"');
      return width < 20 ? bar : bar + label;
    });
    return [text(LEFT - 8, y + BAR / 2, name, 'text-anchor="end"'), ...parts];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui, sans-serif" font-size="11" fill="#777">`,
    text(0, 8, `${title}, n = ${items}`, 'font-size="13" font-weight="600"'),
    ...legend,
    ...bars,
    '</svg>',
  ].join('\n');
}
