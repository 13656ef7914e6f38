import { KeyRound, LockOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { LOCK_MINUTES, switchOn, unlock, useHistory } from '../../../history/history.ts';
import {
  type Judgement,
  passphraseRemark,
  SHORTEST_PASSPHRASE,
  weaknessOf,
} from '../../../history/passphrase-strength.ts';

/** The history is off: what it would do, and the passphrase that switches it on. */
export function SwitchOn() {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const busy = useHistory((state) => state.busy);
  const judgement = useJudgement(passphrase);
  const isFit = typeof judgement === 'object' && judgement.weakness === null && again === passphrase;
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void switchOn(passphrase);
      }}
    >
      <p>
        The history is off: nothing is kept when this tab is closed. Switched on, it keeps the notes that you save, in
        this browser only, encrypted with a passphrase. It locks itself when nothing is done here for {LOCK_MINUTES}{' '}
        minutes.
      </p>
      <p className="text-[13px] text-muted">
        The passphrase is stored nowhere. Whoever forgets it loses the history; nobody can restore it.
      </p>
      <div className="grid gap-2 sm:grid-cols-2">
        <TextInput
          label={`Passphrase (at least ${SHORTEST_PASSPHRASE} characters)`}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
        />
        <TextInput label="Once more" type="password" autoComplete="new-password" value={again} onChange={setAgain} />
      </div>
      <p role="status" className="min-h-5 text-[13px] text-muted">
        {passphraseRemark(passphrase, again, judgement)}
      </p>
      <div>
        <Button type="submit" look="primary" isPending={busy} isDisabled={!isFit}>
          <KeyRound aria-hidden /> {busy ? 'Making the key…' : 'Switch the history on'}
        </Button>
      </div>
    </form>
  );
}

/** What `weaknessOf` says of this very passphrase. */
function useJudgement(passphrase: string): Judgement {
  const [judged, setJudged] = useState<{ readonly passphrase: string; readonly judgement: Judgement } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const tell = (judgement: Judgement) => {
      if (isCurrent) setJudged({ passphrase, judgement });
    };
    weaknessOf(passphrase).then(
      (weakness) => tell({ weakness }),
      () => tell('unknown'),
    );
    return () => {
      isCurrent = false;
    };
  }, [passphrase]);
  return judged?.passphrase === passphrase ? judged.judgement : 'asking';
}

export function Unlock() {
  const [passphrase, setPassphrase] = useState('');
  const busy = useHistory((state) => state.busy);
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock(passphrase);
      }}
    >
      <div className="min-w-60 flex-1">
        <TextInput
          label="Passphrase of the history"
          type="password"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          autoFocus
        />
      </div>
      <Button type="submit" look="primary" isPending={busy} isDisabled={passphrase === ''}>
        <LockOpen aria-hidden /> {busy ? 'Making the key…' : 'Unlock'}
      </Button>
    </form>
  );
}
