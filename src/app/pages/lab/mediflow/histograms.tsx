import { axisX, barX, plot as draw, ruleX } from '@observablehq/plot';
import { useEffect, useMemo, useRef } from 'react';
import { histograms } from '../../../../engine/mediflow/survey.ts';
import { useKept } from './use-kept.ts';

const TITLES = {
  type: 'Task',
  document: 'Document',
  level: 'Level',
  format: 'Output',
  temperature: 'Temperature',
} as const;
type Kind = keyof typeof TITLES;
const KINDS = Object.keys(TITLES) as readonly Kind[];

interface Bar {
  readonly value: string;
  readonly count: number;
}

/** How many of those that are kept there are of each kind. */
export default function Histograms() {
  const kept = useKept();
  const found = useMemo(() => histograms(kept), [kept]);
  return (
    <div className="flex flex-wrap gap-x-8 gap-y-4">
      {KINDS.map((kind) => (
        <Histogram key={kind} title={TITLES[kind]} bars={found[kind]} />
      ))}
    </div>
  );
}

function Histogram({ title, bars }: { readonly title: string; readonly bars: readonly Bar[] }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const figure = draw({
      width: 440,
      height: 50 + 20 * bars.length,
      marginLeft: 210,
      marginBottom: 34,
      // One picture, whose name says what is in it.
      ariaLabel: `${title}: ${bars.map(({ value, count }) => `${value} ${count}`).join(', ')}`,
      x: { nice: true, zero: true, interval: 1 },
      y: { domain: bars.map(({ value }) => value), label: null },
      style: { background: 'transparent', fontSize: '12px', color: 'var(--ink)', overflow: 'visible' },
      marks: [
        barX(bars, { x: 'count', y: 'value', fill: 'var(--accent)', insetTop: 2, insetBottom: 2 }),
        axisX({ label: 'triplets', labelAnchor: 'center', ticks: 5, tickFormat: 'd' }),
        ruleX([0], { stroke: 'var(--edge)' }),
      ],
    });
    figure.setAttribute('role', 'img');
    for (const mark of figure.querySelectorAll('g[aria-label]')) mark.removeAttribute('aria-label');
    place.current?.replaceChildren(figure);
    return () => figure.remove();
  }, [title, bars]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <figure tabIndex={0} aria-label={title} className="max-w-full overflow-x-auto">
      <figcaption className="text-[13px] font-medium">{title}</figcaption>
      <div ref={place} />
    </figure>
  );
}
