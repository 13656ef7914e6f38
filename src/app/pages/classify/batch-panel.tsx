import { CirclePause, ClipboardPen, FileUp, Play } from 'lucide-react';
import { DropZone, FileTrigger, ProgressBar, Text } from 'react-aria-components';
import {
  BATCH_TASK,
  type Batch,
  discardBatch,
  forgetKept,
  openBatch,
  openKept,
  pauseBatch,
  runBatch,
  setKept,
  useClassification,
} from '../../classification/classification.ts';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { DeleteButton } from '../../components/delete-button.tsx';
import { KeptList } from '../../components/kept-list.tsx';
import { Section } from '../../components/section.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { count, duration } from '../../text/format.ts';
import { INFERENCE_ROWS, sampleDataSet } from '../../text/samples.ts';
import { BatchExport } from './batch-export.tsx';
import { BatchReport } from './batch-report.tsx';
import { BatchResults } from './batch-results.tsx';
import { ColumnMapper } from './column-mapper.tsx';

export function BatchPanel() {
  const batch = useClassification((state) => state.batch);
  const unmapped = useClassification((state) => state.unmapped);
  const kept = useClassification((state) => state.kept);
  return (
    <div className="flex flex-col gap-4">
      {batch === null && <Chooser />}
      {batch === null && (
        <KeptList
          label="Kept in this browser"
          kept={kept.map(({ done, total, ...rest }) => ({ ...rest, about: `${done} of ${count(total, 'text')}` }))}
          onOpen={(id) => void openKept(id)}
          onDelete={(id) => void forgetKept(id)}
        />
      )}
      {unmapped !== null && <ColumnMapper file={unmapped.file} columns={unmapped.columns} />}
      {batch !== null && <Opened batch={batch} />}
    </div>
  );
}

function Chooser() {
  const set = useClassification((state) => state.set);
  return (
    <div className="grid gap-3 lg:grid-cols-2 xl:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      <DropZone
        onDrop={async ({ items }) => {
          const dropped = items.find((item) => item.kind === 'file');
          if (dropped !== undefined) await openBatch(await dropped.getFile());
        }}
        className="flex flex-col items-center justify-center gap-2 rounded-md border border-dashed border-edge bg-panel px-4 py-8 text-center text-[13px] data-[drop-target]:border-accent data-[drop-target]:bg-wash"
      >
        <Text slot="label">
          Drop a CSV, TSV or JSONL file here: this project’s, MedNLI’s, MTS-Dialog’s, MEDEC’s, or any table.
        </Text>
        <FileTrigger
          acceptedFileTypes={['.jsonl', '.json', '.ndjson', '.csv', '.tsv', '.txt']}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void openBatch(file);
          }}
        >
          <Button>
            <FileUp aria-hidden /> Choose a file…
          </Button>
        </FileTrigger>
        <p className="text-muted">It is read here and sent nowhere.</p>
      </DropZone>
      <Section title="What comes of a file">
        <dl className="grid gap-x-4 gap-y-2 text-[13px] sm:grid-cols-[auto_1fr]">
          <dt className="font-semibold">A row</dt>
          <dd className="text-muted">
            {set.pair ? 'Has a premise and a hypothesis' : 'Has a text'}, and may have an id and a label. Columns of
            other names you say yourself; rows that cannot be read are named, and the others run.
          </dd>
          <dt className="font-semibold">Its answer</dt>
          <dd className="text-muted">
            One of {set.labels.length} labels by Base, by Expert and by both together (Proxy-tuned), with every
            probability; the rows where they disagree can be shown alone.
          </dd>
          <dt className="font-semibold">Its own labels</dt>
          <dd className="text-muted">
            Where it has some: accuracy, macro-F1 and a confusion matrix of each, class by class.
          </dd>
          <dt className="font-semibold">Meanwhile</dt>
          <dd className="text-muted">
            It can be paused, kept in this browser and resumed, and taken away as CSV or JSON.
          </dd>
        </dl>
      </Section>
      {set.pair && (
        <div className="min-w-0 lg:col-span-2">
          <SampleFile />
        </div>
      )}
    </div>
  );
}

/** What a file may look like, and what comes of it at one press. */
function SampleFile() {
  return (
    <Section
      title="Twelve inferences"
      actions={
        <Button onPress={() => void openBatch(sampleDataSet())}>
          <ClipboardPen aria-hidden /> Try with them
        </Button>
      }
    >
      <p className="mb-1 text-[13px] text-muted">A file of twelve rows, written for the project with its labels.</p>
      <table className="w-full border-collapse text-[13px]">
        <thead>
          <tr className="border-b border-line text-left text-muted">
            {['Premise', 'Hypothesis', 'Label'].map((name) => (
              <th key={name} scope="col" className="py-1 pr-4 font-normal">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {INFERENCE_ROWS.map(({ id, premise, hypothesis, label }) => (
            <tr key={id} className="border-b border-line last:border-0">
              <td className="py-1 pr-4">{premise}</td>
              <td className="py-1 pr-4">{hypothesis}</td>
              <td className="py-1 text-muted">{label}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Opened({ batch }: { batch: Batch }) {
  const { name, set, items, problems, results, running, kept, since } = batch;
  const done = results.length;
  const finished = done === items.length;
  const fresh = done - since.done;
  const left = running && fresh > 0 ? ((performance.now() - since.at) / fresh) * (items.length - done) : null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-0 text-[13px]">
          <strong className="font-semibold">{name}</strong> · {count(items.length, 'text')} · {set.title}
        </p>
        <span className="flex-1" />
        {!finished &&
          (running ? (
            <Button onPress={pauseBatch}>
              <CirclePause aria-hidden /> Pause
            </Button>
          ) : (
            <Button look="primary" onPress={() => void runBatch()}>
              <Play aria-hidden /> {done === 0 ? 'Start' : 'Resume'}
            </Button>
          ))}
        {done > 0 && <BatchExport batch={batch} />}
        <DeleteButton name="this batch" amount="for good" onDelete={() => void discardBatch()} />
      </div>
      <ProgressBar aria-label="Classified" value={done} maxValue={items.length} className="flex items-center gap-2">
        {({ percentage = 0 }) => (
          <>
            <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-edge/40">
              <span className="block h-full bg-accent" style={{ width: `${percentage}%` }} />
            </span>
            <span role="status" className="text-xs text-muted" data-testid="batch-progress">
              {done.toLocaleString('en')} of {items.length.toLocaleString('en')}
              {left === null
                ? finished
                  ? ' · finished'
                  : running
                    ? ' · starting'
                    : ' · paused'
                : ` · ${duration(left)} left`}
            </span>
          </>
        )}
      </ProgressBar>
      <TurnNotice task={BATCH_TASK} />
      <CheckBox isSelected={kept} onChange={(keep) => void setKept(keep)}>
        Keep this batch in this browser, unencrypted, so that it can be resumed after a reload
      </CheckBox>
      {problems.length > 0 && <Problems problems={problems} />}
      {done > 0 && <BatchReport batch={batch} />}
      {done > 0 && <BatchResults batch={batch} />}
    </>
  );
}

function Problems({ problems }: Pick<Batch, 'problems'>) {
  return (
    <details className="rounded border border-warn-line bg-warn-wash px-3 py-1.5 text-[13px]">
      <summary>{count(problems.length, 'remark')} on the file</summary>
      <ul className="mt-1 max-h-40 overflow-auto">
        {problems.slice(0, 200).map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            Row {line}: {message}.
          </li>
        ))}
      </ul>
    </details>
  );
}
