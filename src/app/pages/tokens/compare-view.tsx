import { useMemo, useState } from 'react';
import { align, type Stretch } from '../../../engine/analysis/alignment.ts';
import type { Unit } from '../../../engine/analysis/spans.ts';
import { SelectInput } from '../../components/select-input.tsx';
import { type LensEntry, show } from '../../lens/lens.ts';
import { count, percent, points } from '../../text/format.ts';
import { tokenName } from '../../text/token-name.ts';
import { shownText } from './line-layout.ts';
import type { Shading } from './shading.ts';

interface Side {
  readonly entry: LensEntry;
  readonly shading: Shading;
}

interface CompareViewProps {
  readonly entries: readonly LensEntry[];
  readonly left: LensEntry;
  readonly shadingOf: (entry: LensEntry) => Shading;
  readonly pinned: { readonly entry: number; readonly token: number } | null;
}

/** Two texts side by side, stretch by stretch: what both say, and what each says in its place. */
export function CompareView({ entries, left, shadingOf, pinned }: CompareViewProps) {
  const others = entries.filter(({ id }) => id !== left.id);
  const [chosen, setChosen] = useState<number | null>(null);
  const right = others.find(({ id }) => id === chosen) ?? others.at(-1);
  if (right === undefined) {
    return (
      <p className="p-3 text-muted">
        One text lies under the lens; a second is needed to compare. Write one with another pair, or take another turn
        at a token.
      </p>
    );
  }
  const sides = { left: { entry: left, shading: shadingOf(left) }, right: { entry: right, shading: shadingOf(right) } };
  return (
    <div className="flex flex-1 flex-col lg:min-h-0">
      <div className="border-b border-line px-3 py-1.5">
        <SelectInput
          label={`Compare “${left.recording.title}” with`}
          value={String(right.id)}
          onChange={(id) => setChosen(Number(id))}
          options={others.map(({ id, recording }) => ({ value: String(id), label: recording.title }))}
        />
      </div>
      <Aligned {...sides} pinned={pinned} />
    </div>
  );
}

function Aligned({ left, right, pinned }: { left: Side; right: Side; pinned: CompareViewProps['pinned'] }) {
  const stretches = useMemo(() => align(left.entry.recording, right.entry.recording), [left.entry, right.entry]);
  return (
    <div className="min-h-72 flex-1 overflow-auto" data-testid="compare">
      <table className="w-full table-fixed">
        <caption className="px-3 py-1.5 text-left text-xs text-muted">
          {sameShare(stretches, left.entry)}. Stretches that differ are marked at the edge.
        </caption>
        <thead className="sticky top-0 z-10 bg-panel text-left text-xs">
          <tr>
            {[left, right].map((side) => (
              <th key={side.entry.id} scope="col" className="border-b border-line px-3 py-1 font-normal text-muted">
                <strong className="font-semibold text-ink">{side.entry.recording.title}</strong> {summary(side)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stretches.map((stretch) => (
            <tr key={`${stretch.left.first}.${stretch.right.first}`} className="align-top" data-same={stretch.same}>
              <Passage side={left} unit={stretch.left} same={stretch.same} pinned={pinned} />
              <Passage side={right} unit={stretch.right} same={stretch.same} pinned={pinned} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface PassageProps {
  readonly side: Side;
  readonly unit: Unit;
  readonly same: boolean;
  readonly pinned: CompareViewProps['pinned'];
}

function Passage({ side, unit, same, pinned }: PassageProps) {
  const { entry, shading } = side;
  return (
    <td
      className={`border-l-2 px-3 py-0.5 leading-[26px] break-words whitespace-pre-wrap ${same ? 'border-transparent' : 'border-accent bg-wash/40'}`}
    >
      {entry.recording.tokens.slice(unit.first, unit.end).map((token) => {
        const level = shading.matches[token.index] ? (shading.levels[token.index] ?? 0) : 0;
        const isPinned = pinned?.entry === entry.id && pinned.token === token.index;
        return (
          <button
            type="button"
            key={token.index}
            aria-pressed={isPinned}
            // One tab stop a passage that differs: the tokens of a long text are too many to walk through.
            tabIndex={isPinned || (!same && token.index === unit.first) ? 0 : -1}
            data-shift={level === 0 ? undefined : level}
            data-changed={shading.changed[token.index] ? '' : undefined}
            {...(token.text.trim() === '' ? { 'aria-label': tokenName(token) } : {})}
            className={`token inline whitespace-pre-wrap ${isPinned ? 'ring-2 ring-accent' : ''}`}
            onClick={() => show(entry.id, token.index)}
          >
            {shownText(token.text)}
          </button>
        );
      })}
    </td>
  );
}

function summary({ entry, shading }: Side): string {
  const known = shading.shifts.filter((shift) => shift !== null);
  const mean = known.length === 0 ? null : known.reduce((sum, shift) => sum + shift, 0) / known.length;
  const changed = shading.changed.filter(Boolean).length;
  const { tokens } = entry.recording;
  return `${count(tokens.length, 'token')}, ${percent(changed / Math.max(1, tokens.length))} changed${mean === null ? '' : `, mean shift ${points(mean)}`}`;
}

function sameShare(stretches: readonly Stretch[], left: LensEntry): string {
  const same = stretches
    .filter((stretch) => stretch.same)
    .reduce((sum, { left: { first, end } }) => sum + end - first, 0);
  return `${percent(same / Math.max(1, left.recording.tokens.length))} of the tokens of “${left.recording.title}” stand in both`;
}
