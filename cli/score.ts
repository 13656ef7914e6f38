/** `score`: how likely documents are under a method. */

import { readDocuments } from '../node/documents.ts';
import { type DocumentScore, perplexity } from '../src/engine/decoding/score.ts';
import type { ScoreCommand } from './arguments/score.ts';
import { describeModels, openSession } from './session.ts';
import type { Terminal } from './terminal.ts';

interface Scored extends DocumentScore {
  readonly id: string;
}

export async function score(command: ScoreCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { method, alpha } = command;
  const documents = await readDocuments(command.input);
  const { trio, loadMs } = await openSession(command, terminal, signal);
  try {
    const started = performance.now();
    const scored: Scored[] = [];
    for (const [index, { id, text }] of documents.entries()) {
      const place = `document ${index + 1} of ${documents.length}`;
      const onProgress = (done: number, total: number) =>
        terminal.progress(`Scoring ${place} … ${done}/${total} tokens`);
      const { tokens, nll } = await trio.score(text, { method, alpha, signal, onProgress });
      scored.push({ id, tokens, nll });
    }
    terminal.clear();
    const tokens = scored.reduce((sum, document) => sum + document.tokens, 0);
    const answer = { documents: scored, perplexity: perplexity(scored), tokens };
    if (command.json) {
      const timing = { loadMs, scoreMs: performance.now() - started };
      const { backend, reason: backendReason } = trio;
      const models = describeModels(trio);
      await terminal.print(`${JSON.stringify({ ...answer, method, alpha, backend, backendReason, models, timing })}\n`);
    } else {
      await terminal.print(table(scored, answer.perplexity));
      terminal.remark(trio.reason);
    }
  } finally {
    terminal.clear();
    await trio.dispose();
  }
}

function table(scored: readonly Scored[], overall: number): string {
  const rows = scored.map(({ id, tokens, nll }) => [
    id,
    String(tokens),
    nll.toFixed(2),
    Math.exp(nll / tokens).toFixed(2),
  ]);
  const total = scored.reduce((sum, { tokens }) => sum + tokens, 0);
  const nll = scored.reduce((sum, document) => sum + document.nll, 0);
  const all = [
    ['document', 'tokens', 'nll (nats)', 'perplexity'],
    ...rows,
    ['all', String(total), nll.toFixed(2), overall.toFixed(2)],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  return `${all.map(line).join('\n')}\n`;
}
