import { PenLine } from 'lucide-react';
import { memo, startTransition, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Turn } from '../../../engine/tasks/dialogue.ts';
import { Button } from '../../components/button.tsx';
import { useNote, useTurns } from '../../note/note.ts';
import { SPEAKER_MARKS } from './speaker-marks.ts';

/** Turns that are laid out together, once one of them comes into view. */
const TURNS_A_BLOCK = 20;
/** So many blocks come into the page at once; between that and the next of them the page answers. */
const BLOCKS_A_STEP = 8;
const NONE: readonly number[] = [];
const NO_TURNS: readonly Turn[] = [];

/**
 * A conversation of some hours, to be read. A text field would lay out all of it, and block the page meanwhile; here only what is in view
 * is laid out, and the browser's search and screen readers still find the rest.
 */
export function DialogueReader({ onEdit }: { onEdit: () => void }) {
  const marked = useNote((state) => state.marked);
  // Thousands of turns are drawn in pieces, between which the page answers.
  const isDue = useDeferredValue(true, false);
  const text = useRef<HTMLElement>(null);

  useEffect(() => {
    // It comes in the place of the field into which the text was pasted.
    if (document.activeElement === document.body) text.current?.focus();
  }, []);

  useEffect(() => {
    const [first] = marked;
    if (first === undefined) return;
    text.current?.querySelector(`[data-turn="${first}"]`)?.scrollIntoView({ block: 'center' });
  }, [marked]);

  return (
    <div className="flex min-h-[50dvh] flex-1 flex-col lg:min-h-56">
      <div className="flex items-center gap-2 border-b border-line px-3 py-1 text-xs text-muted">
        <span className="min-w-0 flex-1">A long conversation, shown to be read</span>
        <Button look="small" onPress={onEdit}>
          <PenLine aria-hidden /> Edit the text
        </Button>
      </div>
      <section
        ref={text}
        aria-label="Doctor–patient dialogue"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        className="min-h-0 flex-1 overflow-auto py-2 pr-3 leading-relaxed focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent"
      >
        {isDue && <Blocks marked={marked} />}
      </section>
    </div>
  );
}

function Blocks({ marked }: { marked: readonly number[] }) {
  const dialogue = useDeferredValue(useNote((state) => state.dialogue));
  const turns = useTurns();
  const blocks = useMemo(() => blocksOf(turns), [turns]);
  const [drawn, setDrawn] = useState(1);
  useEffect(() => {
    if (drawn < blocks.length) startTransition(() => setDrawn(drawn + BLOCKS_A_STEP));
  }, [drawn, blocks]);
  return blocks.map((block, at) => {
    const own = at < drawn ? block : NO_TURNS;
    return (
      <Block
        key={block[0]?.number}
        dialogue={dialogue}
        turns={own}
        marked={own.some(({ number }) => marked.includes(number)) ? marked : NONE}
      />
    );
  });
}

function blocksOf(turns: readonly Turn[]): readonly (readonly Turn[])[] {
  const blocks: (readonly Turn[])[] = [];
  for (let from = 0; from < turns.length; from += TURNS_A_BLOCK) blocks.push(turns.slice(from, from + TURNS_A_BLOCK));
  return blocks;
}

interface BlockProps {
  readonly dialogue: string;
  readonly turns: readonly Turn[];
  readonly marked: readonly number[];
}

const Block = memo(function Block({ dialogue, turns, marked }: BlockProps) {
  return (
    <div className="[contain-intrinsic-height:auto_500px] [content-visibility:auto]">
      {turns.map(({ number, speaker, start, end }) => (
        <div key={number} dir="auto" data-turn={number} className="relative break-words whitespace-pre-wrap ps-10">
          <span aria-hidden className={`absolute left-1 w-7 text-right text-xs select-none ${SPEAKER_MARKS[speaker]}`}>
            {number}
          </span>
          <span className={marked.includes(number) ? 'rounded-sm bg-warn-wash outline outline-warn-line' : undefined}>
            {dialogue.slice(start, end)}
          </span>
        </div>
      ))}
    </div>
  );
});
