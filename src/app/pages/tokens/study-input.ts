/** Conversations from a file: any data set that Locum knows, a row a conversation, or one plain text or transcript. */
import { LocumError } from '../../../engine/errors.ts';
import { readRecords } from '../../../engine/records/read-records.ts';
import type { Conversation } from '../../lens/shift-study.ts';
import { readConversation } from '../../text/read-text-file.ts';

/** More than anyone waits for; what follows is not read. */
const MOST_CONVERSATIONS = 10_000;

export interface ConversationFile {
  readonly name: string;
  readonly conversations: readonly Conversation[];
  /** Rows that could not be used. */
  readonly leftOut: number;
}

/** Reads row by row, however large the file is. @throws {LocumError} as `readRecords`; `file-invalid` where it holds none */
export async function readConversationFile(file: File): Promise<ConversationFile> {
  const { name } = file;
  if (/\.(?:txt|srt|vtt)$/iu.test(name)) {
    return { name, conversations: [{ id: name, text: await readConversation(file) }], leftOut: 0 };
  }
  const conversations: Conversation[] = [];
  let leftOut = 0;
  for await (const event of readRecords({ name, open: () => chunksOf(file) })) {
    if (event.type === 'record' && event.record.input.trim() !== '') {
      conversations.push({ id: event.record.id, text: event.record.input });
    } else if (event.type !== 'remark') leftOut++;
    if (conversations.length === MOST_CONVERSATIONS) break;
  }
  if (conversations.length > 0) return { name, conversations, leftOut };
  throw new LocumError('file-invalid', `“${name}” holds no conversations.`, {
    hint: 'JSON lines with the conversation in “text” or “input” are read, ACI-Bench, MTS-Dialog and others. What you have open is kept.',
  });
}

async function* chunksOf(file: File): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
