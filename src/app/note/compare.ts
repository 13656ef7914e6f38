/** The same note by base, expert and proxy-tuned, side by side; another α rewrites from where the texts part. */
import { create } from 'zustand';
import { partingIndex } from '../../engine/decoding/parting.ts';
import type { ErrorRecord } from '../../engine/errors.ts';
import { joinParts, type NoteTemplate, templatePrompt } from '../../engine/tasks/templates.ts';
import type { TokenEvent } from '../../workers/protocol.ts';
import { openModels } from '../models/engine.ts';
import { LatestTask } from '../models/latest-task.ts';
import { tell } from '../shell/toasts.ts';
import { appendTokens, textOf } from './blocks.ts';
import { emptySection, isRunning, type NoteSection, restoreSections, useNote } from './note.ts';
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
  readonly pieces: readonly Piece[];
  readonly done: boolean;
  /** Tokens that were kept when α changed, and from which α; null when all were written with this one. */
  readonly kept: { readonly tokens: number; readonly alpha: number } | null;
}

/** What the columns were written from: another conversation or template makes them stale. */
interface Subject {
  readonly conversation: string;
  readonly template: NoteTemplate;
}

interface CompareStore {
  readonly subject: Subject | null;
  readonly columns: Readonly<Partial<Record<NoteMethod, Column>>>;
  readonly writing: NoteMethod | null;
  readonly problem: ErrorRecord | null;
  /** Which text the others are compared with. */
  readonly reference: NoteMethod;
}

export const useCompare = create<CompareStore>(() => ({
  subject: null,
  columns: {},
  writing: null,
  problem: null,
  reference: 'base',
}));

/** More than an event lists by default: a choice may turn to any of them under another α. */
const CANDIDATES = 12;

const latest = new LatestTask();

export const stopComparing = (): void => latest.stop();

export function chooseReference(reference: NoteMethod): void {
  useCompare.setState({ reference });
}

export const columnText = ({ pieces }: Column): string =>
  joinParts(pieces.map(({ header, tokens }) => ({ header, text: textOf(tokens) })));

export const tokenCount = ({ pieces }: Column): number => pieces.reduce((sum, { tokens }) => sum + tokens.length, 0);

/** All three methods, one after the other, with the settings of the note page. */
export async function compare(): Promise<void> {
  const { dialogue, templateId, settings, run } = useNote.getState();
  if (isRunning(run.phase)) return;
  await attempt(async (signal) => {
    const template = templateOf(templateId);
    templatePrompt(template, dialogue);
    await openModels(signal);
    useCompare.setState({ subject: { conversation: dialogue, template }, columns: {} });
    for (const method of NOTE_METHODS) await writeColumn(method, { ...settings, method }, [], null, signal);
  });
}

/**
 * The proxy-tuned note with another α. What would be the same is kept, as far as the recorded candidates tell; greedy
 * texts only, for a drawn one may part anywhere.
 */
export async function reviseAlpha(alpha: number): Promise<void> {
  const column = useCompare.getState().columns.proxy;
  if (column === undefined || column.settings.alpha === alpha || isRunning(useNote.getState().run.phase)) return;
  const settings = { ...column.settings, alpha };
  const strengths = { from: column.settings.alpha, to: alpha };
  const greedy = settings.temperature === 0 && column.done && column.kept === null;
  const partings = column.pieces.map(({ tokens }) => (greedy ? partingIndex(tokens, strengths) : 0));
  const first = partings.findIndex((index) => index !== null);
  await attempt(async (signal) => {
    if (first === -1) {
      const kept = { tokens: tokenCount(column), alpha: column.settings.alpha };
      setColumn('proxy', { ...column, settings, kept });
      return;
    }
    await openModels(signal);
    const opening = (column.pieces[first]?.tokens ?? []).slice(0, partings[first] ?? 0);
    await writeColumn(
      'proxy',
      settings,
      column.pieces.slice(0, first),
      { opening, alpha: column.settings.alpha },
      signal,
    );
  });
}

/** Puts a column's text into the note. */
export function takeOver(method: NoteMethod): void {
  const column = useCompare.getState().columns[method];
  if (column === undefined) return;
  const former = useNote.getState().sections;
  const sections = column.pieces.map(({ header, tokens }): NoteSection => {
    const text = textOf(tokens).trim();
    const headerWritten = header === '';
    const blocks = appendTokens([], tokens);
    return { ...emptySection(header), headerWritten, text, origin: 'model', blocks, writtenWith: column.settings };
  });
  useNote.setState({ sections, inspected: null, writtenAs: useCompare.getState().subject?.template ?? null });
  tell('The note is the compared one now.', { undo: () => restoreSections(former) });
}

interface Kept {
  readonly opening: readonly TokenEvent[];
  readonly alpha: number;
}

async function writeColumn(
  method: NoteMethod,
  settings: Settings,
  before: readonly Piece[],
  kept: Kept | null,
  signal: AbortSignal,
): Promise<void> {
  const { subject } = useCompare.getState();
  if (subject === null) return;
  const headers = subject.template.sections.length === 0 ? [''] : subject.template.sections.map(({ header }) => header);
  const standing = [...before, { header: '', tokens: kept?.opening ?? [] }].reduce(
    (sum, { tokens }) => sum + tokens.length,
    0,
  );
  const record = kept === null ? null : { tokens: standing, alpha: kept.alpha };
  let pieces = before;
  useCompare.setState({ writing: method });
  setColumn(method, { settings, pieces, done: false, kept: record });
  for (const header of headers.slice(before.length)) {
    const opening = pieces.length === before.length ? (kept?.opening ?? []) : [];
    const done = pieces;
    let piece: Piece = { header, tokens: opening };
    const parts = done.map((each) => ({ header: each.header, text: textOf(each.tokens) }));
    const stretch: Stretch = {
      ...subject,
      settings,
      candidates: CANDIDATES,
      opening: { ids: opening.map(({ id }) => id), untold: opening.length },
      ...(header !== '' && { section: { header, before: parts } }),
    };
    await writeStretch(
      stretch,
      (events) => {
        const tokens = events.filter((event) => event.type === 'token');
        if (tokens.length === 0) return;
        piece = { header, tokens: [...piece.tokens, ...tokens] };
        setColumn(method, { settings, pieces: [...done, piece], done: false, kept: record });
      },
      signal,
    );
    pieces = [...done, piece];
  }
  setColumn(method, { settings, pieces, done: true, kept: record });
}

function setColumn(method: NoteMethod, column: Column): void {
  useCompare.setState(({ columns }) => ({ columns: { ...columns, [method]: column } }));
}

async function attempt(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
  useCompare.setState({ problem: null });
  const outcome = await latest.run(task);
  if (typeof outcome === 'object') useCompare.setState({ problem: outcome });
  if (!latest.isRunning) useCompare.setState({ writing: null });
}
