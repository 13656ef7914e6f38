import type { TokenGroup } from '../../../engine/analysis/groups.ts';
import { GRANULARITIES, type Granularity } from '../../../engine/analysis/spans.ts';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { count } from '../../text/format.ts';
import type { Shading } from './shading.ts';
import { isFiltering, NO_FILTER, type Scale, type Sign, setFilter, setView, useView } from './view-store.ts';

const GRANULARITY_NAMES: Readonly<Record<Granularity, string>> = {
  token: 'Token',
  word: 'Word',
  sentence: 'Sentence',
  section: 'Section',
};
const SCALES: readonly { readonly value: Scale; readonly label: string }[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'quantile', label: 'Quantile' },
];
const SIGNS: readonly { readonly value: Sign; readonly label: string }[] = [
  { value: 'both', label: 'Pushed or held back' },
  { value: 'pushed', label: 'Pushed' },
  { value: 'held', label: 'Held back' },
];
const ANY = '';

/** How the text is shaded, and which of its tokens. */
export function TextToolbar({ shading, groups }: { shading: Shading; groups: readonly TokenGroup[] }) {
  const { granularity, scale, filter } = useView();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-1.5">
      <Segmented
        label="Shade by"
        value={granularity}
        onChange={(value) => setView({ granularity: value })}
        options={GRANULARITIES.map((value) => ({ value, label: GRANULARITY_NAMES[value] }))}
      />
      <Segmented label="Scale" value={scale} onChange={(value) => setView({ scale: value })} options={SCALES} />
      <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <legend className="sr-only">Filter</legend>
        <CheckBox isSelected={filter.changedOnly} onChange={(changedOnly) => setFilter({ changedOnly })}>
          Changed only
        </CheckBox>
        <SelectInput
          label="Direction"
          labelHidden
          value={filter.sign}
          onChange={(sign) => setFilter({ sign })}
          options={SIGNS}
        />
        <SelectInput
          label="Group"
          labelHidden
          value={filter.group ?? ANY}
          onChange={(group) => setFilter({ group: group === ANY ? null : group })}
          options={[{ value: ANY, label: 'Any group' }, ...groups.map(({ name }) => ({ value: name, label: name }))]}
        />
        <NumberInput
          label="At least"
          unit="pp"
          value={Math.round(filter.least * 100)}
          onChange={(least) => setFilter({ least: least / 100 })}
          min={0}
          max={100}
          step={5}
        />
        {isFiltering(filter) && (
          <Button look="quiet" onPress={() => setView({ filter: NO_FILTER })}>
            Show all
          </Button>
        )}
      </fieldset>
      <p role="status" className="text-[13px] text-muted" data-testid="matching">
        {isFiltering(filter)
          ? `${shading.matching.toLocaleString('en')} of ${count(shading.shifts.length, 'token')}; Ctrl → leads to the next`
          : count(shading.shifts.length, 'token')}
      </p>
    </div>
  );
}
