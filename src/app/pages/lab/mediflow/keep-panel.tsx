import { ERROR_TYPES } from '../../../../engine/mediflow/planted-error.ts';
import { CheckBox } from '../../../components/check-box.tsx';
import { NumberInput } from '../../../components/number-input.tsx';
import { Section } from '../../../components/section.tsx';
import { plantErrors } from '../../../mediflow/mediflow.ts';
import { useMediFlow } from '../../../mediflow/state.ts';
import { count } from '../../../text/format.ts';
import { StepRun } from './step-run.tsx';
import { useKept } from './use-kept.ts';

/** Which triplets are exported, and pairs for preference tuning of them. */
export function KeepPanel() {
  const of = useMediFlow((state) => state.triplets.length);
  const keep = useMediFlow((state) => state.keep);
  const isRated = useMediFlow((state) => state.ratings.length > 0);
  const pairs = useMediFlow((state) => state.pairs);
  const unchanged = useMediFlow((state) => state.unchanged);
  const isBusy = useMediFlow((state) => state.step !== null);
  const kept = useKept();
  const paired = new Set(pairs.map(({ id }) => id));
  return (
    <Section title="Keep">
      <div className="flex flex-col gap-2.5">
        <div className="flex flex-wrap items-center gap-2">
          <CheckBox
            isSelected={keep !== null}
            isDisabled={!isRated || isBusy}
            onChange={(isOn) => useMediFlow.setState({ keep: isOn ? Math.max(1, Math.ceil(of / 2)) : null })}
          >
            Only the best
          </CheckBox>
          <NumberInput
            label="Triplets that are kept"
            labelHidden
            value={keep ?? of}
            onChange={(next) => useMediFlow.setState({ keep: next })}
            min={1}
            max={100_000}
            step={1}
            isDisabled={keep === null || isBusy}
          />
          <span className="text-[13px] text-muted">by the judge’s score</span>
        </div>
        <p data-testid="mediflow-kept" className="text-[13px] text-muted">
          {kept.length} of {count(of, 'triplet')} are kept and exported; none stands there twice.
        </p>
        <div>
          <h3 className="text-[13px] font-semibold">Pairs for preference tuning</h3>
          <p className="mb-2 max-w-prose text-[13px] text-muted">
            Of each that is kept the output, and the same with one error planted, of {ERROR_TYPES.length} types in turn:{' '}
            {ERROR_TYPES.map(({ name }) => name).join(', ')}.
          </p>
          <StepRun
            step="plant"
            label={pairs.length === 0 ? 'Plant errors' : 'Plant on'}
            counts="Outputs"
            isDone={kept.every(({ id }) => paired.has(id))}
            onStart={plantErrors}
          />
          {(pairs.length > 0 || unchanged > 0) && (
            <p role="status" className="mt-2 text-[13px] text-muted">
              {count(pairs.length, 'pair')} here
              {unchanged > 0 && `; ${count(unchanged, 'output')} came back as they were`}.
            </p>
          )}
        </div>
      </div>
    </Section>
  );
}
