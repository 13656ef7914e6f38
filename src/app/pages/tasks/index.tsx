import { CircleStop, Play } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { ErrorPanel, type Remedy } from '../../components/error-panel.tsx';
import { ModelStrip } from '../../components/model-strip.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { PageLayout } from '../../components/page-layout.tsx';
import { Section } from '../../components/section.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { unloadModels, useEngine } from '../../models/engine.ts';
import {
  dismissProblem,
  editField,
  runTask,
  setTaskOptions,
  stop,
  TASK_METHODS,
  TASKS_TASK,
  useTaskRun,
} from '../../tasks/task-run.ts';
import { methodOptions } from '../../text/names.ts';
import { AnswerView } from './answer-view.tsx';
import { LibraryList } from './library-list.tsx';
import { NoAnswer } from './no-answer.tsx';
import { PromptEditor } from './prompt-editor.tsx';
import { TaskPicker } from './task-picker.tsx';

const METHODS = methodOptions(TASK_METHODS);

export default function TasksPage() {
  const { task, fields, method, alpha, constrained, running, answer, problem } = useTaskRun();

  const remedy = (chosen: Remedy) => {
    if (chosen === 'use-cpu') useEngine.getState().setBackend('cpu');
    if (chosen === 'reload-models') unloadModels();
    dismissProblem();
    if (chosen === 'retry' || chosen === 'use-cpu' || chosen === 'reload-models') void runTask();
  };

  return (
    <>
      <PageLayout>
        <div className="grid gap-3 lg:grid-cols-2 xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
          <Section title="Task">
            <div className="flex min-w-0 flex-col gap-3">
              <TaskPicker />
              <p className="text-[13px] text-muted">
                {task.summary} Measured by {task.metric}.
              </p>
              {task.fields.map(({ name, label, rows }) => (
                <TextInput
                  key={name}
                  label={label}
                  lines={rows > 1}
                  value={fields[name] ?? ''}
                  onChange={(text) => editField(name, text)}
                />
              ))}
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <Segmented
                  label="Method"
                  value={method}
                  onChange={(next) => setTaskOptions({ method: next })}
                  options={METHODS}
                />
                <NumberInput
                  label="Strength α"
                  digits={2}
                  value={alpha}
                  onChange={(next) => setTaskOptions({ alpha: next })}
                  min={0}
                  max={2}
                  step={0.05}
                  isDisabled={method !== 'proxy'}
                />
              </div>
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <CheckBox isSelected={constrained} onChange={(next) => setTaskOptions({ constrained: next })}>
                  Allow only answers of the expected form
                </CheckBox>
                {running ? (
                  <Button look="danger" onPress={stop}>
                    <CircleStop aria-hidden /> Stop
                  </Button>
                ) : (
                  <Button look="primary" onPress={() => void runTask()}>
                    <Play aria-hidden /> Run
                  </Button>
                )}
                <TurnNotice task={TASKS_TASK} />
              </div>
              <PromptEditor />
            </div>
          </Section>
          <Section title="Answer">
            <div className="flex min-w-0 flex-col gap-3">
              {problem !== null && <ErrorPanel error={problem} onRemedy={remedy} onDismiss={dismissProblem} />}
              {answer === null ? <NoAnswer /> : <AnswerView answer={answer} />}
            </div>
          </Section>
          <div className="min-w-0 lg:col-span-2">
            <LibraryList />
          </div>
        </div>
      </PageLayout>
      <footer className="border-t border-line bg-panel px-3 py-1.5">
        <ModelStrip />
      </footer>
    </>
  );
}
