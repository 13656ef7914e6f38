import { ChevronRight } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { NoteSection } from '../../note/note.ts';
import { count } from '../../text/format.ts';

/** Says how much was written and does not stand, and shows it with the reasons. */
export function LeftOutSentences({ leftOut }: Pick<NoteSection, 'leftOut'>) {
  if (leftOut.length === 0) return null;
  return (
    <Disclosure className="mt-1 text-[13px] text-muted">
      <Heading level={4} className="font-normal">
        <AriaButton slot="trigger" className="group flex items-start gap-1 text-left">
          <ChevronRight aria-hidden className="mt-0.5 size-4 shrink-0 group-aria-expanded:rotate-90" />
          {count(leftOut.length, 'sentence')} left out, and why
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <ul className="mt-1 list-disc pl-9">
          {[...new Map(leftOut.map((each) => [each.text, each])).values()].map(({ text, reason }) => (
            <li key={text}>
              “{text}” {reason}
            </li>
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  );
}
