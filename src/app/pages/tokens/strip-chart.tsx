import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { pin } from '../../lens/lens.ts';
import { points, visibleToken } from '../../text/format.ts';
import type { Shading } from './shading.ts';
import { HEIGHT, stripPaths } from './strip-paths.ts';
import { useVisible } from './view-store.ts';

interface StripChartProps {
  readonly shading: Shading;
  readonly texts: readonly string[];
  readonly selected: number | null;
}

/** The shift along the text: a bar a token, up where the expert pushed it. Choosing here chooses in the text, and the reverse. */
export function StripChart({ shading, texts, selected }: StripChartProps) {
  const visible = useVisible();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const count = texts.length;

  useLayoutEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(1, element.clientWidth)));
    observer.observe(element);
    setWidth(Math.max(1, element.clientWidth));
    return () => observer.disconnect();
  }, []);

  const paths = useMemo(() => stripPaths(shading, width), [shading, width]);
  const x = (index: number) => (index / Math.max(1, count)) * width;

  const choose = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1 || count === 0) return;
    const { left } = event.currentTarget.getBoundingClientRect();
    const index = Math.floor(((event.clientX - left) / width) * count);
    pin(Math.max(0, Math.min(count - 1, index)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1, PageDown: 20, PageUp: -20 };
    const step = steps[event.key];
    const edge = event.key === 'Home' ? 0 : event.key === 'End' ? count - 1 : null;
    if (step === undefined && edge === null) return;
    event.preventDefault();
    pin(edge ?? Math.max(0, Math.min(count - 1, (selected ?? 0) + (step ?? 0))));
  };
  const shift = selected === null ? null : (shading.shifts[selected] ?? null);

  return (
    <div className="border-t border-line px-3 py-1.5">
      <div
        ref={frame}
        role="slider"
        tabIndex={0}
        aria-label="Shift along the text"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, count)}
        aria-valuenow={(selected ?? 0) + 1}
        aria-valuetext={
          selected === null
            ? 'no token chosen'
            : `token ${selected + 1}, ${visibleToken(texts[selected] ?? '')}, ${shift === null ? 'no base' : points(shift)}`
        }
        data-testid="strip"
        className="relative cursor-crosshair touch-none"
        onPointerDown={choose}
        onPointerMove={choose}
        onKeyDown={onKeyDown}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true" className="block">
          <rect
            x={x(visible.first)}
            width={Math.max(0, x(visible.end) - x(visible.first))}
            height={HEIGHT}
            className="fill-wash"
          />
          <line x1={0} x2={width} y1={paths.zero} y2={paths.zero} className="stroke-edge" strokeWidth={0.5} />
          <path d={paths.pushed} fill="var(--shift-plus-4)" />
          <path d={paths.held} fill="var(--shift-minus-4)" />
          <path d={paths.changed} className="fill-ink" />
          {selected !== null && (
            <rect
              x={x(selected) - 1}
              width={Math.max(2, x(selected + 1) - x(selected)) + 1}
              height={HEIGHT}
              fill="none"
              className="stroke-accent"
              strokeWidth={1.5}
            />
          )}
        </svg>
      </div>
    </div>
  );
}
