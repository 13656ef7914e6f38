import { Link } from 'wouter';
import { CheckBox } from '../../../components/check-box.tsx';
import { DeleteButton } from '../../../components/delete-button.tsx';
import { KeptList } from '../../../components/kept-list.tsx';
import { NumberInput } from '../../../components/number-input.tsx';
import { Section } from '../../../components/section.tsx';
import { forgetKept, openKept, setKept, startOver, writeTriplets } from '../../../mediflow/mediflow.ts';
import { setSettings, useMediFlow } from '../../../mediflow/state.ts';
import { useBlackBox } from '../../../models/black-box.ts';
import { labelOf, useRoles } from '../../../models/roles.ts';
import { count } from '../../../text/format.ts';
import { StepRun } from './step-run.tsx';

/** How many triplets, by whom, and whether they are written down. */
export function WritePanel() {
  const settings = useMediFlow((state) => state.settings);
  const written = useMediFlow((state) => state.triplets.length);
  const rejected = useMediFlow((state) => state.rejected);
  const isBusy = useMediFlow((state) => state.step !== null);
  const kept = useMediFlow((state) => state.kept);
  const others = useMediFlow((state) => state.others);
  const [cool, warm] = settings.temperatures;
  // Triplets of one seed belong together: what they are about follows from it.
  const isFixed = isBusy || written > 0;
  return (
    <Section title="Write">
      <div data-testid="mediflow" data-triplets={written} data-busy={isBusy} className="flex flex-col gap-2.5">
        <p className="max-w-prose text-[13px]">
          <Writer /> makes up an instruction, an input and the output to both. Each triplet is about another of 14
          tasks, 98 parts of clinical documents, 6 levels and text or JSON, at two temperatures in turn.
        </p>
        <p className="max-w-prose text-[13px] text-warn">
          Small models write poor triplets, and the demonstration models write nonsense that is well formed. Read them,
          and look at what the judge is worth, before anything is trained with them.
        </p>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
          <NumberInput
            label="Triplets"
            value={settings.count}
            onChange={(next) => setSettings({ count: next })}
            min={1}
            max={100_000}
            step={1}
            isDisabled={isBusy}
          />
          <NumberInput
            label="Most tokens of a text"
            value={settings.maxTokens}
            onChange={(maxTokens) => setSettings({ maxTokens })}
            min={16}
            max={1024}
            step={16}
            isDisabled={isBusy}
          />
          <NumberInput
            label="Temperature"
            value={cool}
            onChange={(next) => setSettings({ temperatures: [next, warm] })}
            min={0}
            max={2}
            step={0.1}
            digits={1}
            isDisabled={isFixed}
          />
          <NumberInput
            label="and"
            value={warm}
            onChange={(next) => setSettings({ temperatures: [cool, next] })}
            min={0}
            max={2}
            step={0.1}
            digits={1}
            isDisabled={isFixed}
          />
          <NumberInput
            label="Seed"
            value={settings.seed}
            onChange={(seed) => setSettings({ seed })}
            min={0}
            max={1_000_000}
            step={1}
            isDisabled={isFixed}
          />
        </div>
        <div>
          <StepRun
            step="write"
            label={written === 0 ? 'Write' : 'Write on'}
            counts="Triplets"
            isDone={written >= settings.count}
            isPrimary
            onStart={writeTriplets}
          />
        </div>
        {(written > 0 || rejected > 0) && (
          <p role="status" className="text-[13px] text-muted">
            {count(written, 'triplet')} here{rejected > 0 && `; ${count(rejected, 'text')} could not be used`}.
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <CheckBox isSelected={kept} isDisabled={isBusy} onChange={(next) => void setKept(next)}>
            Keep them in this browser
          </CheckBox>
          {written > 0 && !isBusy && (
            <DeleteButton name="these triplets" amount="for good" onDelete={() => void startOver()} />
          )}
        </div>
        <p className="text-xs text-muted">
          {kept
            ? 'Every line is written into this browser, unencrypted, until you delete it: the work goes on after a reload or a crash.'
            : 'Nothing is written: a reload ends the work.'}
        </p>
        <KeptList
          label="Other triplets kept in this browser"
          kept={others.map(({ lines, ...rest }) => ({ ...rest, about: count(lines, 'line') }))}
          isDisabled={isBusy || (written > 0 && !kept)}
          onOpen={(id) => void openKept(id)}
          onDelete={(id) => void forgetKept(id)}
        />
      </div>
    </Section>
  );
}

/** The base, which is a model here or one behind an endpoint. */
function Writer() {
  const base = useRoles((state) => state.roles.base);
  const blackBox = useBlackBox((state) => state.inUse);
  return (
    <>
      {blackBox === null ? `“${labelOf(base)}”` : `“${blackBox.model}” at ${new URL(blackBox.baseUrl).host}`}, the base
      in use (
      <Link href={blackBox === null ? '/models' : '/settings'} className="text-accent underline">
        {blackBox === null ? 'Models' : 'Settings'}
      </Link>
      ),
    </>
  );
}
