/**
 * The same note by base, expert and proxy-tuned, side by side; another α rewrites from where the texts part. All of it belongs
 * to its conversation, and goes aside and comes back with that.
 */
import { create } from 'zustand';
import type { Authorship } from '../../engine/authorship.ts';
import { partingIndex } from '../../engine/decoding/parting.ts';
import type { ErrorRecord } from '../../engine/errors.ts';
import { joinParts, type NoteTemplate, templatePrompt } from '../../engine/tasks/templates.ts';
import type { Excerpts, TokenEvent } from '../../workers/protocol.ts';
import { openModels, type ReadyModels } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
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

interface CompareStore {
  readonly subject: Subject | null;
  readonly columns: Readonly<Partial<Record<NoteMethod, Column>>>;
  /** The proxy-tuned note as it was last written whole and with one α: what another α keeps of it can be told from its tokens. */
  readonly whole: Column | null;
  readonly writing: NoteMethod | null;
  readonly problem: ErrorRecord | null;
  /** Which text the others are compared with. */
  readonly reference: NoteMethod;
}

const NOTHING = { subject: null, columns: {}, whole: null, writing: null, problem: null } as const;

export const useCompare = create<CompareStore>(() => ({ ...NOTHING, reference: 'base' }));

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

export function chooseReference(reference: NoteMethod): void {
  useCompare.setState({ reference });
}

export const columnText = ({ pieces }: Column): string =>
  joinParts(pieces.map(({ header, tokens }) => ({ header, text: textOf(tokens) })));

export const tokenCount = ({ pieces }: Column): number => pieces.reduce((sum, { tokens }) => sum + tokens.length, 0);

/** All three methods, one after the other, with the settings of the note page. */
export async function compare(): Promise<void> {
  // As the models write by themselves: what was rewritten would hide how they differ.
  const settings = { ...useNote.getState().settings, repair: false };
  await attempt(async (signal) => {
    const { templateId, ...visit } = useNote.getState();
    const source = sourceOf(visit);
    const asked = templateOf(templateId);
    templatePrompt(asked, source.dialogue);
    const models = await openModels(signal);
    const excerpts = await planReading(source, { template: asked, settings }, models, signal);
    const subject = { source, template: excerpts?.template ?? asked, excerpts };
    useCompare.setState({ subject, columns: {}, whole: null });
    for (const method of NOTE_METHODS)
      await writeColumn({ subject, method, settings: { ...settings, method }, models }, [], null, signal);
  });
}

/**
 * The proxy-tuned note with another α; of moves in quick succession it is the last that counts. What would be the same as in
 * the note that was written whole is kept, as far as its recorded candidates tell; of greedy texts only, for a drawn one may
 * part anywhere.
 */
export async function reviseAlpha(alpha: number): Promise<void> {
  const { columns, subject } = useCompare.getState();
  const column = columns.proxy;
  if (column === undefined || subject === null) return;
  if (column.settings.alpha === alpha && column.done && !task.isRunning) return;
  const settings = { ...column.settings, alpha };
  await attempt(async (signal) => {
    const { whole } = useCompare.getState();
    const former = whole?.settings.temperature === 0 ? whole : null;
    const from = former?.settings.alpha ?? alpha;
    const partings = former?.pieces.map(({ tokens }) => partingIndex(tokens, { from, to: alpha })) ?? [0];
    const first = partings.findIndex((index) => index !== null);
    if (former !== null && first === -1) {
      const kept = from === alpha ? null : { tokens: tokenCount(former), alpha: from };
      setColumn(subject, 'proxy', { ...former, settings, kept });
      return;
    }
    const models = await openModels(signal);
    const opening = (former?.pieces[first]?.tokens ?? []).slice(0, partings[first] ?? 0);
    const before = former?.pieces.slice(0, first) ?? [];
    const kept = former === null ? null : { opening, alpha: from };
    await writeColumn({ subject, method: 'proxy', settings, models }, before, kept, signal);
  });
}

/** All columns read the same: of an excerpted conversation the widest excerpt. */
function readingOf({ source, excerpts }: Subject, header: string): Reading {
  return readingsOf(source, excerpts, header)[0] ?? { text: source.dialogue, source };
}

/** Puts a column's text into the note of its conversation. */
export function takeOver(method: NoteMethod): void {
  const { columns, subject } = useCompare.getState();
  const column = columns[method];
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
  readonly method: NoteMethod;
  readonly settings: Settings;
  readonly models: ReadyModels;
}

async function writeColumn(
  { subject, method, settings, models }: Writing,
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
  useCompare.setState({ writing: method });
  setColumn(subject, method, column);
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
        setColumn(subject, method, column);
      },
      signal,
    );
    column = { ...column, pieces: [...done, piece] };
  }
  column = { ...column, done: true };
  setColumn(subject, method, column);
  if (method === 'proxy' && (column.kept?.tokens ?? 0) === 0) useCompare.setState({ whole: column });
}

/** Not where another comparison, or another conversation's, stands there by now. */
function setColumn(subject: Subject, method: NoteMethod, column: Column): void {
  useCompare.setState(({ columns, subject: standing }) =>
    standing === subject ? { columns: { ...columns, [method]: column } } : {},
  );
}

async function attempt(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  useCompare.setState({ problem: null });
  const outcome = await task.run(work);
  if (typeof outcome === 'object') useCompare.setState({ problem: outcome });
  if (!task.isRunning) useCompare.setState({ writing: null });
}
