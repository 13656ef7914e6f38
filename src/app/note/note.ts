/**
 * The note page's state: the conversation, the note as sections of text, and the run that writes it. In memory only.
 *
 * What other parts of the page build on:
 * - `useNote((state) => state.dialogue)` and `useTurns()`: the conversation, and it as numbered turns.
 * - `useNote((state) => state.sections)`: the note in order. A section's `text` is what stands there, whoever wrote it;
 *   `origin` says who. `notePartsOf(sections)` and `noteText(sections)` are it as parts and as plain text.
 * - `editSection(id, text)`: another text for a section, as a user's correction. `restoreSections` undoes.
 * - `useNote((state) => state.revision)`: grows with every change of conversation or note, so that what was concluded
 *   from them (a review, a signature) can be told to be stale.
 * - `showTurns([3, 4])`: marks turns in the dialogue pane and brings the first into view; `[]` takes the marks away.
 * - `useNote((state) => state.recorded)`: the note is a recorded example, not one that was written here.
 * - `useNote((state) => state.writtenFrom)`: the digest that the note was written from, where the conversation was too long.
 */
import { useDeferredValue } from 'react';
import { create } from 'zustand';
import type { ErrorRecord } from '../../engine/errors.ts';
import { dialogueTurns, type Speaker, type SpeakerNames, type Turn } from '../../engine/tasks/dialogue.ts';
import { DEFAULT_TEMPLATE, joinParts, type NotePart, type NoteTemplate } from '../../engine/tasks/templates.ts';
import type { Digest, FinishReason, TokenEvent } from '../../workers/protocol.ts';
import { forgetLoss, problemOf } from '../models/engine.ts';
import { readTextFile } from '../text/read-text-file.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings, storeSettings } from './settings.ts';
import { templateOf } from './templates.ts';

/** Tokens in blocks, so that a frame re-renders the last block and not the whole note. */
export const BLOCK_TOKENS = 48;
export type Blocks = readonly (readonly TokenEvent[])[];

export interface NoteSection {
  readonly id: string;
  /** Empty for text before the first header. */
  readonly header: string;
  /** The model wrote the header too: it is among the tokens, and in no `text`. */
  readonly headerWritten: boolean;
  readonly text: string;
  readonly origin: 'empty' | 'model' | 'edited';
  /** What the model wrote, token by token; none once it was edited. */
  readonly blocks: Blocks;
  /** What the model wrote it with; null until it did. */
  readonly writtenWith: Settings | null;
}

export type Phase = 'idle' | 'loading' | 'condensing' | 'reading' | 'writing' | 'finished' | 'stopped' | 'failed';

/** The last writing: of the note, or of one section. */
export interface Run {
  readonly phase: Phase;
  /** The section that is being written; null when none is. */
  readonly section: string | null;
  /** What it writes with; the controls may have moved on since. */
  readonly settings: Settings;
  /** What stands is from before: it stays until this run has something to show. */
  readonly earlier: boolean;
  readonly tokens: number;
  readonly prefill: { readonly done: number; readonly total: number };
  /** Parts of a conversation that is too long, while they are summarised. */
  readonly condensing: { readonly part: number; readonly parts: number } | null;
  readonly reason: FinishReason | null;
  /** From the click (models loaded) to the first token. */
  readonly firstTokenMs: number | null;
  /** Sum of the tokens' own times, for tokens per second. */
  readonly decodeMs: number;
}

export const EMPTY_RUN: Run = {
  phase: 'idle',
  section: null,
  settings: DEFAULT_SETTINGS,
  earlier: false,
  tokens: 0,
  prefill: { done: 0, total: 0 },
  condensing: null,
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
  readonly speakers: SpeakerNames;
  readonly marked: readonly number[];
  readonly settings: Settings;
  readonly templateId: string;
  readonly sections: readonly NoteSection[];
  /** The form that the note has; null where the model chose its sections, and before there is a note. */
  readonly writtenAs: NoteTemplate | null;
  /** What the note was written from instead of `source`, the conversation at that time; null: from that itself. */
  readonly writtenFrom: (Digest & { readonly source: string }) | null;
  /** The note was recorded when the app was made, by these models; null: it was written here. */
  readonly recorded: readonly string[] | null;
  readonly revision: number;
  readonly run: Run;
  readonly problem: ErrorRecord | null;
  /** The token whose probabilities are shown: the section's id, and its place among the section's tokens. */
  readonly inspected: { readonly section: string; readonly index: number } | null;
}

let nextSection = 1;
const remembered = readSettings();
const firstTemplate = templateOf(remembered?.templateId ?? DEFAULT_TEMPLATE.id);

export const useNote = create<NoteStore>(() => ({
  dialogue: '',
  origin: {},
  replaced: null,
  speakers: {},
  marked: [],
  settings: remembered?.settings ?? DEFAULT_SETTINGS,
  templateId: firstTemplate.id,
  sections: emptySections(firstTemplate),
  writtenAs: null,
  writtenFrom: null,
  recorded: null,
  revision: 0,
  run: EMPTY_RUN,
  problem: null,
  inspected: null,
}));

