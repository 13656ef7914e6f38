import { useEffect } from 'react';
import { Button } from '../../../components/button.tsx';
import { ModalDialog } from '../../../components/modal-dialog.tsx';
import { lookForHistory, useHistory } from '../../../history/history.ts';
import { HistoryEntries } from './history-entries.tsx';
import { SwitchOn, Unlock } from './passphrase-forms.tsx';
import { SaveForm } from './save-form.tsx';

/** Notes that were kept: on this device, under a passphrase, and only if the user wants so. */
export default function HistoryDialog({ onClose }: { onClose: () => void }) {
  const { state, problem } = useHistory();
  useEffect(() => void lookForHistory(), []);
  return (
    <ModalDialog title="History" wide isOpen onOpenChange={(open) => open || onClose()}>
      <div className="flex flex-col gap-3" data-testid="history" data-state={state}>
        {problem !== null && (
          <p role="alert" className="rounded border border-danger-line bg-danger-wash px-2 py-1.5 text-[13px]">
            <strong className="text-danger">{problem.message}</strong> {problem.hint}
          </p>
        )}
        <Content onClose={onClose} />
      </div>
    </ModalDialog>
  );
}

function Content({ onClose }: { onClose: () => void }) {
  const state = useHistory((history) => history.state);
  switch (state) {
    case 'unknown':
      return <p className="text-muted">Looking…</p>;
    case 'unavailable':
      return (
        <div>
          <Button onPress={() => void lookForHistory()}>Look again</Button>
        </div>
      );
    case 'off':
      return <SwitchOn />;
    case 'locked':
      return <Unlock />;
    case 'open':
      return (
        <>
          <SaveForm />
          <HistoryEntries onClose={onClose} />
        </>
      );
    default:
      return state satisfies never;
  }
}
