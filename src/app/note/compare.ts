/**
 * The same note by several voices, side by side: base, expert, proxy-tuned at two strengths, with other pairs, over another base. Another α rewrites from
 * where the texts part. All of it belongs to its conversation, and goes aside and comes back with that.
 */
import { create } from 'zustand';
import type { Authorship } from '../../engine/authorship.ts';
import { partingIndex } from '../../engine/decoding/parting.ts';
import type { ErrorRecord } from '../../engine/errors.ts';
import { PRESET_NAMES } from '../../engine/presets.ts';
import { joinParts, type NoteTemplate, templatePrompt } from '../../engine/tasks/templates.ts';
import type { Excerpts, TokenEvent } from '../../workers/protocol.ts';
import { openModels, type ReadyModels } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { type OtherModels, otherModels } from '../models/preset-models.ts';
import { tell } from '../shell/toasts.ts';
import { appendTokens, textOf } from './blocks.ts';
import {
  emptySection,
  laidOut,
  type NoteSection,
  type ReadSource,
  restoreSections,
  sourceOf,
  useNote,
} from './note.ts';
import { keepWithConversation } from './per-conversation.ts';
import { planReading, type Reading, readingsOf } from './reading.ts';
import { NOTE_METHODS, type NoteMethod, type Settings } from './settings.ts';
import { templateOf } from './templates.ts';
import { type Stretch, writeStretch } from './writing.ts';

/** What was written in one stretch: a section, or (without header) the whole note. */
interface Piece {
  readonly header: string;
  readonly tokens: readonly TokenEvent[];
}

export interface Column {
  readonly settings: Settings;
  /** Null until something is written. */
  readonly authorship: Authorship | null;
  readonly pieces: readonly Piece[];
  readonly done: boolean;
  /** Tokens that were kept when α changed, and from which α; null when all were written with this one. */
  readonly kept: { readonly tokens: number; readonly alpha: number } | null;
}

/** What the columns are written from: other words of the conversation make them stale. */
interface Subject {
  readonly source: ReadSource;
  readonly template: NoteTemplate;
  /** What each section is written from, where the conversation is too long. */
  readonly excerpts: Excerpts | null;
}

/** Proxy tuning with the models in use, at the α of the page and at another. */
const STRENGTHS = ['proxy', 'second'] as const;
export type StrengthVoice = (typeof STRENGTHS)[number];

const OTHERS: readonly OtherModels[] = [...PRESET_NAMES, 'CAPT'];

/** Who writes a column; of other models: proxy tuning at the α of the page. */
export type Voice = NoteMethod | StrengthVoice | OtherModels;
export const VOICES: readonly Voice[] = [...NOTE_METHODS, 'second', ...OTHERS];

const isOther = (voice: Voice): voice is OtherModels => OTHERS.some((name) => name === voice);
const isStrength = (voice: Voice): voice is StrengthVoice => STRENGTHS.some((name) => name === voice);

interface CompareStore {
  readonly subject: Subject | null;
  readonly columns: Readonly<Partial<Record<Voice, Column>>>;
  /** Proxy-tuned notes as they were last written whole and with one α: what another α keeps can be told from their tokens. */
  readonly whole: Readonly<Partial<Record<StrengthVoice, Column>>>;
  readonly writing: Voice | null;
  readonly problem: ErrorRecord | null;
  /** Two or more, in the order of `VOICES`. */
  readonly voices: readonly Voice[];
  /** Which of them the others are compared with. */
  readonly reference: Voice;
  readonly secondAlpha: number;
}

const NOTHING = { subject: null, columns: {}, whole: {}, writing: null, problem: null } as const;

export const useCompare = create<CompareStore>(() => ({
  ...NOTHING,
  voices: NOTE_METHODS,
  reference: 'base',
  secondAlpha: 0.5,
}));

keepWithConversation(useCompare, {
  fresh: () => NOTHING,
  leave: () => task.stop(),
  kept: ({ subject, columns, whole }) => ({ ...NOTHING, subject, columns: finishedOf(columns), whole }),
});

/** What was being written when its conversation went aside is not gone on with. */
function finishedOf(columns: CompareStore['columns']): CompareStore['columns'] {
  return Object.fromEntries(Object.entries(columns).filter(([, { done }]) => done));
}

/** More than an event lists by default: a choice may turn to any of them under another α. */
const CANDIDATES = 12;

/** Its name where others wait for it. */
export const COMPARE_TASK = 'the comparison';
const task = new ModelTask(COMPARE_TASK);

