/** `shift`: notes written with each pair, and what the pair changed in them, by groups of tokens (METHODS §5). */

import { type Document, readConversation, readConversations } from '../node/documents.ts';
import { PAPER_GROUPS, parseGroups } from '../src/engine/analysis/groups.ts';
import type { Recording } from '../src/engine/analysis/recording.ts';
import { type ShiftedToken, shiftedTokens } from '../src/engine/analysis/shift.ts';
import { type ShiftRow, type ShiftSummary, summarizeShift } from '../src/engine/analysis/shift-summary.ts';
import type { FinishEvent, TokenEvent } from '../src/engine/decoding/events.ts';
import { LocumError } from '../src/engine/errors.ts';
import { shortenConversation, writeNote } from '../src/engine/note-writer.ts';
import { PRESETS, type PresetName } from '../src/engine/presets.ts';
import type { Trio } from '../src/engine/trio.ts';
import type { ShiftCommand } from './arguments/shift.ts';
import { openSession } from './session.ts';
import type { Terminal } from './terminal.ts';

export async function shift(command: ShiftCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { inputs, presets, selection, limit, alpha, method } = command;
  const own = command.groups === null ? [] : parseGroups(await readConversation(command.groups));
  const groups = [...PAPER_GROUPS, ...own];
  const read = await Promise.all(inputs.map((input) => readConversations(input, limit)));
  const conversations = read.flat();
  if (method === 'base' || method === 'expert') {
    throw new LocumError('unsupported', 'One model alone has nothing to be compared with.', {
      hint: 'Leave --method away, or use proxy.',
    });
  }
  const summaries = new Map<PresetName, ShiftSummary>();
  for (const preset of presets) {
    const texts = await write(preset, conversations, command, terminal, signal);
    summaries.set(preset, summarizeShift(texts, selection, groups));
  }
  terminal.clear();
  if (command.json) {
    const answer = [...summaries].map(([name, summary]) => [name, plain(summary)]);
    const notes = conversations.length;
    await terminal.print(
      `${JSON.stringify({ method, alpha, selection, notes, presets: Object.fromEntries(answer) })}\n`,
    );
  } else {
    await terminal.print(table(summaries));
    terminal.remark(
      `Mean p_combined − p_base in percentage points with 95 % intervals; ${selection === 'all' ? 'all tokens' : 'the quarter of each note’s tokens that moved most'}, ${conversations.length} notes.`,
    );
  }
}

async function write(
  preset: PresetName,
  conversations: readonly Document[],
  command: ShiftCommand,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<readonly (readonly ShiftedToken[])[]> {
  const { expert, anti } = PRESETS[preset].models;
  const session = { ...command, models: { ...command.models, expert, anti } };
  const { trio } = await openSession(session, terminal, signal);
  try {
    const texts: (readonly ShiftedToken[])[] = [];
    for (const [number, { text }] of conversations.entries()) {
      terminal.progress(`${preset} … note ${number + 1} of ${conversations.length}`);
      texts.push(shiftedTokens(await record(trio, text, command, signal), number));
    }
    return texts;
  } finally {
    await trio.dispose();
  }
}

async function record(
  trio: Trio,
  text: string,
  command: ShiftCommand,
  signal: AbortSignal,
): Promise<Pick<Recording, 'tokens' | 'ending'>> {
  const { method, alpha, maxTokens } = command;
  const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
  const request = {
    method,
    alpha,
    maxTokens,
    seed: 1,
    sampling: { repetitionPenalty, temperature: 0, topK: 0, topP: 1 },
    // What the pair pushes towards, whatever becomes of it.
    repair: false,
  };
  const conversation = shortenConversation(trio, { ...request, conversation: text }).text;
  const tokens: TokenEvent[] = [];
  let ending: FinishEvent | null = null;
  for await (const event of writeNote(trio, { ...request, conversation, candidates: 1, signal })) {
    if (event.type === 'token') tokens.push(event);
    if (event.type === 'finish') ending = event;
  }
  return { tokens, ending };
}

const plainRow = ({ name, shift, changed }: ShiftRow) => ({
  name,
  tokens: shift?.count ?? 0,
  mean: shift?.value ?? null,
  ci: shift === null ? null : [shift.low, shift.high],
  standardError: shift?.standardError ?? null,
  changed,
});

function plain({ all, groups, classes, positions }: ShiftSummary) {
  const rows = (list: readonly ShiftRow[]) => list.map(plainRow);
  return { all: plainRow(all), groups: rows(groups), classes: rows(classes), positions: rows(positions) };
}

function table(summaries: ReadonlyMap<PresetName, ShiftSummary>): string {
  const points = (share: number) => (share * 100).toFixed(1);
  const cell = ({ shift }: ShiftRow) =>
    shift === null ? '–' : `${points(shift.value)} [${points(shift.low)}, ${points(shift.high)}] n ${shift.count}`;
  const [first] = [...summaries.values()];
  const sections = (['groups', 'classes', 'positions'] as const).flatMap((part) => [
    ['', ...summaries.keys()],
    ...(first?.[part] ?? []).map(({ name }, index) => [
      name,
      ...[...summaries.values()].map((summary) => cell(summary[part][index] ?? summary.all)),
    ]),
    [''],
  ]);
  const rows = [...sections, ['all tokens', ...[...summaries.values()].map(({ all }) => cell(all))]];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const widths = [0, ...[...summaries.keys()].map((_, index) => index + 1)].map(width);
  return `${rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}
