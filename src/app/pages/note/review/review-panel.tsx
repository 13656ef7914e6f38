import { CircleStop, ShieldQuestion } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { SentenceReview } from '../../../../engine/analysis/evidence/evidence.ts';
import { Button } from '../../../components/button.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import { isRunning, useNote } from '../../../note/note.ts';
import {
  askModels,
  isDoubtful,
  isOpen,
  openPoints,
  REVIEW_TASK,
  reviewedSections,
  stopAsking,
  useIsReviewed,
  useReview,
} from '../../../note/review.ts';
import { count } from '../../../text/format.ts';
import { Omissions } from './omissions.tsx';
import { SentenceCard } from './sentence-card.tsx';
import { SignBar } from './sign-bar.tsx';
import { useSentenceKeys } from './use-sentence-keys.ts';

type Filter = 'all' | 'open' | 'unsure';
const FILTERS = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'unsure', label: 'Not supported' },
] as const;

/** Every sentence of the note with what the conversation says of it; what is flagged, to be settled; the signature. */
export default function ReviewPanel() {
  const [filter, setFilter] = useState<Filter>('all');
  const { evidence, accepted, witnesses, problem } = useReview();
  const sections = useNote((state) => state.sections);
  const running = useNote((state) => isRunning(state.run.phase));
  const current = useIsReviewed();
  const list = useRef<HTMLDivElement>(null);
  useSentenceKeys(list);
  if (running) return <Hint>The review begins when the note is written.</Hint>;
  if (reviewedSections(sections).length === 0) {
    return (
      <Hint>There is no note yet. Once there is, each of its sentences is set beside the turns that bear it out.</Hint>
    );
  }
  const shown = (review: SentenceReview): boolean => {
    switch (filter) {
      case 'all':
        return true;
      case 'open':
        return isOpen(review, { accepted, witnesses });
      case 'unsure':
        return isDoubtful(review, witnesses);
      default:
        return filter satisfies never;
    }
  };
  const chosen = evidence?.sentences.filter(shown) ?? [];
  return (
    <div className="flex min-h-full flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-3 py-2">
        <Summary />
        <Segmented label="Show" value={filter} onChange={setFilter} options={FILTERS} />
        <AskButton />
      </div>
      {problem !== null && (
        <p role="alert" className="border-b border-danger-line bg-danger-wash px-3 py-2">
          <strong className="text-danger">{problem.message}</strong> {problem.hint}
        </p>
      )}
      <div ref={list} className="flex-1 px-3 py-2" data-testid="review" data-ready={current}>
        {evidence !== null && chosen.length === 0 && <Hint>No sentence is of this kind.</Hint>}
        {reviewedSections(sections).map(({ id, header }, part) => {
          const own = chosen.filter((review) => review.part === part);
          if (own.length === 0) return null;
          return (
            <section key={id} aria-label={`Review of ${header || 'the note'}`} className="mb-3">
              {header !== '' && <h3 className="mb-1 text-[13px] font-semibold">{header}</h3>}
              <ol className="flex flex-col gap-1">
                {own.map((review) => (
                  <SentenceCard key={`${review.sentence.start}.${review.sentence.text}`} review={review} />
                ))}
              </ol>
            </section>
          );
        })}
        {evidence !== null && <Omissions omissions={evidence.omissions} />}
        <p className="mt-2 text-xs text-muted">
          Words, numbers, sides and denials are compared without a model. It misses some faults and flags some things
          that are right: read the note all the same.
        </p>
      </div>
      <SignBar />
    </div>
  );
}

function Hint({ children }: { children: ReactNode }) {
  return <p className="px-3 py-2 text-muted">{children}</p>;
}

function Summary() {
  const { evidence, accepted, witnesses, problem } = useReview();
  if (evidence === null) return <p role="status">{problem === null ? 'Reviewing…' : 'Not reviewed'}</p>;
  const { sentences } = evidence;
  const of = (level: string) => sentences.filter((review) => review.level === level).length;
  const open = openPoints({ evidence, accepted, witnesses });
  const total = open.flags + open.sentences;
  return (
    <p role="status" className="text-[13px]" data-testid="review-summary" data-open={total}>
      {count(sentences.length, 'sentence')}: {of('supported')} supported, {of('uncertain')} uncertain,{' '}
      {of('unsupported')} unsupported ·{' '}
      <strong className={total > 0 ? 'text-warn' : ''}>
        {total === 0 ? 'all settled' : `${count(total, 'point')} to settle`}
      </strong>
    </p>
  );
}

function AskButton() {
  const asking = useReview((state) => state.asking);
  const ready = useIsReviewed();
  if (asking === null) {
    return (
      <Button isDisabled={!ready} onPress={() => void askModels()}>
        <ShieldQuestion aria-hidden /> Ask the models
      </Button>
    );
  }
  return (
    <>
      <Button look="danger" onPress={stopAsking}>
        <CircleStop aria-hidden /> Stop ({asking.done} of {asking.total})
      </Button>
      <TurnNotice task={REVIEW_TASK} />
    </>
  );
}