useNote.subscribe(({ dialogue, sections }, before) => {
  if (dialogue === before.dialogue && sections === before.sections) return;
  useNote.setState(({ revision }) => ({ revision: revision + 1 }));
});

export function isRunning(phase: Phase): boolean {
  return phase === 'loading' || phase === 'condensing' || phase === 'reading' || phase === 'writing';
}

export const tokensOf = ({ blocks }: Pick<NoteSection, 'blocks'>): readonly TokenEvent[] => blocks.flat();

/** Header and text; a section without text is left out. */
export function notePartsOf(sections: readonly NoteSection[]): readonly NotePart[] {
  return sections.filter(({ text }) => text.trim() !== '').map(({ header, text }) => ({ header, text: text.trim() }));
}

export const noteText = (sections: readonly NoteSection[]): string => joinParts(notePartsOf(sections));

/** The conversation's turns, a moment behind what is typed: typing must not wait for them. `speakers` corrects them. */
export function useTurns(): readonly Turn[] {
  const dialogue = useDeferredValue(useNote((state) => state.dialogue));
  const speakers = useNote((state) => state.speakers);
  return turnsOf(dialogue, speakers);
}

let lastTurns: { readonly dialogue: string; readonly speakers: SpeakerNames; readonly turns: readonly Turn[] } | null =
  null;

/** Several parts of the page ask for the turns of one text: it is read once. */
function turnsOf(dialogue: string, speakers: SpeakerNames): readonly Turn[] {
  if (lastTurns?.dialogue !== dialogue || lastTurns.speakers !== speakers) {
    lastTurns = { dialogue, speakers, turns: dialogueTurns(dialogue, speakers) };
  }
  return lastTurns.turns;
}

export function setSpeaker(label: string, speaker: Speaker): void {
  useNote.setState(({ speakers }) => ({ speakers: { ...speakers, [label.toLowerCase()]: speaker } }));
}

export function showTurns(numbers: readonly number[]): void {
  useNote.setState({ marked: numbers });
}

export function editDialogue(dialogue: string): void {
  useNote.setState({ dialogue, marked: [], problem: null });
}

/** Another text in the place of the present one, which `restoreDialogue` brings back. */
export function replaceDialogue(dialogue: string, origin: Source['origin'] = {}): void {
  useNote.setState((former) => ({
    dialogue,
    origin,
    marked: [],
    replaced: former.dialogue.trim() === '' ? former.replaced : { dialogue: former.dialogue, origin: former.origin },
    problem: null,
  }));
}

export function restoreDialogue(): void {
  useNote.setState(({ replaced }) =>
    replaced === null ? {} : { ...replaced, replaced: null, marked: [], problem: null },
  );
}

/** Replaces the dialogue by a file's text; a file that cannot be read replaces nothing. */
export async function openFile(file: File): Promise<void> {
  try {
    replaceDialogue(await readTextFile(file), { file: file.name });
  } catch (thrown) {
    showProblem(thrown);
  }
}

export function setSettings(change: Partial<Settings>): void {
  useNote.setState(({ settings }) => ({ settings: { ...settings, ...change } }));
  remember();
}

/** Its sections are laid out where there is no note yet; a note that stands keeps its form until another is written. */
export function chooseTemplate(templateId: string): void {
  const empty = useNote.getState().sections.every(({ text }) => text === '');
  useNote.setState({ templateId, ...(empty && { sections: emptySections(templateOf(templateId)) }) });
  remember();
}

/** None where the model chooses. */
export function emptySections({ sections }: NoteTemplate): readonly NoteSection[] {
  return sections.map(({ header }) => emptySection(header));
}

export function emptySection(header: string): NoteSection {
  const id = `section-${nextSection++}`;
  return { id, header, headerWritten: false, text: '', origin: 'empty', blocks: [], writtenWith: null };
}

function remember(): void {
  const { settings, templateId } = useNote.getState();
  storeSettings({ settings, templateId });
}

export function editSection(id: string, text: string): void {
  updateSection(id, () => ({ text, origin: text === '' ? 'empty' : 'edited', blocks: [] }));
  useNote.setState({ inspected: null, recorded: null });
}

export function updateSection(id: string, change: (section: NoteSection) => Partial<NoteSection>): void {
  useNote.setState(({ sections }) => ({
    sections: sections.map((section) => (section.id === id ? { ...section, ...change(section) } : section)),
  }));
}

/** The note as it was, for undoing. */
export function restoreSections(sections: readonly NoteSection[]): void {
  useNote.setState({ sections, inspected: null });
}

export function inspect(inspected: NoteStore['inspected']): void {
  useNote.setState({ inspected });
}

export function dismissProblem(): void {
  useNote.setState({ problem: null });
  forgetLoss();
}

export function showProblem(thrown: unknown): void {
  useNote.setState({ problem: problemOf(thrown) });
}
