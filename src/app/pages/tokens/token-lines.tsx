import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Recording } from '../../../engine/analysis/recording.ts';
import { pin } from '../../lens/lens.ts';
import { tokenName } from '../../text/token-name.ts';
import { type Line, layOut, lineOf, nearestAcross, shownText } from './line-layout.ts';
import type { Shading } from './shading.ts';
import { textWidths } from './text-widths.ts';
import { useVisible } from './view-store.ts';

/** A line and so a token is high enough to be hit (WCAG 2.5.8). */
const LINE_HEIGHT = 28;
const optionId = (index: number) => `lens-token-${index}`;

interface TokenLinesProps {
  readonly recording: Recording;
  readonly shading: Shading;
  readonly selected: number | null;
}

/**
 * The text as its tokens, of which only the lines in sight are in the page. A list box: one tab stop, arrow keys walk from
 * token to token, with Ctrl to the next one that the filter lets through.
 */
export function TokenLines({ recording, shading, selected }: TokenLinesProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { tokens } = recording;
  const lines = useLines(scroller, tokens);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 8,
    paddingStart: 8,
    paddingEnd: 8,
  });
  const items = virtualizer.getVirtualItems();

  const [from, to] = [lines[virtualizer.range?.startIndex ?? 0], lines[virtualizer.range?.endIndex ?? 0]];
  const [first, end] = [from?.first ?? 0, to?.end ?? 0];
  useEffect(() => useVisible.setState({ first, end }), [first, end]);

  // Whoever chose the token – keyboard, strip or another list – its line comes into sight.
  useLayoutEffect(() => {
    if (selected !== null && lines.length > 0) virtualizer.scrollToIndex(lineOf(lines, selected), { align: 'auto' });
  }, [selected, lines, virtualizer]);

  const onKeyDown = (event: KeyboardEvent) => {
    const target = destination(event, { selected, count: tokens.length, lines, matches: shading.matches });
    if (target === null) return;
    event.preventDefault();
    pin(target);
  };
  const onMouseDown = (event: MouseEvent) => {
    const { target } = event;
    // A token may leave the page when its line scrolls out of sight; the list stays, and keeps the focus.
    event.preventDefault();
    scroller.current?.focus({ preventScroll: true });
    const index =
      target instanceof HTMLElement ? target.closest<HTMLElement>('[data-index]')?.dataset.index : undefined;
    if (index !== undefined) pin(Number(index));
  };

  return (
    <div
      ref={scroller}
      role="listbox"
      aria-label="Text, token by token"
      aria-orientation="horizontal"
      aria-activedescendant={selected === null ? undefined : optionId(selected)}
      tabIndex={0}
      data-testid="lens-text"
      className="min-h-72 flex-1 overflow-auto px-3 focus-visible:-outline-offset-2 max-lg:max-h-[60vh]"
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onFocus={() => {
        if (selected === null) pin(0);
      }}
    >
      <div role="presentation" className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          const within = selected !== null && selected >= line.first && selected < line.end;
          return (
            <TokenLine
              key={index}
              line={line}
              top={start}
              tokens={tokens}
              shading={shading}
              selected={within ? selected : null}
            />
          );
        })}
      </div>
    </div>
  );
}

interface TokenLineProps {
  readonly line: Line;
  readonly top: number;
  readonly tokens: Recording['tokens'];
  readonly shading: Shading;
  readonly selected: number | null;
}

const TokenLine = memo(function TokenLine({ line, top, tokens, shading, selected }: TokenLineProps) {
  return (
    <div
      role="presentation"
      className="absolute left-0 flex items-center whitespace-pre"
      style={{ transform: `translateY(${top}px)`, height: LINE_HEIGHT }}
    >
      {tokens.slice(line.first, line.end).map((token, offset) => {
        const index = line.first + offset;
        const level = shading.levels[index] ?? 0;
        const matches = shading.matches[index] ?? false;
        return (
          <span
            key={index}
            id={optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === selected}
            aria-posinset={index + 1}
            aria-setsize={tokens.length}
            data-index={index}
            data-shift={matches && level !== 0 ? level : undefined}
            data-changed={matches && shading.changed[index] ? '' : undefined}
            {...(token.text.trim() === '' ? { 'aria-label': tokenName(token) } : {})}
            className={`token leading-[26px] ${matches ? '' : 'text-muted'}`}
          >
            {shownText(token.text)}
          </span>
        );
      })}
    </div>
  );
});

/** Lines for the width there is, in the font there is. */
function useLines(scroller: React.RefObject<HTMLDivElement | null>, tokens: Recording['tokens']): readonly Line[] {
  const [width, setWidth] = useState(0);
  const measure = useRef<(shown: string) => number>(null);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const style = getComputedStyle(element);
    const room = () =>
      element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    measure.current = textWidths(`${style.fontWeight} ${style.fontSize} ${style.fontFamily}`);
    const observer = new ResizeObserver(() => setWidth(Math.floor(room())));
    observer.observe(element);
    setWidth(Math.floor(room()));
    return () => observer.disconnect();
  }, [scroller]);

  return useMemo(() => {
    const widthOf = measure.current;
    if (width <= 0 || widthOf === null) return [];
    return layOut(
      tokens.map(({ text }) => text),
      width,
      widthOf,
    );
  }, [tokens, width]);
}

interface Walk {
  readonly selected: number | null;
  readonly count: number;
  readonly lines: readonly Line[];
  readonly matches: readonly boolean[];
}

/** The token that a key leads to, or null. */
function destination(event: KeyboardEvent, { selected, count, lines, matches }: Walk): number | null {
  if (count === 0) return null;
  const at = selected ?? 0;
  const within = (index: number) => Math.max(0, Math.min(count - 1, index));
  switch (event.key) {
    case 'ArrowRight': {
      if (!event.ctrlKey) return within(at + 1);
      const next = matches.indexOf(true, at + 1);
      return next === -1 ? null : next;
    }
    case 'ArrowLeft': {
      if (!event.ctrlKey) return within(at - 1);
      const before = at === 0 ? -1 : matches.lastIndexOf(true, at - 1);
      return before === -1 ? null : before;
    }
    case 'ArrowDown':
      return nearestAcross(lines, at, 1);
    case 'ArrowUp':
      return nearestAcross(lines, at, -1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
