/** How fast the models in the roles read and write on this device, beside how fast it copies memory. */
import type { Method, Role, TrioSummary } from '../../workers/protocol.ts';
import { cpuCopying, gpuCopying } from './copying.ts';
import { engine, openModels } from './engine.ts';

/** Milliseconds a token at which a text comes as fast as it is read: four tokens a second. */
const READING_MS = 250;
const STEPS = 16;
const SENTENCE =
  'The knee has hurt since the fall two weeks ago, mostly on the stairs, and it is not swollen any more.';
const PROMPT = Array.from({ length: 10 }, () => SENTENCE).join(' ');

/** What one method takes. */
export interface Pace {
  readonly readTokensPerSecond: number;
  readonly stepMs: number;
  /** Weights that a step reads, at most. */
  readonly bytesPerStep: number;
  /** Bytes a second over those that a copy moves; null where that is not known. */
  readonly shareOfCopying: number | null;
}

export interface Speed {
  readonly date: string;
  readonly app: string;
  readonly cores: number;
  readonly backend: TrioSummary['backend'];
  /** Why this backend, and how it computes. */
  readonly reason: string;
  readonly models: TrioSummary['models'];
  readonly copyBytesPerSecond: number | null;
  readonly base: Pace;
  readonly trio: Pace;
  readonly advice: string;
}

/** @param onPhase what is measured now, in the user's words @throws {LocumError} @throws {Cancelled} */
export async function measureSpeed(onPhase: (phase: string) => void, signal: AbortSignal): Promise<Speed> {
  onPhase('Loading the models');
  const { models, backend, reason, app } = await openModels(signal);
  onPhase('Copying memory');
  const copying = backend === 'cpu' ? await cpuCopying() : await gpuCopying(globalThis.navigator.gpu);
  const paceOf = async (method: Method, roles: readonly Role[]): Promise<Pace> => {
    const { readTokensPerSecond, stepMs } = await timed(method, signal);
    // A model in two roles is read once.
    const read = new Map(roles.map((role) => [models[role]?.id, models[role]?.bytes ?? 0]));
    const bytesPerStep = [...read.values()].reduce((sum, bytes) => sum + bytes, 0);
    const perSecond = (bytesPerStep * 1000) / stepMs;
    return { readTokensPerSecond, stepMs, bytesPerStep, shareOfCopying: copying && perSecond / copying };
  };
  onPhase('The base alone');
  const base = await paceOf('base', ['base']);
  onPhase('The trio');
  const trio = await paceOf('proxy', ['base', 'expert', 'anti']);
  return {
    date: new Date().toISOString(),
    app,
    cores: globalThis.navigator.hardwareConcurrency,
    backend,
    reason,
    models,
    copyBytesPerSecond: copying,
    base,
    trio,
    advice: adviceOn(base.stepMs, trio.stepMs),
  };
}

async function timed(method: Method, signal: AbortSignal): Promise<Pick<Pace, 'readTokensPerSecond' | 'stepMs'>> {
  const sampling = { temperature: 0, topK: 0, topP: 1, repetitionPenalty: 1 };
  // Begins otherwise every time: what was read before is not read again.
  const text = `${crypto.randomUUID()} ${PROMPT}`;
  const prompt = { chat: [{ role: 'user', content: text } as const], plain: text };
  let tokens = 0;
  for await (const event of engine.complete(
    { prompt, method, alpha: 0.5, sampling, seed: 0, maxTokens: STEPS },
    signal,
  )) {
    if (event.type === 'prefill') tokens = event.tokensTotal;
    if (event.type === 'finish')
      return { readTokensPerSecond: (tokens * 1000) / event.prefillMs, stepMs: event.decodeMsPerToken };
  }
  throw new Error('The generation ended without a finish event.');
}

/** What is to be chosen, by whether texts come as fast as one reads. */
export function adviceOn(baseMs: number, trioMs: number): string {
  if (trioMs <= READING_MS)
    return 'All three models together write faster than people read: nothing needs to be changed.';
  if (baseMs <= READING_MS)
    return 'The base writes faster than people read, the three together do not: a smaller pair, or models held as q4, would help; so would writing with the expert alone.';
  return 'Even the base alone writes slower than people read: choose a smaller base, or one held as q4.';
}
