/** What benchmarks of decoding methods have in common: dialogues, models, and one note at a time. */

import { readConversation, readDocuments } from '../node/documents.ts';
import { gpuFor } from '../node/gpu.ts';
import { modelSource } from '../node/model-folder.ts';
import { type GenerationRole, generate } from '../src/engine/decoding/generate.ts';
import type { Ensemble, EnsembleReport, Role, SamplingOptions } from '../src/engine/lm/ensemble.ts';
import { notePrompt } from '../src/engine/tasks/note.ts';
import type { PromptText } from '../src/engine/tokenizer/tokenizer.ts';
import { openTrio, type Trio } from '../src/engine/trio.ts';
import type { BackendName } from './subject.ts';

const EXAMPLES = [
  'cardiology-follow-up',
  'dermatology-mole',
  'diabetes-review',
  'orthopaedic-knee',
  'paediatric-ear-pain',
  'post-operative-check',
  'sleep-and-mood',
];

/**
 * Prompts for notes of `count` dialogues, each cut to at most `characters`. From a file of JSON lines, or else the examples of
 * the app, which are few: later ones begin further into the same conversations.
 */
export async function dialogues(file: string | undefined, count: number, characters: number): Promise<PromptText[]> {
  const texts = file === undefined ? await exampleTexts() : (await readDocuments(file)).map(({ text }) => text);
  return Array.from({ length: count }, (_, index) => {
    const text = texts[index % texts.length] ?? '';
    const turns = text.split('\n');
    const skipped = Math.floor(index / texts.length) * 2;
    return notePrompt(
      turns
        .slice(skipped % Math.max(1, turns.length - 2))
        .join('\n')
        .slice(0, characters),
    );
  });
}

/** The conversations that come with the app. */
export function exampleTexts(): Promise<string[]> {
  return Promise.all(EXAMPLES.map((id) => readConversation(`example:${id}`)));
}

export async function openModels(backend: BackendName, models: Readonly<Record<Role, string>>): Promise<Trio> {
  const sources = {
    base: modelSource(models.base),
    expert: modelSource(models.expert),
    anti: modelSource(models.anti),
  };
  return openTrio({ sources, backend, gpu: await gpuFor(backend) });
}

export interface Written {
  readonly ids: readonly number[];
  readonly decodeMs: number;
  readonly report: EnsembleReport | undefined;
}

export interface NoteOptions {
  readonly tokens: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
}

/** What a generation has to know of one role. */
export function roleOf(trio: Trio, name: Role, prompt: PromptText): GenerationRole {
  const part = trio.participants[name];
  if (part === undefined) throw new Error(`There is no ${name}.`);
  const { model, tokenizer } = part;
  return { tokenizer, prompt: tokenizer.encodePrompt(prompt), contextLength: model.info.contextLength };
}

/** One note by an ensemble of base, expert and anti-expert. */
export async function write(
  trio: Trio,
  ensemble: Ensemble,
  prompt: PromptText,
  { tokens, sampling, seed }: NoteOptions,
): Promise<Written> {
  const ids: number[] = [];
  let decodeMs = 0;
  let report: EnsembleReport | undefined;
  const events = generate({
    ensemble,
    method: 'proxy',
    roles: {
      base: roleOf(trio, 'base', prompt),
      expert: roleOf(trio, 'expert', prompt),
      anti: roleOf(trio, 'anti', prompt),
    },
    stopIds: trio.models.base?.stopIds ?? [],
    maxTokens: tokens,
    sampling,
    seed,
  });
  for await (const event of events) {
    if (event.type === 'token') {
      ids.push(event.id);
      decodeMs += event.milliseconds ?? 0;
    } else if (event.type === 'finish') report = event.report;
  }
  return { ids, decodeMs, report };
}

/** Tokens that two notes have in common from the start on. */
export function agreement(a: readonly number[], b: readonly number[]): number {
  const first = a.findIndex((id, index) => id !== b[index]);
  return first < 0 ? a.length : first;
}
