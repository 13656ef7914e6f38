/** What lies under the lens: generations with the story of every token. Kept in memory only. */
import { create } from 'zustand';
import { type Recording, recordingFromJson } from '../../engine/analysis/recording.ts';
import { authorshipOf } from '../../engine/authorship.ts';
import { type ErrorRecord, LocumError } from '../../engine/errors.ts';
import { PRESET_NAMES, PRESETS, type PresetName, type RoleModels } from '../../engine/presets.ts';
import { notePrompt } from '../../engine/tasks/note.ts';
import { DEFAULT_TEMPLATE } from '../../engine/tasks/templates.ts';
import type { GenerationEvent, NoteInput } from '../../workers/protocol.ts';
import { engine, openModels, problemOf, type ReadyModels, recommendedPenalty } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { FrameBatch } from '../shell/frame-batch.ts';
import { readLargeTextFile } from '../text/read-text-file.ts';

/** Candidates kept of each token, by combined score and by the base’s. */
const CANDIDATES = 12;
/** A recording of 2,000 tokens has about 8 MB. */
const MAX_FILE_BYTES = 100_000_000;

export interface LensEntry {
  readonly id: number;
  readonly recording: Recording;
}

export type LensPhase = 'idle' | 'loading' | 'reading' | 'writing';

interface LensStore {
  readonly entries: readonly LensEntry[];
  /** The entry that is shown. */
  readonly shown: number | null;
  /** Index of the token whose story is pinned. */
  readonly token: number | null;
  /** Under which α the entry is looked at; null: the recorded one. */
  readonly alpha: number | null;
  readonly run: { readonly phase: LensPhase; readonly title: string };
  readonly problem: ErrorRecord | null;
}

const IDLE = { phase: 'idle', title: '' } as const;

export const useLens = create<LensStore>(() => ({
  entries: [],
  shown: null,
  token: null,
  alpha: null,
  run: IDLE,
  problem: null,
}));

let nextId = 1;

/** Puts a generation under the lens and shows it. */
export function openInLens(recording: Recording): number {
  const id = nextId++;
  useLens.setState(({ entries }) => ({
    entries: [...entries, { id, recording }],
    shown: id,
    token: null,
    alpha: null,
  }));
  return id;
}

export function show(id: number, token: number | null = null): void {
  useLens.setState(({ shown, alpha }) => ({ shown: id, token, alpha: shown === id ? alpha : null }));
}

export function close(id: number): void {
  useLens.setState(({ entries, shown }) => {
    const left = entries.filter((entry) => entry.id !== id);
    return shown === id
      ? { entries: left, shown: left.at(-1)?.id ?? null, token: null, alpha: null }
      : { entries: left };
  });
}

export function pin(token: number | null): void {
  useLens.setState({ token });
}

export function lookUnder(alpha: number | null): void {
  useLens.setState({ alpha });
}

export function dismissLensProblem(): void {
  useLens.setState({ problem: null });
}

/** A file that cannot be used replaces nothing. */
export async function importRecording(file: File): Promise<void> {
  try {
    openInLens(recordingFromJson(await readLargeTextFile(file, MAX_FILE_BYTES), file.name));
  } catch (thrown) {
    useLens.setState({ problem: problemOf(thrown) });
  }
}

/** The preset whose models a recording was made with. */
export function presetOf({ authorship: { models } }: Pick<Recording, 'authorship'>): PresetName | null {
  const same = (name: PresetName) =>
    (['expert', 'anti'] as const).every((role) => PRESETS[name].models[role] === models[role]?.id);
  return PRESET_NAMES.find(same) ?? null;
}

export interface NewNotes {
  readonly conversation: string;
  readonly presets: readonly PresetName[];
  readonly alpha: number;
  readonly temperature: number;
  readonly seed: number;
  readonly maxTokens: number;
}

/** Writes the note of one conversation with each pair in turn. */
export async function writeNotes({ conversation, presets, temperature, ...settings }: NewNotes): Promise<void> {
  await attempt(async (signal) => {
    // Refuses an empty dialogue before any model is loaded.
    notePrompt(conversation);
    for (const preset of presets) {
      const models = await prepare(PRESETS[preset].models, preset, signal);
      const repetitionPenalty = recommendedPenalty(models, 'proxy');
      const sampling = { repetitionPenalty, temperature, topK: 0, topP: 1 };
      await record(
        { conversation, method: 'proxy', ...settings, sampling },
        { title: preset, models, before: [] },
        signal,
      );
    }
  });
}

