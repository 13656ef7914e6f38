import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Turn } from '../../../engine/tasks/dialogue.ts';
import { editDialogue, showProblem, useNote, useTurns } from '../../note/note.ts';
import { openForeign, openText } from '../../note/open.ts';
import { checkLength } from '../../text/read-text-file.ts';
import { DialogueReader } from './dialogue-reader.tsx';
import { dialogueElementId } from './element-ids.ts';
import { SPEAKER_MARKS } from './speaker-marks.ts';

/** Numbers are drawn beside this many turns at most, and text is laid out twice for them up to this many characters: beyond that
 * it would cost more, with every letter that is typed, than it helps. */
const MOST_NUMBERED = 1500;
const MOST_SHADOWED = 60_000;

/** Laid out in less than half the time that Inter takes. */
const QUICK_TYPE = '[font-family:Arial,sans-serif]';

const TEXT =
  'col-start-1 row-start-1 min-w-0 py-2 pr-3 pl-10 leading-relaxed break-words whitespace-pre-wrap [unicode-bidi:plaintext]';

/** The conversation: a text to be edited; one of some hours is shown to be read, until the user wants to edit it. */
export function DialogueEditor() {
  const conversation = useNote((state) => state.conversation);
  const isLong = useNote(({ dialogue }) => dialogue.length > MOST_SHADOWED);
  /** The conversation that is edited though it is long: one that is typed may become so. */
  const [edited, setEdited] = useState<string | null>(null);
  const edit = () => setEdited(conversation);
  if (isLong && edited !== conversation) return <DialogueReader onEdit={edit} />;
  return <DialogueField isAskedFor={isLong} onEdit={edit} />;
}

/**
 * The conversation as text that can be edited, with the turns' numbers beside it. Behind the text field lies the same
 * text, invisible, in the same type: it gives the field its height and knows where each turn begins. The field is the upper
 * one, so that a marked turn's ground does not cover its words. A text of some hours has the field alone, which scrolls by itself.
 */
function DialogueField({ isAskedFor, onEdit }: { isAskedFor: boolean; onEdit: () => void }) {
  const dialogue = useNote((state) => state.dialogue);
  const marked = useNote((state) => state.marked);
  const turns = useTurns();
  const shadow = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const coversAll = useCoversAll(field);
  const isShadowed = dialogue.length <= MOST_SHADOWED;

  const focuses = useRef(isAskedFor);
  useEffect(() => {
    if (focuses.current) field.current?.focus();
  }, []);

  useEffect(() => {
    const [first] = marked;
    if (first === undefined) return;
    shadow.current?.querySelector(`[data-turn="${first}"]`)?.scrollIntoView({ block: 'center' });
  }, [marked]);

  return (
    <div
      className={`flex-1 overflow-auto [scrollbar-gutter:stable] focus-within:outline-2 focus-within:-outline-offset-2 focus-within:outline-accent ${isShadowed ? 'min-h-56' : 'min-h-[50dvh] lg:min-h-56'}`}
    >
      <div className={isShadowed ? 'grid min-h-full' : 'absolute inset-0 grid'}>
        {isShadowed && (
          <div ref={shadow} aria-hidden className={`${TEXT} pointer-events-none relative text-transparent select-none`}>
            <Shadow dialogue={dialogue} turns={turns} marked={marked} />
          </div>
        )}
        <textarea
          ref={field}
          id={dialogueElementId}
          value={dialogue}
          onChange={({ target: { value } }) => {
            // Put in the place of all that stood there, it is no edit of that.
            if (coversAll.current) openText({ dialogue: value });
            else {
              onEdit();
              editDialogue(value);
            }
            coversAll.current = false;
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain');
            const isWhole = dialogue === '' || isAllSelected(event.currentTarget);
            if (isWhole && pasted.length > MOST_SHADOWED) {
              // A browser takes it in line by line, and lays it out twice.
              event.preventDefault();
              openForeign(pasted, 'The text that was pasted');
              return;
            }
            try {
              checkLength(pasted.length + dialogue.length, 'The text with what was pasted');
            } catch (thrown) {
              event.preventDefault();
              showProblem(thrown);
            }
          }}
          placeholder={
            'Paste a conversation, drop a text file or a transcript (.srt, .vtt) here, or choose an example.\n\nDoctor: What brings you in today?\nPatient: …'
          }
          spellCheck={false}
          autoComplete="off"
          className={`${TEXT} relative resize-none bg-transparent outline-none placeholder:text-muted placeholder:not-italic ${isShadowed ? 'overflow-hidden' : `overflow-auto ${QUICK_TYPE}`}`}
        />
      </div>
    </div>
  );
}

/** Whether what is typed, pasted, dropped or deleted now is put in the place of the whole text. Undoing is not. */
function useCoversAll(field: RefObject<HTMLTextAreaElement | null>): RefObject<boolean> {
  const covers = useRef(false);
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    const look = ({ inputType }: InputEvent) => {
      covers.current = !inputType.startsWith('history') && isAllSelected(element);
    };
    element.addEventListener('beforeinput', look);
    return () => element.removeEventListener('beforeinput', look);
  }, [field]);
  return covers;
}

function isAllSelected({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): boolean {
  return value.trim() !== '' && value.slice(0, selectionStart).trim() === '' && value.slice(selectionEnd).trim() === '';
}

interface ShadowProps {
  readonly dialogue: string;
  readonly turns: readonly Turn[];
  readonly marked: readonly number[];
}

function Shadow({ dialogue, turns, marked }: ShadowProps) {
  // The turns may be those of the text before; they fit again a moment later.
  const fitting = turns.length <= MOST_NUMBERED && (turns.at(-1)?.end ?? 0) <= dialogue.length;
  // A line break at the end needs something behind it to have a height.
  if (!fitting) return `${dialogue}\u200b`;
  let end = 0;
  return (
    <>
      {turns.map((turn) => {
        const between = dialogue.slice(end, turn.start);
        end = turn.end;
        return (
          <span key={turn.number}>
            {between}
            <span
              data-turn={turn.number}
              className={`rounded-sm ${marked.includes(turn.number) ? 'bg-warn-wash outline outline-warn-line' : ''}`}
            >
              <span className={`absolute left-1 w-7 text-right text-xs ${SPEAKER_MARKS[turn.speaker]}`}>
                {turn.number}
              </span>
              {dialogue.slice(turn.start, turn.end)}
            </span>
          </span>
        );
      })}
      {dialogue.slice(end)}
      {'\u200b'}
    </>
  );
}
