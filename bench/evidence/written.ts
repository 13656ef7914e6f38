/**
 * Conversations of twelve specialties with sentences that are faithful to them or wrong in one way, written for the bench before
 * the review had seen any of them. `== id`, the turns, then `-- kind` and sentences of it, one a line.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WrittenItem } from './dialogues.ts';

const FILE = join(import.meta.dirname, 'written/conversations.txt');

export interface WrittenConversation {
  readonly id: string;
  readonly conversation: string;
  readonly items: readonly WrittenItem[];
}

export function readWrittenConversations(): readonly WrittenConversation[] {
  const [, ...blocks] = `\n${readFileSync(FILE, 'utf8')}`.split('\n== ');
  return blocks.map((block) => {
    const [head = '', ...groups] = block.split('\n-- ');
    const [id = '', ...turns] = head.split('\n');
    const sentences = groups.flatMap((group) => {
      const [kind = '', ...lines] = group.split('\n');
      const [name = '', style = 'prose'] = kind.split(' ');
      return lines.filter((line) => line.trim() !== '').map((note) => ({ kind: name, style, note }));
    });
    const items = sentences.map((sentence, index) => ({ id: `${id} ${index + 1}`, dialogue: id, ...sentence }));
    return { id, conversation: turns.join('\n').trim(), items };
  });
}
