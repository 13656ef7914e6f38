/** A task and its fields become a prompt, and what an answer may be becomes a constraint. */
import type { ConstraintRule } from '../../decoding/constrain/rule.ts';
import { LocumError } from '../../errors.ts';
import type { PromptText } from '../../tokenizer/tokenizer.ts';
import { cleanText, NO_SOURCE } from '../prompt.ts';
import type { FieldTexts, LibraryTask } from './definition.ts';
import { letteredOptions, optionLetters } from './parse/option.ts';
import { sentenceNumbers } from './parse/sentence-number.ts';
import { SOCIAL_HISTORY_SCHEMA } from './social-history.ts';

const PLACEHOLDER = /\{(\w+)\}/gu;

/**
 * Examples come first, as turns of the chat or as blocks of the plain text. What a user typed is put in as it is: braces in it
 * are no placeholders.
 * @throws {LocumError} `empty-input` when a field of the task has no text; `bad-argument` for a placeholder without a field
 */
export function libraryPrompt(task: LibraryTask, fields: FieldTexts): PromptText {
  const asked = (texts: FieldTexts) => `${task.instruction.trim()}\n\n${libraryInput(task, texts)}`;
  const { examples } = task;
  const chat = examples.flatMap((example) => [
    { role: 'user', content: asked(example.fields) } as const,
    { role: 'assistant', content: example.answer } as const,
  ]);
  const block = (texts: FieldTexts) =>
    `${libraryInput(task, texts)}\n\nTASK\n\n${task.instruction.trim()}\n\nANSWER\n\n`;
  const write = (texts: FieldTexts) => ({
    chat: [...chat, { role: 'user', content: asked(texts) } as const],
    plain: [...examples.map((example) => `${block(example.fields)}${example.answer}\n\n`), block(texts)].join(''),
  });
  const hasSource = task.fields.some(({ name }) => name === 'input');
  return { ...write(fields), ...(hasSource && { withoutSource: write({ ...fields, input: NO_SOURCE }) }) };
}

/** The user's part of the prompt. @throws {LocumError} as `libraryPrompt` */
export function libraryInput(task: LibraryTask, texts: FieldTexts): string {
  return task.input.replace(PLACEHOLDER, (_, name: string) => {
    const field = task.fields.find((one) => one.name === name);
    if (field === undefined) {
      throw new LocumError(
        'bad-argument',
        `The prompt of “${task.title}” names “{${name}}”, which is no field of it.`,
        {
          hint: `Its fields: ${task.fields.map((one) => `{${one.name}}`).join(', ')}.`,
        },
      );
    }
    const text = cleanText(Object.hasOwn(texts, name) ? (texts[name] ?? '') : '');
    if (text !== '') return task.answer.kind === 'option' && name === 'options' ? letteredOptions(text) : text;
    throw new LocumError('empty-input', `“${field.label}” is empty.`, {
      hint: 'Type or paste a text there.',
      details: { field: name },
    });
  });
}

/** What keeps the answer to its shape while it is written; null where any text will do. */
export function answerConstraint(task: LibraryTask, fields: FieldTexts): ConstraintRule | null {
  const { answer } = task;
  switch (answer.kind) {
    case 'label':
      return { kind: 'labels', labels: answer.labels };
    case 'option':
      return { kind: 'labels', labels: optionLetters(fields.options ?? '') };
    case 'sentence-number':
      return { kind: 'labels', labels: [...sentenceNumbers(fields.input ?? ''), '-1'] };
    case 'codes':
      return {
        kind: 'regular-expression',
        source: '[A-Z][0-9][0-9A-Z](?:\\.[0-9A-Z]{1,4})?(?:, [A-Z][0-9][0-9A-Z](?:\\.[0-9A-Z]{1,4})?)*',
      };
    case 'social-history':
      return { kind: 'json-schema', schema: SOCIAL_HISTORY_SCHEMA };
    case 'json':
      return { kind: 'json-schema', schema: answer.schema };
    case 'text':
    case 'sentence':
    case 'list':
    case 'numbered':
    case 'sections':
      return null;
    default:
      return answer satisfies never;
  }
}
