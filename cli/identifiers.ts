/** `identifiers`: what in a text may say who somebody is. No model is loaded for it. */
import { readConversation } from '../node/documents.ts';
import { loadIdentifierFinder } from '../src/engine/analysis/identifiers/identifiers.ts';
import type { Identifier } from '../src/engine/analysis/identifiers/kinds.ts';
import type { IdentifiersCommand } from './arguments/identifiers.ts';
import type { Terminal } from './terminal.ts';

export async function identifiers({ input, json }: IdentifiersCommand, terminal: Terminal): Promise<void> {
  const text = await readConversation(input);
  const find = await loadIdentifierFinder();
  const items = find(text);
  const counts = countsOf(items);
  if (json) {
    await terminal.print(`${JSON.stringify({ items, counts })}\n`);
    return;
  }
  await terminal.print(items.map((item) => `${line(text, item)}\n`).join(''));
  const summary = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`);
  terminal.remark(
    `${items.length === 0 ? 'None found' : summary.join(', ')}. Found by patterns and lists of names: some are missed; read the text.`,
  );
}

/** How many of each kind, those that there are. */
function countsOf(items: readonly Identifier[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** “12:7  name  Martha Collins”, line and column counted from one. */
function line(text: string, { kind, start, text: found }: Identifier): string {
  const before = text.slice(0, start).split('\n');
  const place = `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  return `${place.padEnd(8)}${kind.padEnd(20)}${found.replace(/\s+/gu, ' ')}`;
}
