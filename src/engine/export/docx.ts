/** A note as a Word document. The library is loaded when it is first needed. */
import { type NoteDocument, originLine, statusLine } from './document.ts';

export async function asDocx(document: NoteDocument): Promise<Blob> {
  const { Document, Footer, Header, HeadingLevel, Packer, Paragraph, TextRun } = await import('docx');
  const draft = document.signature === null;
  const status = () =>
    new Paragraph({
      children: [new TextRun({ text: statusLine(document), bold: true, ...(draft ? { color: '8A5A00' } : {}) })],
    });
  const sections = document.sections.flatMap(({ heading, blocks }) => [
    ...(heading === '' ? [] : [new Paragraph({ text: heading, heading: HeadingLevel.HEADING_2 })]),
    ...blocks.map(({ kind, text }) => new Paragraph(kind === 'item' ? { text, bullet: { level: 0 } } : { text })),
  ]);
  const file = new Document({
    title: document.title,
    creator: 'Locum',
    description: originLine(document),
    sections: [
      {
        // On every page, so that a page taken out of the whole still says what it is.
        headers: { default: new Header({ children: [status()] }) },
        footers: { default: new Footer({ children: [new Paragraph({ text: originLine(document) })] }) },
        children: [new Paragraph({ text: document.title, heading: HeadingLevel.HEADING_1 }), status(), ...sections],
      },
    ],
  });
  return Packer.toBlob(file);
}
