import { CircleStop, FileUp, Layers, Plus } from 'lucide-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { PAPER_GROUPS } from '../../../engine/analysis/groups.ts';
import { DRAFT_LABEL } from '../../../engine/export/document.ts';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { ShiftLegend } from '../../components/shift-legend.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { dismissLensProblem, importRecording, LENS_TASK, type LensEntry, stopLens, useLens } from '../../lens/lens.ts';
import { openRecorded } from '../../lens/open-recorded.ts';
import { takeNote } from '../../lens/take-note.ts';
import { percent } from '../../text/format.ts';
import { CompareView } from './compare-view.tsx';
import { GroupsView, useOwnGroups } from './groups-view.tsx';
import { LensExport } from './lens-export.tsx';
import { LensTabs } from './lens-tabs.tsx';
import { NewNotes } from './new-notes.tsx';
import { RescoreBar, Rescored } from './rescore-bar.tsx';
import { type Shading, shade } from './shading.ts';
import { StripChart } from './strip-chart.tsx';
import { TextToolbar } from './text-toolbar.tsx';
import { TokenLines } from './token-lines.tsx';
import { TokenPanel } from './token-panel.tsx';
import { setView, useView, VIEWS, type View } from './view-store.ts';

const VIEW_NAMES: Readonly<Record<View, string>> = { text: 'Text', compare: 'Compare', groups: 'Shift by group' };

/** One generation under the lens; two of them aligned; many of them by groups of words. */
export default function TokensPage() {
  const entries = useLens((state) => state.entries);
  const shownId = useLens((state) => state.shown);
  const problem = useLens((state) => state.problem);
  const view = useView((state) => state.view);
  const [writing, setWriting] = useState(false);
  const shown = entries.find(({ id }) => id === shownId) ?? null;

  // The note on the note page is what most come here to look at.
  useEffect(() => takeNote(), []);

  return (
    <div className="flex min-w-0 flex-1 flex-col lg:min-h-0">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line bg-panel px-3 py-1.5">
        <Segmented
          label="View"
          value={view}
          onChange={(next) => setView({ view: next })}
          options={VIEWS.map((value) => ({ value, label: VIEW_NAMES[value] }))}
        />
        <RunState />
        {/* The frame’s header has the notice of the models: beside that they crowd it where the window is narrow. */}
        <div className="ml-auto flex gap-2">
          <Button aria-expanded={writing} onPress={() => setWriting(!writing)}>
            <Plus aria-hidden /> New notes
          </Button>
          <FileTrigger
            acceptedFileTypes={['.json', 'application/json']}
            onSelect={(files) => {
              const file = files?.[0];
              if (file !== undefined) void importRecording(file);
            }}
          >
            <Button>
              <FileUp aria-hidden /> Open JSON
            </Button>
          </FileTrigger>
        </div>
      </div>
      {(writing || (entries.length === 0 && view !== 'groups')) && <NewNotes onStart={() => setWriting(false)} />}
      {problem !== null && <ErrorPanel error={problem} onRemedy={dismissLensProblem} onDismiss={dismissLensProblem} />}
      <LensTabs entries={entries} shown={shownId} />
      <Body view={view} entries={entries} shown={shown} />
    </div>
  );
}

function RunState() {
  const { phase, title } = useLens((state) => state.run);
  const texts = {
    idle: '',
    loading: 'Loading the models…',
    reading: `${title}: reading…`,
    writing: `${title}: writing…`,
  };
  return (
    <>
      <TurnNotice task={LENS_TASK} />
      <span role="status" data-testid="lens-run" data-phase={phase} className="text-[13px] text-muted">
        {texts[phase]}
      </span>
      {phase !== 'idle' && (
        <Button look="danger" onPress={stopLens}>
          <CircleStop aria-hidden /> Stop
        </Button>
      )}
    </>
  );
}

interface BodyProps {
  readonly view: View;
  readonly entries: readonly LensEntry[];
  readonly shown: LensEntry | null;
}

function Body({ view, entries, shown }: BodyProps) {
  if (view === 'groups') return <GroupsView entries={entries} shown={shown} />;
  if (shown === null) {
    return (
      <div className="max-w-prose p-3">
        <p className="text-muted">
          No text to look at yet. Write a note here or on the note page, open one that was exported as JSON, or look at
          one that was recorded when the app was made.
        </p>
        <div className="mt-2">
          <Button look="primary" onPress={() => void openRecorded()}>
            <Layers aria-hidden /> Open a recorded note
          </Button>
        </div>
      </div>
    );
  }
  return view === 'text' ? <TextView entry={shown} /> : <Comparison entries={entries} shown={shown} />;
}

