import { reasoningOf } from '../../note/blocks.ts';
import type { NoteSection } from '../../note/note.ts';

/**
 * What a reasoning model thought before it wrote, closed until somebody asks for it: it is no part of the note, and is not
 * reviewed, signed or exported.
 */
export function Reasoning({ section, writing }: { section: NoteSection; writing: boolean }) {
  const reasoning = reasoningOf(section);
  if (reasoning === '') return null;
  const unfinished = section.text === '' && !writing;
  return (
    <details
      className="mb-1 overflow-hidden rounded border border-line bg-wash px-2 py-1 text-[13px]"
      data-testid="reasoning"
    >
      <summary className="cursor-pointer text-muted">
        {unfinished
          ? 'The model was still reasoning when it ended: allow more tokens.'
          : 'The model reasoned before it wrote. Not part of the note.'}
      </summary>
      <p dir="auto" className="mt-1 max-h-60 overflow-auto break-words whitespace-pre-wrap">
        {reasoning}
      </p>
    </details>
  );
}
