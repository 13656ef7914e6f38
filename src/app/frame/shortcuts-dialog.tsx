import { ModalDialog } from '../components/modal-dialog.tsx';
import { showOverlay } from '../shell/overlays.ts';
import { usePreferences } from '../shell/preferences.ts';
import { COMMANDS } from './commands.ts';

const ELSEWHERE: readonly (readonly [keys: string, what: string])[] = [
  ['← →', 'In a note: from token to token'],
  ['Ctrl ← →', 'In a note: to the next token that the pair changed'],
  ['↑ ↓ Home End', 'In a note: to another line, to its first or last token'],
  ['j k', 'In a review: to the next sentence, to the one before'],
  ['a c x', 'In a review, on a sentence: accept it whole, correct it, take it out'],
  ['Esc', 'In a section that is edited: done'],
  ['F6', 'To the next part of the page, messages included'],
];

export default function ShortcutsDialog() {
  const letterKeys = usePreferences((state) => state.letterKeys);
  const listed = COMMANDS.flatMap(({ keys, title }) => (keys === undefined ? [] : [[keys, title] as const]));
  return (
    <ModalDialog title="Shortcuts" isOpen onOpenChange={() => showOverlay(null)}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {[...listed, ...ELSEWHERE].map(([keys, what]) => (
          <div key={`${keys} ${what}`} className="col-span-2 grid grid-cols-subgrid">
            <dt>
              <kbd className="rounded border border-line bg-panel px-1.5 font-sans text-xs whitespace-nowrap">
                {keys}
              </kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-[13px] text-muted">
        On a Mac, ⌘ does what Ctrl does. Keys of one letter are {letterKeys ? 'on' : 'off'}; the settings can change
        that.
      </p>
    </ModalDialog>
  );
}
