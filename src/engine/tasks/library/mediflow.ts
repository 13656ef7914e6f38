/** MediFlow's 14 kinds of task, over 36 kinds of document, answered in text or in JSON ([MediPhi]; METHODS §4). */
import type { JsonSchema } from '../../decoding/constrain/json-schema.ts';
import type { AnswerShape, LibraryTask, TaskField } from './definition.ts';
import { OPTIONS, QUESTION, text } from './fields.ts';

/** Without an upper length: bounds would have to be counted out in the constraint, and the tokens are limited anyway. */
const STRING: JsonSchema = { type: 'string', minLength: 1 };

const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });

interface TaskType {
  readonly name: string;
  /** What is asked, of `{document}`. */
  readonly instruction: string;
  /** Asked for besides the document. */
  readonly fields: readonly TaskField[];
  readonly text: AnswerShape;
  readonly json: JsonSchema;
  readonly maxTokens: number;
}

const INFERENCE = ['entailment', 'contradiction', 'neutral'];
const TEXT: AnswerShape = { kind: 'text' };
const LIST: AnswerShape = { kind: 'list' };

export const TASK_TYPES = [
  {
    name: 'summarization',
    instruction: 'Summarize this {document} in a few sentences. Keep findings, decisions and numbers; add nothing.',
    fields: [],
    text: TEXT,
    json: object({ summary: STRING }),
    maxTokens: 200,
  },
  {
    name: 'question answering',
    instruction: 'Answer the question from this {document} alone. If it does not say, answer that it does not say.',
    fields: [QUESTION],
    text: TEXT,
    json: object({ answer: STRING }),
    maxTokens: 120,
  },
  {
    name: 'multiple-choice question answering',
    instruction: 'Answer the question on this {document} with the letter of the one right option.',
    fields: [QUESTION, OPTIONS],
    text: { kind: 'option' },
    json: object({ option: { type: 'string', pattern: '^[A-Z]$' }, reason: STRING }),
    maxTokens: 120,
  },
  {
    name: 'named entity recognition',
    instruction:
      'List the medical entities of this {document} (problems, treatments, tests, anatomy), each copied exactly, one a line, with its kind after a dash.',
    fields: [],
    text: LIST,
    json: object({
      entities: list(object({ text: STRING, type: { enum: ['problem', 'treatment', 'test', 'anatomy'] } })),
    }),
    maxTokens: 300,
  },
  {
    name: 'relation extraction',
    instruction:
      'List the relations between medical entities that this {document} states, one a line, as: first – relation – second.',
    fields: [],
    text: LIST,
    json: object({ relations: list(object({ first: STRING, relation: STRING, second: STRING })) }),
    maxTokens: 300,
  },
  {
    name: 'classification',
    instruction: 'Classify this {document}. Answer with one of the options.',
    fields: [OPTIONS],
    text: { kind: 'option' },
    json: object({ label: STRING }),
    maxTokens: 40,
  },
  {
    name: 'reasoning and diagnosis',
    instruction:
      'Name the most likely diagnosis for this {document} and the findings that speak for it and against it.',
    fields: [],
    text: TEXT,
    json: object({ diagnosis: STRING, supporting: list(STRING), against: list(STRING) }),
    maxTokens: 260,
  },
  {
    name: 'textual entailment',
    instruction:
      'Does this {document} make the statement certain (entailment), impossible (contradiction) or neither (neutral)? Answer with one word.',
    fields: [{ name: 'question', label: 'Statement', rows: 2 }],
    text: { kind: 'label', labels: INFERENCE },
    json: object({ label: { enum: INFERENCE }, evidence: STRING }),
    maxTokens: 120,
  },
  {
    name: 'text simplification',
    instruction: 'Rewrite this {document} in plain words for the patient. Keep every fact and number.',
    fields: [],
    text: TEXT,
    json: object({ text: { type: 'string', minLength: 1 } }),
    maxTokens: 400,
  },
  {
    name: 'text expansion',
    instruction: 'Write this {document} out in full sentences. Add no fact that it does not state.',
    fields: [],
    text: TEXT,
    json: object({ text: { type: 'string', minLength: 1 } }),
    maxTokens: 400,
  },
  {
    name: 'abbreviation expansion',
    instruction:
      'List the abbreviations of this {document} with their meaning here, one a line, as: abbreviation – meaning.',
    fields: [],
    text: LIST,
    json: object({ abbreviations: list(object({ abbreviation: STRING, meaning: STRING })) }),
    maxTokens: 240,
  },
  {
    name: 'aspect-oriented keyword extraction',
    instruction: 'List the keywords of this {document} that belong to the aspect, each copied exactly, one a line.',
    fields: [{ name: 'question', label: 'Aspect', rows: 1 }],
    text: LIST,
    json: object({ keywords: list(STRING) }),
    maxTokens: 160,
  },
  {
    name: 'error detection and correction',
    instruction:
      'Find the sentence of this {document} that has a medical error, and correct it. If there is none, say so.',
    fields: [],
    text: TEXT,
    json: object({ error: { type: 'boolean' }, sentence: { type: 'string' }, correction: { type: 'string' } }),
    maxTokens: 200,
  },
  {
    name: 'note scoring',
    instruction:
      'Rate this {document} from 1 (poor) to 5 (excellent) for completeness and clarity, and say why in one sentence.',
    fields: [],
    text: TEXT,
    json: object({
      completeness: { type: 'integer', minimum: 1, maximum: 5 },
      clarity: { type: 'integer', minimum: 1, maximum: 5 },
      reason: STRING,
    }),
    maxTokens: 120,
  },
] as const satisfies readonly TaskType[];

export type TaskTypeName = (typeof TASK_TYPES)[number]['name'];

export interface MediFlowChoice {
  readonly type: TaskTypeName;
  /** One of `DOCUMENT_TYPES`, or the user's own words. */
  readonly document: string;
  /** A part of it; null: all of it. */
  readonly section: string | null;
  readonly output: 'text' | 'json';
}

/** The task of a choice, to be run or edited like any other of the library. */
export function mediFlowTask({ type, document, section, output }: MediFlowChoice): LibraryTask {
  const chosen: TaskType = TASK_TYPES.find((one) => one.name === type) ?? TASK_TYPES[0];
  const subject = section === null ? document : `${section} section of a ${document}`;
  const asked = chosen.instruction.replace('{document}', subject);
  const form = output === 'json' ? ` Answer with JSON alone, of this schema: ${JSON.stringify(chosen.json)}` : '';
  const fields = [text(capitalised(document), 12), ...chosen.fields];
  return {
    id: ['mediflow', type, document, ...(section === null ? [] : [section]), output]
      .join('-')
      .replace(/[^\p{L}\p{N}]+/gu, '-'),
    version: 1,
    collection: 'MediFlow',
    title: capitalised(type),
    summary: `${capitalised(type)} of a ${subject}, in ${output === 'json' ? 'JSON' : 'text'}.`,
    fields,
    instruction: `${asked}${form}`,
    input: fields.map(({ name, label }, index) => (index === 0 ? `{${name}}` : `${label}:\n{${name}}`)).join('\n\n'),
    examples: [],
    answer: output === 'json' ? { kind: 'json', schema: chosen.json } : chosen.text,
    maxTokens: chosen.maxTokens,
    metric: 'none: instruction tuning',
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
