import { type KeyboardEvent, memo, type PointerEvent, useRef } from 'react';
import type { TokenEvent } from '../../../workers/protocol.ts';
import { BLOCK_TOKENS, type Blocks, inspect, useNote } from '../../note/note.ts';
import { probabilityShift, shiftLevel } from '../../text/probability-shift.ts';
import { tokenName } from '../../text/token-name.ts';
import { tokenDetailsId } from './element-ids.ts';

interface TokenTextProps {
  readonly section: string;
  readonly label: string;
  readonly blocks: Blocks;
}

/**
 * What the model wrote, as its tokens: a list box, one tab stop, arrow keys move in it (with Ctrl: to the next token that
 * the pair changed). Every piece of model output is a text node. Events are taken at the container.
 */
export const TokenText = memo(function TokenText({ section, label, blocks }: TokenTextProps) {
  const inspected = useNote((state) => (state.inspected?.section === section ? state.inspected.index : null));
  const container = useRef<HTMLDivElement>(null);
  // The first token of the note is the tab stop until one has been chosen.
  const start = blocks.flat().findIndex((token) => !isThought(token));
  const inspectTarget = (target: EventTarget) => {
    const index = target instanceof HTMLElement ? target.dataset.index : undefined;
    if (index !== undefined) inspect({ section, index: Number(index) });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (container.current === null) return;
    const target = destination(container.current, event);
    if (target === null) return;
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
  };

  return (
    <div
      ref={container}
      role="listbox"
      aria-label={label}
      aria-orientation="horizontal"
      tabIndex={-1}
      dir="auto"
      className="leading-[1.75] break-words whitespace-pre-wrap"
      onKeyDown={onKeyDown}
      onPointerOver={(event: PointerEvent) => inspectTarget(event.target)}
      onFocus={(event) => inspectTarget(event.target)}
    >
      {blocks.map((block, index) => {
        const first = index * BLOCK_TOKENS;
        const within = inspected !== null && inspected >= first && inspected < first + block.length;
        const active = within ? inspected - first : null;
        return (
          <TokenBlock
            key={first}
            first={first}
            tokens={block}
            inspected={active}
            tabStop={
              active ?? (inspected === null && index === Math.floor(start / BLOCK_TOKENS) ? start - first : null)
            }
          />
        );
      })}
    </div>
  );
});

/** Of a reasoning model's thoughts, and nothing of its note. */
const isThought = ({ text, reasoning = '' }: TokenEvent): boolean => text === '' && reasoning !== '';

interface TokenBlockProps {
  /** The first token's place in the section; the others are counted from here. */
  readonly first: number;
  readonly tokens: readonly TokenEvent[];
  readonly inspected: number | null;
  readonly tabStop: number | null;
}

const TokenBlock = memo(function TokenBlock({ first, tokens, inspected, tabStop }: TokenBlockProps) {
  return tokens.map((token, place) =>
    isThought(token) ? null : (
      <Token
        key={token.index}
        index={first + place}
        token={token}
        selected={place === inspected}
        tabStop={place === tabStop}
      />
    ),
  );
});

interface TokenProps {
  readonly index: number;
  readonly token: TokenEvent;
  readonly selected: boolean;
  readonly tabStop: boolean;
}

const Token = memo(function Token({ index, token, selected, tabStop }: TokenProps) {
  const shift = probabilityShift(token);
  const level = shift === null ? 0 : shiftLevel(shift);
  const blank = token.text.trim() === '';
  return (
    <span
      role="option"
      className="token"
      tabIndex={tabStop ? 0 : -1}
      aria-selected={selected}
      aria-describedby={selected ? tokenDetailsId : undefined}
      data-index={index}
      data-shift={level === 0 ? undefined : level}
      data-changed={token.argmaxChanged ? '' : undefined}
      {...(blank ? { 'aria-label': tokenName(token) } : {})}
    >
      {token.text}
    </span>
  );
});

/** The token that a key leads to from the one in focus, or null. */
function destination(container: HTMLElement, event: KeyboardEvent): HTMLElement | null {
  const tokens = [...container.querySelectorAll<HTMLElement>('.token')];
  const current = tokens.findIndex((token) => token.matches(':focus'));
  if (current === -1) return null;
  const changed = (token: HTMLElement) => token.dataset.changed !== undefined;
  switch (event.key) {
    case 'ArrowRight':
      return (event.ctrlKey ? tokens.slice(current + 1).find(changed) : tokens[current + 1]) ?? null;
    case 'ArrowLeft':
      return (event.ctrlKey ? tokens.slice(0, current).findLast(changed) : tokens[current - 1]) ?? null;
    case 'ArrowDown':
      return inNextLine(tokens.slice(current));
    case 'ArrowUp':
      return inNextLine(tokens.slice(0, current + 1).reverse());
    case 'Home':
      return tokens[0] ?? null;
    case 'End':
      return tokens.at(-1) ?? null;
    default:
      return null;
  }
}

/** From the first of `tokens`, the token in the following line that is nearest across. */
function inNextLine(tokens: readonly HTMLElement[]): HTMLElement | null {
  const boxes = tokens.map((token) => token.getClientRects()[0] ?? token.getBoundingClientRect());
  const from = boxes[0];
  if (from === undefined) return null;
  const otherLine = (box: DOMRect | undefined, line: DOMRect) =>
    box !== undefined && Math.abs(box.top - line.top) > line.height / 2;
  const start = boxes.findIndex((box) => otherLine(box, from));
  const line = boxes[start];
  if (line === undefined) return null;
  let best = start;
  for (let index = start; index < boxes.length && !otherLine(boxes[index], line); index++) {
    const distance = (box: DOMRect | undefined) => Math.abs((box?.left ?? Number.POSITIVE_INFINITY) - from.left);
    if (distance(boxes[index]) < distance(boxes[best])) best = index;
  }
  return tokens[best] ?? null;
}
