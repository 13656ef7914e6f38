import { ChevronRight } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Condensed, NoteSection } from '../../note/note.ts';
import { useNote } from '../../note/note.ts';
import { count, numbers } from '../../text/format.ts';

/** Says that the note knows the conversation in part or from a summary only, and shows what the models had read. */
export function WrittenFrom() {
  const sections = useNote((state) => state.sections);
  const read = sections.filter(({ source }) => source?.condensed);
  const condensed = read[0]?.source?.condensed;
  if (!condensed) return null;
  return (
    <Disclosure className="mb-3 rounded border border-warn-line bg-warn-wash px-2 py-1 text-[13px]">
      <Heading level={3} className="font-normal">
        <AriaButton slot="trigger" className="group flex items-start gap-1 text-left">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 group-aria-expanded:rotate-90" />
          <span>
            {condensed.kind === 'excerpted' && !condensed.isTooLong
              ? 'These models are too small to write a whole note at once.'
              : 'The conversation is longer than the models can hold.'}{' '}
            {condensed.kind === 'excerpted' ? sayOfExcerpts(read, condensed.of) : sayOf(condensed)}
          </span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        {condensed.kind === 'excerpted' ? (
          <ul className="mt-1 max-h-60 overflow-auto border-t border-warn-line pt-1">
            {read.map(({ id, header, source }) => (
              <li key={id}>
                <strong className="font-semibold">{header}</strong>:{' '}
                {source?.condensed?.kind === 'excerpted' ? `turns ${numbers(source.condensed.turns)}` : 'all of it'}
              </li>
            ))}
          </ul>
        ) : (
          <p className="mt-1 max-h-60 overflow-auto border-t border-warn-line pt-1 whitespace-pre-wrap">
            {condensed.text}
          </p>
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}

function sayOfExcerpts(sections: readonly NoteSection[], of: number): string {
  const read = new Set(
    sections.flatMap(({ source }) => (source?.condensed?.kind === 'excerpted' ? source.condensed.turns : [])),
  );
  const missing = Array.from({ length: of }, (_, turn) => turn + 1).filter((turn) => !read.has(turn));
  const unread =
    missing.length === 0 ? 'Every turn was read for some section.' : `Not read: turns ${numbers(missing)}.`;
  return `Each section is written from the turns that bear on it. ${unread}`;
}

function sayOf(condensed: Condensed): string {
  switch (condensed.kind) {
    case 'shortened':
      return 'This note is written without its middle.';
    case 'summarised': {
      const { parts, rounds } = condensed;
      const again = rounds > 1 ? `, summarised ${rounds} times` : '';
      return `This note is written from summaries of its ${count(parts, 'part')}${again}: details may be missing.`;
    }
    default:
      return condensed satisfies never;
  }
}
