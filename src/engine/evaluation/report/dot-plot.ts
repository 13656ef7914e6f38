/** Means with their intervals as a self-contained SVG: for reports that are read outside the app. */

export interface DotSeries {
  readonly name: string;
  readonly points: readonly ({ readonly value: number; readonly low: number; readonly high: number } | null)[];
}

export interface DotPlot {
  readonly title: string;
  /** Of the horizontal axis, with its unit. */
  readonly axis: string;
  readonly rows: readonly string[];
  /** One point a row each; at most four can be told apart. */
  readonly series: readonly DotSeries[];
}

/** Colour-blind safe (Okabe & Ito), readable on white and on dark grey; marks differ in shape too. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];
const LEFT = 210;
const WIDTH = 760;
const LINE = 13;
const TOP = 44;

export function dotPlotSvg({ title, axis, rows, series }: DotPlot): string {
  const points = series.flatMap((each) => each.points.filter((point) => point !== null));
  const low = Math.min(0, ...points.map((point) => point.low));
  const high = Math.max(0, ...points.map((point) => point.high));
  const span = high - low || 1;
  const x = (value: number) => LEFT + ((value - low) / span) * (WIDTH - LEFT - 20);
  const rowHeight = LINE * series.length + 8;
  const height = TOP + rows.length * rowHeight + 46;
  const text = (at: number, y: number, content: string, extra = '') =>
    `<text x="${round(at)}" y="${round(y)}" ${extra}>${escapeXml(content)}</text>`;
  const ticks = tickValues(low, high).map(
    (value) =>
      `<line x1="${round(x(value))}" x2="${round(x(value))}" y1="${TOP - 6}" y2="${height - 40}" stroke="#8888" stroke-width="${value === 0 ? 1.5 : 0.5}"/>` +
      text(x(value), height - 26, formatTick(value), 'text-anchor="middle"'),
  );
  const marks = rows.flatMap((row, index) => {
    const top = TOP + index * rowHeight;
    return [
      text(LEFT - 8, top + rowHeight / 2, row, 'text-anchor="end" dominant-baseline="middle"'),
      ...series.map((each, at) => mark(each, index, at, top + LINE * (at + 0.5) + 2, x)),
    ];
  });
  const legend = series.map((each, at) => {
    const start = LEFT + at * 130;
    return `${shape(at, start, 30)}${text(start + 10, 30, each.name, 'dominant-baseline="middle"')}`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeXml(title)}" font-family="system-ui, sans-serif" font-size="11" fill="#777">`,
    text(0, 12, title, 'font-size="13" font-weight="600"'),
    ...legend,
    ...ticks,
    ...marks,
    text((LEFT + WIDTH) / 2, height - 8, axis, 'text-anchor="middle"'),
    '</svg>',
  ].join('\n');
}

function mark(
  { name, points }: DotSeries,
  row: number,
  series: number,
  y: number,
  x: (value: number) => number,
): string {
  const point = points[row];
  if (!point) return '';
  const { value, low, high } = point;
  const title = escapeXml(`${name}: ${value.toPrecision(3)} [${low.toPrecision(3)}, ${high.toPrecision(3)}]`);
  const line = `<line x1="${round(x(low))}" x2="${round(x(high))}" y1="${round(y)}" y2="${round(y)}" stroke="${COLOURS[series % 4]}" stroke-width="2"/>`;
  return `<g><title>${title}</title>${line}${shape(series, x(value), y)}</g>`;
}

function shape(series: number, x: number, y: number): string {
  const fill = `fill="${COLOURS[series % 4]}"`;
  const [cx, cy] = [round(x), round(y)];
  switch (series % 4) {
    case 0:
      return `<circle cx="${cx}" cy="${cy}" r="4" ${fill}/>`;
    case 1:
      return `<rect x="${round(x - 3.5)}" y="${round(y - 3.5)}" width="7" height="7" ${fill}/>`;
    case 2:
      return `<path d="M${cx} ${round(y - 4.5)}l4.5 8h-9z" ${fill}/>`;
    default:
      return `<path d="M${cx} ${round(y - 5)}l5 5l-5 5l-5-5z" ${fill}/>`;
  }
}

/** Round numbers, about six of them. */
function tickValues(low: number, high: number): readonly number[] {
  const raw = (high - low || 1) / 6;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= raw) ?? raw;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first) + 1 }, (_, index) => (first + index) * step);
}

const formatTick = (value: number) => String(Number(value.toPrecision(6)));
const round = (value: number) => Math.round(value * 10) / 10;

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
