/** Reads what a model wrote as the answer that a task asked for: never more than it says, never silently less. */
import type { FieldTexts, LibraryTask } from '../definition.ts';
import { parseCodes } from './codes.ts';
import { parseJson } from './json.ts';
import { parseLabel } from './label.ts';
import { parseOption } from './option.ts';
import type { ParsedAnswer } from './parsed.ts';
import { parseList, parseNumbered, parseSentence, parseText } from './prose.ts';
import { parseSections } from './sections.ts';
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
