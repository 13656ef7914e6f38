import { CircleStop, Columns3 } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { METHODS } from '../../../../engine/decoding/methods.ts';
import { Button } from '../../../components/button.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { Slider } from '../../../components/slider.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import {
  COMPARE_TASK,
  type Column,
  chooseReference,
  columnText,
  compare,
  reviseAlpha,
  stopComparing,
  takeOver,
  tokenCount,
  useCompare,
} from '../../../note/compare.ts';
import { setSettings, useNote } from '../../../note/note.ts';
import { NOTE_METHODS, type NoteMethod } from '../../../note/settings.ts';
import { count, percent } from '../../../text/format.ts';
import { methodOptions } from '../../../text/names.ts';
import { sharedWords, wordDiff } from './word-diff.ts';

const OPTIONS = methodOptions(NOTE_METHODS);

/** One conversation, three notes: what the pair changes, word by word, and what another α makes of it. */
export default function CompareView() {
  const { columns, writing, problem, reference, subject } = useCompare();
  const dialogue = useNote((state) => state.dialogue);
  const stale = subject !== null && subject.source.dialogue !== dialogue;
  const written = Object.keys(columns).length > 0;
  return (
    <div className="flex min-h-64 flex-1 flex-col overflow-auto">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-3 py-2">
        {writing === null ? (
          <Button look={written ? 'plain' : 'primary'} onPress={() => void compare()}>
            <Columns3 aria-hidden /> {written ? 'Compare again' : 'Write all three'}
          </Button>
        ) : (
          <Button look="danger" onPress={stopComparing}>
            <CircleStop aria-hidden /> Stop
          </Button>
        )}
        <Segmented label="Differences from" value={reference} onChange={chooseReference} options={OPTIONS} />
        {columns.proxy !== undefined && <AlphaControl />}
        <span role="status" className="text-xs text-muted">
          {writing === null ? '' : `Writing: ${METHODS[writing].label}…`}
          {stale && 'Written before the conversation was changed.'}
        </span>
        <TurnNotice task={COMPARE_TASK} />
      </div>
      {problem !== null && (
        <p role="alert" className="border-b border-danger-line bg-danger-wash px-3 py-2">
          <strong className="text-danger">{problem.message}</strong> {problem.hint}
        </p>
      )}
      {written ? (
        <div className="grid flex-1 gap-px bg-line md:grid-cols-3">
          {NOTE_METHODS.map((method) => (
            <CompareColumn key={method} method={method} column={columns[method]} reference={columns[reference]} />
          ))}
        </div>
      ) : (
        <p className="px-3 py-2 text-muted">
          Base, expert and proxy-tuned write the same note, one after the other; words that differ are marked. Then α
          can be moved, and the proxy-tuned note is written on from where it takes another turn.
        </p>
      )}
    </div>
  );
}

/** A hand that rests for so long has found its α. */
const REST_MS = 150;

/** The one α of the note page: the note here follows it, wherever it is moved, when the hand rests. */
function AlphaControl() {
  const alpha = useNote((state) => state.settings.alpha);
  const settled = useRef(alpha);
  useEffect(() => {
    if (settled.current === alpha) return;
    const timer = setTimeout(() => {
      settled.current = alpha;
      void reviseAlpha(alpha);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [alpha]);
  return (
    <div className="flex items-center gap-2">
      <Slider
        label="α of the proxy-tuned note"
        value={alpha}
        min={0}
        max={2}
        step={0.05}
        onChange={(value) => setSettings({ alpha: value })}
      />
      <output className="w-8 text-right text-[13px] tabular-nums">{alpha.toFixed(2)}</output>
    </div>
  );
}

interface CompareColumnProps {
  readonly method: NoteMethod;
  readonly column: Column | undefined;
  readonly reference: Column | undefined;
}

function CompareColumn({ method, column, reference }: CompareColumnProps) {
  const own = column !== undefined && column === reference;
  return (
    <section
      aria-label={METHODS[method].label}
      className="min-w-0 bg-panel px-3 py-2"
      data-done={column?.done === true}
    >
      <div className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
        <h3 className="text-[13px] font-semibold text-ink">{METHODS[method].label}</h3>
        {method === 'proxy' && column !== undefined && <span>α {column.settings.alpha.toFixed(2)}</span>}
        {column !== undefined && <span>{count(tokenCount(column), 'token')}</span>}
        <span className="ml-auto" />
        {column?.done && (
          <Button look="small" aria-label={`Use the note of ${METHODS[method].label}`} onPress={() => takeOver(method)}>
            Use
          </Button>
        )}
      </div>
      {column?.kept != null && (
        <p className="text-xs text-muted" data-testid="kept">
          {keptText(column.kept, tokenCount(column))}
        </p>
      )}
      {column === undefined ? (
        <p className="text-[13px] text-muted">Not written yet.</p>
      ) : (
        <ColumnText column={column} reference={own ? undefined : reference} />
      )}
    </section>
  );
}

/** @param tokens of the column, what was kept included */
function keptText({ tokens: kept, alpha }: NonNullable<Column['kept']>, tokens: number): string {
  const former = `α ${alpha.toFixed(2)}`;
  if (kept === tokens) return `No choice changes against ${former}.`;
  if (kept === 0) return `Written anew: against ${former} the first choice changes.`;
  return `Written on from token ${kept + 1}: before it nothing changes against ${former}.`;
}

function ColumnText({ column, reference }: { column: Column; reference: Column | undefined }) {
  const text = columnText(column);
  const comparable = column.done && reference?.done === true;
  const parts = useMemo(
    () => (comparable && reference !== undefined ? wordDiff(columnText(reference), text) : null),
    [comparable, reference, text],
  );
  if (parts === null) return <p className="mt-1 leading-relaxed break-words whitespace-pre-wrap">{text}</p>;
  return (
    <>
      <p className="text-xs text-muted">{percent(sharedWords(parts))} of its words are shared</p>
      <p className="mt-1 leading-relaxed break-words whitespace-pre-wrap">
        {parts.map(({ kind, text: words }, index) => {
          switch (kind) {
            case 'same':
              return words;
            case 'here':
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one diff, made anew as a whole
                <ins key={index} className="rounded-sm bg-wash font-semibold decoration-2">
                  {words}
                </ins>
              );
            case 'there':
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <del key={index} className="text-muted">
                  {words}
                </del>
              );
            default:
              return kind satisfies never;
          }
        })}
      </p>
    </>
  );
}
