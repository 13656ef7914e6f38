import { Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import type { LabelSet } from '../../../engine/tasks/label-sets.ts';
import { allSets, deleteLabelSet, type OwnSet, saveLabelSet, useLabelSets } from '../../classification/label-sets.ts';
import { Button } from '../../components/button.tsx';
import { ModalDialog } from '../../components/modal-dialog.tsx';
import { SelectInput } from '../../components/select-input.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { tell } from '../../shell/toasts.ts';

interface LabelSetPickerProps {
  readonly set: LabelSet;
  readonly onChange: (set: LabelSet) => void;
}

/** The labels to choose from: a built-in set or one's own. */
export function LabelSetPicker({ set, onChange }: LabelSetPickerProps) {
  const own = useLabelSets((state) => state.own);
  const [edited, setEdited] = useState<OwnSet | null>(null);
  const sets = allSets(own);
  const current = own.find(({ id }) => id === set.id);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SelectInput
        label="Labels"
        value={set.id}
        onChange={(id) => {
          const chosen = sets.find((one) => one.id === id);
          if (chosen !== undefined) onChange(chosen);
        }}
        options={sets.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {current !== undefined && (
        <Button look="quiet" onPress={() => setEdited(current)}>
          <Pencil aria-hidden /> Edit
        </Button>
      )}
      <Button
        look="quiet"
        onPress={() => setEdited({ id: `own-${crypto.randomUUID()}`, title: '', instruction: '', labels: [] })}
      >
        <Plus aria-hidden /> New label set
      </Button>
      {edited !== null && (
        <Editor
          set={edited}
          onClose={() => setEdited(null)}
          onSave={(saved) => {
            saveLabelSet(saved);
            onChange(allSets([saved]).at(-1)!);
          }}
          onDelete={() => {
            deleteLabelSet(edited.id);
            onChange(sets[0]!);
            tell(`“${edited.title}” was deleted`, { undo: () => saveLabelSet(edited) });
          }}
        />
      )}
    </div>
  );
}

interface EditorProps {
  readonly set: OwnSet;
  readonly onClose: () => void;
  readonly onSave: (set: OwnSet) => void;
  readonly onDelete: () => void;
}

function Editor({ set, onClose, onSave, onDelete }: EditorProps) {
  const [title, setTitle] = useState(set.title);
  const [instruction, setInstruction] = useState(set.instruction);
  const [labels, setLabels] = useState(set.labels.join('\n'));
  const parsed = labels
    .split('\n')
    .map((label) => label.trim())
    .filter((label) => label !== '');
  const distinct = [...new Set(parsed)];
  const problem =
    title.trim() === ''
      ? 'It needs a name.'
      : distinct.length < 2
        ? 'It needs at least two labels, one a line.'
        : distinct.length < parsed.length
          ? 'Two labels are the same.'
          : null;
  return (
    <ModalDialog title="Label set" isOpen onOpenChange={(open) => !open && onClose()}>
      {(close) => (
        <div className="flex flex-col gap-3">
          <TextInput label="Name" value={title} onChange={setTitle} />
          <TextInput
            label="What is asked of the text"
            lines
            value={instruction}
            onChange={setInstruction}
            placeholder="Does this note mention smoking?"
          />
          <TextInput label="Labels, one a line" lines value={labels} onChange={setLabels} placeholder={'yes\nno'} />
          <p className="text-xs text-muted" role="status">
            {problem ?? `${distinct.length} labels. Label sets are kept in this browser; texts are not.`}
          </p>
          <div className="flex gap-2">
            <Button
              look="primary"
              isDisabled={problem !== null}
              onPress={() => {
                onSave({ id: set.id, title: title.trim(), instruction: instruction.trim(), labels: distinct });
                close();
              }}
            >
              Save
            </Button>
            {set.labels.length > 0 && (
              <Button
                look="danger"
                onPress={() => {
                  onDelete();
                  close();
                }}
              >
                Delete
              </Button>
            )}
          </div>
        </div>
      )}
    </ModalDialog>
  );
}
