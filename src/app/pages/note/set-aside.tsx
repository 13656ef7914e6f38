import { Archive, ChevronDown, Trash2 } from 'lucide-react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { letterTemplate } from '../../../engine/chart/letters/kinds.ts';
import { bringBack, forgetAside, useNote, type Visit } from '../../note/note.ts';
import { count } from '../../text/format.ts';

/** Conversations that gave way to others, each with its note, to be brought back. */
export function SetAside() {
  const aside = useNote((state) => state.aside);
  if (aside.length === 0) return null;
  return (
    <MenuTrigger>
      <AriaButton
        aria-label={`Set aside (${aside.length})`}
        className="inline-flex min-h-8 items-center gap-1 rounded px-1.5 text-[13px] text-muted data-[hovered]:bg-wash [&_svg]:size-4"
      >
        <Archive aria-hidden /> {aside.length} <ChevronDown aria-hidden />
      </AriaButton>
      <Popover className="w-80 max-w-[calc(100vw-1rem)] overflow-auto rounded-md border border-line bg-raised p-1 shadow-lg">
        <Menu aria-label="Conversations that are set aside" className="outline-none">
          {aside.map((visit) => (
            <MenuItem
              key={visit.conversation}
              onAction={() => bringBack(visit.conversation)}
              textValue={titleOf(visit)}
              className="flex cursor-default flex-col rounded px-2 py-1.5 -outline-offset-2 data-[focused]:bg-wash"
            >
              <Text slot="label" className="truncate">
                {titleOf(visit)}
              </Text>
              <Text slot="description" className="text-xs text-muted">
                {contentsOf(visit)}
              </Text>
            </MenuItem>
          ))}
          <MenuItem
            onAction={forgetAside}
            className="flex cursor-default items-center gap-1.5 rounded border-t border-line px-2 py-1.5 text-[13px] text-muted -outline-offset-2 data-[focused]:bg-wash [&_svg]:size-4"
          >
            <Trash2 aria-hidden /> Forget {aside.length === 1 ? 'it' : 'all of them'}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

const titleOf = ({ dialogue, origin }: Visit): string =>
  (origin.letter && letterTemplate(origin.letter.kind).title) ??
  origin.file ??
  (dialogue.trim() === '' ? 'A note without its conversation' : dialogue.trim().slice(0, 80));

function contentsOf({ sections }: Visit): string {
  const written = sections.filter(({ text }) => text !== '');
  if (written.length === 0) return 'no note';
  const edited = written.some(({ origin }) => origin === 'edited') ? ', edited by you' : '';
  return `note of ${count(written.length, 'section')}${edited}`;
}
