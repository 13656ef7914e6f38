import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import { PAPER_GROUPS, parseGroups, type TokenGroup } from '../../../engine/analysis/groups.ts';
import { type Selection, type ShiftedToken, shiftedTokens } from '../../../engine/analysis/shift.ts';
import {
  LEAST_TEXTS,
  type ShiftRow,
  type ShiftSummary,
  summarizeShift,
} from '../../../engine/analysis/shift-summary.ts';
import { toCsv } from '../../../engine/analysis/table.ts';
import { LocumError } from '../../../engine/errors.ts';
import { PRESET_NAMES } from '../../../engine/presets.ts';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { type LensEntry, presetOf, show } from '../../lens/lens.ts';
import { dismissStudyProblem, type Texts, useStudy } from '../../lens/shift-study.ts';
import { count, percent, points, visibleToken } from '../../text/format.ts';
import { saveFile } from '../../text/save-file.ts';
import { BarChart } from './bar-chart.tsx';
import { StudyForm } from './study-form.tsx';
import { setView, useView } from './view-store.ts';

type Scope = 'shown' | 'open' | 'study';
const KINDS = ['groups', 'classes', 'positions'] as const;
type Kind = (typeof KINDS)[number];

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  groups: 'Groups of words',
  classes: 'Kinds of words',
  positions: 'Position in the text',
};
const KIND_OPTIONS: readonly { readonly value: Kind; readonly label: string }[] = [
  { value: 'groups', label: 'Group' },
  { value: 'classes', label: 'Kind of word' },
  { value: 'positions', label: 'Position' },
];
const SCOPES: readonly { readonly value: Scope; readonly label: string }[] = [
  { value: 'shown', label: 'This text' },
  { value: 'open', label: 'All open texts' },
  { value: 'study', label: 'Many notes' },
];
const SELECTION_OPTIONS: readonly { readonly value: Selection; readonly label: string }[] = [
  { value: 'top-quartile', label: 'Top quartile' },
  { value: 'all', label: 'All tokens' },
];

/** Shift by group: bars for each pair side by side, and the tokens behind a bar. */
export function GroupsView({ entries, shown }: { entries: readonly LensEntry[]; shown: LensEntry | null }) {
  const [scope, setScope] = useState<Scope>(shown === null ? 'study' : 'open');
  const [kind, setKind] = useState<Kind>('groups');
  const [selection, setSelection] = useState<Selection>('top-quartile');
  const [chosen, setChosen] = useState<{ readonly series: string; readonly row: string } | null>(null);
  const studySeries = useStudy((state) => state.series);
  const problem = useStudy((state) => state.problem);
  const own = useOwnGroups();

  const texts = useMemo((): ReadonlyMap<string, Texts> => {
    if (scope === 'study')
      return new Map(PRESET_NAMES.flatMap((name) => (studySeries[name] ? [[name, studySeries[name]]] : [])));
    return textsOf(scope === 'shown' && shown !== null ? [shown] : entries);
  }, [scope, studySeries, entries, shown]);
  const summaries = useMemo(
    () =>
      [...texts].map(([name, own_]) => ({
        name,
        summary: summarizeShift(own_, selection, [...PAPER_GROUPS, ...own.groups]),
      })),
    [texts, selection, own.groups],
  );
  const series = summaries.map(({ name, summary }) => ({ name, rows: summary[kind] }));
  const behind = series.find(({ name }) => name === chosen?.series)?.rows.find(({ name }) => name === chosen?.row);

  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-3 py-2">
        <Segmented label="Of" value={scope} onChange={setScope} options={SCOPES} />
        <Segmented label="By" value={kind} onChange={setKind} options={KIND_OPTIONS} />
        <Segmented label="Tokens" value={selection} onChange={setSelection} options={SELECTION_OPTIONS} />
        {scope === 'study' && <StudyForm />}
      </div>
      {problem !== null && scope === 'study' && <ErrorPanel error={problem} onDismiss={dismissStudyProblem} />}
      <div className="grid gap-4 p-3 xl:grid-cols-[auto_minmax(16rem,1fr)]">
        <div className="min-w-0">
          {series.length === 0 ? (
            <p className="text-muted">
              {scope === 'study'
                ? 'Nothing analysed yet: have the notes of the examples, or of a data set, written with each pair.'
                : 'Nothing lies under the lens yet.'}
            </p>
          ) : (
            <>
              <BarChart
                title={KIND_NAMES[kind]}
                series={series}
                chosen={chosen}
                onChoose={(name, row) => setChosen({ series: name, row })}
              />
              <Overall summaries={summaries} texts={texts} scope={scope} />
              <Button
                look="quiet"
                onPress={() => saveFile('locum-shift.csv', new Blob([csvOf(summaries)], { type: 'text/csv' }))}
              >
                <Download aria-hidden /> Export the figures (CSV)
              </Button>
            </>
          )}
          <LeftOut />
        </div>
        <div className="min-w-0">
          <Behind
            row={behind}
            series={chosen?.series ?? ''}
            canShow={scope !== 'study'}
            entries={scope === 'shown' && shown !== null ? [shown] : entries}
          />
          <OwnGroups error={own.error} />
        </div>
      </div>
    </div>
  );
}

/** Texts by the pair they were written with. A token’s `recording` is the place of its text among `entries`. */
function textsOf(entries: readonly LensEntry[]): ReadonlyMap<string, Texts> {
  const texts = new Map<string, (readonly ShiftedToken[])[]>();
  for (const [place, { recording }] of entries.entries()) {
    const tokens = shiftedTokens(recording, place);
    if (tokens.length === 0) continue;
    const name = presetOf(recording) ?? recording.title;
    texts.set(name, [...(texts.get(name) ?? []), tokens]);
  }
  const order = (name: string) => (PRESET_NAMES as readonly string[]).indexOf(name);
  return new Map([...texts].sort(([a], [b]) => order(a) - order(b)));
}

