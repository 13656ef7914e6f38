import { ChevronRight } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { Condensed } from '../../note/note.ts';
import { useNote } from '../../note/note.ts';
import { count } from '../../text/format.ts';

/** Says that the note knows the conversation in part or from a summary only, and shows what the models had read. */
export function WrittenFrom() {
  const condensed = useNote(({ sections }) => sections.find(({ source }) => source?.condensed)?.source?.condensed);
  if (!condensed) return null;
  return (
    <Disclosure className="mb-3 rounded border border-warn-line bg-warn-wash px-2 py-1 text-[13px]">
      <Heading level={3} className="font-normal">
        <AriaButton slot="trigger" className="group flex items-start gap-1 text-left">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 group-aria-expanded:rotate-90" />
          <span>The conversation is longer than the models can hold. {sayOf(condensed)}</span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <p className="mt-1 max-h-60 overflow-auto border-t border-warn-line pt-1 whitespace-pre-wrap">
          {condensed.text}
        </p>
      </DisclosurePanel>
    </Disclosure>
  );
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