/** Shades of any entry, as the page looks at it. */
function useShading(): (entry: LensEntry, alpha: number | null) => Shading {
  const granularity = useView((state) => state.granularity);
  const scale = useView((state) => state.scale);
  const filter = useView((state) => state.filter);
  const { groups } = useOwnGroups();
  return useCallback(
    ({ recording }, alpha) =>
      shade(recording, { alpha, granularity, scale, filter, groups: [...PAPER_GROUPS, ...groups] }),
    [granularity, scale, filter, groups],
  );
}

function TextView({ entry }: { entry: LensEntry }) {
  const token = useLens((state) => state.token);
  const alpha = useLens((state) => state.alpha);
  const { groups } = useOwnGroups();
  const shadingOf = useShading();
  const shading = useMemo(() => shadingOf(entry, alpha), [shadingOf, entry, alpha]);
  const texts = useMemo(() => entry.recording.tokens.map(({ text }) => text), [entry]);
  // Walking from token to token leaves the controls as they are.
  const controls = useMemo(
    () => (
      <>
        <TextToolbar shading={shading} groups={[...PAPER_GROUPS, ...groups]} />
        <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-3 py-1">
          <RescoreBar entry={entry} shading={shading} />
          <div className="ml-auto flex items-center gap-3">
            <Draft />
            <LensExport entry={entry} shading={shading} />
          </div>
          <Rescored shading={shading} />
        </div>
      </>
    ),
    [entry, shading, groups],
  );
  return (
    <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
      <section aria-label="Text under the lens" className="flex min-w-0 flex-1 flex-col bg-panel lg:min-h-0">
        {controls}
        <TokenLines recording={entry.recording} shading={shading} selected={token} />
        <StripChart shading={shading} texts={texts} selected={token} />
        <ShiftLegend {...legendOf(shading.bounds)} />
      </section>
      <TokenPanel entry={entry} index={token} shading={shading} />
    </div>
  );
}

function Draft() {
  return (
    <p className="w-fit rounded border border-warn-line bg-warn-wash px-2 py-0.5 text-[13px] font-semibold text-warn">
      {DRAFT_LABEL}
    </p>
  );
}

function Comparison({ entries, shown }: { entries: readonly LensEntry[]; shown: LensEntry }) {
  const token = useLens((state) => state.token);
  const shadingOf = useShading();
  const shadings = useMemo(
    () => new Map(entries.map((entry) => [entry.id, shadingOf(entry, null)])),
    [entries, shadingOf],
  );
  // The left text stays when a token of the right one is chosen.
  const [leftId, setLeftId] = useState(shown.id);
  const left = entries.find(({ id }) => id === leftId) ?? shown;
  useEffect(() => {
    if (!entries.some(({ id }) => id === leftId)) setLeftId(shown.id);
  }, [entries, leftId, shown]);
  const ofEntry = (entry: LensEntry) => shadings.get(entry.id) ?? shadingOf(entry, null);
  return (
    <div className="flex flex-1 flex-col lg:min-h-0 lg:flex-row">
      <section aria-label="Two texts side by side" className="flex min-w-0 flex-1 flex-col bg-panel lg:min-h-0">
        <div className="px-3 pt-1.5">
          <Draft />
        </div>
        <CompareView
          entries={entries}
          left={left}
          shadingOf={ofEntry}
          pinned={token === null ? null : { entry: shown.id, token }}
        />
        <ShiftLegend {...legendOf(ofEntry(left).bounds)} />
      </section>
      <TokenPanel entry={shown} index={token} shading={ofEntry(shown)} />
    </div>
  );
}

function legendOf(bounds: readonly number[]) {
  const size = (share: number | undefined) => percent(share ?? 0).replace('%', 'pp');
  const most = size(bounds.at(-1));
  return {
    measure: 'p combined − p base',
    heldBack: `held back by ${most} or more`,
    pushed: `pushed by ${most} or more`,
    steps: `steps at ${bounds.map(size).join(', ')}`,
  };
}
