/** A note as a Word document. The library is loaded when it is first needed. */
import type { IStylesOptions } from 'docx';
import { type NoteDocument, originLine, statusLine } from './document.ts';

export async function asDocx(document: NoteDocument): Promise<Blob> {
  const { Document, Footer, Header, HeadingLevel, Packer, Paragraph, TextRun } = await import('docx');
  const draft = document.signature === null;
  const status = () =>
    new Paragraph({
      style: 'Status',
      children: [new TextRun({ text: statusLine(document), ...(draft && { color: '8A5A00' }) })],
    });
  const sections = document.sections.flatMap(({ heading, blocks }) => [
    ...(heading === '' ? [] : [new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2 })]),
    ...blocks.map(
      ({ kind, text }) =>
        new Paragraph(kind === 'item' ? { text, style: 'ListParagraph', bullet: { level: 0 } } : { text }),
    ),
  ]);
  const file = new Document({
    title: document.title,
    creator: 'Locum',
    description: originLine(document),
    styles: STYLES,
    sections: [
      {
        // On every page, so that a page taken out of the whole still says what it is.
        headers: { default: new Header({ children: [status()] }) },
        footers: {
          default: new Footer({ children: [new Paragraph({ style: 'Origin', text: originLine(document) })] }),
        },
        children: [new Paragraph({ text: document.title, heading: HeadingLevel.HEADING_1 }), ...sections],
      },
    ],
  });
  return Packer.toBlob(file);
}

const INK = '1F2933';
/** In twentieths of a point: 6 pt after a paragraph, 14 pt before a heading. */
const AFTER = 120;
const BEFORE_HEADING = 280;

/** Word's own names, so that a practice's template restyles them; sizes in half points. */
const STYLES: IStylesOptions = {
  default: {
    document: { run: { font: 'Calibri', size: 22, color: INK }, paragraph: { spacing: { after: AFTER, line: 264 } } },
    heading1: { run: { size: 32, bold: true, color: INK }, paragraph: { spacing: { after: AFTER } } },
    heading2: {
      run: { size: 24, bold: true, color: INK },
      paragraph: { spacing: { before: BEFORE_HEADING, after: AFTER / 2 }, keepNext: true },
    },
    listParagraph: { paragraph: { spacing: { after: AFTER / 2 } } },
  },
  paragraphStyles: [
    { id: 'Status', name: 'Status', basedOn: 'Normal', run: { bold: true, size: 20 } },
    { id: 'Origin', name: 'Origin', basedOn: 'Normal', run: { size: 16, color: '52606D' } },
  ],
};
