import { Send } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Cancelled, type ErrorRecord } from '../../../../engine/errors.ts';
import type { NoteDocument } from '../../../../engine/export/document.ts';
import { isReadableOnTheWay, NOT_ENCRYPTED } from '../../../../engine/remote/server-address.ts';
import { Button } from '../../../components/button.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { originOf } from '../../../models/black-box.ts';
import { problemOf } from '../../../models/engine.ts';
import { useRecordSystem } from '../../../note/record-system.ts';
import { tell } from '../../../shell/toasts.ts';
import { makeFile } from './formats.ts';
import { sendToRecordSystem } from './send-to-record-system.ts';

/** The note to a FHIR server: nothing is asked of any before the button that names it is pressed. */
export function RecordSystem({ note, isReady, onSent }: { note: NoteDocument; isReady: boolean; onSent: () => void }) {
  const { address, openedFrom } = useRecordSystem();
  const [token, setToken] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ErrorRecord | null>(null);
  const left = useRef(new AbortController());
  useEffect(() => () => left.current.abort(), []);
  const origin = originOf(address);
  const send = async () => {
    setProblem(null);
    setSending(true);
    try {
      const file = await makeFile(note, 'fhir');
      const server = { address, token: token.trim() || undefined };
      const kept = await sendToRecordSystem(await file.blob.text(), server, left.current.signal);
      tell(`The note was sent to ${origin}.`, { detail: kept === null ? 'It was taken.' : `It is kept as ${kept}.` });
      onSent();
    } catch (thrown) {
      if (!(thrown instanceof Cancelled)) setProblem(problemOf(thrown));
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      className="mt-3 flex flex-wrap items-end gap-2 border-t border-line pt-3 text-[13px]"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady && origin !== null && !isSending) void send();
      }}
    >
      <p className="basis-full text-muted">
        {openedFrom !== null && `Locum was opened from ${originOf(openedFrom)}. `}
        Or send it to a record system: the document, with all the text of the note, goes to the address below and
        nowhere else. Locum does not sign in there; the token is forgotten with this window.
      </p>
      <div className="min-w-0 flex-1 basis-64">
        <TextInput
          label="FHIR server"
          value={address}
          onChange={(typed) => useRecordSystem.setState({ address: typed })}
          placeholder="https://fhir.hospital.example/r4"
          autoComplete="off"
        />
      </div>
      <div className="min-w-0 flex-1 basis-40">
        <TextInput label="Access token, if any" value={token} onChange={setToken} type="password" autoComplete="off" />
      </div>
      <Button type="submit" isDisabled={!isReady || origin === null || isSending}>
        <Send aria-hidden /> {isSending ? 'Sending…' : `Send${origin === null ? '' : ` to ${origin}`}`}
      </Button>
      {isReadableOnTheWay(address) && <p className="basis-full text-warn">{NOT_ENCRYPTED}</p>}
      {problem !== null && (
        <p role="alert" className="basis-full text-danger">
          {problem.message} {problem.hint}
        </p>
      )}
    </form>
  );
}
