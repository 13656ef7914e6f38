import { Check, Copy, Download, Files, History } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { LocumError } from '../../../../engine/errors.ts';
import { Button } from '../../../components/button.tsx';
import { withLabel } from '../../../note/draft.ts';
import { isRunning, type NoteSection, noteText, showProblem, useNote } from '../../../note/note.ts';

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
        <Download aria-hidden /> Export
      </Button>
      <Button look="quiet" onPress={() => setOpen('history')}>
        <History aria-hidden /> History
      </Button>
      <Button look="quiet" onPress={() => setOpen('bulk')}>
        <Files aria-hidden /> Many
      </Button>
      <Suspense>
        {open === 'export' && <ExportDialog onClose={close} />}
        {open === 'bulk' && <BulkDialog onClose={close} />}
        {open === 'history' && <HistoryDialog onClose={close} />}
      </Suspense>
    </>
  );
}

function CopyButton() {
  const sections = useNote((state) => state.sections);
  const [copied, setCopied] = useState<readonly NoteSection[] | null>(null);
  const done = copied === sections;
  return (
    <Button
      look="quiet"
      isDisabled={sections.every(({ text }) => text === '')}
      onPress={async () => {
        if (await copyNote(sections)) setCopied(sections);
      }}
    >
      {done ? <Check aria-hidden /> : <Copy aria-hidden />} {done ? 'Copied with its label' : 'Copy'}
    </Button>
  );
}

async function copyNote(sections: readonly NoteSection[]): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(withLabel(noteText(sections)));
    return true;
  } catch (cause) {
    const hint = 'Select the text of the note and copy it with Ctrl C; it carries its label all the same.';
    showProblem(new LocumError('unsupported', 'The browser did not allow the note to be copied.', { cause, hint }));
    return false;
  }
}
