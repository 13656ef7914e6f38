/** A note as plain text. */
import { type NoteDocument, originLine, statusLine } from './document.ts';

export function asText(document: NoteDocument): string {
  const status = document.signature === null ? statusLine(document).toUpperCase() : statusLine(document);
  const sections = document.sections.map(({ heading, blocks }) => {
    const lines = blocks.map(({ kind, text }) => (kind === 'item' ? `- ${text}` : text));
    return [heading.toUpperCase(), lines.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return `${[status, document.title, ...sections, originLine(document)].join('\n\n')}\n`;
}
