import { Check, PenLine, RefreshCw, Sparkles } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { useOpener } from '../../components/use-opener.ts';
import { editSection, isRunning, type NoteSection, unsaidOf, updateSection, useNote } from '../../note/note.ts';
import { writeSection } from '../../note/run.ts';
import { tell } from '../../shell/toasts.ts';
import { LeftOutSentences } from './left-out-sentences.tsx';
import { Reasoning } from './reasoning.tsx';
import { TokenText } from './token-text.tsx';

/** One section of the note: as tokens while it is the model's, as text once it is the user's. */
export const SectionView = memo(function SectionView({ section }: { section: NoteSection }) {
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  const running = useNote((state) => isRunning(state.run.phase));
  const writing = useNote((state) => state.run.section === section.id);
  const { id, header, origin, text } = section;
  const unsaid = useNote((state) => text === '' && unsaidOf(state).includes(header));
  const name = useNote(({ origin: { letter }, sections }) => nameOf(section, letter === undefined ? null : sections));
  const beginEditing = () => {
    setEditing(true);
    const before = section;
    if (origin === 'model') {
      tell('You are editing what the model wrote; its probabilities are hidden.', {
        undo: () => updateSection(id, () => before),
      });
    }
  };
  return (
    <section aria-label={name} className="group/section mb-2" data-origin={origin}>
      <div className="float-right -my-0.5 ml-2 flex items-center gap-1 text-xs text-muted">
        {origin === 'composed' && <span className="rounded border border-line px-1.5">from the note</span>}
        {origin === 'edited' && <span className="rounded border border-line px-1.5">edited by you</span>}
        {editing ? (
          <Button look="small" onPress={() => setEditing(false)}>
            <Check aria-hidden /> Done
          </Button>
        ) : (
          <>
            <Button
              ref={opener}
              look="small"
              aria-label={text === '' ? `Write or dictate ${name} yourself` : `Edit ${name}`}
              isDisabled={writing}
              onPress={beginEditing}
            >
              <PenLine aria-hidden /> {text === '' ? 'Write yourself' : 'Edit'}
            </Button>
            {header !== '' && (
              <Button
                look="small"
                aria-label={text === '' ? `Let the model write ${name}` : `Write ${name} again`}
                isDisabled={running || unsaid}
                onPress={() => void writeSection(id)}
              >
                {text === '' ? <Sparkles aria-hidden /> : <RefreshCw aria-hidden />}{' '}
                {text === '' ? 'Write' : 'Write again'}
              </Button>
            )}
          </>
        )}
      </div>
      {header !== '' && (!section.headerWritten || editing || origin === 'edited') && (
        // As tall as the buttons beside it: the text below has the whole width.
        <h3 className="text-[13px] leading-6 font-semibold">{header}</h3>
      )}
      {editing ? (
        <SectionEditor id={id} name={name} text={text} onDone={() => setEditing(false)} />
      ) : (
        <>
          <Reasoning section={section} writing={writing} />
          <Content
            section={section}
            name={name}
            empty={writing ? 'Being written…' : unsaid ? UNSAID : 'Nothing here yet.'}
          />
          <LeftOutSentences leftOut={section.leftOut} />
        </>
      )}
    </section>
  );
});

const UNSAID =
  'Not discussed, as far as Locum can tell: no turn bears on it, so nothing was written. It is no part of a copy or an export unless you write it.';

/** @param empty what stands where nothing was written */
/** @param letter its parts, where it is one: what stands without a header opens it or closes it */
function nameOf({ id, header }: NoteSection, letter: readonly NoteSection[] | null): string {
  if (header !== '') return header;
  if (letter === null) return 'Note';
  return letter[0]?.id === id ? 'Salutation' : 'Closing';
}

function Content({ section, name, empty }: { section: NoteSection; name: string; empty: string }) {
  if (section.blocks.length > 0) {
    return <TokenText section={section.id} label={`Draft note: ${name}, token by token`} blocks={section.blocks} />;
  }
  if (section.text !== '') {
    return (
      <p dir="auto" className="leading-[1.75] break-words whitespace-pre-wrap">
        {section.text}
      </p>
    );
  }
  return <p className="text-[13px] text-muted">{empty}</p>;
}

interface SectionEditorProps {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly onDone: () => void;
}

/** As tall as its text. Every keystroke counts at once; Escape or Ctrl Enter closes it. */
function SectionEditor({ id, name, text, onDone }: SectionEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <textarea
      ref={field}
      aria-label={`Text of ${name}`}
      value={text}
      dir="auto"
      onChange={(event) => editSection(id, event.target.value)}
      onKeyDown={(event) => {
        const done = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (!done) return;
        event.preventDefault();
        event.stopPropagation();
        onDone();
      }}
      className="field-sizing-content min-h-16 w-full resize-none rounded border border-edge/70 bg-raised px-2 py-1 leading-[1.75]"
    />
  );
}
