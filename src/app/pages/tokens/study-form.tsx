import { CircleStop, FileText, Play, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { FileTrigger, ProgressBar } from 'react-aria-components';
import { PRESET_NAMES, type PresetName } from '../../../engine/presets.ts';
import { Button } from '../../components/button.tsx';
import { CheckBox } from '../../components/check-box.tsx';
import { NumberInput } from '../../components/number-input.tsx';
import { TurnNotice } from '../../components/turn-notice.tsx';
import { resumeStudy, STUDY_TASK, stopStudy, study, totalOf, useStudy } from '../../lens/shift-study.ts';
import { problemOf } from '../../models/engine.ts';
import { examples, loadExample } from '../../text/examples.ts';
import { count } from '../../text/format.ts';
import { type ConversationFile, readConversationFile } from './study-input.ts';

/** Which notes to write for the comparison of pairs: of the examples, or of a data set. */
export function StudyForm() {
  const { options, done, running } = useStudy();
  const total = options === null ? 0 : totalOf(options);
  const [presets, setPresets] = useState<readonly PresetName[]>(PRESET_NAMES);
  const [settings, setSettings] = useState({ limit: 8, maxTokens: 200 });
  const [file, setFile] = useState<ConversationFile | null>(null);

  const open = async (chosen: File) => {
    try {
      setFile(await readConversationFile(chosen));
    } catch (thrown) {
      useStudy.setState({ problem: problemOf(thrown) });
    }
  };
  const start = async () => {
    try {
      const all =
        file?.conversations ??
        (await Promise.all(examples.map(async ({ id }) => ({ id, text: (await loadExample(id)).dialogue }))));
      const conversations = all.slice(0, settings.limit);
      const of =
        file === null ? `${count(conversations.length, 'example')}` : `${conversations.length} of “${file.name}”`;
      await study({ of, conversations, presets, maxTokens: settings.maxTokens, alpha: 1 });
    } catch (thrown) {
      useStudy.setState({ problem: problemOf(thrown) });
    }
  };

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <span className="text-[13px]">
        {file === null
          ? `The ${examples.length} examples`
          : `“${file.name}”, ${count(file.conversations.length, 'conversation')}${file.leftOut > 0 ? `, ${count(file.leftOut, 'row')} left out` : ''}`}
      </span>
      <FileTrigger
        acceptedFileTypes={['.jsonl', '.json', '.csv', '.tsv', '.txt', '.srt', '.vtt', 'text/plain', 'text/csv']}
        onSelect={(files) => {
          const chosen = files?.[0];
          if (chosen !== undefined) void open(chosen);
        }}
      >
        <Button>
          <FileText aria-hidden /> Open a data set
        </Button>
      </FileTrigger>
      <fieldset className="flex items-center gap-3">
        <legend className="sr-only">Pairs</legend>
        {PRESET_NAMES.map((name) => (
          <CheckBox
            key={name}
            isSelected={presets.includes(name)}
            onChange={(checked) =>
              setPresets(PRESET_NAMES.filter((other) => (other === name ? checked : presets.includes(other))))
            }
          >
            {name}
          </CheckBox>
        ))}
      </fieldset>
      <NumberInput
        label="First"
        unit="notes"
        value={settings.limit}
        onChange={(limit) => setSettings({ ...settings, limit })}
        min={1}
        max={10_000}
        step={1}
      />
      <NumberInput
        label="At most"
        unit="tokens"
        value={settings.maxTokens}
        onChange={(maxTokens) => setSettings({ ...settings, maxTokens })}
        min={10}
        max={2000}
        step={10}
      />
      {running ? (
        <Button look="danger" onPress={stopStudy}>
          <CircleStop aria-hidden /> Stop
        </Button>
      ) : (
        <>
          {done < total && (
            <Button look="primary" onPress={() => void resumeStudy()}>
              <Play aria-hidden /> Resume
            </Button>
          )}
          <Button
            look={done < total ? 'plain' : 'primary'}
            isDisabled={presets.length === 0}
            onPress={() => void start()}
          >
            {done < total ? <RotateCcw aria-hidden /> : <Play aria-hidden />}
            {done < total ? 'Start over' : 'Write and analyse'}
          </Button>
        </>
      )}
      <TurnNotice task={STUDY_TASK} />
      {(running || done < total) && (
        <ProgressBar
          aria-label="Notes written"
          value={done}
          maxValue={Math.max(1, total)}
          valueLabel={`${done} of ${count(total, 'note')}`}
          className="flex items-center gap-1.5 text-xs"
        >
          {({ percentage = 0, valueText }) => (
            <>
              <span className="inline-block h-1.5 w-24 overflow-hidden rounded-full bg-edge/40">
                <span className="block h-full bg-accent" style={{ width: `${percentage}%` }} />
              </span>
              <span className="text-muted">{valueText}</span>
            </>
          )}
        </ProgressBar>
      )}
    </div>
  );
}
