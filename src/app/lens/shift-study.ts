/** Many notes with each pair, of which only what the analysis needs is kept. In memory only. */
import { create } from 'zustand';
import type { Recording } from '../../engine/analysis/recording.ts';
import { type ShiftedToken, shiftedTokens } from '../../engine/analysis/shift.ts';
import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import { PRESETS, type PresetName } from '../../engine/presets.ts';
import type { FinishEvent, TokenEvent } from '../../workers/protocol.ts';
import { engine, openModels, problemOf, type ReadyModels, recommendedPenalty } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';

export interface Conversation {
  readonly id: string;
  readonly text: string;
}

/** Notes of one pair, each as its tokens. */
export type Texts = readonly (readonly ShiftedToken[])[];

export interface StudyOptions {
  /** What the notes are of, in the user’s words. */
  readonly of: string;
  readonly conversations: readonly Conversation[];
  readonly presets: readonly PresetName[];
  readonly maxTokens: number;
  readonly alpha: number;
}

interface StudyStore {
  readonly series: Readonly<Partial<Record<PresetName, Texts>>>;
  /** What was asked for; null: nothing yet. */
  readonly options: StudyOptions | null;
  /** Notes of it that have been written or left out, pair after pair. */
  readonly done: number;
  readonly running: boolean;
  /** Conversations that could not be used, and why. */
  readonly leftOut: readonly { readonly id: string; readonly message: string }[];
  readonly problem: ErrorRecord | null;
}

const EMPTY: StudyStore = { series: {}, options: null, done: 0, running: false, leftOut: [], problem: null };

export const useStudy = create<StudyStore>(() => EMPTY);

/** Its name where others wait for it. */
export const STUDY_TASK = 'Shift by group';
const task = new ModelTask(STUDY_TASK, { goesOn: true });

export const stopStudy = (): void => task.stop();

export function dismissStudyProblem(): void {
  useStudy.setState({ problem: null });
}

export function totalOf({ conversations, presets }: StudyOptions): number {
  return conversations.length * presets.length;
}

/** Writes every note with every pair. What has been written stays when it is stopped; a note that fails is left out. */
export async function study(options: StudyOptions): Promise<void> {
  task.stop();
  useStudy.setState({ ...EMPTY, options });
  await resumeStudy();
}

/** Goes on where it was stopped. */
export async function resumeStudy(): Promise<void> {
  const { options } = useStudy.getState();
  if (options === null) return;
  useStudy.setState({ running: true, problem: null });
  const outcome = await task.run((signal) => writeRest(options, signal));
  if (typeof outcome === 'object') useStudy.setState({ problem: outcome });
  if (!task.isRunning) useStudy.setState({ running: false });
}

async function writeRest(options: StudyOptions, signal: AbortSignal): Promise<void> {
  const { conversations, presets } = options;
  const { done: before } = useStudy.getState();
  for (const [place, preset] of presets.entries()) {
    const first = Math.max(0, before - place * conversations.length);
    if (first >= conversations.length) continue;
    const models = await openModels(signal, PRESETS[preset].models);
    for (const [number, conversation] of conversations.entries()) {
      if (number < first) continue;
      await writeOne(preset, number, conversation, { options, models }, signal);
      useStudy.setState(({ done }) => ({ done: done + 1 }));
    }
  }
}

interface Writing {
  readonly options: Pick<StudyOptions, 'maxTokens' | 'alpha'>;
  readonly models: ReadyModels;
}

async function writeOne(
  preset: PresetName,
  number: number,
  { id, text }: Conversation,
  writing: Writing,
  signal: AbortSignal,
): Promise<void> {
  try {
    const tokens = shiftedTokens(await record(text, writing, signal), number);
    useStudy.setState(({ series }) => ({ series: { ...series, [preset]: [...(series[preset] ?? []), tokens] } }));
  } catch (thrown) {
    const { code, message } = problemOf(thrown);
    if (thrown instanceof Cancelled || (code !== 'empty-input' && code !== 'context-too-long')) throw thrown;
    useStudy.setState(({ leftOut }) => ({ leftOut: [...leftOut, { id: `${id} (${preset})`, message }] }));
  }
}

async function record(
  text: string,
  { options: { maxTokens, alpha }, models }: Writing,
  signal: AbortSignal,
): Promise<Pick<Recording, 'tokens' | 'ending'>> {
  const repetitionPenalty = recommendedPenalty(models, 'proxy');
  const sampling = { repetitionPenalty, temperature: 0, topK: 0, topP: 1 };
  const request = { method: 'proxy', alpha, sampling, seed: 1, maxTokens } as const;
  const conversation = (await engine.shorten({ ...request, conversation: text }, { signal })).text;
  const tokens: TokenEvent[] = [];
  let ending: FinishEvent | null = null;
  for await (const event of engine.generate({ ...request, conversation, candidates: 1, repair: false }, signal)) {
    if (event.type === 'token') tokens.push(event);
    if (event.type === 'finish') ending = event;
  }
  return { tokens, ending };
}
