import { Play } from 'lucide-react';
import type { AnswerShape } from '../../../engine/tasks/library/definition.ts';
import { Button } from '../../components/button.tsx';
import { fillSample, runTask, useTaskRun } from '../../tasks/task-run.ts';
import { isOwn, sampleFields } from '../../text/samples.ts';

/** Where the answer will stand: what it will be, one that is known to be right, and a text to ask it of. */
export function NoAnswer() {
  const { task, fields, running } = useTaskRun();
  const hasSample = Object.keys(sampleFields(task)).length > 0;
  const hasOwn = task.fields.some(({ name }) => isOwn(fields[name]));
  return (
    <>
      <p className="text-[13px] text-muted" role="status">
        {running ? 'Reading …' : `The answer stands here as a draft: ${shapeOf(task.answer)}.`}
      </p>
      {!running && hasSample && !hasOwn && (
        <div>
          <Button
            onPress={() => {
              fillSample();
              void runTask();
            }}
          >
            <Play aria-hidden /> Try it with an example
          </Button>
        </div>
      )}
      <WorkedExamples />
    </>
  );
}

const MOST_EXAMPLES = 3;

/** The prompt's own: their answers were written for the project, by no model. */
function WorkedExamples() {
  const { examples, fields } = useTaskRun((state) => state.original);
  if (examples.length === 0) return null;
  return (
    <div className="border-t border-line pt-2.5 text-[13px]">
      <h3 className="font-semibold">What a right answer looks like</h3>
      <p className="text-muted">
        Worked examples of the prompt, which the models read before your text; written for the project, by no model.
      </p>
      {examples.slice(0, MOST_EXAMPLES).map((example) => (
        <dl key={example.answer} className="mt-2 grid gap-x-4 sm:grid-cols-[auto_1fr]">
          {fields.map(({ name, label }) => (
            <Line key={name} name={label} text={example.fields[name] ?? ''} />
          ))}
          <Line name="Answer" text={example.answer} isAnswer />
        </dl>
      ))}
    </div>
  );
}

function Line({ name, text, isAnswer = false }: { name: string; text: string; isAnswer?: boolean }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className={`min-w-0 break-words whitespace-pre-wrap ${isAnswer ? '' : 'text-muted'}`}>{text}</dd>
    </>
  );
}

const MOST_LABELS = 6;

/** In a sentence. */
function shapeOf(answer: AnswerShape): string {
  switch (answer.kind) {
    case 'label': {
      const { labels } = answer;
      const named = labels.slice(0, MOST_LABELS).join(', ');
      return labels.length > MOST_LABELS ? `one of ${labels.length} labels (${named} …)` : `one of ${named}`;
    }
    case 'option':
      return 'the letter of one option';
    case 'text':
      return 'a text';
    case 'sentence':
      return 'one sentence';
    case 'list':
      return 'a list, one entry a line';
    case 'codes':
      return 'ICD-10-CM codes';
    case 'numbered':
      return 'an answer to each question, numbered like them';
    case 'sentence-number':
      return 'the number of one sentence, or −1 for none';
    case 'social-history':
      return 'pieces of the note, marked in it, each with what it tells';
    case 'sections':
      return `a note with the sections ${answer.headers.join(', ')}`;
    case 'json':
      return 'JSON of the form that the prompt names';
    default:
      return answer satisfies never;
  }
}
