import { Download, Printer } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ErrorRecord } from '../../../../engine/errors.ts';
import { noteDocument, statusLine } from '../../../../engine/export/document.ts';
import { Button } from '../../../components/button.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { Segmented } from '../../../components/segmented.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { problemOf } from '../../../models/engine.ts';
import { noteFacts } from '../../../note/draft.ts';
import { noteText, useNote } from '../../../note/note.ts';
import { templateOf } from '../../../note/templates.ts';
import { tell } from '../../../shell/toasts.ts';
import { saveFile } from '../../../text/save-file.ts';
import { IdentifierPicker } from '../identifiers/identifier-picker.tsx';
import { useIdentifiers } from '../identifiers/use-identifiers.ts';
import { FORMATS, type Format, makeFile } from './formats.ts';
import { PrintPage } from './print-page.tsx';
import { RecordSystem } from './record-system.tsx';

/** Its form; what it is of, Locum does not know. */
function titleOfNote(): string {
  const { writtenAs, templateId } = useNote.getState();
  return (writtenAs ?? templateOf(templateId)).title;
}

/** Saves the note as a file, or prints it: format, identifiers to mask, and what it will say of itself. */
export default function ExportDialog({ onClose }: { onClose: () => void }) {
  const [format, setFormat] = useState<Format>('docx');
  const [title, setTitle] = useState(titleOfNote);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const [createdAt] = useState(() => new Date());
  const text = noteText(useNote((state) => state.sections));
  const choice = useIdentifiers([text]);
  const masked = choice.masked[0] ?? text;
  const note = useMemo(
    () => noteDocument({ text: masked, title, createdAt, ...noteFacts() }),
    [masked, title, createdAt],
  );
  // Nothing leaves before it is known what in it may say who somebody is.
  const isReady = choice.groups !== null || choice.failed;
  const take = async () => {
    setProblem(null);
    try {
      if (format === 'print') {
        print();
        return;
      }
      const file = await makeFile(note, format);
      saveFile(file.name, file.blob);
      tell(`${file.name} is saved.`, {
        detail: note.signature === null ? 'It says that it is a draft.' : statusLine(note),
      });
      onClose();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    }
  };
  return (
    <ModalDialog title="Export the note" wide isOpen onOpenChange={(open) => open || onClose()}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void take();
        }}
      >
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-48 flex-1">
            <TextInput label="Title" value={title} onChange={setTitle} autoFocus />
          </div>
          <Segmented label="Format" labelHidden value={format} onChange={setFormat} options={FORMATS} />
        </div>
        <IdentifierPicker choice={choice} labels={['The note']} />
        <p className="text-[13px]">
          <span className="text-muted">It will say: </span>
          <strong className="font-semibold">{statusLine(note)}</strong>
          {format === 'fhir' && (
            <span className="text-muted">
              {' '}
              · status {note.signature === null ? 'preliminary, author Locum' : 'final'}, checked against the schema of
              FHIR R4. It names no patient and no encounter: Locum does not know them; add them where it is taken in.
            </span>
          )}
        </p>
        {problem !== null && (
          <p role="alert" className="text-[13px] text-danger">
            {problem.message} {problem.hint}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" type="submit" isDisabled={!isReady}>
            {format === 'print' ? <Printer aria-hidden /> : <Download aria-hidden />}
            {format === 'print' ? 'Print' : 'Download'}
          </Button>
        </div>
      </form>
      {format === 'fhir' && <RecordSystem note={note} isReady={isReady} onSent={onClose} />}
      {format === 'print' && <PrintPage note={note} />}
    </ModalDialog>
  );
}
