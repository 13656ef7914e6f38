/**
 * The engine as a library, for programs of other people: page, worker, Node and Deno alike. What is exported here keeps its form
 * within a major version (CHANGELOG.md), and nothing else of the engine does. docs/LIBRARY.md shows each in use.
 */
import type { Evidence } from './analysis/evidence/evidence.ts';
import type { GenerationEvent } from './decoding/events.ts';
import type { ClassifyEvent, ClassifyOptions } from './decoding/labels/classify.ts';
import type { DocumentScore, ScoreOptions } from './decoding/score.ts';
import type { Checkpoint } from './lm/checkpoint/checkpoint.ts';
import { GREEDY } from './lm/ensemble.ts';
import type { MergeInputs } from './merging/merged-checkpoint.ts';
import type { MergeRecipeInput } from './merging/recipe.ts';
import { type NoteRequest, writeNote as writeWhole } from './note-writer.ts';
import { instructionPrompt } from './tasks/classification.ts';
import { NOTE_TOKENS } from './tasks/note.ts';
import {
  openTrio as openWith,
  type Prompt,
  type Trio,
  type TrioOptions,
  type GenerateRequest as Whole,
} from './trio.ts';

export type { Evidence, SentenceReview, SupportLevel } from './analysis/evidence/evidence.ts';
export { type Rescored, type RescoredToken, rescore } from './analysis/rescore.ts';
export type {
  FinishEvent,
  FinishReason,
  GenerationEvent,
  PrefillEvent,
  TokenCandidate,
  TokenEvent,
} from './decoding/events.ts';
export type { Classified, ClassifyEvent, NotClassified } from './decoding/labels/classify.ts';
export { METHODS, type Method } from './decoding/methods.ts';
export { type DocumentScore, perplexity } from './decoding/score.ts';
export { Cancelled, type ErrorCode, LocumError } from './errors.ts';
export { openAnyCheckpoint as openCheckpoint } from './lm/any-checkpoint.ts';
export type { Checkpoint } from './lm/checkpoint/checkpoint.ts';
export { type FileSource, urlSource } from './lm/checkpoint/source.ts';
export { GREEDY, type Role, type SamplingOptions } from './lm/ensemble.ts';
export { adaptedSource } from './lm/lora/adapted-source.ts';
export type { MergeInputs } from './merging/merged-checkpoint.ts';
export type { MergeRecipeInput } from './merging/recipe.ts';
export type { ChatMessage } from './tokenizer/prompt-runs.ts';
export type { PromptText } from './tokenizer/tokenizer.ts';
export type { Prompt, Trio, TrioOptions } from './trio.ts';

/** Without `backend`: WebGPU where there is a real GPU, else the CPU; `Trio.reason` says which and why. */
export type OpenOptions = Omit<TrioOptions, 'backend'> & Partial<Pick<TrioOptions, 'backend'>>;

/**
 * The models that write together, checked against each other and each loaded once.
 * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `vocabulary-mismatch`, `no-webgpu`, `out-of-memory`, `network` and others
 * @throws {Cancelled} when `options.signal` aborts
 */
export function openTrio({ backend = 'auto', ...options }: OpenOptions): Promise<Trio> {
  return openWith({ ...options, backend });
}

/** A text is asked as a user's message, in each model's own format. */
export type GenerateRequest = Omit<Whole, 'prompt'> & { readonly prompt: Prompt | string };

/**
 * One answer, token by token: `prefill` events, a `token` event for every token, `finish` last. Ending the loop stops the work.
 * @throws {LocumError} `bad-argument`, `context-too-long`, `unsupported`, and what the models throw
 * @throws {Cancelled} when `request.signal` aborts
 */
export function generate(
  trio: Trio,
  { prompt, ...request }: GenerateRequest,
): AsyncGenerator<GenerationEvent, void, undefined> {
  const asked: Prompt =
    typeof prompt === 'string' ? { chat: [{ role: 'user', content: prompt }], plain: prompt } : prompt;
  return trio.generate({ ...request, prompt: asked });
}

/** Without them: α 1, greedy, seed 0, and as many tokens as notes have. */
export type WriteNoteRequest = Pick<NoteRequest, 'conversation' | 'method'> & Partial<NoteRequest>;

/**
 * The note of a conversation, told as `generate` tells it.
 * @throws {LocumError} as `generate`; `empty-input` @throws {Cancelled}
 */
export function writeNote(trio: Trio, request: WriteNoteRequest): AsyncGenerator<GenerationEvent, void, undefined> {
  return writeWhole(trio, { alpha: 1, sampling: GREEDY, seed: 0, maxTokens: NOTE_TOKENS, ...request });
}

/**
 * How likely a text is under a method.
 * @returns tokens, and −Σ ln p of them in nats
 * @throws {LocumError} `vocabulary-mismatch`, `unsupported` @throws {Cancelled}
 */
export function score(trio: Trio, text: string, options: Omit<ScoreOptions, 'participants'>): Promise<DocumentScore> {
  return trio.score(text, options);
}

export type ClassifyRequest = Pick<ClassifyOptions, 'labels' | 'method' | 'alpha' | 'signal'> & {
  readonly texts: readonly string[];
  /** What is asked of each text; default: nothing but for one of the labels. */
  readonly instruction?: string | undefined;
};

/**
 * The label of each text, with the exact probability of every label: nothing is sampled. One event a text.
 * @throws {LocumError} `bad-argument`, `vocabulary-mismatch` @throws {Cancelled}
 */
export function classify(
  trio: Trio,
  { texts, instruction = '', ...options }: ClassifyRequest,
): AsyncGenerator<ClassifyEvent, void, undefined> {
  const items = texts.map((text, index) => ({ id: String(index), text }));
  return trio.classify({ ...options, items, prompt: instructionPrompt(instruction, options.labels) });
}

/**
 * What of a note its conversation bears out: each sentence with the turns it stands on, and flags on what they do not say.
 * Works on words alone, without a model. Fetched when it is first used: its word lists weigh more than all the rest.
 * @throws {LocumError} `other-language`, `text-too-large`
 */
export async function reviewEvidence(note: string, conversation: string): Promise<Evidence> {
  const [evidence, concepts] = await Promise.all([
    import('./analysis/evidence/evidence.ts'),
    import('./analysis/evidence/lexicon/concepts.ts'),
  ]);
  return evidence.reviewEvidence(note, conversation, await concepts.loadLexicon());
}

/**
 * The weights of several models as one checkpoint, merged while they are read (linear, SLERP, task arithmetic, TIES, DARE, DELLA,
 * BreadCrumbs). Fetched when it is first used.
 * @throws {LocumError} `bad-argument` for a recipe that does not go together, `unsupported` where the models' shapes differ
 */
export async function merge(recipe: MergeRecipeInput, inputs: MergeInputs): Promise<Checkpoint> {
  const [{ mergedCheckpoint }, { parseRecipe }] = await Promise.all([
    import('./merging/merged-checkpoint.ts'),
    import('./merging/recipe.ts'),
  ]);
  return mergedCheckpoint(parseRecipe(recipe), inputs);
}
