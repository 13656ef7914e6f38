import { createPortal } from 'react-dom';
import { type NoteDocument, originLine, statusLine } from '../../../../engine/export/document.ts';

/** The note alone, for paper and PDF: on the screen it is not to be seen, and of a printed page it is all there is. */
export function PrintPage({ note }: { note: NoteDocument }) {
  return createPortal(
    <article className="print-page" aria-hidden>
      <p className="print-status">{statusLine(note)}</p>
      <h1>{note.title}</h1>
      {note.sections.map(({ heading, blocks }, section) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sections of one document, drawn once
        <section key={section}>
          {heading !== '' && <h2>{heading}</h2>}
          {blocks.map(({ kind, text }, block) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <p key={block} dir="auto" className={kind === 'item' ? 'print-item' : undefined}>
              {text}
            </p>
          ))}
        </section>
      ))}
      <p className="print-origin">{originLine(note)}</p>
    </article>,
    document.body,
  );
}
