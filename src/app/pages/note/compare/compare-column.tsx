import { useMemo } from 'react';
import type { SentenceReview } from '../../../../engine/analysis/evidence/evidence.ts';
import { Button } from '../../../components/button.tsx';
import { type Column, columnText, takeOver, tokenCount, type Voice } from '../../../note/compare.ts';
import { count, percent } from '../../../text/format.ts';
import { LevelMark } from '../review/level-mark.tsx';
import { agreements } from './agreement.ts';
import { voiceName } from './voice-names.ts';
import { sharedWords, wordDiff } from './word-diff.ts';

/** What is compared: words, or what is said sentence by sentence. */
export type Grain = 'words' | 'sentences';

/** Share of words below which marks would be all over the text, and two texts are better read side by side. */
const WORTH_MARKING = 0.3;

interface CompareColumnProps {
  readonly voice: Voice;
  readonly column: Column | undefined;
  /** Null for the reference itself. */
  readonly reference: { readonly name: string; readonly column: Column | undefined } | null;
  readonly grain: Grain;
  readonly evidence: readonly SentenceReview[] | null;
  /** The sentences of the reference. */
  readonly others: readonly SentenceReview[] | null;
}

export function CompareColumn({ voice, column, reference, grain, evidence, others }: CompareColumnProps) {
  const name = voiceName(voice);
  return (
    <section aria-label={name} className="min-w-0 bg-panel px-3 py-2" data-done={column?.done === true}>
      <div className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
        <h3 className="text-[13px] font-semibold text-ink">{name}</h3>
        {column?.settings.method === 'proxy' && <span>α {column.settings.alpha.toFixed(2)}</span>}
        {column !== undefined && <span>{count(tokenCount(column), 'token')}</span>}
        <span className="ml-auto" />
        {column?.done && (
          <Button look="small" aria-label={`Use the note of ${name}`} onPress={() => takeOver(voice)}>
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
      ) : grain === 'sentences' && evidence !== null ? (
        <Sentences own={evidence} others={others} reference={reference?.name ?? null} />
      ) : (
        <ColumnText column={column} reference={reference?.column} />
      )}
    </section>
  );
}

/** @param tokens of the column, what was kept included */
function keptText({ tokens: kept, alpha }: NonNullable<Column['kept']>, tokens: number): string {
  const former = `α ${alpha.toFixed(2)}`;
  if (kept === tokens) return `No choice changes against ${former}.`;
  if (kept === 0) return `Written from the start: against ${former} the first choice changes.`;
  return `Written on from token ${kept + 1}: before it nothing changes against ${former}.`;
}

function ColumnText({ column, reference }: { column: Column; reference: Column | undefined }) {
  const text = columnText(column);
  const comparable = column.done && reference?.done === true;
  const parts = useMemo(
    () => (comparable && reference !== undefined ? wordDiff(columnText(reference), text) : null),
    [comparable, reference, text],
  );
  const shared = parts === null ? null : sharedWords(parts);
  const isMarked = shared !== null && shared >= WORTH_MARKING;
  return (
    <>
      {shared !== null && (
        <p className="text-xs text-muted">
          {percent(shared)} of its words are shared{isMarked ? '' : ': read them side by side'}
        </p>
      )}
      <p className="mt-1 leading-relaxed break-words whitespace-pre-wrap">
        {parts === null || !isMarked
          ? text
          : parts.map(({ kind, text: words }, index) => {
              switch (kind) {
                case 'same':
                  return words;
                case 'here':
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one diff, made anew as a whole
                    <ins key={index} className="rounded-sm bg-wash font-medium no-underline">
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

interface SentencesProps {
  readonly own: readonly SentenceReview[];
  readonly others: readonly SentenceReview[] | null;
  readonly reference: string | null;
}

/** Each sentence with what the conversation says of it, and whether the reference says it, too. */
function Sentences({ own, others, reference }: SentencesProps) {
  const texts = own.map(({ sentence }) => sentence.text);
  const agree =
    reference === null || others === null
      ? null
      : agreements(
          texts,
          others.map(({ sentence }) => sentence.text),
        );
  const supported = own.filter(({ level }) => level === 'supported').length;
  const shared = agree?.filter(Boolean).length;
  return (
    <>
      <p className="text-xs text-muted" data-testid="agreement">
        {supported} of {count(own.length, 'sentence')} supported by the conversation
        {shared !== undefined && `; ${shared} also in ${reference}`}
      </p>
      <ul className="mt-1 flex flex-col gap-1.5">
        {own.map(({ level, part, sentence }, index) => (
          <li key={`${part} ${sentence.start}`} className="flex items-start gap-1.5" data-level={level}>
            <LevelMark level={level} />
            <span dir="auto" className="min-w-0 flex-1 leading-relaxed break-words">
              {sentence.text}{' '}
              {agree !== null && (
                <span className="text-xs whitespace-nowrap text-muted">
                  {agree[index] ? `= ${reference}` : 'only here'}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
