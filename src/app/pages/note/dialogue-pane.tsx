import { AudioLines, ChevronDown, Eraser, FileText, Undo2 } from 'lucide-react';
import { type DragEvent, lazy, useDeferredValue, useEffect, useState } from 'react';
import {
  Button as AriaButton,
  FileTrigger,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
  Text,
} from 'react-aria-components';
import { isRecording } from '../../../engine/text-file.ts';
import { Button } from '../../components/button.tsx';
import { NamedIcon } from '../../components/named-icon.tsx';
import { Part } from '../../components/part.tsx';
import { bringBack, showProblem, useNote } from '../../note/note.ts';
import { chooseExample, openFile, openForeign, openText } from '../../note/open.ts';
import { openDialog } from '../../note/workspace.ts';
import { takesText } from '../../shell/letter-keys.ts';
import { examples } from '../../text/examples.ts';
import { count } from '../../text/format.ts';
import { CONVERSATION_FILES } from '../../text/read-text-file.ts';
import { CondensedBar } from './condensed-bar.tsx';
import { DialogueEditor } from './dialogue-editor.tsx';
import { dialogueElementId, exampleButtonId, fileButtonId } from './element-ids.ts';
import { LetterSource } from './letter-source.tsx';
import { RoomMeter } from './room-meter.tsx';
import { SetAside } from './set-aside.tsx';
import { SpeakersBar } from './speakers-bar.tsx';

const RecordingBar = lazy(() => import('./dictation/recording-bar.tsx'));

export function DialoguePane() {
  const letter = useNote((state) => state.origin.letter);
  return letter === undefined ? <Dialogue /> : <LetterSource letter={letter} />;
}

function Dialogue() {
  const isEmpty = useNote((state) => state.dialogue === '');
  const origin = useNote((state) => state.origin);
  const former = useNote(({ aside }) => aside[0]?.conversation ?? null);
  const [dropping, setDropping] = useState(false);
  // A list that is closed yet takes as long as all the rest of this side: the field takes typing before.
  const examplesAreNext = useDeferredValue(true, false);

  // A conversation that is pasted before anything was clicked has nowhere else to go.
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '' || takesText(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      openForeign(text, 'The text that was pasted');
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);

  // Files only: text that is dragged in lands where the cursor is, as in any text field.
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDropping(true);
  };
  const onDrop = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setDropping(false);
    const file = event.dataTransfer.files[0];
    if (file !== undefined) void open(file).catch(showProblem);
  };

  return (
    <section
      aria-labelledby="dialogue-heading"
      data-tour-step="1"
      className={`flex min-h-0 min-w-0 flex-col border-line max-lg:max-h-[70dvh] max-lg:border-b lg:border-r ${dropping ? 'bg-wash' : 'bg-panel'}`}
      onDragOver={onDragOver}
      onDragLeave={() => setDropping(false)}
      onDrop={onDrop}
    >
      <div className="touch-rows flex flex-wrap max-sm:[&_button]:min-w-[40px] items-center gap-2 border-b border-line px-3 py-2 max-sm:py-1">
        <h2 id="dialogue-heading" className="mr-1 text-sm font-semibold max-sm:sr-only">
          Dialogue
        </h2>
        {examplesAreNext ? <ExamplePicker selected={origin.example ?? null} /> : <ExamplePickerAhead />}
        <FileTrigger
          acceptedFileTypes={CONVERSATION_FILES}
          onSelect={(files) => {
            const file = files?.[0];
            if (file !== undefined) void open(file).catch(showProblem);
          }}
        >
          <Button id={fileButtonId}>
            <FileText aria-hidden /> Open .txt
          </Button>
        </FileTrigger>
        <NamedIcon name="From a recording" icon={<AudioLines aria-hidden />} onPress={() => openDialog('dictation')} />
        <Button look="quiet" isDisabled={isEmpty} onPress={() => openText({})}>
          <Eraser aria-hidden /> <span className="max-sm:sr-only">Clear</span>
        </Button>
        {former !== null && (
          <Button look="quiet" onPress={() => bringBack(former)}>
            <Undo2 aria-hidden /> Undo
          </Button>
        )}
        <SetAside />
      </div>
      <label htmlFor={dialogueElementId} className="sr-only">
        Doctor–patient dialogue
      </label>
      <DialogueEditor />
      <SpeakersBar />
      {origin.recording !== undefined && (
        <Part name="The sound of the turns">
          <RecordingBar recording={origin.recording} />
        </Part>
      )}
      <CondensedBar />
      <p className="flex gap-x-3 border-t border-line px-3 py-1.5 text-xs text-muted max-lg:flex-wrap">
        <span className="min-w-0 flex-1 max-lg:basis-40 lg:truncate">
          {origin.file ?? 'Stays in this browser tab; nothing is stored or sent.'}
        </span>
        <RoomMeter />
        <Length />
      </p>
    </section>
  );
}

/** What is shorter is counted with every letter: what is put off waits, in the first moments, for all that is drawn meanwhile. */
const LONG = 20_000;

/** Of what is typed or pasted; a long text is counted when the page has drawn it. */
function Length() {
  const present = useNote((state) => state.dialogue);
  const drawn = useDeferredValue(present);
  const dialogue = present.length > LONG ? drawn : present;
  return (
    <span className="whitespace-nowrap">
      {count(words(dialogue), 'word')} · {count(dialogue.length, 'character')}
    </span>
  );
}

/** A recording is transcribed, once the user has seen by what. */
async function open(file: File): Promise<void> {
  if (!isRecording(file.name)) return openFile(file);
  openDialog('dictation');
  const { chooseSound } = await import('../../dictation/dictation.ts');
  await chooseSound(file);
}

function words(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

const NO_EXAMPLE = 'Choose an example';
const PICKER_LOOK =
  'inline-flex min-h-8 max-w-full min-w-0 items-center gap-1.5 rounded border border-edge/70 bg-raised px-2.5 py-1 text-left text-[13px] data-[hovered]:bg-wash';

/** Stands where the list of examples comes a moment later. */
function ExamplePickerAhead() {
  return (
    <span aria-hidden className={PICKER_LOOK}>
      {NO_EXAMPLE}
      <ChevronDown className="size-4 shrink-0 text-muted" />
    </span>
  );
}

function ExamplePicker({ selected }: { selected: string | null }) {
  return (
    <Select
      aria-label="Example dialogue"
      placeholder={NO_EXAMPLE}
      value={selected}
      onChange={(key) => {
        if (key !== null) void chooseExample(String(key));
      }}
      className="min-w-0 max-sm:flex-1 max-sm:basis-32"
    >
      <Label className="sr-only">Example dialogue</Label>
      <AriaButton id={exampleButtonId} className={PICKER_LOOK}>
        <SelectValue className="min-w-0 break-words">
          {({ selectedText }) => (
            <span title={selectedText} className="block max-sm:truncate">
              {selectedText || NO_EXAMPLE}
            </span>
          )}
        </SelectValue>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted" />
      </AriaButton>
      <Popover className="w-80 max-w-[calc(100vw-1rem)] overflow-auto rounded-md border border-line bg-raised p-1 shadow-lg">
        <ListBox className="outline-none">
          {examples.map(({ id, title, specialty }) => (
            <ListBoxItem
              key={id}
              id={id}
              textValue={title}
              className="flex cursor-default flex-col rounded px-2 py-1.5 -outline-offset-2 data-[focused]:bg-wash data-[selected]:font-semibold"
            >
              <Text slot="label">{title}</Text>
              <Text slot="description" className="text-xs font-normal text-muted">
                {specialty}
              </Text>
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
