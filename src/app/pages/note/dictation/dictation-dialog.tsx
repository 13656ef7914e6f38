import { AudioLines, Box, CircleStop, Download, FileAudio, Mic, Save } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { FileTrigger, Label, ProgressBar } from 'react-aria-components';
import { HUGGING_FACE } from '../../../../engine/catalogue/address.ts';
import { SPEECH_MODEL } from '../../../../engine/catalogue/speech-model.ts';
import { MOST_MINUTES } from '../../../../engine/speech/recording.ts';
import { Button } from '../../../components/button.tsx';
import { HostsOff } from '../../../components/hosts-off.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import {
  cancelDictation,
  chooseSound,
  chooseSpeechModel,
  type DictationPhase,
  downloadSpeechModel,
  isDictating,
  record,
  stopRecording,
  transcribe,
  useDictation,
} from '../../../dictation/dictation.ts';
import { useHosts } from '../../../models/hosts.ts';
import { clock, percent } from '../../../text/format.ts';
import { saveFile } from '../../../text/save-file.ts';

/** A recording becomes the conversation. It stays open as long as something is being done, so that no recording is lost by a key. */
export default function DictationDialog({ onClose }: { onClose: () => void }) {
  const { model, sound, recorded, phase, problem } = useDictation();
  const busy = useDictation(isDictating);
  const start = async () => {
    if (await transcribe()) onClose();
  };
  return (
    <ModalDialog title="From a recording" isOpen onOpenChange={(open) => open || busy || onClose()}>
      <div className="flex flex-col gap-3 text-[13px]" data-testid="dictation" data-state={phase.state}>
        <p className="text-muted">
          A speech model writes down what was said, on this machine: no sound leaves it, and none is stored. It mishears
          names and doses; who speaks is known only where each has a channel. Each sentence keeps its sound, to be
          played here and in the review.
        </p>
        <Step
          number={1}
          title="Speech model"
          chosen={model && `${model.file.name}${model.facts.multilingual ? '' : ', English only'}`}
        >
          <FileTrigger acceptedFileTypes={['.bin']} onSelect={(files) => chosen(files, chooseSpeechModel)}>
            <Button isDisabled={busy}>
              <Box aria-hidden /> Choose a model file
            </Button>
          </FileTrigger>
          <p className="basis-full text-xs text-muted">
            Whisper in whisper.cpp’s form: ggml-base.en-q5_1.bin (60 MB), or ggml-tiny.en-q5_1.bin (32 MB), which is
            quicker and mishears more.
          </p>
          <FromHub isDisabled={busy} />
        </Step>
        <Step number={2} title="Recording" chosen={sound?.name ?? null}>
          <FileTrigger
            acceptedFileTypes={['audio/*', 'video/webm', '.m4a', '.ogg', '.opus', '.flac']}
            onSelect={(files) => chosen(files, chooseSound)}
          >
            <Button isDisabled={busy}>
              <FileAudio aria-hidden /> Open a recording
            </Button>
          </FileTrigger>
          {phase.state === 'recording' ? (
            <Button look="danger" onPress={stopRecording} autoFocus>
              <CircleStop aria-hidden /> Stop recording
            </Button>
          ) : (
            <Button isDisabled={busy} onPress={() => void record()}>
              <Mic aria-hidden /> Record
            </Button>
          )}
          {recorded !== null && !busy && (
            <Button look="quiet" onPress={() => saveFile(recorded.name, recorded)}>
              <Save aria-hidden /> Save what was recorded
            </Button>
          )}
          <p className="basis-full text-xs text-muted">
            {phase.state === 'recording'
              ? `The microphone is on: ${clock(phase.seconds)}`
              : `Sound of at most ${MOST_MINUTES} minutes.`}
          </p>
        </Step>
        {problem !== null && (
          <p role="alert" className="text-danger">
            {problem.message} {problem.hint}
          </p>
        )}
        <Progress phase={phase} />
        <div className="flex justify-end gap-1 border-t border-line pt-3">
          {phase.state === 'downloading' || phase.state === 'opening' || phase.state === 'transcribing' ? (
            <Button onPress={cancelDictation}>
              <CircleStop aria-hidden /> Stop
            </Button>
          ) : (
            <Button look="primary" isDisabled={busy || model === null || sound === null} onPress={() => void start()}>
              <AudioLines aria-hidden /> Transcribe
            </Button>
          )}
        </div>
      </div>
    </ModalDialog>
  );
}

function chosen(files: FileList | null, take: (file: File) => Promise<void>): void {
  const file = files?.[0];
  if (file !== undefined) void take(file);
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly chosen: string | null;
  readonly children: ReactNode;
}

function Step({ number, title, chosen: name, children }: StepProps) {
  return (
    <section aria-label={title} className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
      <h3 className="basis-full font-semibold">
        {number}. {title}
        {name !== null && <span className="font-normal break-all text-muted"> · {name}</span>}
      </h3>
      {children}
    </section>
  );
}

/** Through the worker that downloads models, which hears nothing of the recording, once the user has switched its host on. */
function FromHub({ isDisabled }: { isDisabled: boolean }) {
  const [address, setAddress] = useState<string>(SPEECH_MODEL);
  const on = useHosts((state) => state.on.includes(HUGGING_FACE.id));
  if (!on) return <HostsOff hosts={[HUGGING_FACE]} what="A model can be downloaded" />;
  return (
    <form
      className="flex basis-full flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isDisabled) void downloadSpeechModel(address);
      }}
    >
      <div className="min-w-0 flex-1 basis-64">
        <TextInput
          label="Repository and file on Hugging Face"
          value={address}
          onChange={setAddress}
          autoComplete="off"
        />
      </div>
      <Button type="submit" isDisabled={isDisabled}>
        <Download aria-hidden /> Download
      </Button>
    </form>
  );
}

/** What is being done is said where it takes a while. */
function Progress({ phase }: { phase: DictationPhase }) {
  switch (phase.state) {
    case 'idle':
    case 'recording':
      return null;
    case 'asking':
      return <Bar label="Waiting for the microphone to be allowed" />;
    case 'downloading':
      return <Bar label="Downloading the speech model" done={phase.done} />;
    case 'decoding':
      return <Bar label="Reading the recording" />;
    case 'opening':
      return <Bar label="Opening the speech model" />;
    case 'transcribing':
      // The first words come once the first half minute was read.
      return phase.done === 0 ? <Bar label="Listening" /> : <Bar label="Transcribing" done={phase.done} />;
    default:
      return phase satisfies never;
  }
}

function Bar({ label, done }: { label: string; done?: number }) {
  return (
    <ProgressBar
      {...(done === undefined ? { isIndeterminate: true } : { value: done, maxValue: 1, valueLabel: percent(done) })}
      className="flex items-center gap-2"
    >
      {({ percentage = 0, valueText }) => (
        <>
          <Label>{label}…</Label>
          <svg aria-hidden className="h-1.5 flex-1 rounded bg-wash" preserveAspectRatio="none" viewBox="0 0 100 1">
            <rect width={percentage} height="1" className="fill-accent" />
          </svg>
          <span>{valueText}</span>
        </>
      )}
    </ProgressBar>
  );
}
