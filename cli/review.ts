/** `review`: what of a note its conversation bears out, contradicts, or says and the note leaves out. On words; with `--model` the models are asked, too. */
import * as v from 'valibot';
import { readConversation } from '../node/documents.ts';
import { parseJsonLines } from '../node/json-lines.ts';
import type { Witness } from '../src/engine/analysis/evidence/entailment.ts';
import {
  type Evidence,
  reviewEvidence,
  type SentenceReview,
  type SupportLevel,
} from '../src/engine/analysis/evidence/evidence.ts';
import type { Flag } from '../src/engine/analysis/evidence/flags.ts';
import { type Lexicon, loadLexicon } from '../src/engine/analysis/evidence/lexicon/concepts.ts';
import type { Omission } from '../src/engine/analysis/evidence/omissions.ts';
import { Cancelled, LocumError } from '../src/engine/errors.ts';
import { conversationIn } from '../src/engine/tasks/transcript.ts';
import type { ReviewCommand } from './arguments/review.ts';
import { witnessesOf } from './second-witness.ts';
import type { Terminal } from './terminal.ts';

export async function review(command: ReviewCommand, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const { input, json, model } = command;
  const lexicon = await loadLexicon();
  /** The reviews as records, with what the models say where they are asked. */
  const recorded = async (notes: readonly Evidence[]): Promise<readonly Reviewed[]> => {
    const witnesses = model ? await witnessesOf(notes, command, terminal, signal) : [];
    return notes.map((evidence, note) => asRecord(evidence, witnesses[note]));
  };
  if ('items' in input) {
    const read = reviewItems(await readConversation(input.items), input.items, lexicon, signal);
    const reviews = await recorded(read.map(({ evidence }) => evidence));
    const items = read.map(({ id }, at) => ({ id, ...(reviews[at] as Reviewed) }));
    await terminal.print(
      json
        ? `${JSON.stringify({ items })}\n`
        : items.map(({ id, ...reviewed }) => `${id}\n${asText(reviewed)}`).join('\n'),
    );
    return;
  }
  const dialogue = conversationIn(await readConversation(input.dialogue), input.dialogue);
  const note = await readConversation(input.note);
  for (const [name, text] of [
    [input.dialogue, dialogue],
    [input.note, note],
  ] as const) {
    if (text.trim() === '') {
      throw new LocumError('empty-input', `“${name}” is empty.`, { hint: 'A conversation and its note are needed.' });
    }
  }
  const [reviewed] = (await recorded([reviewEvidence(note, dialogue, lexicon)])) as [Reviewed];
  await terminal.print(json ? `${JSON.stringify({ ...reviewed, counts: countsOf(reviewed) })}\n` : asText(reviewed));
}

interface FlagRecord {
  readonly kind: Flag['kind'];
  readonly text: string;
  readonly reason: string;
  /** From 1, as pages show them. */
  readonly turns: readonly number[];
}

interface SentenceRecord {
  readonly text: string;
  readonly level: SupportLevel;
  readonly flags: readonly FlagRecord[];
  readonly turns: readonly number[];
  /** What the models say, where they were asked. */
  readonly models?: Witness;
}

interface Reviewed {
  readonly sentences: readonly SentenceRecord[];
  readonly omissions: readonly Omission[];
}

interface ReviewedItem {
  readonly id: string | number;
  readonly evidence: Evidence;
}

const Item = v.looseObject({
  id: v.union([v.string(), v.number()]),
  dialogue: v.string(),
  note: v.string(),
});

/** @throws {LocumError} `bad-argument` at a line that is no item */
function reviewItems(text: string, path: string, lexicon: Lexicon, signal: AbortSignal): readonly ReviewedItem[] {
  const items = parseJsonLines(text, { file: path, schema: Item, expected: '“id”, “dialogue” and “note”' });
  return items.map(({ value: { id, dialogue, note } }) => {
    if (signal.aborted) throw new Cancelled();
    return { id, evidence: reviewEvidence(note, dialogue, lexicon) };
  });
}

const numbered = (turns: readonly number[]) => turns.map((turn) => turn + 1);

function asRecord({ sentences, omissions }: Evidence, witnesses: readonly Witness[] | undefined): Reviewed {
  return {
    sentences: sentences.map(
      ({ sentence, level, flags, turns }: SentenceReview, at): SentenceRecord => ({
        text: sentence.text,
        level,
        flags: flags.map(({ kind, text, reason, turns: against }) => ({
          kind,
          text,
          reason,
          turns: numbered(against),
        })),
        turns: numbered(turns.map(({ turn }) => turn)),
        ...(witnesses !== undefined && { models: witnesses[at] ?? {} }),
      }),
    ),
    omissions: omissions.map((omission) => ({ ...omission, turns: numbered(omission.turns) })),
  };
}

function countsOf({ sentences, omissions }: Reviewed) {
  const count = (level: SupportLevel) => sentences.filter((sentence) => sentence.level === level).length;
  return {
    supported: count('supported'),
    uncertain: count('uncertain'),
    unsupported: count('unsupported'),
    flags: sentences.reduce((sum, { flags }) => sum + flags.length, 0),
    omissions: omissions.length,
  };
}

function inWords({ forward, backward }: Witness): string {
  const said = [
    forward === undefined ? [] : [`${forward.label} ${forward.probability.toFixed(2)}`],
    backward === undefined ? [] : [`the other way round ${backward.label} ${backward.probability.toFixed(2)}`],
  ].flat();
  return said.length === 0 ? 'not asked, no turn speaks of it' : said.join(', ');
}

function asText(reviewed: Reviewed): string {
  const { supported, uncertain, unsupported } = countsOf(reviewed);
  const lines = reviewed.sentences.flatMap(({ text, level, flags, turns, models }) => [
    `${level.padEnd(11)}  ${text}${turns.length === 0 ? '' : `  [${turns.join(', ')}]`}`,
    ...flags.map(({ kind, text: words, reason, turns: against }) => {
      return `             ${kind}: “${words}”. ${reason}${against.length === 0 ? '' : ` [${against.join(', ')}]`}`;
    }),
    ...(models === undefined ? [] : [`             the models: ${inWords(models)}`]),
  ]);
  const omitted = reviewed.omissions.map(
    ({ kind, text, turns }) => `not in the note: ${kind}: ${text}  [${turns.join(', ')}]`,
  );
  return `${[...lines, ...omitted, `${supported} supported, ${uncertain} uncertain, ${unsupported} unsupported`].join('\n')}\n`;
}
