import { Signature, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/button.tsx';
import { TextInput } from '../../../components/text-input.tsx';
import { sign, useSigningState, withdrawSignature } from '../../../note/review.ts';
import { useWorkspace } from '../../../note/workspace.ts';

/** “Reviewed by …”: possible when every flag is settled; ends with the next change of the note. */
export function SignBar() {
  const [name, setName] = useState('');
  const signing = useSigningState();
  const field = useRef<HTMLDivElement>(null);
  const isAsked = useWorkspace((state) => state.signing);
  useEffect(() => {
    if (!isAsked) return;
    useWorkspace.setState({ signing: false });
    field.current?.querySelector('input')?.focus();
  }, [isAsked]);
  return (
    <form
      aria-label="Signature"
      className="sticky bottom-0 flex flex-wrap items-end gap-2 border-t border-line bg-panel px-3 py-2"
      onSubmit={(event) => {
        event.preventDefault();
        sign(name);
      }}
    >
      {signing.state === 'signed' ? (
        <>
          <p role="status" className="flex-1 text-[13px]" data-testid="signature">
            Reviewed and signed by <strong className="font-semibold">{signing.signature.name}</strong>,{' '}
            {new Date(signing.signature.at).toLocaleString()}. A change of the note or the conversation ends it.
          </p>
          {/* Keys: were it the same button, the press that signs would also withdraw. */}
          <Button key="withdraw" look="quiet" onPress={withdrawSignature}>
            <Undo2 aria-hidden /> Withdraw
          </Button>
        </>
      ) : (
        <>
          <div ref={field} className="w-60 max-w-full">
            <TextInput label="Reviewed by" value={name} onChange={setName} placeholder="Your name and role" />
          </div>
          <Button
            key="sign"
            type="submit"
            look="primary"
            isDisabled={signing.state === 'blocked' || name.trim() === ''}
          >
            <Signature aria-hidden /> Sign
          </Button>
          <p role="status" className="py-1.5 text-[13px] text-muted" data-testid="signing">
            {signing.state === 'blocked'
              ? `${signing.reason} Until it is signed, every copy says that it is a draft.`
              : 'Every flag is settled. Sign when you have read the note.'}
          </p>
        </>
      )}
    </form>
  );
}
