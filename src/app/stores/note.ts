/** The note page's state: the dialogue, the settings, and the run that writes the note. Kept in memory only. */
import { create } from 'zustand';
import { Cancelled, type ErrorRecord } from '../../engine/errors.ts';
import { notePrompt } from '../../engine/tasks/note.ts';
import type { FinishReason, GenerationEvent, Method, TokenEvent } from '../../workers/protocol.ts';
import { readTextFile } from '../text/read-text-file.ts';
import { engine, forgetLoss, openModels, problemOf, recommendedPenalty, useEngine } from './engine.ts';
import { FrameBatch } from './frame-batch.ts';

/** The methods that this page offers. */
export type NoteMethod = Extract<Method, 'base' | 'expert' | 'proxy'>;

export interface Settings {
  readonly method: NoteMethod;
  readonly alpha: number;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  /** Null: as the model's authors recommend. */
  readonly repetitionPenalty: number | null;
  readonly seed: number;
}

export const DEFAULT_SETTINGS: Settings = {
  method: 'proxy',
  alpha: 1,
  maxTokens: 400,
  temperature: 0,
  topP: 1,
  repetitionPenalty: null,
  seed: 1,
};

export type Phase = 'idle' | 'loading' | 'reading' | 'writing' | 'finished' | 'stopped' | 'failed';

/** Tokens in blocks, so that a frame re-renders the last block and not the whole note. */
export const BLOCK_TOKENS = 48;

export interface Run {
  readonly phase: Phase;
  /** What the note was written with; the controls may have moved on since. */
  readonly settings: Settings;
  readonly blocks: readonly (readonly TokenEvent[])[];
  /** The tokens are those of the run before: they stay until this one has something to show. */
  readonly earlier: boolean;
  readonly tokens: number;
  readonly prefill: { readonly done: number; readonly total: number };
  readonly reason: FinishReason | null;
  /** From the click (models loaded) to the first token. */
  readonly firstTokenMs: number | null;
  /** Sum of the tokens' own times, for tokens per second. */
  readonly decodeMs: number;
}

const EMPTY_RUN: Run = {
  phase: 'idle',
  settings: DEFAULT_SETTINGS,
  blocks: [],
  earlier: false,
  tokens: 0,
  prefill: { done: 0, total: 0 },
  reason: null,
  firstTokenMs: null,
  decodeMs: 0,
};

/** A dialogue and where it came from: an example's id, a file's name. */
interface Source {
  readonly dialogue: string;
  readonly origin: { readonly example?: string; readonly file?: string };
}

interface NoteStore extends Source {
  /** What the last replacement (example, file, clearing, shortening) took away; null when there is nothing to bring back. */
  readonly replaced: Source | null;
  readonly settings: Settings;
  readonly run: Run;
  readonly problem: ErrorRecord | null;
  /** The token whose probabilities are shown. */
  readonly inspected: number | null;
}

export const useNote = create<NoteStore>(() => ({
  dialogue: '',
  origin: {},
  replaced: null,
  settings: DEFAULT_SETTINGS,
  run: EMPTY_RUN,
  problem: null,
  inspected: null,
}));

export function isRunning(phase: Phase): boolean {
  return phase === 'loading' || phase === 'reading' || phase === 'writing';
}

export function noteText(run: Run): string {
  return run.blocks.flatMap((block) => block.map((token) => token.text)).join('');
}

export function editDialogue(dialogue: string): void {
  useNote.setState({ dialogue, problem: null });
}

/** Another text in the place of the present one, which `restoreDialogue` brings back. */
export function replaceDialogue(dialogue: string, origin: Source['origin'] = {}): void {
  useNote.setState((former) => ({
    dialogue,
    origin,
    replaced: former.dialogue.trim() === '' ? former.replaced : { dialogue: former.dialogue, origin: former.origin },
    problem: null,
  }));
}

export function restoreDialogue(): void {
  useNote.setState(({ replaced }) => (replaced === null ? {} : { ...replaced, replaced: null, problem: null }));
}

export function setSettings(change: Partial<Settings>): void {
  useNote.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
}

export function inspect(index: number | null): void {
  useNote.setState({ inspected: index });
}

export function dismissProblem(): void {
  useNote.setState({ problem: null });
  forgetLoss();
}

export function showProblem(thrown: unknown): void {
  useNote.setState({ problem: problemOf(thrown) });
}

