/** Conversations from a file: JSON lines with `text` or `input`, or one plain text. */
import { LocumError } from '../../../engine/errors.ts';
import type { Conversation } from '../../stores/shift-study.ts';
import { readLargeTextFile } from '../../text/read-text-file.ts';

const MAX_BYTES = 200_000_000;

/** @throws {LocumError} `file-invalid` with the line, `empty-input`, and as `readLargeTextFile` */
export async function readConversationFile(file: File): Promise<readonly Conversation[]> {
  const text = await readLargeTextFile(file, MAX_BYTES);
  return /\.jsonl?$/iu.test(file.name) ? fromLines(text, file.name) : [{ id: file.name, text }];
}

export function fromLines(text: string, fileName: string): readonly Conversation[] {
  const conversations = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const fail = (what: string) =>
      new LocumError('file-invalid', `“${fileName}”, line ${index + 1}: ${what}.`, {
        hint: 'One JSON object a line is expected, with the conversation in “text” or “input”. Nothing was replaced.',
        details: { line: index + 1 },
      });
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw fail('this is not JSON');
    }
    const fields = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
    const content = fields.text ?? fields.input;
    if (typeof content !== 'string') throw fail('it has neither “text” nor “input”');
    return [{ id: typeof fields.id === 'string' ? fields.id : `line ${index + 1}`, text: content }];
  });
  if (conversations.length > 0) return conversations;
  throw new LocumError('file-invalid', `“${fileName}” holds no conversations.`, {
    hint: 'One JSON object a line is expected. Nothing was replaced.',
  });
}
