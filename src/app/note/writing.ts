/** One stretch of writing, for whoever shows it: settings become a request, events come at most once a frame with who writes. */
import { type Authorship, authorshipOf, type Condensation } from '../../engine/authorship.ts';
import type { Opening } from '../../engine/decoding/generate.ts';
import type { NotePart, NoteTemplate } from '../../engine/tasks/templates.ts';
import type { GenerationEvent, Method } from '../../workers/protocol.ts';
import { engine, type ReadyModels, recommendedPenalty } from '../models/engine.ts';
import { FrameBatch } from '../shell/frame-batch.ts';
import type { NoteMethod, Settings } from './settings.ts';

export interface Stretch {
  readonly conversation: string;
  /** What `conversation` is in the place of, where that was too long; absent: all of it. */
  readonly condensed?: Condensation | undefined;
  /** The whole of it: what sentences are held against. Absent: `conversation`. */
  readonly heard?: string;
  readonly template: NoteTemplate;
  readonly settings: Settings;
  /** One section behind those before it; absent: the whole note. */
  readonly section?: { readonly header: string; readonly before: readonly NotePart[] };
  readonly opening?: Opening;
  /** Candidates a token's event lists; the engine's default where absent. */
  readonly candidates?: number;
}

/**
 * How a method of the note page is run: a base with another tokenizer than the pair is tuned by CAPT; where it only proposes tokens, it
 * is that with α = 0 by itself, too.
 * @param base behind an address; not of the pair's vocabulary (`Trio.followsText`)
 */
export function asPlayed(
  method: NoteMethod,
  alpha: number,
  base: { readonly isRemote: boolean; readonly followsText: boolean },
): { readonly method: Method; readonly alpha: number } {
  if (method === 'proxy' && (base.isRemote || base.followsText)) return { method: 'capt', alpha };
  return method === 'base' && base.isRemote ? { method: 'capt', alpha: 0 } : { method, alpha };
}

export function requestOf({ settings, ...stretch }: Stretch, models: ReadyModels) {
  const { maxTokens, temperature, topP, seed } = settings;
  const { method, alpha } = asPlayed(settings.method, settings.alpha, {
    isRemote: models.remote !== null,
    followsText: models.followsText,
  });
  const repetitionPenalty = settings.repetitionPenalty ?? recommendedPenalty(models, method);
  const repair = settings.repair ?? models.repairs;
  const sampling = { repetitionPenalty, temperature, topK: 0, topP };
  return { ...stretch, method, alpha, maxTokens, seed, sampling, repair };
}

/**
 * @param models as `openModels` has returned them for this very task
 * @throws {LocumError} @throws {Cancelled} what came before is delivered all the same
 */
export async function writeStretch(
  stretch: Stretch,
  models: ReadyModels,
  deliver: (events: readonly GenerationEvent[], authorship: Authorship) => void,
  signal: AbortSignal,
): Promise<void> {
  const request = requestOf(stretch, models);
  const authorship = authorshipOf(request, models);
  const batch = new FrameBatch<GenerationEvent>((events) => deliver(events, authorship));
  try {
    for await (const event of engine.generate(request, signal)) batch.add(event);
  } finally {
    batch.flush();
  }
}
