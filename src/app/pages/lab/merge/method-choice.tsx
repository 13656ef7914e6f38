import {
  MERGE_METHOD_IDS,
  MERGE_METHODS,
  type MergeMethod,
  parametersOf,
  RECIPE_PARAMETERS,
} from '../../../../engine/merging/methods.ts';
import { Section } from '../../../components/section.tsx';
import { SelectInput } from '../../../components/select-input.tsx';
import { changeMerge, setMethod, useMerging } from '../../../merging/merging.ts';
import { Parameter } from './parameter.tsx';

const METHODS = MERGE_METHOD_IDS.map((value) => ({ value, label: MERGE_METHODS[value].name }));

/** How the weights are put together, and the numbers that belong to the whole. */
export function MethodChoice() {
  const choices = useMerging((state) => state.choices);
  const isBusy = useMerging((state) => state.progress !== null);
  const { about, source } = MERGE_METHODS[choices.method];
  return (
    <Section title="Method">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <SelectInput<MergeMethod>
          label="Merge by"
          value={choices.method}
          onChange={setMethod}
          options={METHODS}
          isDisabled={isBusy}
        />
        <p className="min-w-0 flex-1 basis-64 text-[13px]">
          {about} <span className="text-muted">{source}.</span>
        </p>
      </div>
      <div className="mt-2 flex flex-col gap-1.5 empty:hidden">
        {parametersOf(choices.method).ofRecipe.map((name) => (
          <div key={name} className="flex flex-wrap items-center gap-x-3">
            <Parameter
              traits={RECIPE_PARAMETERS[name]}
              value={choices[name]}
              onChange={(value) => changeMerge({ [name]: value })}
              isDisabled={isBusy}
            />
            <span className="min-w-0 text-xs text-muted">{RECIPE_PARAMETERS[name].about}</span>
          </div>
        ))}
      </div>
    </Section>
  );
}
