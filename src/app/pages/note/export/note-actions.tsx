import { Download, Files, History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { isRunning, useNote } from '../../../note/note.ts';
import { CopyButton } from './copy-button.tsx';

const ExportDialog = lazy(() => import('./export-dialog.tsx'));
const BulkDialog = lazy(() => import('../bulk/bulk-dialog.tsx'));
const HistoryDialog = lazy(() => import('../history/history-dialog.tsx'));

/** What can be done with the note as a whole: copy it, take it away, keep it. */
export function NoteActions() {
  const [open, setOpen] = useState<'export' | 'history' | 'bulk' | null>(null);
  const empty = useNote(({ sections, run }) => sections.every(({ text }) => text === '') || isRunning(run.phase));
  const close = () => setOpen(null);
  return (
    <>
      <CopyButton />
      <Button look="quiet" isDisabled={empty} onPress={() => setOpen('export')}>
        <Download aria-hidden /> <span className="max-sm:sr-only">Export</span>
      </Button>
      <Button look="quiet" onPress={() => setOpen('history')}>
        <History aria-hidden /> <span className="max-sm:sr-only">History</span>
      </Button>
      <Button look="quiet" onPress={() => setOpen('bulk')}>
        <Files aria-hidden /> <span className="max-sm:sr-only">Many files</span>
      </Button>
      <Suspense>
        {open === 'export' && <ExportDialog onClose={close} />}
        {open === 'bulk' && <BulkDialog onClose={close} />}
        {open === 'history' && <HistoryDialog onClose={close} />}
      </Suspense>
    </>
  );
}
