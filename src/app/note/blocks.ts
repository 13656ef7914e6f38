/** A section's tokens in blocks, and the written text taken apart at its headers. */
import { splitNote } from '../../engine/tasks/note-parts.ts';
import type { GenerationEvent, LeftOut, TokenEvent } from '../../workers/protocol.ts';
import { BLOCK_TOKENS, type Blocks, emptySection, type NoteSection, tokensOf } from './note.ts';

export function appendTokens(blocks: Blocks, tokens: readonly TokenEvent[]): Blocks {
  if (tokens.length === 0) return blocks;
  const last = blocks.at(-1) ?? [];
  const full = last.length >= BLOCK_TOKENS;
  const rest = full ? [...tokens] : [...last, ...tokens];
  const kept = full ? blocks : blocks.slice(0, -1);
  return [
    ...kept,
    ...Array.from({ length: Math.ceil(rest.length / BLOCK_TOKENS) }, (_, block) =>
      rest.slice(block * BLOCK_TOKENS, (block + 1) * BLOCK_TOKENS),
    ),
  ];
}

/** What stands after an event of its writing. */
export function follow(blocks: Blocks, event: GenerationEvent): Blocks {
  if (event.type === 'token') return appendTokens(blocks, [event]);
  return event.type === 'retract' ? withoutFrom(blocks, event.index) : blocks;
}

/** Sentences of a text that ends among these events. */
export const leftOutOf = (events: readonly GenerationEvent[]): readonly LeftOut[] =>
  events.flatMap((event) => (event.type === 'finish' ? (event.repair?.leftOut ?? []) : []));

function withoutFrom(blocks: Blocks, from: number): Blocks {
  return blocks.flatMap((block) => {
    const kept = block.filter(({ index }) => index < from);
    return kept.length === 0 ? [] : [kept.length === block.length ? block : kept];
  });
}

export const textOf = (tokens: readonly TokenEvent[]): string => tokens.map(({ text }) => text).join('');

/** What the model thought before it wrote: kept with the tokens, and no part of any text. */
export const reasoningOf = (section: NoteSection): string =>
  tokensOf(section)
    .map(({ reasoning = '' }) => reasoning)
    .join('')
    .trim();

/** A note that the model wrote in one go, as its sections: each has its tokens, headers included. */
export function splitWritten(written: NoteSection, headers: readonly string[]): readonly NoteSection[] {
  const tokens = tokensOf(written);
  const spans = splitNote(textOf(tokens), headers);
  if (spans.length === 0) return [written];
  let offset = 0;
  const starts = tokens.map(({ text }) => {
    const start = offset;
    offset += text.length;
    return start;
  });
  return spans.map(({ header, text, start, end }, index) => {
    // A token belongs to where it begins; what stands before the first header belongs to that.
    const own = tokens.filter((_, token) => {
      const at = starts[token] ?? 0;
      return (index === 0 || at >= start) && (index === spans.length - 1 || at < end);
    });
    const section = index === 0 ? { ...written } : emptySection(header);
    const { origin, authorship, source } = written;
    return { ...section, header, headerWritten: true, text, origin, blocks: appendTokens([], own), authorship, source };
  });
}
