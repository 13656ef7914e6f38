import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { LocumError } from '../../../../engine/errors.ts';
import { Button } from '../../../components/button.tsx';
import { type NoteSection, noteText, showProblem, useNote } from '../../../stores/note.ts';
import { withDraftLabel } from '../draft.ts';

/** What can be done with the note as a whole: copy it, and (see below) take it away, sign it. */
export function NoteActions() {
  return <CopyButton />;
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
    await navigator.clipboard.writeText(withDraftLabel(noteText(sections)));
    return true;
  } catch (cause) {
    const hint = 'Select the text of the note and copy it with Ctrl C; it carries its label all the same.';
    showProblem(new LocumError('unsupported', 'The browser did not allow the note to be copied.', { cause, hint }));
    return false;
  }
}
