import { Download, FileText, FolderOpen, Pause, Play, Trash2 } from 'lucide-react';
import { FileTrigger, Label, ProgressBar } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { TurnNotice } from '../../../components/turn-notice.tsx';
import {
  addFiles,
  BULK_TASK,
  type BulkItem,
  bulkArchive,
  clearBulk,
  openDraft,
  pause,
  run,
  useBulk,
} from '../../../note/bulk.ts';
import { useNote } from '../../../note/note.ts';
import { templateOf } from '../../../note/templates.ts';
import { count } from '../../../text/format.ts';
import { CONVERSATION_FILES } from '../../../text/read-text-file.ts';
import { saveFile } from '../../../text/save-file.ts';

/** A folder of conversations, a note for each. It goes on when the dialog is closed. */
export default function BulkDialog({ onClose }: { onClose: () => void }) {
  const { items, running, problem } = useBulk();
  const template = useNote((state) => templateOf(state.templateId).title);
  const of = (state: BulkItem['state']) => items.filter((item) => item.state === state).length;
  const add = (files: FileList | null) => void addFiles([...(files ?? [])]);
  return (
    <ModalDialog title="Many conversations" wide isOpen onOpenChange={(open) => open || onClose()}>
      <div className="flex flex-col gap-3" data-testid="bulk" data-running={running} data-done={of('done')}>
        <p className="text-[13px] text-muted">
          Every text file or transcript becomes a note: “{template}”, with the settings of the note page. Each is a
          draft; open one to review and sign it.
        </p>
        <div className="flex flex-wrap gap-1">
          <FileTrigger acceptDirectory onSelect={add}>
            <Button>
              <FolderOpen aria-hidden /> Add a folder
            </Button>
          </FileTrigger>
          <FileTrigger allowsMultiple acceptedFileTypes={CONVERSATION_FILES} onSelect={add}>
            <Button>
              <FileText aria-hidden /> Add files
            </Button>
          </FileTrigger>
          <span className="ml-auto" />
          {running ? (
            <Button onPress={pause}>
              <Pause aria-hidden /> Pause
            </Button>
          ) : (
            <Button look="primary" isDisabled={of('waiting') === 0} onPress={() => void run()}>
              <Play aria-hidden /> {of('done') > 0 ? 'Go on' : 'Write the notes'}
            </Button>
          )}
        </div>
        <TurnNotice task={BULK_TASK} />
        {problem !== null && (
          <p role="alert" className="text-[13px] text-danger">
            {problem.message} {problem.hint}
          </p>
        )}
        {items.length > 0 && (
          <>
            <Progress done={of('done') + of('failed')} total={items.length} />
            <ul className="flex max-h-72 flex-col overflow-auto">
              {items.map((item) => (
                <Item key={item.id} item={item} onClose={onClose} />
              ))}
            </ul>
            <div className="flex flex-wrap gap-1">
              <Button
                isDisabled={of('done') === 0}
                onPress={async () => saveFile('notes-draft.zip', await bulkArchive())}
              >
                <Download aria-hidden /> Download {count(of('done'), 'draft')}
              </Button>
              <Button look="quiet" onPress={clearBulk}>
                <Trash2 aria-hidden /> Clear the list
              </Button>
            </div>
          </>
        )}
      </div>
    </ModalDialog>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <ProgressBar value={done} maxValue={total} valueLabel={`${done} of ${total}`} className="flex items-center gap-2">
      {({ percentage = 0, valueText }) => (
        <>
          <Label className="sr-only">Conversations</Label>
          <svg aria-hidden className="h-1.5 flex-1 rounded bg-wash" preserveAspectRatio="none" viewBox="0 0 100 1">
            <rect width={percentage} height="1" className="fill-accent" />
          </svg>
          <span className="text-[13px]">{valueText}</span>
        </>
      )}
    </ProgressBar>
  );
}

const STATES: Readonly<Record<BulkItem['state'], string>> = {
  waiting: 'waits',
  writing: 'is being written…',
  done: 'draft written',
  failed: 'failed',
};

function Item({ item, onClose }: { item: BulkItem; onClose: () => void }) {
  const { name, state, reason, leftOut } = item;
  return (
    <li className="flex flex-wrap items-center gap-x-2 border-b border-line py-1 text-[13px]" data-state={state}>
      <span className="min-w-0 flex-1 basis-48 truncate">{name}</span>
      <span className={state === 'failed' ? 'text-danger' : 'text-muted'}>
        {state === 'failed' ? reason : STATES[state]}
        {state === 'done' && leftOut.length > 0 && `, ${count(leftOut.length, 'sentence')} left out`}
      </span>
      {state === 'done' && (
        <Button
          look="small"
          aria-label={`Open ${name}`}
          onPress={() => {
            openDraft(item);
            onClose();
          }}
        >
          Open
        </Button>
      )}
    </li>
  );
}
