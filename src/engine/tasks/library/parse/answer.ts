/** Reads what a model wrote as the answer that a task asked for: never more than it says, never silently less. */
import { splitNote } from '../../note-parts.ts';
import type { FieldTexts, LibraryTask } from '../definition.ts';
import { parseCodes } from './codes.ts';
import { parseJson } from './json.ts';
import { parseLabel } from './label.ts';
import { parseOption } from './option.ts';
import { type ParsedAnswer, read, unreadable } from './parsed.ts';
import { bareText, parseList, parseNumbered, parseSentence, parseText } from './prose.ts';
import { parseSentenceNumber } from './sentence-number.ts';
import { parseSocialHistory } from './social-history.ts';
import { schemaValidator } from './validator.ts';

export async function parseAnswer(task: LibraryTask, fields: FieldTexts, answer: string): Promise<ParsedAnswer> {
  const shape = task.answer;
  switch (shape.kind) {
    case 'label':
      return parseLabel(answer, shape.labels);
    case 'option':
      return parseOption(answer, fields.options ?? '');
    case 'text':
      return parseText(answer);
    case 'sentence':
      return parseSentence(answer);
    case 'list':
      return parseList(answer);
    case 'codes':
      return parseCodes(answer);
    case 'numbered':
      return parseNumbered(answer, questionCount(fields.questions ?? ''));
    case 'sentence-number':
      return parseSentenceNumber(answer, fields.input ?? '');
    case 'social-history':
      return parseSocialHistory(answer, fields.input ?? '');
    case 'sections':
      return parseSections(answer, shape.headers);
    case 'json':
      return parseJson(answer, await schemaValidator(shape.schema));
    default:
      return shape satisfies never;
  }
}

function questionCount(questions: string): number {
  return questions.split(/\r\n?|\n/u).filter((line) => line.trim() !== '').length;
}

function parseSections(answer: string, headers: readonly string[]): ParsedAnswer {
  const text = bareText(answer);
  if (text === '') return unreadable('It is empty.');
  const parts = splitNote(text, headers);
  const sections = headers.flatMap((header) => {
    const own = parts.filter((part) => part.header.toLowerCase() === header.toLowerCase());
    return own.length === 0 ? [] : [{ header, text: own.map((part) => part.text).join('\n\n') }];
  });
  if (sections.length === 0) return unreadable(`It has none of the headers ${headers.join(', ')}.`);
  const missing = headers.filter((header) => !sections.some((section) => section.header === header));
  const before = parts.some((part) => part.header === '');
  return read(
    { kind: 'sections', sections },
    missing.length > 0 ? `Missing: ${missing.join(', ')}.` : null,
    before ? 'Words before the first header were left out.' : null,
  );
}
