/** MedQuAD as it is published: one XML document a page, with `QAPair`s. Read without an XML parser, which workers do not have. */
import { requireWithin } from '../limits.ts';
import { decodeChunks, type TextSource } from './decode.ts';
import type { Problem, Row } from './rows.ts';

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A page is some kilobytes, so it is read whole. @throws {LocumError} `file-not-text`, `limit-exceeded` */
export async function* medquadXmlRows(source: TextSource): AsyncGenerator<Row | Problem, void, undefined> {
  let document = '';
  for await (const text of decodeChunks(source)) {
    document += text;
    requireWithin('document', document.length, `“${source.name}”`);
  }
  let line = 1;
  let counted = 0;
  for (let pair = elementAt(document, 'QAPair', 0); pair !== null; pair = elementAt(document, 'QAPair', pair.end)) {
    for (; counted < pair.begin; counted++) if (document[counted] === '\n') line++;
    const question = elementAt(pair.content, 'Question', 0);
    const answer = elementAt(pair.content, 'Answer', 0);
    const id = /\sqid="([^"]*)"/.exec(question?.attributes ?? '')?.[1] ?? '';
    const asked = textOf(question?.content ?? '');
    if (asked === '') yield { type: 'problem', line, message: 'it has no question' };
    else yield { type: 'row', line, values: { question: asked, answer: textOf(answer?.content ?? ''), id } };
  }
}

interface Element {
  /** What stands in its tag after its name. */
  readonly attributes: string;
  readonly content: string;
  /** Where it begins and ends in the text. */
  readonly begin: number;
  readonly end: number;
}

/** The first element of a name at or after `from`; every character is looked at once, whatever is not closed. */
function elementAt(xml: string, name: string, from: number): Element | null {
  const opening = `<${name}`;
  let begin = xml.indexOf(opening, from);
  while (begin >= 0 && /\w/.test(xml[begin + opening.length] ?? '')) begin = xml.indexOf(opening, begin + 1);
  if (begin < 0) return null;
  const tagEnd = xml.indexOf('>', begin);
  const closing = `</${name}>`;
  const close = tagEnd < 0 ? -1 : xml.indexOf(closing, tagEnd);
  if (close < 0) return null;
  return {
    attributes: xml.slice(begin + opening.length, tagEnd),
    content: xml.slice(tagEnd + 1, close),
    begin,
    end: close + closing.length,
  };
}

function textOf(xml: string): string {
  return withoutSections(xml)
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, named?: string) => {
      if (named !== undefined) return ENTITIES[named] ?? whole;
      const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .trim();
}

/** `<![CDATA[…]]>` as what it holds. */
function withoutSections(xml: string): string {
  const [before = '', ...sections] = xml.split('<![CDATA[');
  const last = sections.findLastIndex((section) => section.includes(']]>'));
  return sections.reduce(
    (text, section, index) => text + (index <= last ? section.replace(']]>', '') : `<![CDATA[${section}`),
    before,
  );
}
