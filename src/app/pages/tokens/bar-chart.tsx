import type { ShiftRow } from '../../../engine/analysis/shift-summary.ts';
import { points } from '../../text/format.ts';

export interface Series {
  readonly name: string;
  readonly rows: readonly ShiftRow[];
}

interface BarChartProps {
  readonly title: string;
  readonly series: readonly Series[];
  readonly onChoose: (series: string, row: string) => void;
  readonly chosen: { readonly series: string; readonly row: string } | null;
}

const BAR = 14;
const GAP = 12;
const LABELS = 190;
const VALUES = 130;
const PLOT = 420;
const TOP = 22;

/** Told apart by pattern as well as by colour. */
const FILLS = ['var(--accent)', 'url(#bars-stripes)', 'url(#bars-dots)'] as const;

/** Mean shift of each kind of token, a bar a pair, with its 95 % interval. Bars are buttons that lead to their tokens. */
export function BarChart({ title, series, onChoose, chosen }: BarChartProps) {
  const names = series[0]?.rows.map(({ name }) => name) ?? [];
  const extent = extentOf(series);
  const x = (share: number) => LABELS + ((share - extent.low) / (extent.high - extent.low)) * PLOT;
  const rowHeight = series.length * BAR + GAP;
  const height = TOP + names.length * rowHeight + 4;
  const width = LABELS + PLOT + VALUES;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where it is narrow, and must with the keyboard too
    <figure aria-label={title} tabIndex={0} className="overflow-x-auto">
      <figcaption className="flex flex-wrap items-center gap-x-4 text-[13px]">
        <span className="font-semibold">{title}</span>
        {series.map(({ name }, index) => (
          <span key={name} className="flex items-center gap-1.5">
            <svg width={20} height={12} aria-hidden="true">
              <rect width={20} height={12} fill={FILLS[index % FILLS.length]} className="stroke-accent" />
            </svg>
            {name}
          </span>
        ))}
      </figcaption>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="text-xs" data-testid="bars">
        <title>{`${title}: mean of p combined − p base`}</title>
        <defs>
          <pattern id="bars-stripes" width={5} height={5} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width={5} height={5} fill="var(--shift-minus-2)" />
            <rect width={2} height={5} fill="var(--accent)" />
          </pattern>
          <pattern id="bars-dots" width={5} height={5} patternUnits="userSpaceOnUse">
            <rect width={5} height={5} fill="var(--shift-plus-3)" />
            <circle cx={2.5} cy={2.5} r={1.2} fill="var(--ink)" />
          </pattern>
        </defs>
        {ticks(extent).map((tick) => (
          <g key={tick}>
            <line
              x1={x(tick)}
              x2={x(tick)}
              y1={TOP - 4}
              y2={height}
              className={tick === 0 ? 'stroke-edge' : 'stroke-line'}
            />
            <text x={x(tick)} y={12} textAnchor="middle" className="fill-muted">
              {points(tick)}
            </text>
          </g>
        ))}
        {names.map((name, place) => (
          <g key={name} transform={`translate(0 ${TOP + place * rowHeight})`}>
            <text x={LABELS - 8} y={(series.length * BAR) / 2 + 4} textAnchor="end" className="fill-ink">
              {name}
            </text>
            {series.map(({ name: own, rows }, index) => (
              <Bar
                key={own}
                row={rows[place]}
                y={index * BAR}
                x={x}
                fill={FILLS[index % FILLS.length] ?? FILLS[0]}
                label={`${name}, ${own}`}
                pressed={chosen?.series === own && chosen.row === name}
                onPress={() => onChoose(own, name)}
              />
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}

interface BarProps {
  readonly row: ShiftRow | undefined;
  readonly y: number;
  readonly x: (share: number) => number;
  readonly fill: string;
  readonly label: string;
  readonly pressed: boolean;
  readonly onPress: () => void;
}

function Bar({ row, y, x, fill, label, pressed, onPress }: BarProps) {
  const { shift } = row ?? { shift: null };
  if (shift === null) return null;
  const [from, to] = [Math.min(x(0), x(shift.value)), Math.max(x(0), x(shift.value))];
  const middle = y + BAR / 2;
  const text = `${points(shift.value)}, n ${shift.count}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: SVG has no button
    <g
      role="button"
      tabIndex={0}
      aria-pressed={pressed}
      aria-label={`${label}: ${text}, interval ${points(shift.low)} to ${points(shift.high)}`}
      className="cursor-pointer"
      onClick={onPress}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        onPress();
      }}
    >
      <rect x={LABELS} y={y} width={PLOT + VALUES} height={BAR} fill="transparent" />
      <rect
        x={from}
        y={y + 1}
        width={Math.max(1, to - from)}
        height={BAR - 2}
        fill={fill}
        className="stroke-accent"
        strokeWidth={pressed ? 2.5 : 0.5}
      />
      <path
        d={`M${x(shift.low)} ${middle}H${x(shift.high)}M${x(shift.low)} ${middle - 3}v6M${x(shift.high)} ${middle - 3}v6`}
        className="stroke-ink"
        strokeWidth={1.5}
        fill="none"
      />
      <text x={LABELS + PLOT + 8} y={middle + 4} className="fill-muted">
        {text}
      </text>
    </g>
  );
}

interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Of bars and intervals, zero always in it, in steps of a tenth. */
function extentOf(series: readonly Series[]): Extent {
  const ends = series.flatMap(({ rows }) =>
    rows.flatMap(({ shift }) => (shift === null ? [] : [shift.low, shift.high])),
  );
  const low = Math.floor(Math.min(0, ...ends) * 10) / 10;
  const high = Math.ceil(Math.max(0.1, ...ends) * 10) / 10;
  return { low, high };
}

function ticks({ low, high }: Extent): readonly number[] {
  const step = high - low > 1 ? 0.5 : high - low > 0.4 ? 0.2 : 0.1;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}
