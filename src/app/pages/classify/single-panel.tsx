import { CircleStop, ClipboardPen, Tags } from 'lucide-react';
import {
  classifySingle,
  editSingle,
  SINGLE_TASK,
  stopSingle,
  useClassification,
} from '../../classification/classification.ts';
import { Button } from '../../components/button.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { SAMPLE_PAIR, SAMPLE_SENTENCE } from '../../text/samples.ts';
import { ProbabilityTable } from './probability-table.tsx';

export function SinglePanel() {
  const set = useClassification((state) => state.set);
  const single = useClassification((state) => state.single);
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <div className="flex flex-col gap-3">
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
          <p role="status" className="text-xs text-muted">
            {single.busy ? 'Scoring the labels …' : ''}
          </p>
          <TurnNotice task={SINGLE_TASK} />
        </div>
      </div>
      <section aria-label="Result">
        {single.outcome === null ? (
          <>
            <p className="text-[13px] text-muted">
              {set.labels.length} labels: {set.labels.slice(0, 6).join(', ')}
              {set.labels.length > 6 ? ' …' : ''}. Nothing else can be the answer; the probabilities stand here.
            </p>
            <div className="mt-2">
              <Button onPress={() => editSingle(set.pair ? SAMPLE_PAIR : { text: SAMPLE_SENTENCE })}>
                <ClipboardPen aria-hidden /> Fill in an example
              </Button>
            </div>
          </>
        ) : (
          <>
            <ProbabilityTable labels={single.outcome.labels} probabilities={single.outcome.probabilities} />
            <p className="mt-2 text-xs text-muted">
              Draft – a clinician must verify. Probabilities among these labels, at α {single.outcome.alpha.toFixed(2)}:
              how sure the models are, not how often they are right.
            </p>
          </>
        )}
      </section>
    </div>
  );
}
