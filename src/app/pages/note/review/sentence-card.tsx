import { Check, ChevronDown, ChevronRight, PenLine, Trash2, Undo2 } from 'lucide-react';
import { type KeyboardEvent, lazy, type RefObject, useState } from 'react';
import type { Witness } from '../../../../engine/analysis/evidence/entailment.ts';
import type { SentenceReview } from '../../../../engine/analysis/evidence/evidence.ts';
import type { Flag } from '../../../../engine/analysis/evidence/flags.ts';
import { Button } from '../../../components/button.tsx';
import { Part } from '../../../components/part.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { useOpener } from '../../../components/use-opener.ts';
import { restoreSections, showTurns, useNote } from '../../../note/note.ts';
import {
  accept,
  flagKey,
  isOpen,
  pointsOf,
  reopen,
  replaceSentence,
  sentenceKey,
  useReview,
} from '../../../note/review.ts';
import { letterOf } from '../../../shell/letter-keys.ts';
import { tell } from '../../../shell/toasts.ts';
import { percent } from '../../../text/format.ts';
import { LevelMark } from './level-mark.tsx';
import { SENTENCE } from './use-sentence-keys.ts';

const PlayTurn = lazy(() => import('../dictation/play-button.tsx'));

/** A sentence, how far the conversation bears it out, the turns that do, and its flags. */
export function SentenceCard({ review }: { review: SentenceReview }) {
  const [open, setOpen] = useState(false);
  const [editing, setEditing] = useState(false);
  const opener = useOpener(editing);
  const { accepted, witnesses } = useReview();
  const points = pointsOf(review, witnesses);
  const isUnsettled = isOpen(review, { accepted, witnesses });
  const witness = witnesses.get(sentenceKey(review));
  const turns = turnsOf(review);
  const toggle = () => {
    setOpen(!open);
    showTurns(open ? [] : turns.map((turn) => turn + 1));
  };
  const onKey = (event: KeyboardEvent<HTMLLIElement>) => {
    const letter = letterOf(event.nativeEvent);
    if (letter === 'a') accept(points);
    else if (letter === 'c') setEditing(true);
    else if (letter === 'x') takeOut(review);
    else return;
    event.preventDefault();
  };
  return (
    // A group of controls that takes keys of its own, as a row of a grid does; each key has a button that does the same.
    <li
      className="rounded border border-line px-2 py-1 focus-visible:outline-2 focus-visible:outline-accent"
      data-level={review.level}
      data-open={isUnsettled}
      {...{ [SENTENCE]: '' }}
      tabIndex={-1}
      onKeyDown={onKey}
    >
      <div className="flex items-start gap-1.5">
        <LevelMark level={review.level} />
        <p dir="auto" className="min-w-0 flex-1 leading-relaxed break-words">
          <Marked review={review} />
        </p>
        <Button look="small" aria-expanded={open} aria-label={`Turns for: ${review.sentence.text}`} onPress={toggle}>
          {open ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          {turns.length === 0 ? 'no turn' : `turn ${turns.map((turn) => turn + 1).join(', ')}`}
        </Button>
      </div>
      {witness !== undefined && <SecondWitness witness={witness} />}
      {open && <Turns turns={turns} />}
      {review.flags.length > 0 && (
        <ul className="mt-1 ml-5.5 flex flex-col gap-1">
          {review.flags.map((flag) => (
            <FlagLine key={`${flag.kind}.${flag.start}`} review={review} flag={flag} />
          ))}
        </ul>
      )}
      {editing ? (
        <Editor review={review} onDone={() => setEditing(false)} />
      ) : (
        (open || points.length > 0) && (
          <div className="ml-4 flex flex-wrap gap-1">
            <Settle review={review} points={points} isUnsettled={isUnsettled} />
            <Corrections review={review} opener={opener} onEdit={() => setEditing(true)} />
          </div>
        )
      )}
    </li>
  );
}

/** What the models say of it, apart from what the words say: a label each way, and how sure of it they are. */
function SecondWitness({ witness: { forward, backward } }: { witness: Witness }) {
  const said = [
    forward === undefined ? null : `${forward.label}, ${percent(forward.probability)}`,
    backward === undefined ? null : `the other way round ${backward.label}, ${percent(backward.probability)}`,
  ];
  return (
    <p className="ml-5.5 text-xs text-muted">The models’ estimate: {said.filter((one) => one !== null).join('; ')}</p>
  );
}

/** The sentence with its flagged words underlined. */
function Marked({ review: { sentence, flags } }: { review: SentenceReview }) {
  const parts: { readonly text: string; readonly at: number; readonly flagged: boolean }[] = [];
  let at = 0;
  for (const flag of flags) {
    const start = Math.max(at, flag.start - sentence.start);
    const end = flag.end - sentence.start;
    if (end <= start) continue;
    parts.push({ text: sentence.text.slice(at, start), at, flagged: false });
    parts.push({ text: sentence.text.slice(start, end), at: start, flagged: true });
    at = end;
  }
  parts.push({ text: sentence.text.slice(at), at, flagged: false });
  return parts.map((part) =>
    part.flagged ? (
      <mark
        key={part.at}
        className="rounded-sm bg-warn-wash text-ink underline decoration-warn decoration-wavy underline-offset-2"
      >
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

/** Those that bear a sentence out, and those that contradict it. */
function turnsOf({ turns, flags }: SentenceReview): readonly number[] {
  return [...new Set([...turns.map(({ turn }) => turn), ...flags.flatMap((flag) => flag.turns)])].sort((a, b) => a - b);
}

function Turns({ turns }: { turns: readonly number[] }) {
  const all = useReview((state) => state.evidence?.turns);
  const recording = useNote(({ origin }) => origin.recording);
  if (turns.length === 0) return <p className="ml-5.5 text-[13px] text-muted">No turn speaks of this.</p>;
  return (
    <ul className="ml-5.5 border-l-2 border-line pl-2 text-[13px]">
      {turns.map((turn) => {
        const said = all?.[turn];
        return (
          said !== undefined && (
            <li key={turn} dir="auto" className="break-words">
              <span className="text-muted">
                {turn + 1}
                {said.label !== '' && ` · ${said.label}`}:
              </span>{' '}
              {said.text}
              {recording !== undefined && (
                <Part name="The sound of the turn">
                  <PlayTurn recording={recording} number={turn + 1} />
                </Part>
              )}
            </li>
          )
        );
      })}
    </ul>
  );
}

function FlagLine({ review, flag }: { review: SentenceReview; flag: Flag }) {
  const key = flagKey(review, flag);
  const accepted = useReview((state) => state.accepted.has(key));
  const what = `${flag.kind} “${flag.text}”`;
  return (
    <li className="flex flex-wrap items-center gap-x-2 text-[13px]" data-flag={flag.kind} data-accepted={accepted}>
      <span className={accepted ? 'text-muted' : ''}>
        <strong className="font-semibold">{what}</strong>: {flag.reason}
      </span>
      {accepted ? (
        <Button look="small" aria-label={`Open again: ${what}`} onPress={() => reopen([key])}>
          <Undo2 aria-hidden /> Accepted
        </Button>
      ) : (
        <Button look="small" aria-label={`Accept ${what}`} onPress={() => accept([key])}>
          <Check aria-hidden /> Accept
        </Button>
      )}
    </li>
  );
}

interface SettleProps {
  readonly review: SentenceReview;
  readonly points: readonly string[];
  readonly isUnsettled: boolean;
}

/** The whole sentence at once: all of its flags, or that the conversation does not bear it out. */
function Settle({ review, points, isUnsettled }: SettleProps) {
  const { text } = review.sentence;
  if (points.length === 0) return null;
  return isUnsettled ? (
    <Button look="small" aria-label={`Accept the sentence: ${text}`} onPress={() => accept(points)}>
      <Check aria-hidden /> {review.flags.length > 1 ? 'Accept all' : 'Accept the sentence'}
    </Button>
  ) : (
    <Button look="small" aria-label={`Open the sentence again: ${text}`} onPress={() => reopen(points)}>
      <Undo2 aria-hidden /> Settled
    </Button>
  );
}

function takeOut(review: SentenceReview): void {
  const { conversation, sections } = useNote.getState();
  replaceSentence(review, '');
  tell('The sentence is taken out.', {
    detail: review.sentence.text,
    undo: () => restoreSections(conversation, sections),
  });
}

interface CorrectionsProps {
  readonly review: SentenceReview;
  readonly opener: RefObject<HTMLButtonElement | null>;
  readonly onEdit: () => void;
}

function Corrections({ review, opener, onEdit }: CorrectionsProps) {
  const { text } = review.sentence;
  return (
    <>
      <Button ref={opener} look="small" aria-label={`Correct: ${text}`} onPress={onEdit}>
        <PenLine aria-hidden /> Correct
      </Button>
      <Button look="small" aria-label={`Take out: ${text}`} onPress={() => takeOut(review)}>
        <Trash2 aria-hidden /> Take out
      </Button>
    </>
  );
}

function Editor({ review, onDone }: { review: SentenceReview; onDone: () => void }) {
  const [text, setText] = useState(review.sentence.text);
  const save = () => {
    if (text !== review.sentence.text) replaceSentence(review, text);
    onDone();
  };
  return (
    <form
      className="mt-1 ml-5.5 flex flex-wrap items-end gap-1"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="min-w-48 flex-1">
        <TextInput label="Sentence" labelHidden value={text} onChange={setText} autoFocus />
      </div>
      <Button type="submit">Save</Button>
      <Button look="quiet" onPress={onDone}>
        Cancel
      </Button>
    </form>
  );
}
