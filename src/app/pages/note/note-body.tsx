import { type ClipboardEvent, useLayoutEffect, useRef } from 'react';
import { ShiftLegend } from '../../components/shift-legend.tsx';
import { withLabel } from '../../note/draft.ts';
import { useNote } from '../../note/note.ts';
import { usePreferences } from '../../shell/preferences.ts';
import { BeforeChange } from './before-change.tsx';
import { EmptyNote } from './empty-note.tsx';
import { RecordedBy } from './recorded-by.tsx';
import { SectionView } from './section-view.tsx';
import { TokenInspector } from './token-inspector.tsx';
import { WrittenFrom } from './written-from.tsx';

/** The note, section by section, and below it the story of the token in focus. */
export function NoteBody() {
  const sections = useNote((state) => state.sections);
  const writing = useNote((state) => state.run.phase === 'writing');
  const scroller = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const written = sections.some(({ blocks }) => blocks.length > 0);
  const shading = usePreferences((state) => state.shading);

  // Keeps the last line in sight while text streams in, until the reader scrolls up.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element !== null && writing && sections.length > 0 && follow.current) element.scrollTop = element.scrollHeight;
  }, [sections, writing]);

  return (
    <>
      <div
        ref={scroller}
        className="min-h-64 flex-1 overflow-auto px-3 pt-1 pb-2 max-lg:max-h-[60vh]"
        data-testid="note"
        data-reading={shading ? undefined : ''}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          follow.current = scrollHeight - scrollTop - clientHeight < 40;
        }}
        onCopy={copySelection}
      >
        <BeforeChange />
        <Composed />
        <WrittenFrom />
        {sections.length === 0 ? <EmptyNote /> : sections.map((each) => <SectionView key={each.id} section={each} />)}
        <RecordedBy />
      </div>
      {written && shading && (
        <>
          <ShiftLegend measure="p proxy − p base" heldBack="−50 pp held back" pushed="pushed +50 pp" />
          <TokenInspector />
        </>
      )}
    </>
  );
}

/** Nobody must take it for a model's, or for more than the note says. */
function Composed() {
  const composed = useNote(({ sections }) => sections.some(({ origin }) => origin === 'composed'));
  if (!composed) return null;
  return (
    <p className="mb-3 rounded border border-line bg-wash px-2 py-1 text-[13px]">
      <strong className="font-semibold">Composed by rule</strong> from the sentences of the signed note; no model wrote
      it, because small ones write worse letters than the note itself. Review and sign it as a draft of its own.
      Generate, or Write again on a section, has the loaded models write from the note instead.
    </p>
  );
}

/** Text copied by selection carries the label too. */
function copySelection(event: ClipboardEvent): void {
  // What is copied out of a text field is the user's own, and the browser's business.
  if (event.target instanceof HTMLTextAreaElement) return;
  const selection = document.getSelection()?.toString() ?? '';
  if (selection === '') return;
  event.preventDefault();
  event.clipboardData.setData('text/plain', withLabel(selection));
}
