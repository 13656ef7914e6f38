import { ChevronRight } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { useNote } from '../../note/note.ts';
import { count } from '../../text/format.ts';

/** Says that the note knows the conversation from a summary only, and shows that. */
export function WrittenFrom() {
  const writtenFrom = useNote((state) => state.writtenFrom);
  if (writtenFrom === null) return null;
  return (
    <Disclosure className="mb-3 rounded border border-warn-line bg-warn-wash px-2 py-1 text-[13px]">
      <Heading level={3} className="font-normal">
        <AriaButton slot="trigger" className="group flex items-start gap-1 text-left">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 group-aria-expanded:rotate-90" />
          <span>
            The conversation is longer than the models can hold. This note is written from summaries of its{' '}
            {count(writtenFrom.parts, 'part')}
            {writtenFrom.rounds > 1 ? `, summarised ${writtenFrom.rounds} times` : ''}: details may be missing.
          </span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <p className="mt-1 max-h-60 overflow-auto border-t border-warn-line pt-1 whitespace-pre-wrap">
          {writtenFrom.text}
        </p>
      </DisclosurePanel>
    </Disclosure>
  );
}
