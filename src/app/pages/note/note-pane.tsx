import { lazy, useEffect, useRef } from 'react';
import { ErrorPanel, type Remedy } from '../../components/error-panel.tsx';
import { Part } from '../../components/part.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { unloadModels, useEngine } from '../../models/engine.ts';
import { dismissProblem, type NoteSection, useNote } from '../../note/note.ts';
import { keepReviewed } from '../../note/review.ts';
import { condenseAndGenerate, loadNoteModels, retry, retryOnCpu, shortenAndGenerate } from '../../note/run.ts';
import { type NoteView, showView, useWorkspace } from '../../note/workspace.ts';
import { BeforeChange } from './before-change.tsx';
import { exampleButtonId, fileButtonId } from './element-ids.ts';
import { NoteActions } from './export/note-actions.tsx';
import { NoteBody } from './note-body.tsx';
import { DraftBadge } from './review/draft-badge.tsx';
import { RunControls } from './run-controls.tsx';
import { RunStatus } from './run-status.tsx';
import { ShadingSwitch } from './shading-switch.tsx';

// None is seen before there is a note.
const ChartView = lazy(() => import('./chart/chart-view.tsx'));
const ReviewPanel = lazy(() => import('./review/review-panel.tsx'));
const CompareView = lazy(() => import('./compare/compare-view.tsx'));

const VIEWS = [
  { value: 'write', label: 'Note' },
  { value: 'review', label: 'Review' },
  { value: 'compare', label: 'Compare' },
  { value: 'chart', label: 'Chart' },
] as const;

function apply(remedy: Remedy): void {
  switch (remedy) {
    case 'retry':
      void retry();
      break;
    case 'reload-models':
      unloadModels();
      void loadNoteModels();
      break;
    case 'use-cpu':
      void retryOnCpu();
      break;
    case 'condense':
      void condenseAndGenerate();
      break;
    case 'shorten':
      void shortenAndGenerate();
      break;
    case 'choose-file':
      document.getElementById(fileButtonId)?.click();
      break;
    case 'choose-example':
      document.getElementById(exampleButtonId)?.focus();
      break;
    default:
      remedy satisfies never;
  }
}

const isRecorded = ({ origin }: NoteSection): boolean => origin === 'recorded';

export function NotePane() {
  const view = useWorkspace((state) => state.view);
  useEffect(keepReviewed, []);
  // Who comes back to the page finds the note.
  useEffect(() => () => showView('write'), []);
  const problem = useNote((state) => state.problem);
  // The models can be lost while nothing runs.
  const lost = useEngine(({ status }) => (status.state === 'lost' ? status.error : null));
  const shown = problem ?? lost;
  // In a narrow window the conversation gives way to the note as soon as one is asked for.
  const stands = useNote(({ run, sections }) => run.phase !== 'idle' || sections.some(isRecorded));
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (stands && !matchMedia('(min-width: 64rem)').matches) pane.current?.scrollIntoView({ block: 'start' });
  }, [stands]);
  return (
    <section
      ref={pane}
      aria-labelledby="note-heading"
      className={`flex min-h-0 min-w-0 flex-col bg-panel ${stands ? 'max-lg:order-first max-lg:border-b max-lg:border-line' : ''}`}
    >
      <RunControls />
      <div
        className="touch-rows flex flex-wrap items-center gap-x-2 gap-y-0.5 border-b border-line px-3 py-0.5 max-sm:gap-x-1"
        data-tour-step="3"
      >
        <DraftBadge />
        <Segmented label="View" labelHidden isDense value={view} onChange={showView} options={VIEWS} />
        <div className="ml-auto flex flex-wrap justify-end max-sm:-mr-2">
          <NoteActions />
        </div>
      </div>
      <View view={view} />
      {/* Below what is being read, which stays where it is. */}
      {shown !== null && <ErrorPanel error={shown} onRemedy={apply} onDismiss={dismissProblem} />}
      <div className="flex items-center gap-x-2 border-t border-line px-3 py-0.5 text-xs text-muted">
        <RunStatus />
        {view === 'write' && <ShadingSwitch />}
      </div>
    </section>
  );
}

function View({ view }: { view: NoteView }) {
  switch (view) {
    case 'write':
      return <NoteBody />;
    case 'review':
      return (
        <div className="min-h-64 flex-1 overflow-auto">
          <div className="px-3 pt-2 empty:hidden">
            <BeforeChange />
          </div>
          <Part name="The review" opening={<p className="px-3 py-2 text-muted">Opening the review…</p>}>
            <ReviewPanel />
          </Part>
        </div>
      );
    case 'compare':
      return (
        <Part
          key={view}
          name="The comparison"
          opening={<p className="min-h-64 flex-1 px-3 py-2 text-muted">Opening the comparison…</p>}
        >
          <CompareView />
        </Part>
      );
    case 'chart':
      return (
        <Part
          key={view}
          name="The chart"
          opening={<p className="min-h-64 flex-1 px-3 py-2 text-muted">Opening tasks and letters…</p>}
        >
          <ChartView />
        </Part>
      );
    default:
      return view satisfies never;
  }
}
