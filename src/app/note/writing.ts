/** One stretch of writing, for whoever shows it: settings become a request, events come at most once a frame. */
import type { Opening } from '../../engine/decoding/generate.ts';
import type { NotePart, NoteTemplate } from '../../engine/tasks/templates.ts';
import type { GenerationEvent } from '../../workers/protocol.ts';
import { asPlayed } from '../models/black-box.ts';
import { engine, recommendedPenalty, useEngine } from '../models/engine.ts';
import { FrameBatch } from '../shell/frame-batch.ts';
import type { Settings } from './settings.ts';

export interface Stretch {
  readonly conversation: string;
  readonly template: NoteTemplate;
  readonly settings: Settings;
  /** One section behind those before it; absent: the whole note. */
  readonly section?: { readonly header: string; readonly before: readonly NotePart[] };
  readonly opening?: Opening;
  /** Candidates a token's event lists; the engine's default where absent. */
  readonly candidates?: number;
}

export function requestOf({ settings, ...stretch }: Stretch) {
  const { maxTokens, temperature, topP, seed } = settings;
  const { method, alpha } = asPlayed(settings.method, settings.alpha);
  const repetitionPenalty = settings.repetitionPenalty ?? recommendedPenalty(useEngine.getState().status, method);
  return { ...stretch, method, alpha, maxTokens, seed, sampling: { repetitionPenalty, temperature, topK: 0, topP } };
}

/** @throws {LocumError} @throws {Cancelled} what came before is delivered all the same */
export async function writeStretch(
  stretch: Stretch,
  deliver: (events: readonly GenerationEvent[]) => void,
  signal: AbortSignal,
): Promise<void> {
  const batch = new FrameBatch<GenerationEvent>(deliver);
  try {
    for await (const event of engine.generate(requestOf(stretch), signal)) batch.add(event);
  } finally {
    batch.flush();
  }
}