export const stopComparing = (): void => task.stop();

export function chooseReference(reference: Voice): void {
  useCompare.setState({ reference });
}

/** At least two; one that joins a comparison is written at once. */
export function chooseVoices(chosen: readonly Voice[]): void {
  const voices = VOICES.filter((voice) => chosen.includes(voice));
  const { reference, columns } = useCompare.getState();
  const [first] = voices;
  if (first === undefined || voices.length < 2) return;
  useCompare.setState({ voices, reference: voices.includes(reference) ? reference : first });
  const missing = voices.filter((voice) => columns[voice]?.done !== true);
  if (Object.keys(columns).length > 0 && missing.length > 0) void join(missing);
}

export const columnText = ({ pieces }: Column): string =>
  joinParts(pieces.map(({ header, tokens }) => ({ header, text: textOf(tokens) })));

/** As a review takes them: without their headers, those that say something. */
export const columnParts = ({ pieces }: Column): readonly string[] =>
  pieces.map(({ tokens }) => textOf(tokens).trim()).filter((text) => text !== '');

export const tokenCount = ({ pieces }: Column): number => pieces.reduce((sum, { tokens }) => sum + tokens.length, 0);

/** All voices, one after the other, with the settings of the note page. */
export async function compare(): Promise<void> {
  const { settings } = useNote.getState();
  await attempt(async (signal) => {
    const { templateId, ...visit } = useNote.getState();
    const source = sourceOf(visit);
    const asked = templateOf(templateId);
    templatePrompt(asked, source.dialogue);
    const models = await openModels(signal);
    const excerpts = await planReading(source, { template: asked, settings }, models, signal);
    const subject = { source, template: excerpts?.template ?? asked, excerpts };
    useCompare.setState({ subject, columns: {}, whole: {} });
    await writeVoices(subject, useCompare.getState().voices, settings, signal);
  });
}

/** More voices beside those that stand, from the same words. */
async function join(voices: readonly Voice[]): Promise<void> {
  const { subject } = useCompare.getState();
  if (subject === null) return;
  await attempt((signal) => writeVoices(subject, voices, useNote.getState().settings, signal));
}

/** Other models come last, for the models in use give way to them. */
async function writeVoices(
  subject: Subject,
  voices: readonly Voice[],
  settings: Settings,
  signal: AbortSignal,
): Promise<void> {
  const inTurn = [...voices].sort((one, other) => Number(isOther(one)) - Number(isOther(other)));
  for (const voice of inTurn) {
    const models = await openModels(signal, isOther(voice) ? otherModels(voice) : undefined);
    await writeColumn({ subject, voice, settings: settingsOf(voice, settings), models }, [], null, signal);
  }
}

/** As the models write by themselves: what is rewritten would hide how they differ. */
function settingsOf(voice: Voice, asked: Settings): Settings {
  const settings = { ...asked, repair: false };
  if (voice === 'second') return { ...settings, method: 'proxy', alpha: useCompare.getState().secondAlpha };
  return { ...settings, method: isOther(voice) ? 'proxy' : voice };
}

/** The strength of the second proxy-tuned note. */
export function setSecondAlpha(secondAlpha: number): void {
  useCompare.setState({ secondAlpha });
  void reviseAlpha(secondAlpha, 'second');
}

/**
 * The proxy-tuned note with another α; of moves in quick succession it is the last that counts. What would be the same as in
 * the note that was written whole is kept, as far as its recorded candidates tell; of greedy texts only, for a drawn one may
 * part anywhere.
 */
export async function reviseAlpha(alpha: number, voice: StrengthVoice = 'proxy'): Promise<void> {
  const { columns, subject } = useCompare.getState();
  const column = columns[voice];
  if (column === undefined || subject === null) return;
  if (column.settings.alpha === alpha && column.done && !task.isRunning) return;
  const settings = { ...column.settings, alpha };
  await attempt(async (signal) => {
    const whole = useCompare.getState().whole[voice];
    const former = whole?.settings.temperature === 0 ? whole : null;
    const from = former?.settings.alpha ?? alpha;
    const partings = former?.pieces.map(({ tokens }) => partingIndex(tokens, { from, to: alpha })) ?? [0];
    const first = partings.findIndex((index) => index !== null);
    if (former !== null && first === -1) {
      const kept = from === alpha ? null : { tokens: tokenCount(former), alpha: from };
      setColumn(subject, voice, { ...former, settings, kept });
      return;
    }
    const models = await openModels(signal);
    const opening = (former?.pieces[first]?.tokens ?? []).slice(0, partings[first] ?? 0);
    const before = former?.pieces.slice(0, first) ?? [];
    const kept = former === null ? null : { opening, alpha: from };
    await writeColumn({ subject, voice, settings, models }, before, kept, signal);
  });
}

