/** One item answered by one method: a label, a text, or a likelihood. */

import type { AlphaScale } from '../decoding/ahead/alpha-scale.ts';
import type { FinishEvent, FinishReason, TokenEvent } from '../decoding/events.ts';
import type { Classified } from '../decoding/labels/classify.ts';
import type { Method } from '../decoding/methods.ts';
import { METHODS } from '../decoding/methods.ts';
import { invariant, LocumError } from '../errors.ts';
import { excerptConversation, noteFromExcerpts } from '../note-excerpts.ts';
import { requireRoom } from '../tasks/room.ts';
import { shortenMiddle } from '../tasks/shorten.ts';
import type { Trio } from '../trio.ts';
import { extractionCounts } from './extraction.ts';
import { type Item, labelOf } from './item.ts';
import { type Claims, claimsOf } from './note-content.ts';
import { type PackedShift, packShifts } from './shifts.ts';
import type { SpanCounts } from './spans.ts';
import { type EvaluationTaskId, evaluationTask, itemPrompt } from './task.ts';

export interface AnswerRequest {
  readonly task: EvaluationTaskId;
  readonly item: Item;
  readonly method: Method;
  readonly alpha: number;
  readonly maxTokens: number;
  readonly seed: number;
  /** Of the method `adaptive`. */
  readonly scaling?: AlphaScale | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Answer {
  /** The text, or the code of the label. */
  readonly prediction: string;
  /** Generated tokens, or tokens whose likelihood was taken. */
  readonly tokens: number;
  /** Of a document, in nats. */
  readonly nll?: number;
  readonly finish?: FinishReason;
  /** Of a note, or a section of one, that a pair had a part in. */
  readonly shifts?: readonly PackedShift[];
  /** Of a note, or a section of one: what of it stands on the conversation. */
  readonly claims?: Claims;
  /** Of an extraction: what of the reference was found. */
  readonly spans?: SpanCounts;
  /** Turns, lines, sentences or words left out of the middle, so that it fitted. */
  readonly leftOut: number;
  readonly milliseconds: number;
}

/**
 * Labels are scored exactly, under every method. Texts are greedy, with the repetition penalty that the leading model's authors
 * recommend, and end where they begin to repeat themselves.
 * @throws {LocumError} `context-too-long`, `unsupported`, and what the models throw @throws {Cancelled}
 */
export async function answerItem(trio: Trio, request: AnswerRequest): Promise<Answer> {
  const started = performance.now();
  const answer = await answerAs(evaluationTask(request.task).kind, trio, request);
  return { ...answer, milliseconds: performance.now() - started };
}

type Untimed = Omit<Answer, 'milliseconds'>;

function answerAs(kind: 'classify' | 'generate' | 'score', trio: Trio, request: AnswerRequest): Promise<Untimed> {
  switch (kind) {
    case 'classify':
      return choose(trio, request);
    case 'generate':
      return writeText(trio, request);
    case 'score':
      return likelihood(trio, request);
    default:
      return kind satisfies never;
  }
}

async function choose(trio: Trio, request: AnswerRequest): Promise<Untimed> {
  const { item, method, alpha, signal } = request;
  const labels = item.labels.map((label) => label.text);
  const { text, leftOut } = fitting(trio, request, LABEL_ROOM);
  const items = [{ id: item.id, text }];
  const prompt = itemPrompt(request.task, item);
  let chosen: Classified | null = null;
  for await (const event of trio.classify({ items, labels, prompt, method, alpha, signal })) {
    if (event.type === 'failed') throw LocumError.fromRecord(event.error);
    chosen = event;
  }
  invariant(chosen !== null, 'an item has an event');
  return { prediction: labelOf(item.labels, chosen.label)?.code ?? '', tokens: 0, leftOut };
}

/** Room that is kept for a label. */
const LABEL_ROOM = 32;

/** Tasks whose texts are notes or sections of one. */
const OF_NOTES: ReadonlySet<EvaluationTaskId> = new Set([
  ...(['note', 'section-summary', 'clue-aci-bench', 'bbw-aci-bench'] as const),
]);

async function writeText(trio: Trio, request: AnswerRequest): Promise<Untimed> {
  const leader = METHODS[request.method].cast.base;
  const repetitionPenalty = trio.defaults[leader]?.repetitionPenalty ?? 1;
  const { events, leftOut, finish } = await write(trio, request, repetitionPenalty);
  const { text, tokens, reason } = finish;
  const isPartOfNote = OF_NOTES.has(request.task);
  const hasPair = isPartOfNote && METHODS[request.method].cast.anti !== undefined;
  const shifts = hasPair ? { shifts: packShifts(events, finish, request) } : {};
  const claims = isPartOfNote ? { claims: await claimsOf(text, request.item.input) } : {};
  const { input, reference } = request.item;
  const isExtraction = request.task === 'social-history' || request.task === 'clue-sdoh';
  const spans = isExtraction ? { spans: extractionCounts(text, reference, input) } : {};
  return { prediction: text.trim(), tokens, finish: reason, leftOut, ...shifts, ...claims, ...spans };
}

async function write(trio: Trio, request: AnswerRequest, repetitionPenalty: number) {
  const { method, alpha, seed, maxTokens, scaling, signal } = request;
  const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
  const shared = {
    method,
    alpha,
    seed,
    maxTokens,
    sampling,
    candidates: 0,
    signal,
    ...(scaling && { adaptive: { scaling } }),
  };
  if (request.task === 'note' && trio.sectionAsking !== null) {
    const asked = { ...shared, conversation: request.item.input };
    const excerpts = excerptConversation(trio, asked);
    const { tokens, finish } = await noteFromExcerpts(trio, excerpts, asked);
    return { events: tokens, finish, leftOut: excerpts.unread.length };
  }
  const { text, leftOut } = fitting(trio, request, maxTokens);
  const prompt = itemPrompt(request.task, request.item)(text);
  const options = { ...shared, prompt, repetitionGuard: true };
  let finish: FinishEvent | null = null;
  const events: TokenEvent[] = [];
  for await (const event of trio.generate(options)) {
    if (event.type === 'token') events.push(event);
    else if (event.type === 'finish') finish = event;
  }
  invariant(finish !== null, 'a generation ends with its finish event');
  return { events, finish, leftOut };
}

async function likelihood(trio: Trio, { item, method, alpha, signal }: AnswerRequest): Promise<Untimed> {
  const { tokens, nll } = await trio.score(item.input, { method, alpha, signal });
  return { prediction: '', tokens, nll, leftOut: 0 };
}

/** The input with as little as possible left out of its middle, so that every model has room for the answer. */
function fitting(trio: Trio, { task, item, method }: AnswerRequest, room: number) {
  const prompt = itemPrompt(task, item);
  const lengths = (text: string) => trio.promptLengths(method, prompt(text));
  const whole = lengths(item.input);
  const limit = Math.max(...whole.map(({ contextLength }) => contextLength));
  // A model with a shorter context counts as if the missing part were taken already.
  const count = (text: string) =>
    Math.max(...lengths(text).map(({ tokens, contextLength }) => tokens + limit - contextLength));
  const { text, leftOut } = shortenMiddle(item.input, { count, limit: limit - room });
  requireRoom(trio.promptLengths(method, prompt(text)), room);
  return { text, leftOut };
}
