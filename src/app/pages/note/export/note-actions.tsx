import { Download, Files, History } from 'lucide-react';
import { lazy } from 'react';
import { Button } from '../../../components/button.tsx';
import { NamedIcon } from '../../../components/named-icon.tsx';
import { Part } from '../../../components/part.tsx';
import { isRunning, useNote } from '../../../note/note.ts';
import { openDialog, useWorkspace } from '../../../note/workspace.ts';
import { CopyButton } from './copy-button.tsx';

const ExportDialog = lazy(() => import('./export-dialog.tsx'));
const BulkDialog = lazy(() => import('../bulk/bulk-dialog.tsx'));
const HistoryDialog = lazy(() => import('../history/history-dialog.tsx'));
const DictationDialog = lazy(() => import('../dictation/dictation-dialog.tsx'));

const DIALOG_NAMES = {
  export: 'Export',
  bulk: 'The list of files',
  history: 'The history',
  dictation: 'Transcribing',
} as const;

/** What can be done with the note as a whole: copy it, take it away, keep it. */
export function NoteActions() {
  const open = useWorkspace((state) => state.dialog);
  const empty = useNote(({ sections, run }) => sections.every(({ text }) => text === '') || isRunning(run.phase));
  const close = () => openDialog(null);
  return (
    <>
      <CopyButton />
      <Button look="quiet" isDisabled={empty} onPress={() => openDialog('export')}>
        <Download aria-hidden /> <span className="max-sm:sr-only">Export</span>
      </Button>
      <NamedIcon name="History" icon={<History aria-hidden />} onPress={() => openDialog('history')} />
      <NamedIcon name="Many files" icon={<Files aria-hidden />} onPress={() => openDialog('bulk')} />
      {open !== null && (
        <Part key={open} name={DIALOG_NAMES[open]} onDismiss={close}>
          {open === 'export' && !empty && <ExportDialog onClose={close} />}
          {open === 'bulk' && <BulkDialog onClose={close} />}
          {open === 'history' && <HistoryDialog onClose={close} />}
          {open === 'dictation' && <DictationDialog onClose={close} />}
        </Part>
      )}
    </>
  );
}
