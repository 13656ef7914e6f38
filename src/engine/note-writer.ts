/** From a conversation to its note, as page and terminal both do it: prompt, room in the contexts, generation. */
import type { AdaptiveOptions } from './decoding/ahead/adaptive.ts';
import type { CaptOptions } from './decoding/by-text/capt.ts';
import type { ContextAwareOptions } from './decoding/by-text/context-aware.ts';
import type { GenerationEvent } from './decoding/events.ts';
import type { Opening } from './decoding/generate.ts';
import { METHODS, type Method } from './decoding/methods.ts';
import type { SamplingOptions } from './lm/ensemble.ts';
import type { Attempt, RepairOptions } from './note-repair.ts';
import { NOTE_TOKENS } from './tasks/note.ts';
import { NOTE_HEADERS, taskPrompt } from './tasks/prompt.ts';
import { type PromptLength, requireRoom, tokensOver } from './tasks/room.ts';
import { type Shortened, shortenMiddle } from './tasks/shorten.ts';
import {
  DEFAULT_TEMPLATE,
  headersOf,
  type NotePart,
  type NoteTemplate,
  openingOf,
  templatePrompt,
} from './tasks/templates.ts';
import type { SectionAsking } from './tokenizer/prompt-profile.ts';
import type { PromptText } from './tokenizer/tokenizer.ts';
import type { Trio } from './trio.ts';

