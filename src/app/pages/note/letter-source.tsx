import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '../../components/button.tsx';
import { bringBack, type LetterOrigin, useNote, useTurns, visitOf } from '../../note/note.ts';

/** What a letter is written from: the note as it was signed, its sentences numbered as the turns of a conversation are. */
export function LetterSource({ letter: { of, signature } }: { letter: LetterOrigin }) {
  const turns = useTurns();
  const marked = useNote((state) => state.marked);
  const stands = useNote(() => visitOf(of) !== undefined);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const [first] = marked;
    if (first !== undefined) list.current?.querySelector(`[data-turn="${first}"]`)?.scrollIntoView({ block: 'center' });
  }, [marked]);
  let section = '';
  return (
    <section
      aria-labelledby="dialogue-heading"
      className="flex min-h-0 min-w-0 flex-col border-line bg-panel max-lg:max-h-[70dvh] max-lg:border-b lg:border-r"
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        <h2 id="dialogue-heading" className="mr-1 text-sm font-semibold">
          Signed note
        </h2>
        {stands && (
          <Button onPress={() => bringBack(of)}>
            <ArrowLeft aria-hidden /> Back to the visit
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <ol ref={list} tabIndex={0} className="min-h-56 flex-1 overflow-auto py-2 pr-3 leading-relaxed">
        {turns.map(({ number, label, text }) => {
          const heading = label === section ? '' : label;
          section = label;
          return (
            <li key={number} data-turn={number} className="pl-10">
              {heading !== '' && <p className="pt-1 text-[13px] font-semibold">{heading}</p>}
              <p className="relative break-words">
                <span aria-hidden className="absolute -left-9 w-7 text-right text-xs text-muted">
                  {number}
                </span>
                <span className={marked.includes(number) ? 'rounded-sm bg-warn-wash outline outline-warn-line' : ''}>
                  {text}
                </span>
              </p>
            </li>
          );
        })}
      </ol>
      <p className="border-t border-line px-3 py-1.5 text-xs text-muted">
        As {signature.name} signed it, {new Date(signature.at).toLocaleString()}. The letter is reviewed against it.
      </p>
    </section>
  );
}
