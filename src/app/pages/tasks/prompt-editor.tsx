import { ChevronRight, Plus, RotateCcw, Trash2 } from 'lucide-react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { TaskExample } from '../../../engine/tasks/library/definition.ts';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { editTask, restoreTask, useTaskRun } from '../../tasks/task-run.ts';
import { count } from '../../text/format.ts';

/** The wording of the task and its worked examples, to be read and changed for this visit. */
export function PromptEditor() {
  const task = useTaskRun((state) => state.task);
  const changed = useTaskRun((state) => state.task !== state.original);
  const { examples, fields } = task;
  const replace = (index: number, example: TaskExample) =>
    editTask({ examples: examples.map((each, at) => (at === index ? example : each)) });
  return (
    <Disclosure className="rounded-md border border-line bg-panel">
      <Heading level={2}>
        <AriaButton
          slot="trigger"
          className="group flex w-full items-center gap-1 rounded px-2 py-1.5 text-left text-[13px] data-[hovered]:bg-wash"
        >
          <ChevronRight aria-hidden className="size-4 group-aria-expanded:rotate-90" />
          Prompt, version {task.version}
          {changed ? ', changed' : ''} · {count(examples.length, 'example')}
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <div className="flex flex-col gap-3 border-t border-line p-3">
          <TextInput
            label="Instruction"
            lines
            value={task.instruction}
            onChange={(instruction) => editTask({ instruction })}
          />
          {examples.map((example, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: examples have no identity but their place
            <fieldset key={index} className="flex flex-col gap-2 rounded border border-line p-2">
              <legend className="px-1 text-xs text-muted">Example {index + 1}</legend>
              {fields.map(({ name, label }) => (
                <TextInput
                  key={name}
                  label={label}
                  lines
                  value={example.fields[name] ?? ''}
                  onChange={(text) => replace(index, { ...example, fields: { ...example.fields, [name]: text } })}
                />
              ))}
              <TextInput
                label="Answer"
                lines
                value={example.answer}
                onChange={(answer) => replace(index, { ...example, answer })}
              />
              <Button look="quiet" onPress={() => editTask({ examples: examples.filter((_, at) => at !== index) })}>
                <Trash2 aria-hidden /> Remove example {index + 1}
              </Button>
            </fieldset>
          ))}
          <div className="flex gap-2">
            <Button onPress={() => editTask({ examples: [...examples, { fields: {}, answer: '' }] })}>
              <Plus aria-hidden /> Add an example
            </Button>
            {changed && (
              <Button look="quiet" onPress={restoreTask}>
                <RotateCcw aria-hidden /> As it came
              </Button>
            )}
          </div>
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}
