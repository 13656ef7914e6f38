import { Save } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { saveNote, useHistory } from '../../../history/history.ts';
import { isRunning, notePartsOf, useNote } from '../../../note/note.ts';
import { IdentifierPicker } from '../identifiers/identifier-picker.tsx';
import { useIdentifiers } from '../identifiers/use-identifiers.ts';

/** Keeps the note that stands; what may say who somebody is can be masked first. */
export function SaveForm() {
  const sections = useNote((state) => state.sections);
  const dialogue = useNote((state) => state.dialogue);
  const running = useNote((state) => isRunning(state.run.phase));
  const busy = useHistory((state) => state.busy);
  const [title, setTitle] = useState(() => `Visit of ${new Date().toLocaleDateString()}`);
  const parts = notePartsOf(sections);
  const choice = useIdentifiers([dialogue, ...parts.map(({ text }) => text)]);
  if (running) return <p className="text-[13px] text-muted">The note can be saved when it is written.</p>;
  if (parts.length === 0) return null;
  const [maskedDialogue = dialogue, ...maskedParts] = choice.masked;
  return (
    <form
      className="flex flex-col gap-2 border-b border-line pb-3"
      onSubmit={(event) => {
        event.preventDefault();
        const masked = parts.map((part, index) => ({ ...part, text: maskedParts[index] ?? part.text }));
        void saveNote({ title: title.trim() || 'Note', dialogue: maskedDialogue, parts: masked });
      }}
    >
      <IdentifierPicker
        choice={choice}
        labels={['The conversation', ...parts.map(({ header }, index) => header || `Note ${index + 1}`)]}
      />
      <div className="flex flex-wrap items-end gap-2">
        <div className="min-w-60 flex-1">
          <TextInput label="Title in the history" value={title} onChange={setTitle} />
        </div>
        <Button type="submit" look="primary" isPending={busy} isDisabled={choice.groups === null && !choice.failed}>
          <Save aria-hidden /> Save this note
        </Button>
      </div>
    </form>
  );
}
