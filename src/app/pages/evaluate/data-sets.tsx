import { ClipboardPen, FilePlus2, X } from 'lucide-react';
import { FileTrigger } from 'react-aria-components';
import type { Survey } from '../../../engine/evaluation/read-items.ts';
import { EVALUATION_TASKS, type EvaluationTaskId, evaluationTask } from '../../../engine/evaluation/task.ts';
import type { ColumnMap } from '../../../engine/records/formats.ts';
import { Button } from '../../components/button.tsx';
import { Section } from '../../components/section.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { addFiles, changeFile, removeFile } from '../../evaluation/files.ts';
import { type Candidate, useEvaluation } from '../../evaluation/state.ts';
import { count } from '../../text/format.ts';
import { sampleDataSet } from '../../text/samples.ts';

const TASKS = EVALUATION_TASKS.map((id) => ({ value: id, label: evaluationTask(id).label }));

export function DataSets() {
  const candidates = useEvaluation((state) => state.candidates);
  const running = useEvaluation((state) => state.run.phase === 'running');
  const add = (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={['.jsonl', '.json', '.ndjson', '.csv', '.tsv', '.xml', '.txt']}
      onSelect={(files) => {
        if (files !== null) void addFiles(files);
      }}
    >
      <Button isDisabled={running}>
        <FilePlus2 aria-hidden /> Add files…
      </Button>
    </FileTrigger>
  );
  return (
    <Section title="Data sets" actions={add}>
      {candidates.length === 0 ? (
        <>
          <p className="text-[13px] text-muted">
            Add this project’s JSON lines, ACI-Bench, MTS-Dialog, MedNLI, MedQuAD, MeQSum, MEDEC, MedQA, MedMCQA,
            PubMedQA or MMLU as they are published, or any table whose columns you name. Files are read here and sent
            nowhere.
          </p>
          <div className="mt-2">
            <Button onPress={() => void addFiles([sampleDataSet()])}>
              <ClipboardPen aria-hidden /> Try with twelve inferences
            </Button>
          </div>
        </>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {candidates.map((candidate) => (
            <DataSetRow key={candidate.id} candidate={candidate} isDisabled={running} />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface DataSetRowProps {
  readonly candidate: Candidate;
  readonly isDisabled: boolean;
}

function DataSetRow({ candidate, isDisabled }: DataSetRowProps) {
  const { id, name, task, survey, problem, columnNames } = candidate;
  return (
    <li className="flex flex-col gap-1.5 py-2 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span className="min-w-0 flex-1 basis-24 truncate font-medium">{name}</span>
        <SelectInput<EvaluationTaskId>
          label={`Task of ${name}`}
          labelHidden
          value={task}
          placeholder="Choose a task"
          isDisabled={isDisabled}
          onChange={(chosen) => void changeFile(id, { task: chosen })}
          options={TASKS}
        />
        <span className="text-right sm:w-24 text-[13px] text-muted">
          {survey === null ? (problem === null && task !== null ? 'reading…' : '') : count(survey.items.length, 'item')}
        </span>
        <Button look="quiet" aria-label={`Remove ${name}`} isDisabled={isDisabled} onPress={() => removeFile(id)}>
          <X aria-hidden />
        </Button>
      </div>
      {columnNames.length > 0 && <ColumnMapper candidate={candidate} isDisabled={isDisabled} />}
      {problem !== null && (
        <p role="alert" className="text-[13px] text-danger">
          {problem.message} <span className="text-muted">{problem.hint}</span>
        </p>
      )}
      {survey !== null && survey.problems.length > 0 && (
        <details className="text-[13px]">
          <summary className="min-h-6 text-warn">{toldOf(survey)}</summary>
          <ul className="mt-1 max-h-40 overflow-auto pl-4 text-muted">
            {survey.problems.map(({ line, message }) => (
              <li key={`${line} ${message}`}>
                row {line}: {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function toldOf({ problemCount, remarkCount }: Survey): string {
  const parts = [
    problemCount > 0 && `${count(problemCount, 'row')} left out`,
    remarkCount > 0 && count(remarkCount, 'remark'),
  ];
  return parts.filter((part) => part !== false).join(' · ');
}

const FIELDS: readonly { readonly field: keyof ColumnMap; readonly label: string }[] = [
  { field: 'input', label: 'text' },
  { field: 'reference', label: 'reference or label' },
  { field: 'id', label: 'id' },
  { field: 'premise', label: 'premise' },
  { field: 'hypothesis', label: 'hypothesis' },
  { field: 'section', label: 'section' },
];
const NONE = '(none)';

/** Which column of an unknown table is what. */
function ColumnMapper({ candidate, isDisabled }: DataSetRowProps) {
  const { id, name, columns, columnNames } = candidate;
  const options = [NONE, ...columnNames].map((value) => ({ value, label: value }));
  const choose = (field: keyof ColumnMap, value: string) => {
    const { [field]: _, ...rest } = columns ?? {};
    void changeFile(id, { columns: value === NONE ? rest : { ...rest, [field]: value } });
  };
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1.5">
      <legend className="mb-1 text-[13px] text-muted">Columns of {name}</legend>
      {FIELDS.map(({ field, label }) => (
        <SelectInput
          key={field}
          label={label}
          value={columns?.[field] ?? NONE}
          isDisabled={isDisabled}
          onChange={(value) => choose(field, value)}
          options={options}
        />
      ))}
    </fieldset>
  );
}
