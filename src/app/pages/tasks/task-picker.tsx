import { useState } from 'react';
import { LIBRARY_TASKS } from '../../../engine/tasks/library/library.ts';
import {
  type MediFlowChoice,
  mediFlowTask,
  TASK_TYPES,
  type TaskTypeName,
} from '../../../engine/tasks/library/mediflow.ts';
import { DOCUMENT_TYPES } from '../../../engine/tasks/library/mediflow-documents.ts';
import { Segmented } from '../../components/segmented.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { chooseTask, useTaskRun } from '../../tasks/task-run.ts';

const BUILDER = 'mediflow';
const WHOLE = '';

const TASKS = [
  ...LIBRARY_TASKS.map(({ id, collection, title }) => ({ value: id, label: `${collection} · ${title}` })),
  { value: BUILDER, label: 'MediFlow · build a task' },
];

const [FIRST_DOCUMENT] = DOCUMENT_TYPES as readonly [(typeof DOCUMENT_TYPES)[number]];

/** A task of the papers' lists, or one of MediFlow's put together from its parts. */
export function TaskPicker() {
  const id = useTaskRun((state) => state.original.id);
  const [built, setBuilt] = useState<MediFlowChoice>({
    type: 'summarization',
    document: FIRST_DOCUMENT.name,
    section: null,
    output: 'text',
  });
  const value = LIBRARY_TASKS.some((task) => task.id === id) ? id : BUILDER;
  const build = (change: Partial<MediFlowChoice>) => {
    const next = { ...built, ...change };
    setBuilt(next);
    chooseTask(mediFlowTask(next));
  };
  const sections = DOCUMENT_TYPES.find(({ name }) => name === built.document)?.sections ?? [];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SelectInput
        label="Task"
        labelHidden
        value={value}
        onChange={(chosen) => {
          const task = LIBRARY_TASKS.find((one) => one.id === chosen);
          if (task === undefined) build({});
          else chooseTask(task);
        }}
        options={TASKS}
      />
      {value === BUILDER && (
        <>
          <SelectInput<TaskTypeName>
            label="Kind"
            value={built.type}
            onChange={(type) => build({ type })}
            options={TASK_TYPES.map(({ name }) => ({ value: name, label: name }))}
          />
          <SelectInput
            label="Document"
            value={built.document}
            onChange={(document) => build({ document, section: null })}
            options={DOCUMENT_TYPES.map(({ name }) => ({ value: name, label: name }))}
          />
          {sections.length > 1 && (
            <SelectInput
              label="Section"
              value={built.section ?? WHOLE}
              onChange={(section) => build({ section: section === WHOLE ? null : section })}
              options={[
                { value: WHOLE, label: 'all of it' },
                ...sections.map((name) => ({ value: name, label: name })),
              ]}
            />
          )}
          <Segmented
            label="Answer in"
            value={built.output}
            onChange={(output) => build({ output })}
            options={[
              { value: 'text', label: 'Text' },
              { value: 'json', label: 'JSON' },
            ]}
          />
        </>
      )}
    </div>
  );
}
