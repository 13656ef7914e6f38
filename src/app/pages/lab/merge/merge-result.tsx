import { CircleStop, Combine } from 'lucide-react';
import { ProgressBar } from 'react-aria-components';
import { Link } from 'wouter';
import { MERGE_FORMS, type MergeForm } from '../../../../workers/merging-protocol.ts';
import { Button } from '../../../components/button.tsx';
import { Section } from '../../../components/section.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import {
  changeMerge,
  MERGE_TASK,
  type MergeFit,
  merge,
  nameOfMerge,
  stopMerge,
  useMerging,
} from '../../../merging/merging.ts';
import { useModels } from '../../../models/models.ts';
import { bytes, parameters } from '../../../text/format.ts';

const FORM_LABELS: Readonly<Record<MergeForm, string>> = {
  f16: 'Half floats',
  f32: 'Floats',
  gguf: 'GGUF, 8 bits',
};

/** Under what name and in what form the merge is kept, what that takes, and how far it is. */
export function MergeResult() {
  const choices = useMerging((state) => state.choices);
  const fit = useMerging((state) => state.fit);
  const progress = useMerging((state) => state.progress);
  const made = useMerging((state) => state.made);
  // The suggested name depends on what is stored.
  useModels((state) => state.storage);
  const name = nameOfMerge(choices);
  const isBusy = progress !== null;
  return (
    <Section title="Result">
      <div data-testid="merge" data-fit={fit.state} data-busy={isBusy} className="flex flex-col gap-2">
        <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
          <div className="w-80 max-w-full">
            <TextInput
              label="Name"
              value={choices.name ?? name}
              onChange={(text) => changeMerge({ name: text })}
              isDisabled={isBusy}
            />
          </div>
          <Segmented
            label="Keep as"
            value={choices.form}
            onChange={(form) => changeMerge({ form })}
            options={MERGE_FORMS.map((value) => ({ value, label: FORM_LABELS[value] }))}
            isDisabled={isBusy}
          />
        </div>
        <Fit fit={fit} form={choices.form} />
        <div className="flex flex-wrap items-center gap-2">
          {isBusy ? (
            <Button onPress={stopMerge}>
              <CircleStop aria-hidden /> Stop
            </Button>
          ) : (
            <Button look="primary" isDisabled={fit.state !== 'fits' || name === ''} onPress={() => void merge()}>
              <Combine aria-hidden /> Merge
            </Button>
          )}
          <TurnNotice task={MERGE_TASK} />
        </div>
        {progress !== null && <Progress {...progress} />}
        {made !== null && (
          <p role="status" className="text-[13px]">
            “{made.label}” is stored here, {bytes(made.bytes)}. Give it a role on{' '}
            <Link href="/models" className="text-accent underline">
              Models
            </Link>
            , and it writes notes or is measured like any other.
          </p>
        )}
      </div>
    </Section>
  );
}

/** What it takes, or why it cannot be done. */
function Fit({ fit, form }: { readonly fit: MergeFit; readonly form: MergeForm }) {
  const storage = useModels((state) => state.storage);
  const free = storage?.quota == null || storage.usage === null ? null : storage.quota - storage.usage;
  switch (fit.state) {
    case 'unknown':
      return null;
    case 'looking':
      return (
        <p role="status" className="text-[13px] text-muted">
          Looking at the models…
        </p>
      );
    case 'unfit':
      return (
        <p role="alert" className="text-[13px] text-danger">
          {fit.problem.message} <span className="text-muted">{fit.problem.hint}</span>
        </p>
      );
    case 'fits': {
      const needed = fit.inspection.bytes[form];
      return (
        <p role="status" className={`text-[13px] ${free !== null && needed > free ? 'text-warn' : 'text-muted'}`}>
          {parameters(fit.inspection.parameters)}: writes {bytes(needed)} into this browser
          {free !== null && `, which has ${bytes(Math.max(0, free))} free`}. A few rows of each model are in memory at a
          time.
        </p>
      );
    }
    default:
      return fit satisfies never;
  }
}

function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  return (
    <ProgressBar aria-label="Weights merged" value={done} maxValue={Math.max(1, total)} className="flex flex-col gap-1">
      {({ percentage = 0 }) => (
        <>
          <div className="h-1.5 overflow-hidden rounded-full bg-line">
            <div className="h-full bg-accent" style={{ width: `${percentage}%` }} />
          </div>
          <p className="text-[13px]">
            <span className="font-medium">Merging</span>{' '}
            <span className="text-muted">
              {Math.floor(percentage)} % of the weights. Stopped, nothing of it is kept.
            </span>
          </p>
        </>
      )}
    </ProgressBar>
  );
}