/** Replaces the dialogue by a file's text; a file that cannot be read replaces nothing. */
export async function openFile(file: File): Promise<void> {
  try {
    replaceDialogue(await readTextFile(file), { file: file.name });
  } catch (thrown) {
    showProblem(thrown);
  }
}

let current: AbortController | null = null;

export function stop(): void {
  current?.abort();
}

/** Loads the models without writing anything. */
export async function loadModels(): Promise<void> {
  await attempt(async (signal) => {
    await openModels(signal);
  });
}

export async function retryOnCpu(): Promise<void> {
  useEngine.getState().setBackend('cpu');
  await retry();
}

/** What failed, once more: the note if one was being written, else the loading. */
export async function retry(): Promise<void> {
  await (useNote.getState().run.phase === 'failed' ? generate() : loadModels());
}

/** Leaves out the middle of a dialogue that does not fit, with a marker in its place, and writes the note. */
export async function shortenAndGenerate(): Promise<void> {
  const shortened = await attempt(async (signal) => {
    await openModels(signal);
    const { dialogue, settings } = useNote.getState();
    const { method, maxTokens } = settings;
    const output = await engine.shorten({ conversation: dialogue, method, maxTokens }, { signal });
    replaceDialogue(output.text, useNote.getState().origin);
  });
  if (shortened) await generate();
}

export async function generate(): Promise<void> {
  const { settings, run } = useNote.getState();
  if (isRunning(run.phase)) return;
  updateRun({ phase: 'loading', earlier: run.tokens > 0 });
  const finished = await attempt(async (signal) => {
    // Refuses an empty dialogue before any model is loaded.
    notePrompt(useNote.getState().dialogue);
    await openModels(signal);
    updateRun({ phase: 'reading', prefill: EMPTY_RUN.prefill });
    await write(settings, signal);
  });
  if (!finished) updateRun({ phase: useNote.getState().problem === null ? 'stopped' : 'failed' });
}

async function write(settings: Settings, signal: AbortSignal): Promise<void> {
  const { method, alpha, maxTokens, temperature, topP, seed } = settings;
  const repetitionPenalty = settings.repetitionPenalty ?? recommendedPenalty(useEngine.getState().status, method);
  const started = performance.now();
  let begun = false;
  const batch = new FrameBatch<GenerationEvent>((events) => {
    // The first event says that the engine has taken the request: only now the earlier note gives way.
    if (!begun) useNote.setState({ run: { ...EMPTY_RUN, phase: 'reading', settings }, inspected: null });
    begun = true;
    useNote.setState(({ run }) => ({ run: events.reduce((state, event) => advance(state, event, started), run) }));
  });
  try {
    const sampling = { repetitionPenalty, temperature, topK: 0, topP };
    const { dialogue } = useNote.getState();
    for await (const event of engine.generate(
      { conversation: dialogue, method, alpha, sampling, seed, maxTokens },
      signal,
    )) {
      batch.add(event);
    }
  } finally {
    batch.flush();
  }
}

function advance(run: Run, event: GenerationEvent, started: number): Run {
  switch (event.type) {
    case 'prefill':
      return { ...run, prefill: { done: event.tokensDone, total: event.tokensTotal } };
    case 'token':
      return {
        ...run,
        phase: 'writing',
        blocks: append(run.blocks, event),
        tokens: run.tokens + 1,
        firstTokenMs: run.firstTokenMs ?? performance.now() - started,
        decodeMs: run.decodeMs + event.milliseconds,
      };
    case 'finish':
      return { ...run, phase: 'finished', reason: event.reason };
    default:
      return event satisfies never;
  }
}

function append(blocks: Run['blocks'], token: TokenEvent): Run['blocks'] {
  const last = blocks.at(-1);
  if (last === undefined || last.length >= BLOCK_TOKENS) return [...blocks, [token]];
  return [...blocks.slice(0, -1), [...last, token]];
}

function updateRun(change: Partial<Run>): void {
  useNote.setState(({ run }) => ({ run: { ...run, ...change } }));
}

/** Runs one task at a time; true when it went through, false when cancelled or failed (then `problem` says why). */
async function attempt(task: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
  current?.abort();
  const controller = new AbortController();
  current = controller;
  useNote.setState({ problem: null });
  try {
    await task(controller.signal);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) showProblem(thrown);
    return false;
  } finally {
    if (current === controller) current = null;
  }
}
