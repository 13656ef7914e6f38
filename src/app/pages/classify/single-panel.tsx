import { CircleStop, Tags } from 'lucide-react';
import { withoutLabels } from '../../../engine/tasks/classification.ts';
import type { FieldTexts } from '../../../engine/tasks/library/definition.ts';
import {
  classifySingle,
  editSingle,
  SINGLE_TASK,
  stopSingle,
  useClassification,
} from '../../classification/classification.ts';
import { Button } from '../../components/button.tsx';
import { ExampleList } from '../../components/example-list.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { tell } from '../../shell/toasts.ts';
import { isOwn, SAMPLE_PAIR, samplesOf } from '../../text/samples.ts';
import { ProbabilityTable } from './probability-table.tsx';
import { Voices } from './voices.tsx';

/** Of forty labels some show what the answer will be. */
const FORESHOWN = 5;

export function SinglePanel() {
  return (
    <div className="grid gap-3 lg:grid-cols-2 xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <Asked />
      <div className="empty:hidden lg:col-span-2 lg:row-start-2">
        <Examples />
      </div>
      <Result />
    </div>
  );
}

function Asked() {
  const set = useClassification((state) => state.set);
  const single = useClassification((state) => state.single);
  const question = withoutLabels(set.question);
  return (
    <Section title={set.pair ? 'One pair' : 'One text'}>
      <div className="flex flex-col gap-3">
        {question !== '' && <p className="text-[13px] text-muted">{question}</p>}
        {set.pair ? (
          <>
            <TextInput
              label="Premise"
              lines
              value={single.premise}
              onChange={(premise) => editSingle({ premise })}
              placeholder={SAMPLE_PAIR.premise}
            />
            <TextInput
              label="Hypothesis"
              lines
              value={single.hypothesis}
              onChange={(hypothesis) => editSingle({ hypothesis })}
              placeholder={SAMPLE_PAIR.hypothesis}
            />
          </>
        ) : (
          <TextInput label="Text" lines value={single.text} onChange={(text) => editSingle({ text })} />
        )}
        <div className="flex items-center gap-3">
          {single.busy ? (
            <Button look="danger" onPress={stopSingle}>
              <CircleStop aria-hidden /> Stop
            </Button>
          ) : (
            <Button look="primary" onPress={() => void classifySingle()}>
              <Tags aria-hidden /> Classify
            </Button>
          )}
          <p role="status" className="text-[13px] text-muted">
            {single.busy ? 'Scoring the labels …' : ''}
          </p>
          <TurnNotice task={SINGLE_TASK} />
        </div>
      </div>
    </Section>
  );
}

function Examples() {
  const set = useClassification((state) => state.set);
  const samples = samplesOf(set);
  if (samples.length === 0) return null;
  return (
    <Section title="Try one">
      <p className="mb-1 text-[13px] text-muted">
        Written for the project. A press fills one in and classifies it; models that are not loaded yet are loaded
        first.
      </p>
      <ExampleList
        isStacked
        examples={samples.map(({ title, fields }) => ({ id: title, title, about: Object.values(fields).join(' → ') }))}
        onChoose={(chosen) => {
          const sample = samples.find(({ title }) => title === chosen);
          if (sample !== undefined) classifySample(sample.fields);
        }}
      />
    </Section>
  );
}

function classifySample(fields: FieldTexts): void {
  const { premise, hypothesis, text } = useClassification.getState().single;
  const former: FieldTexts = { premise, hypothesis, text };
  editSingle(fields);
  if (Object.keys(fields).some((name) => isOwn(former[name])))
    tell('Your text gave way to the example', { undo: () => editSingle(former) });
  void classifySingle();
}

function Result() {
  const { labels } = useClassification((state) => state.set);
  const outcome = useClassification((state) => state.single.outcome);
  const hidden = labels.length - FORESHOWN;
  return (
    <Section title="Result">
      {outcome === null ? (
        <>
          <ProbabilityTable labels={labels.slice(0, FORESHOWN)} probabilities={null} />
          <p className="mt-2 text-[13px] text-muted">
            {hidden > 0 && `And ${hidden} more labels. `}Nothing else can be the answer; its probability under each
            model will stand here.
          </p>
        </>
      ) : (
        <>
          <ProbabilityTable labels={outcome.labels} probabilities={outcome.probabilities} />
          <p className="mt-2 text-[13px] text-muted">
            Draft – a clinician must verify. At α {outcome.alpha.toFixed(2)}: how sure the models are among these
            labels, not how often they are right.
          </p>
        </>
      )}
      <Voices />
    </Section>
  );
}
