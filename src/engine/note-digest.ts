/** Summarise, then write: a conversation that no context holds becomes a digest of its parts, and the note is written from that. */
import { whyUnusable } from './analysis/unusable.ts';
import type { GenerationEvent } from './decoding/events.ts';
import { LocumError } from './errors.ts';
import { measureRoom, type NoteRequest, reserve } from './note-writer.ts';
import { splitConversation } from './tasks/chunks.ts';
import { dialogueTurns } from './tasks/dialogue.ts';
import { taskPrompt } from './tasks/prompt.ts';
import { tokensOver } from './tasks/room.ts';
import type { Trio } from './trio.ts';

export type DigestRequest = Omit<NoteRequest, 'section' | 'opening'>;

export interface DigestProgress {
  /** The part that is being read, from 1. */
  readonly part: number;
  readonly parts: number;
  readonly event: GenerationEvent;
}

export interface Digest {
  /** What the note is written from: one paragraph a part, in order. */
  readonly text: string;
  readonly parts: number;
  /** How often the digest itself had to be summarised. */
  readonly rounds: number;
}

/** A summary of a part has this many tokens at most: a quarter of what notes have. */
const SUMMARY_TOKENS = 128;
/** Summaries of summaries say less and less; what is still too long then is refused. */
const MOST_ROUNDS = 3;

const summaryPrompt = (input: string) =>
  taskPrompt('section_summarization', { input, section: 'HISTORY OF PRESENT ILLNESS' });

/**
 * Returns the digest when the iteration ends; the conversation itself where it fits.
 * @throws {LocumError} `empty-input`, `context-too-long` when even summaries of summaries do not fit, `nothing-usable` where no part has one
 * @throws {Cancelled}
 */
export async function* digestConversation(
  trio: Trio,
  request: DigestRequest,
): AsyncGenerator<DigestProgress, Digest, undefined> {
  const { conversation, template: _, ...rest } = request;
  const answer = Math.min(reserve(request.maxTokens), SUMMARY_TOKENS);
  const fits = (text: string) => tokensOver(trio.promptLengths(request.method, summaryPrompt(text)), answer) <= 0;
  let text = conversation;
  let parts = 1;
  for (let rounds = 0; ; rounds++) {
    const { over } = measureRoom(trio, { ...request, conversation: text });
    if (over <= 0 || rounds === MOST_ROUNDS) return { text, parts, rounds };
    const chunks = splitConversation(text, { fits });
    parts = rounds === 0 ? chunks.length : parts;
    const summaries: string[] = [];
    for (const [index, chunk] of chunks.entries()) {
      let summary = '';
      // A part that is read in vain is read again in halves: a model that wrote nothing of much may write something of less.
      for (const pieces of [[chunk], halves(chunk)]) {
        const usable: string[] = [];
        for (const piece of pieces) {
          const ask = { ...rest, prompt: summaryPrompt(piece), maxTokens: answer, repetitionGuard: true };
          for await (const event of trio.generate(ask)) {
            if (event.type === 'finish' && whyUnusable(event.text, piece) === null) usable.push(event.text.trim());
            yield { part: index + 1, parts: chunks.length, event };
          }
        }
        summary = usable.join('\n');
        if (summary !== '') break;
      }
      summaries.push(summary);
    }
    if (summaries.every((summary) => summary === '')) {
      throw new LocumError('nothing-usable', `Of none of the ${chunks.length} parts a usable summary was written.`, {
        hint: 'Have the middle left out instead, or choose larger models on the Models page.',
        details: { parts: chunks.length },
      });
    }
    // A gap must be seen: a part of which nothing usable was written is named.
    text = summaries.map((summary, index) => summary || gap(index + 1, chunks.length)).join('\n\n');
  }
}

const gap = (part: number, parts: number): string => `[Part ${part} of ${parts}: no summary was written]`;

/** At the turn nearest to the middle; a single turn stays whole. */
function halves(chunk: string): readonly string[] {
  const turns = dialogueTurns(chunk);
  const second = turns.find(({ start }) => 2 * start >= chunk.length)?.start ?? turns.at(-1)?.start ?? 0;
  return second === 0 ? [chunk] : [chunk.slice(0, second).trim(), chunk.slice(second)];
}
