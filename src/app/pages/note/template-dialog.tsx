import { useState } from 'react';
import { LocumError } from '../../../engine/errors.ts';
import { sectionsFromNotes } from '../../../engine/tasks/template-from-notes.ts';
import { DEFAULT_TEMPLATE, type NoteTemplate, type TemplateSection } from '../../../engine/tasks/templates.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { chooseTemplate } from '../../note/note.ts';
import { deleteTemplate, isOwn, newTemplateId, saveTemplate } from '../../note/templates.ts';
import { tell } from '../../shell/toasts.ts';
import { type SectionRow, TemplateSections } from './template-sections.tsx';

/** Makes a template of one's own: from the one in use, from nothing, or from pasted notes. Built-in ones stay as they are. */
export function TemplateDialog({ template }: { template: NoteTemplate }) {
  return (
    <ModalDialog title={isOwn(template) ? 'Edit your template' : 'A template of your own'} wide>
      {(close) => <TemplateForm template={template} close={close} />}
    </ModalDialog>
  );
}

function TemplateForm({ template, close }: { template: NoteTemplate; close: () => void }) {
  const own = isOwn(template);
  const [title, setTitle] = useState(own ? template.title : `${template.title} (mine)`);
  const [request, setRequest] = useState(template.request ?? '');
  const [rows, setRows] = useState<readonly SectionRow[]>(() => rowsOf(template.sections));
  const named = rows.filter(({ header }) => header.trim() !== '');
  const missing = title.trim() === '' ? 'Give it a name.' : named.length === 0 ? 'Add at least one section.' : null;

  const save = () => {
    const made: NoteTemplate = {
      id: own ? template.id : newTemplateId(),
      title: title.trim(),
      about: named.map(({ header }) => header.trim()).join(', '),
      request: request.trim() === '' ? null : request.trim(),
      plainTitle: own ? template.plainTitle : DEFAULT_TEMPLATE.plainTitle,
      sections: named.map(({ header, instruction }) => ({ header: header.trim(), instruction: instruction.trim() })),
    };
    const kept = saveTemplate(made);
    chooseTemplate(made.id);
    tell(
      kept ? `The template “${made.title}” is saved in this browser.` : 'The template holds until the page is closed.',
      {
        ...(!kept && { detail: 'This browser does not let the page store anything.' }),
      },
    );
    close();
  };

  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (missing === null) save();
      }}
    >
      <TextInput label="Name of the template" value={title} onChange={setTitle} autoFocus />
      <TextInput
        label="What the model is asked for (empty: a clinical note of the visit)"
        lines
        value={request}
        onChange={setRequest}
        placeholder="Write the clinical note of this visit. Record only what was said."
      />
      <TemplateSections rows={rows} onChange={setRows} />
      <FromNotes onFound={(sections) => setRows(rowsOf(sections))} />
      <div className="flex flex-wrap items-center gap-2 border-t border-line pt-3">
        {own && (
          <Button
            look="danger"
            onPress={() => {
              deleteTemplate(template.id);
              chooseTemplate(DEFAULT_TEMPLATE.id);
              const undo = () => {
                saveTemplate(template);
                chooseTemplate(template.id);
              };
              tell(`The template “${template.title}” is deleted.`, { undo });
              close();
            }}
          >
            Delete
          </Button>
        )}
        <span role="status" className="ml-auto text-[13px] text-muted">
          {missing}
        </span>
        <Button look="primary" type="submit" isDisabled={missing !== null}>
          Save and use
        </Button>
      </div>
    </form>
  );
}

function rowsOf(sections: readonly TemplateSection[]): readonly SectionRow[] {
  return sections.map((section) => ({ ...section, key: crypto.randomUUID() }));
}

/** Headers, lengths and form from notes that one wrote before; nothing else of them is kept. */
function FromNotes({ onFound }: { onFound: (sections: readonly TemplateSection[]) => void }) {
  const [pasted, setPasted] = useState('');
  const [answer, setAnswer] = useState('');
  return (
    <details className="rounded border border-line px-3 py-2">
      <summary className="cursor-default text-[13px]">Learn the sections from notes you wrote</summary>
      <div className="mt-2 flex flex-col gap-2">
        <TextInput
          label="Your notes, one or several, with a line of --- between them"
          lines
          value={pasted}
          onChange={setPasted}
        />
        <p className="text-xs text-muted">
          Only headers, lengths and form (sentences or lists) get into the template. The notes themselves are not kept.
        </p>
        <div className="flex flex-wrap items-center gap-2">
          <Button
            onPress={() => {
              try {
                const sections = sectionsFromNotes(pasted);
                onFound(sections);
                setPasted('');
                setAnswer(`${sections.length} sections found; they stand above now.`);
              } catch (thrown) {
                const { message, hint } = LocumError.from(thrown);
                setAnswer(`${message} ${hint}`);
              }
            }}
          >
            Find the sections
          </Button>
          <span role="status" className="text-[13px]">
            {answer}
          </span>
        </div>
      </div>
    </details>
  );
}