/** All columns read the same: of an excerpted conversation the widest excerpt. */
function readingOf({ source, excerpts }: Subject, header: string): Reading {
  return readingsOf(source, excerpts, header)[0] ?? { text: source.dialogue, source };
}

/** Puts a column's text into the note of its conversation. */
export function takeOver(voice: Voice): void {
  const { columns, subject } = useCompare.getState();
  const column = columns[voice];
  const { sections: former, conversation } = useNote.getState();
  if (column === undefined || subject?.source.conversation !== conversation) return;
  const { authorship } = column;
  const written = column.pieces.map(({ header, tokens }): NoteSection => {
    const text = textOf(tokens).trim();
    const headerWritten = header === '';
    const { source } = readingOf(subject, header);
    const blocks = appendTokens([], tokens);
    return { ...emptySection(header), headerWritten, text, origin: 'model', blocks, authorship, source };
  });
  const sections = laidOut(written, subject.template);
  useNote.setState({ sections, inspected: null, writtenAs: subject.template });
  tell('The note is the compared one now.', { undo: () => restoreSections(conversation, former) });
}

interface Kept {
  readonly opening: readonly TokenEvent[];
  readonly alpha: number;
}

interface Writing {
  readonly subject: Subject;
  readonly voice: Voice;
  readonly settings: Settings;
  readonly models: ReadyModels;
}

async function writeColumn(
  { subject, voice, settings, models }: Writing,
  before: readonly Piece[],
  kept: Kept | null,
  signal: AbortSignal,
): Promise<void> {
  const { sections } = subject.excerpts ?? subject.template;
  const headers = sections.length === 0 ? [''] : sections.map(({ header }) => header);
  const standing = [...before, { header: '', tokens: kept?.opening ?? [] }].reduce(
    (sum, { tokens }) => sum + tokens.length,
    0,
  );
  const record = kept === null ? null : { tokens: standing, alpha: kept.alpha };
  let column: Column = { settings, authorship: null, pieces: before, done: false, kept: record };
  useCompare.setState({ writing: voice });
  // What stood there stays until something else does: a column is never empty for a moved α.
  const former = useCompare.getState().columns[voice];
  const isBegun = standing > 0 || former === undefined;
  setColumn(subject, voice, isBegun ? column : { ...former, done: false });
  for (const header of headers.slice(before.length)) {
    const done = column.pieces;
    const opening = done.length === before.length ? (kept?.opening ?? []) : [];
    let piece: Piece = { header, tokens: opening };
    const parts = subject.excerpts ? [] : done.map((each) => ({ header: each.header, text: textOf(each.tokens) }));
    const { text: conversation, source } = readingOf(subject, header);
    const stretch: Stretch = {
      conversation,
      condensed: source.condensed?.kind,
      template: subject.template,
      settings,
      candidates: CANDIDATES,
      opening: { ids: opening.map(({ id }) => id), untold: opening.length },
      ...(header !== '' && { section: { header, before: parts } }),
    };
    await writeStretch(
      stretch,
      models,
      (events, authorship) => {
        const tokens = events.filter((event) => event.type === 'token');
        if (tokens.length === 0) return;
        piece = { header, tokens: [...piece.tokens, ...tokens] };
        column = { ...column, authorship, pieces: [...done, piece] };
        setColumn(subject, voice, column);
      },
      signal,
    );
    column = { ...column, pieces: [...done, piece] };
  }
  column = { ...column, done: true };
  setColumn(subject, voice, column);
  if (isStrength(voice) && (column.kept?.tokens ?? 0) === 0)
    useCompare.setState(({ whole }) => ({ whole: { ...whole, [voice]: column } }));
}

/** Not where another comparison, or another conversation's, stands there by now. */
function setColumn(subject: Subject, voice: Voice, column: Column): void {
  useCompare.setState(({ columns, subject: standing }) =>
    standing === subject ? { columns: { ...columns, [voice]: column } } : {},
  );
}

async function attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  useCompare.setState({ problem: null });
  const outcome = await task.run(work);
  if (typeof outcome === 'object') useCompare.setState({ problem: outcome });
  if (!task.isRunning) useCompare.setState({ writing: null });
}