/** The lists as typed, as far as they can be read. */
export function useOwnGroups(): { readonly groups: readonly TokenGroup[]; readonly error: string | null } {
  const text = useView((state) => state.ownGroups);
  return useMemo(() => {
    try {
      return { groups: parseGroups(text), error: null };
    } catch (thrown) {
      return { groups: [], error: LocumError.from(thrown).message };
    }
  }, [text]);
}

function OwnGroups({ error }: { error: string | null }) {
  const text = useView((state) => state.ownGroups);
  return (
    <TextField
      value={text}
      onChange={(ownGroups) => setView({ ownGroups })}
      isInvalid={error !== null}
      className="mt-4 flex flex-col gap-1"
    >
      <Label className="text-[13px] font-semibold">Lists of your own</Label>
      <span className="text-xs text-muted">
        One a line: a name, a colon, words; gli* stands for every word that begins so.
      </span>
      <TextArea
        rows={3}
        spellCheck={false}
        placeholder="Diabetes: metformin, insulin, gli*, glucose"
        className="w-full rounded border border-edge/70 bg-raised px-2 py-1 text-[13px] placeholder:text-muted"
      />
      {error !== null && (
        <span role="alert" className="text-xs text-danger">
          {error}
        </span>
      )}
    </TextField>
  );
}

interface OverallProps {
  readonly summaries: readonly { readonly name: string; readonly summary: ShiftSummary }[];
  readonly texts: ReadonlyMap<string, Texts>;
  readonly scope: Scope;
}

function Overall({ summaries, texts, scope }: OverallProps) {
  const most = Math.max(0, ...[...texts.values()].map((own) => own.length));
  const of = useStudy((state) => state.options?.of ?? '');
  return (
    <div className="mt-2 text-xs text-muted">
      {summaries.map(({ name, summary: { all } }) => (
        <p key={name}>
          <strong className="font-semibold text-ink">{name}</strong>: {count(texts.get(name)?.length ?? 0, 'text')}
          {scope === 'study' && ` (${of})`}, {count(all.shift?.count ?? 0, 'token')}, first choice changed at{' '}
          {percent(all.changed ?? 0)}, mean shift {all.shift === null ? '–' : points(all.shift.value)}.
        </p>
      ))}
      <p>
        Bars are means of p combined − p base in percentage points with 95 % bootstrap intervals (seed 1, 1,000
        resamples of {most >= LEAST_TEXTS ? 'texts' : 'tokens'}). The top quartile is the quarter of each text that
        moved most, either way.
      </p>
    </div>
  );
}

interface BehindProps {
  readonly row: ShiftRow | undefined;
  readonly series: string;
  readonly canShow: boolean;
  readonly entries: readonly LensEntry[];
}

const MOST_SHOWN = 200;

/** The tokens that a bar is the mean of. */
function Behind({ row, series, canShow, entries }: BehindProps) {
  if (row === undefined) return <p className="text-[13px] text-muted">Choose a bar to see the tokens behind it.</p>;
  const tokens = [...row.tokens].sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift)).slice(0, MOST_SHOWN);
  return (
    <section aria-label="Tokens behind the bar" data-testid="behind">
      <h2 className="text-[13px] font-semibold">
        {row.name}, {series}: {count(row.tokens.length, 'token')}, {percent(row.changed ?? 0)} changed
      </h2>
      <ul className="mt-1 flex max-h-96 flex-wrap gap-1 overflow-auto">
        {tokens.map((token) => {
          const name = token.isEnd
            ? '∎'
            : token.word === token.text.trim()
              ? token.word
              : `${token.word}: ${visibleToken(token.text)}`;
          const label = `${name === '' ? visibleToken(token.text) : name} ${points(token.shift)}`;
          const entry = entries[token.recording];
          return (
            <li key={`${token.recording}.${token.index}`}>
              {canShow && entry !== undefined ? (
                <button
                  type="button"
                  className="min-h-6 rounded border border-line px-1.5 text-xs hover:bg-wash"
                  onClick={() => {
                    show(entry.id, token.index);
                    setView({ view: 'text' });
                  }}
                >
                  {label}
                </button>
              ) : (
                <span className="inline-block rounded border border-line px-1.5 text-xs">{label}</span>
              )}
            </li>
          );
        })}
      </ul>
      {row.tokens.length > MOST_SHOWN && <p className="text-xs text-muted">The {MOST_SHOWN} that moved most.</p>}
    </section>
  );
}

function LeftOut() {
  const leftOut = useStudy((state) => state.leftOut);
  if (leftOut.length === 0) return null;
  return (
    <details className="mt-2 text-xs">
      <summary>{count(leftOut.length, 'note')} left out</summary>
      <ul>
        {leftOut.map(({ id, message }) => (
          <li key={id}>
            {id}: {message}
          </li>
        ))}
      </ul>
    </details>
  );
}

function csvOf(summaries: OverallProps['summaries']): string {
  const rows = summaries.flatMap(({ name, summary }) =>
    KINDS.flatMap((kind) =>
      summary[kind].map((row) => [
        name,
        kind,
        row.name,
        row.shift?.count ?? 0,
        row.shift?.value ?? null,
        row.shift?.low ?? null,
        row.shift?.high ?? null,
        row.shift?.standardError ?? null,
        row.changed,
      ]),
    ),
  );
  return toCsv(['pair', 'by', 'name', 'tokens', 'mean_shift', 'low_95', 'high_95', 'standard_error', 'changed'], rows);
}
