/** A note as plain text. */
import { type NoteDocument, originLine, textLabel } from './document.ts';

export function asText(document: NoteDocument): string {
  const sections = document.sections.map(({ heading, blocks }) => {
    const lines = blocks.map(({ kind, text }) => (kind === 'item' ? `- ${text}` : text));
    return [heading.toUpperCase(), lines.join('\n')].filter((part) => part !== '').join('\n\n');
  });
  return `${[textLabel(document), document.title, ...sections, originLine(document)].join('\n\n')}\n`;
}
