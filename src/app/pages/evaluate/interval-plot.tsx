import { axisX, dot, plot as draw, gridX, ruleX, ruleY } from '@observablehq/plot';
import { useEffect, useRef } from 'react';
import type { DotPlot } from '../../../engine/evaluation/report/dot-plot.ts';

/** Where there is less room, it is drawn as wide as that. */
const WIDTH = 440;

/** Each method's figure with its interval. The same figures stand in the tables, so that nothing hangs on the picture. */
export default function IntervalPlot({ plot: { title, axis, rows, series } }: { readonly plot: DotPlot }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const points = series.flatMap((each) =>
      rows.flatMap((row, index) => {
        const point = each.points[index];
        return point ? [{ row, ...point }] : [];
      }),
    );
    const figure = draw({
      width: place.current?.clientWidth ?? WIDTH,
      height: 72 + 26 * rows.length,
      marginLeft: 110,
      marginBottom: 46,
      ariaLabel: `${title}, ${axis}`,
      x: { nice: true, zero: true },
      y: { domain: [...rows], label: null },
      style: {
        background: 'transparent',
        fontFamily: 'inherit',
        fontSize: '13px',
        color: 'var(--ink)',
        overflow: 'visible',
      },
      marks: [
        gridX({ stroke: 'var(--line)', strokeOpacity: 1 }),
        axisX({ label: axis, labelAnchor: 'center', ticks: 5 }),
        ruleX([0], { stroke: 'var(--edge)' }),
        ruleY(points, { y: 'row', x1: 'low', x2: 'high', stroke: 'var(--accent)', strokeWidth: 2 }),
        dot(points, { x: 'value', y: 'row', fill: 'var(--accent)', r: 4.5, channels: {}, title: describe }),
      ],
    });
    // One picture with one name: marks inside are not for screen readers, which have the tables.
    figure.setAttribute('role', 'img');
    for (const mark of figure.querySelectorAll('g[aria-label]')) mark.removeAttribute('aria-label');
    place.current?.replaceChildren(figure);
    return () => figure.remove();
  }, [title, axis, rows, series]);
  return (
    <figure className="max-w-full" style={{ width: WIDTH }}>
      <figcaption className="text-[13px] font-medium">{title}</figcaption>
      <div ref={place} />
    </figure>
  );
}

function describe({ row, value, low, high }: { row: string; value: number; low: number; high: number }): string {
  return `${row}: ${value.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