export interface NoteRequest {
  readonly conversation: string;
  readonly method: Method;
  readonly alpha: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
  readonly maxTokens: number;
  /** Default: the visit note whose sections the model chooses. */
  readonly template?: NoteTemplate | undefined;
  /** Write this section only, behind those that stand before it; the model sees them as its own words. */
  readonly section?: { readonly header: string; readonly before: readonly NotePart[] } | undefined;
  /** Of the method `adaptive`. */
  readonly adaptive?: AdaptiveOptions | undefined;
  /** Of the method `capt`. */
  readonly capt?: CaptOptions | undefined;
  /** Of the method `context-aware`. */
  readonly contextAware?: ContextAwareOptions | undefined;
  /** Candidates that a token's event lists, default 5, at most 32. */
  readonly candidates?: number | undefined;
  /** The note, or with `section` the section, begins so. */
  readonly opening?: Opening | undefined;
  /**
   * Hold each sentence against the conversation, and write otherwise or leave out what that does not bear out (`note-repair.ts`). Default:
   * as the base's profile has it (`Trio.repairs`). For methods whose models share a vocabulary.
   */
  readonly repair?: boolean | undefined;
  /** What sentences are held against, where `conversation` is only a part of it. */
  readonly heard?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What of the context is kept for the note: no more than notes are long, however many tokens are allowed. */
export function reserve(maxTokens: number): number {
  return Math.min(maxTokens, NOTE_TOKENS);
}

/**
 * With `section`, the text ends before the next header begins, and the limit on tokens is the section's own. A base that is asked
 * for sections one by one (`Trio.sectionAsking`) does not see those before it.
 * @throws {LocumError} `empty-input`, `context-too-long` (with `details.over`, in tokens) before anything runs
 * @throws {Cancelled}
 */
export function writeNote(trio: Trio, request: NoteRequest): AsyncGenerator<GenerationEvent, void, undefined> {
  const { conversation, template = DEFAULT_TEMPLATE, section, opening = { ids: [] }, ...others } = request;
  const { repair, heard = conversation, ...rest } = others;
  const asksForSection = section !== undefined && trio.sectionAsking !== null;
  const prompt = asksForSection
    ? sectionPrompt(trio.sectionAsking, section.header, conversation)
    : templatePrompt(template, conversation);
  const before = section === undefined || asksForSection ? '' : openingOf(section.before, section.header);
  const standing = before === '' ? [] : trio.continuationIds(rest.method, before);
  const begun = standing.length + opening.ids.length;
  const lengths = trio.promptLengths(request.method, prompt);
  requireRoom(
    lengths.map((length) => ({ ...length, tokens: length.tokens + begun })),
    reserve(request.maxTokens),
  );
  const whole = {
    ...rest,
    prompt,
    maxTokens: rest.maxTokens + standing.length,
    opening: { ids: [...standing, ...opening.ids], untold: standing.length + (opening.untold ?? 0) },
    repetitionGuard: true,
    ...(section && !asksForSection && { sections: limitOf(template, section) }),
  };
  if (!repairs(trio, request)) return trio.generate(whole);
  return mended((changed) => trio.generate({ ...whole, ...changed }), {
    conversation: heard,
    opening: whole.opening,
    openingText: trio.tokenizerOf(rest.method).decode(whole.opening.ids),
    candidates: rest.candidates ?? DEFAULT_CANDIDATES,
    stopIds: trio.participants.base?.model.info.stopIds ?? [],
    headers: asksForSection ? NOTE_HEADERS : [],
  });
}

/** The review's word lists come when a note is held against them: they weigh more than all the rest of writing. */
async function* mended(attempt: Attempt, options: RepairOptions): AsyncGenerator<GenerationEvent, void, undefined> {
  const { repaired } = await import('./note-repair.ts');
  yield* repaired(attempt, options);
}

/** Whether the note is held against its conversation while it is written. */
function repairs(
  trio: Pick<Trio, 'repairs'>,
  { method, repair = trio.repairs }: Pick<NoteRequest, 'method' | 'repair'>,
): boolean {
  return repair && METHODS[method].sharesVocabulary;
}

/** As `GenerateOptions`. */
const DEFAULT_CANDIDATES = 5;

/** Sections that stand and the one that is written; the one after that ends it. */
function limitOf(template: NoteTemplate, { header, before }: NonNullable<NoteRequest['section']>) {
  const own = [...before.map((part) => part.header), header].filter((each) => each !== '');
  return { headers: [...headersOf(template), ...own], count: own.length };
}

export type RoomRequest = Pick<NoteRequest, 'conversation' | 'method' | 'maxTokens' | 'template'>;

/** Of the model with the least room. */
export interface Room {
  /** Of the prompt: instruction, conversation, chat format. */
  readonly tokens: number;
  readonly contextLength: number;
  /** What is kept for the note. */
  readonly reserved: number;
  /** Tokens by which it is too long; 0 or less when it fits. */
  readonly over: number;
}

/** What of models has to be known to tell how long a text is for them: their tokenizers, and not their weights. */
export type Reader = Pick<Trio, 'promptLengths' | 'sectionAsking' | 'continuationIds'>;

/** Whether the note is to be written section by section, each from what bears on it (`note-excerpts.ts`). */
export function needsExcerpts(reader: Reader, request: RoomRequest): boolean {
  return reader.sectionAsking !== null || measureRoom(reader, request).over > 0;
}

/** @throws {LocumError} `empty-input` */
export function sectionPrompt({ names }: SectionAsking, header: string, conversation: string): PromptText {
  return taskPrompt('section_summarization', { input: conversation, section: names[header] ?? header });
}

/** How full the contexts will be. @throws {LocumError} `empty-input` */
export function measureRoom(
  reader: Pick<Reader, 'promptLengths'>,
  { conversation, method, maxTokens, template }: RoomRequest,
): Room {
  const lengths = reader.promptLengths(method, templatePrompt(template ?? DEFAULT_TEMPLATE, conversation));
  const reserved = reserve(maxTokens);
  const over = (length: PromptLength) => tokensOver([length], reserved);
  const fullest = lengths.reduce((most, length) => (over(length) > over(most) ? length : most));
  return { ...fullest, reserved, over: over(fullest) };
}

/**
 * The conversation with as little as possible left out of its middle, so that its prompt and a note fit every model.
 * @throws {LocumError} `empty-input`, `context-too-long` when not even its ends fit
 */
export function shortenConversation(trio: Trio, request: RoomRequest): Shortened {
  const { contextLength, reserved } = measureRoom(trio, request);
  const limit = contextLength - reserved;
  // A model with a shorter context counts as if the missing part were taken already.
  const count = (text: string) => measureRoom(trio, { ...request, conversation: text }).over + limit;
  return shortenMiddle(request.conversation, { count, limit });
}
