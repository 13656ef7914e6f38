/** A note as Markdown (CommonMark). Its text stays text: nothing in it becomes a link, an image, emphasis or HTML. */
import { type NoteDocument, originLine, statusLine } from './document.ts';

export function asMarkdown(document: NoteDocument): string {
  const sections = document.sections.map(({ heading, blocks }) => {
    const lines = blocks.map(({ kind, text }, at) => {
      if (kind === 'item') return `- ${escapeMarkdown(text)}`;
      // Right below an item, a paragraph would be read into it.
      return `${blocks[at - 1]?.kind === 'item' ? '\n' : ''}${escapeMarkdown(text)}\n`;
    });
    return [heading === '' ? '' : `## ${escapeMarkdown(heading)}\n`, ...lines]
      .filter((line) => line !== '')
      .join('\n')
      .trimEnd();
  });
  const head = [`# ${escapeMarkdown(document.title)}`, `**${escapeMarkdown(statusLine(document))}**`];
  return `${[...head, ...sections, `---\n\n*${escapeMarkdown(originLine(document))}*`].join('\n\n')}\n`;
}

/** Backslashes before what Markdown could read; at the start of a line also before what begins a block. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]<>#|~!&$]/gu, '\\$&')
    .replace(/\b(https?|ftp|mailto|www)([:.])/giu, '$1\\$2')
    .replace(/@/gu, '\\@')
    .replace(/^(\s*)([-+=])/u, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/u, '$1\\$2');
}
