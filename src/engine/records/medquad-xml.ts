/** MedQuAD as it is published: one XML document a page, with `QAPair`s. Read without an XML parser, which workers do not have. */
import { decodeChunks, type TextSource } from './decode.ts';
import type { Problem, Row } from './rows.ts';

const PAIR = /<QAPair\b[^>]*>([\s\S]*?)<\/QAPair>/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A page is some kilobytes, so it is read whole. */
export async function* medquadXmlRows(source: TextSource): AsyncGenerator<Row | Problem, void, undefined> {
  let document = '';
  for await (const text of decodeChunks(source)) document += text;
  for (const pair of document.matchAll(PAIR)) {
    const content = pair[1] ?? '';
    const line = document.slice(0, pair.index).split('\n').length;
    const answer = element(content, 'Answer');
    const question = element(content, 'Question');
    const id = /<Question\b[^>]*\bqid="([^"]*)"/.exec(content)?.[1] ?? '';
    if (question === '') yield { type: 'problem', line, message: 'it has no question' };
    else yield { type: 'row', line, values: { question, answer, id } };
  }
}

function element(xml: string, name: string): string {
  const content = new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '';
  return content
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, named?: string) => {
      if (named !== undefined) return ENTITIES[named] ?? whole;
      return String.fromCodePoint(Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10));
    })
    .trim();
}