/** Rewinds to a token, takes another in its place, and writes on from there. */
export async function branch({ recording }: LensEntry, token: number, candidate: number): Promise<void> {
  await attempt(async (signal) => {
    const { input, models } = await again(recording, signal);
    const before = recording.tokens.slice(0, token);
    const opening = { ids: [...before.map(({ id }) => id), candidate], untold: token };
    const title = `${recording.title} ⑂${token + 1}`;
    // There must be room for the other token at least.
    const maxTokens = Math.max(input.maxTokens, token + 1);
    await record({ ...input, maxTokens, opening }, { title, models, before }, signal);
  });
}

/** Has the models read the text again under another α: exact where re-scoring is not. */
export async function readAgain({ recording }: LensEntry, alpha: number): Promise<void> {
  await attempt(async (signal) => {
    const { input, models } = await again(recording, signal);
    const opening = { ids: recording.tokens.map(({ id }) => id) };
    const title = `${recording.title}, read at α ${alpha.toFixed(2)}`;
    const maxTokens = recording.tokens.length;
    await record({ ...input, alpha, maxTokens, opening }, { title, models, before: [] }, signal);
  });
}

/** Whether it is known what the text was written from and by whom, so that the same models can go on with it. */
export function canBeContinued(recording: Recording): boolean {
  return commissionOf(recording) !== null;
}

/** The request that a recording came from; null where not all of it is known. */
function commissionOf({ conversation, authorship }: Recording) {
  const { method, alpha, sampling, seed, maxTokens, models } = authorship;
  const { base, expert, anti } = models;
  if (conversation === null || alpha === undefined || sampling === undefined) return null;
  if (seed === undefined || maxTokens === undefined || !base || !expert || !anti) return null;
  const ids = { base: base.id, expert: expert.id, anti: anti.id };
  return { input: { conversation, method, alpha, sampling, seed, maxTokens }, ids };
}

/** The models that wrote a recording, loaded, and the request that it came from. */
async function again(recording: Recording, signal: AbortSignal) {
  const known = commissionOf(recording);
  if (known === null) {
    throw new LocumError('unsupported', 'It is not known what this text was written from.', {
      hint: 'Only texts whose conversation and models are known can be continued.',
    });
  }
  return { input: known.input, models: await prepare(known.ids, recording.title, signal) };
}

async function prepare(ids: RoleModels, title: string, signal: AbortSignal): Promise<ReadyModels> {
  useLens.setState({ run: { phase: 'loading', title } });
  return openModels(signal, ids);
}

interface Making {
  readonly title: string;
  readonly models: ReadyModels;
  /** Tokens that stand, whose story is told already. */
  readonly before: Recording['tokens'];
}

/** Shows the text as it grows. What was written stays when it is stopped or breaks off. */
async function record(input: NoteInput, { title, models, before }: Making, signal: AbortSignal): Promise<void> {
  const authorship = authorshipOf({ ...input, template: DEFAULT_TEMPLATE }, models);
  useLens.setState({ run: { phase: 'reading', title } });
  let id: number | null = null;
  const batch = new FrameBatch<GenerationEvent>((events) => {
    const told = events.filter((event) => event.type === 'token');
    const ending = events.find((event) => event.type === 'finish') ?? null;
    if (told.length === 0 && ending === null) return;
    if (id === null) {
      id = openInLens({ title, authorship, conversation: input.conversation, tokens: before, ending: null });
      useLens.setState({ run: { phase: 'writing', title } });
    }
    update(id, ({ tokens, ...rest }) => ({
      ...rest,
      tokens: [...tokens, ...told],
      ...(ending && { ending: { reason: ending.reason, cause: ending.cause } }),
    }));
  });
  try {
    for await (const event of engine.generate({ ...input, candidates: CANDIDATES, repair: false }, signal))
      batch.add(event);
  } finally {
    batch.flush();
  }
}

function update(id: number, change: (recording: Recording) => Recording): void {
  useLens.setState(({ entries }) => ({
    entries: entries.map((entry) => (entry.id === id ? { id, recording: change(entry.recording) } : entry)),
  }));
}

/** Its name where others wait for it. */
export const LENS_TASK = 'Tokens';
const task = new ModelTask(LENS_TASK);

export const stopLens = (): void => task.stop();

async function attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  useLens.setState({ problem: null, run: { phase: 'loading', title: '' } });
  const outcome = await task.run(work);
  if (typeof outcome === 'object') useLens.setState({ problem: outcome });
  if (!task.isRunning) useLens.setState({ run: IDLE });
}
