/** From a conversation to its note, as page and terminal both do it: prompt, room in the contexts, generation. */
import type { AdaptiveOptions } from './decoding/adaptive.ts';
import type { GenerationEvent, Method } from './decoding/events.ts';
import type { Opening } from './decoding/generate.ts';
import type { SamplingOptions } from './lm/ensemble.ts';
import { NOTE_TOKENS, notePrompt } from './tasks/note.ts';
import { requireRoom } from './tasks/room.ts';
import { type Shortened, shortenMiddle } from './tasks/shorten.ts';
import type { Trio } from './trio.ts';

export interface NoteRequest {
  readonly conversation: string;
  readonly method: Method;
  readonly alpha: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
  readonly maxTokens: number;
  /** Of the method `adaptive`. */
  readonly adaptive?: AdaptiveOptions | undefined;
  /** Candidates that a token's event lists, default 5, at most 32. */
  readonly candidates?: number | undefined;
  /** The note begins so. */
  readonly opening?: Opening | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What of the context is kept for the note: no more than notes are long, however many tokens are allowed. */
function reserve(maxTokens: number): number {
  return Math.min(maxTokens, NOTE_TOKENS);
}

/**
 * @throws {LocumError} `empty-input`, `context-too-long` (with `details.over`, in tokens) before anything runs
 * @throws {Cancelled}
 */
export function writeNote(trio: Trio, request: NoteRequest): AsyncGenerator<GenerationEvent, void, undefined> {
  const { conversation, ...rest } = request;
  const prompt = notePrompt(conversation);
  requireRoom(trio.promptLengths(request.method, prompt), reserve(request.maxTokens));
  return trio.generate({ ...rest, prompt, repetitionGuard: true });
}

/**
 * The conversation with as little as possible left out of its middle, so that its prompt and a note fit every model.
 * @throws {LocumError} `empty-input`, `context-too-long` when not even its ends fit
 */
export function shortenConversation(
  trio: Trio,
  { conversation, method, maxTokens }: Pick<NoteRequest, 'conversation' | 'method' | 'maxTokens'>,
): Shortened {
  const lengthsOf = (text: string) => trio.promptLengths(method, notePrompt(text));
  const longest = Math.max(...lengthsOf(conversation).map(({ contextLength }) => contextLength));
  // A model with a shorter context counts as if the missing part were taken already.
  const count = (text: string) =>
    Math.max(...lengthsOf(text).map(({ tokens, contextLength }) => tokens + longest - contextLength));
  return shortenMiddle(conversation, { count, limit: longest - reserve(maxTokens) });
}
