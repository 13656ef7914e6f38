/**
 * The note page's state: the conversation, the note as sections of text, and the run that writes it. In memory only.
 *
 * A note belongs to its conversation (`Visit`). Typing is an edit of it and marks the note as written before the change; a text
 * put in the place of all of it (cleared, pasted over it, chosen, opened, brought back) is another conversation, which begins
 * with no note: what stood before is set aside whole, and can be brought back.
 *
 * What other parts of the page build on:
 * - `useNote((state) => state.dialogue)` and `useTurns()`: the conversation, and it as numbered turns.
 * - `useNote((state) => state.sections)`: the note in order. A section's `text` is what stands there, whoever wrote it;
 *   `origin` says who. `notePartsOf(sections)` and `noteText(sections)` are it as parts and as plain text.
 * - `editSection(id, text)`: another text for a section, as a user's correction. `restoreSections` undoes.
 * - `useNote((state) => state.revision)`: grows with every change of conversation or note, so that what was concluded
 *   from them (a review, a signature) can be told to be stale.
 * - `showTurns([3, 4])`: marks turns in the dialogue pane and brings the first into view; `[]` takes the marks away.
 * - `changeVisit(conversation, change)`: how whatever takes time writes its results, so that they reach the conversation they
 *   are of, be it set aside meanwhile.
 */
import { useDeferredValue } from 'react';
import { create } from 'zustand';
import type { SourceKind } from '../../engine/analysis/evidence/frames/conversation.ts';
import { noteTurns } from '../../engine/analysis/evidence/text/note-turns.ts';
import type { Unusable } from '../../engine/analysis/unusable.ts';
import type { Authorship } from '../../engine/authorship.ts';
import { type LetterKind, letterTemplate } from '../../engine/chart/letters/kinds.ts';
import type { ErrorRecord } from '../../engine/errors.ts';
import type { Signature } from '../../engine/export/document.ts';
import type { SpokenSentence } from '../../engine/speech/transcript.ts';
import { dialogueTurns, type Speaker, type SpeakerNames, type Turn } from '../../engine/tasks/dialogue.ts';
import { DEFAULT_TEMPLATE, joinParts, type NotePart, type NoteTemplate } from '../../engine/tasks/templates.ts';
import type { Excerpts, FinishReason, LeftOut, TokenEvent } from '../../workers/protocol.ts';
import { forgetLoss, problemOf } from '../models/engine.ts';
import { DEFAULT_SETTINGS, readSettings, type Settings, storeSettings } from './settings.ts';
import { templateOf } from './templates.ts';

/** Tokens in blocks, so that a frame re-renders the last block and not the whole note. */
export const BLOCK_TOKENS = 48;
export type Blocks = readonly (readonly TokenEvent[])[];

/** What the user has had read in the place of a conversation that is too long for the models. */
export type Condensed =
  | { readonly kind: 'shortened'; readonly text: string }
  | { readonly kind: 'summarised'; readonly text: string; readonly parts: number; readonly rounds: number };

/** The turns, by their numbers, that bear on a section: how one is read where nothing else was chosen. */
export interface Excerpted {
  readonly kind: 'excerpted';
  readonly text: string;
  readonly turns: readonly number[];
  /** So many turns has the conversation. */
  readonly of: number;
  /** As `Excerpts.isTooLong`. */
  readonly isTooLong: boolean;
}

/** What a text was written from. */
export interface Source {
  readonly conversation: string;
  /** The conversation's words then; null: other words than it has now, which were not kept. */
  readonly dialogue: string | null;
  /** What was read of them, where it was not all. */
  readonly condensed: Condensed | Excerpted | null;
}

/** What a text that is written now is written from. */
export interface ReadSource extends Source {
  readonly dialogue: string;
  readonly condensed: Condensed | null;
}

export interface NoteSection {
  readonly id: string;
  /** Empty for text before the first header. */
  readonly header: string;
  /** The model wrote the header too: it is among the tokens, and in no `text`. */
  readonly headerWritten: boolean;
  readonly text: string;
  /** `recorded`: models wrote it when the app was made; `composed`: a letter's, by rule, from its note. */
  readonly origin: 'empty' | 'model' | 'recorded' | 'composed' | 'edited';
  /** What the model wrote, token by token; none once it was edited. */
  readonly blocks: Blocks;
  /** Of what models wrote of it, edited since or not; null where they wrote nothing. */
  readonly authorship: Authorship | null;
  /** Null while there is no text. */
  readonly source: Source | null;
  /** Sentences that models wrote of it and that its conversation does not bear out. */
  readonly leftOut: readonly LeftOut[];
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
  /** Sections of which every reading ended in something that nobody can use: it was put away. */
  readonly refused: readonly { readonly header: string; readonly why: Unusable }[];
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
  refused: [],
  firstTokenMs: null,
  decodeMs: 0,
};

/** What a letter is composed from: it is a visit of its own, whose `dialogue` is the note as it was signed. */
export interface LetterOrigin {
  readonly kind: LetterKind;
  /** The conversation whose note it is. */
  readonly of: string;
  readonly signature: Signature;
  /** Who wrote the note. */
  readonly authorships: readonly (Authorship | null)[];
  /** The note had been edited by hand. */
  readonly edited: boolean;
}

/** What a conversation was transcribed from. It is kept nowhere else. */
export interface Recording {
  readonly sound: File;
  /** What was heard, before anybody edited it. */
  readonly sentences: readonly SpokenSentence[];
}

/** A conversation with all that was made of it. */
export interface Visit {
  /** The conversation's identity: it stays the same through every edit. */
  readonly conversation: string;
  readonly dialogue: string;
  /** Where it came from: an example's id while its text is as it came, a file's name; the recording in that file; a letter's note. */
  readonly origin: {
    readonly example?: string;
    readonly file?: string;
    readonly recording?: Recording;
    readonly letter?: LetterOrigin;
  };
  readonly speakers: SpeakerNames;
  readonly sections: readonly NoteSection[];
  /** The form that the note has; null where the model chose its sections, and before there is a note. */
  readonly writtenAs: NoteTemplate | null;
  /** What is to be read in the place of the conversation as long as that has the words `of`. */
  readonly condensed: { readonly of: string; readonly by: Condensed } | null;
  /** What each section was or is to be written from, where the conversation with the words `of` is too long to be read whole. */
  readonly excerpts: { readonly of: string; readonly excerpts: Excerpts } | null;
  readonly run: Run;
}

interface NoteStore extends Visit {
  /** Conversations that were set aside, the last one first. */
  readonly aside: readonly Visit[];
  readonly marked: readonly number[];
  readonly settings: Settings;
  readonly templateId: string;
  readonly revision: number;
  readonly problem: ErrorRecord | null;
  /** The token whose probabilities are shown: the section's id, and its place among the section's tokens. */
  readonly inspected: { readonly section: string; readonly index: number } | null;
}

/** More would be a store of their own. */
const MOST_ASIDE = 12;

let nextSection = 1;
let nextConversation = 1;
const remembered = readSettings();
const firstTemplate = templateOf(remembered?.templateId ?? DEFAULT_TEMPLATE.id);

export const useNote = create<NoteStore>(() => ({
  ...newVisit({}, firstTemplate),
  aside: [],
  marked: [],
  settings: remembered?.settings ?? DEFAULT_SETTINGS,
  templateId: firstTemplate.id,
  revision: 0,
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
  const isLetter = useNote(({ origin }) => origin.letter !== undefined);
  return isLetter ? noteTurns(dialogue) : turnsOf(dialogue, speakers);
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

/** Other words of the same conversation. Where there are none left, and a note stands, what comes is another conversation. */
export function editDialogue(dialogue: string): void {
  const { dialogue: former, sections } = useNote.getState();
  if (former.trim() === '' && dialogue.trim() !== '' && sections.some(({ text }) => text !== '')) {
    beginVisit(newVisit({ dialogue }));
    return;
  }
  useNote.setState(({ origin: { example: _, ...origin } }) => ({ dialogue, origin, marked: [], problem: null }));
}

/** The form that is written next: a letter's own, else the one that is chosen. */
export function formOf({ origin, templateId }: Pick<NoteStore, 'origin' | 'templateId'>): NoteTemplate {
  return origin.letter === undefined ? templateOf(templateId) : letterTemplate(origin.letter.kind);
}

/** A conversation without a note, in the form that is chosen. */
export function newVisit(
  { dialogue = '', origin = {} }: Partial<Pick<Visit, 'dialogue' | 'origin'>>,
  template: NoteTemplate = templateOf(useNote.getState().templateId),
): Visit {
  return {
    conversation: `conversation-${nextConversation++}`,
    dialogue,
    origin,
    speakers: {},
    sections: emptySections(template),
    writtenAs: null,
    condensed: null,
    excerpts: null,
    run: EMPTY_RUN,
  };
}

/** Another conversation in the place of the present one, which is set aside whole. @returns the way back */
export function beginVisit(visit: Visit): () => void {
  const before = present(useNote.getState());
  useNote.setState((state) => {
    const former = present(state);
    const others = state.aside.filter((each) => each.conversation !== visit.conversation && !isUntouched(each));
    const aside = isBlank(former) ? others : [former, ...others].slice(0, MOST_ASIDE);
    return { ...visit, aside, marked: [], problem: null, inspected: null };
  });
  return () => void beginVisit(visitOf(before.conversation) ?? before);
}

/** Brings back a conversation that was set aside; the present one takes its place there. */
export function bringBack(conversation: string): void {
  const visit = useNote.getState().aside.find((each) => each.conversation === conversation);
  if (visit !== undefined) beginVisit(visit);
}

/** For good: they are kept nowhere else. */
export function forgetAside(): void {
  useNote.setState({ aside: [] });
}

function present(state: NoteStore): Visit {
  const { conversation, dialogue, origin, speakers, sections, writtenAs, condensed, excerpts, run } = state;
  return { conversation, dialogue, origin, speakers, sections, writtenAs, condensed, excerpts, run };
}

/** There is nothing to be lost. */
export const isBlank = ({ dialogue, sections }: Visit): boolean =>
  dialogue.trim() === '' && sections.every(({ text }) => text === '');

/** Nothing is lost with it: an example as it came, with the note that was recorded for it. */
export const isUntouched = ({ origin, sections }: Visit): boolean =>
  origin.example !== undefined && sections.every((each) => each.origin === 'recorded' || each.origin === 'empty');

/** The present conversation, or one that is set aside; undefined where it is neither. */
export function visitOf(conversation: string): Visit | undefined {
  const state = useNote.getState();
  return [state, ...state.aside].find((visit) => visit.conversation === conversation);
}

/** Changes what belongs to a conversation, be it the present one or one that is set aside. */
export function changeVisit(conversation: string, change: (visit: Visit) => Partial<Visit>): void {
  useNote.setState((state) =>
    state.conversation === conversation
      ? change(state)
      : {
          aside: state.aside.map((visit) =>
            visit.conversation === conversation ? { ...visit, ...change(visit) } : visit,
          ),
        },
  );
}

/** Whether a visit's `dialogue` is talk, or the note that a letter is of. */
export const sourceKind = ({ origin }: Pick<Visit, 'origin'>): SourceKind =>
  origin.letter === undefined ? 'conversation' : 'note';

/** What is read of a conversation, and what a text that is written from it now has as its source. */
export function sourceOf({ conversation, dialogue, condensed }: Visit): ReadSource {
  return { conversation, dialogue, condensed: condensed?.of === dialogue ? condensed.by : null };
}

/** Some of the note was written before the conversation was changed. */
export function isBeforeChange({ sections, dialogue }: Pick<Visit, 'sections' | 'dialogue'>): boolean {
  return sections.some(({ text, source }) => text !== '' && source !== null && source.dialogue !== dialogue);
}

export const useIsBeforeChange = (): boolean => useNote(isBeforeChange);

/** The user has seen that the note holds of the conversation as it is now. */
export function keepNote(): void {
  useNote.setState(({ sections, dialogue }) => ({
    sections: sections.map((section) => ({ ...section, source: section.source && { ...section.source, dialogue } })),
  }));
}

/** Takes back that the conversation is read shortened or summarised: whole, or section by section where it is too long. */
export function readWhole(): void {
  useNote.setState({ condensed: null });
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

/** A section under every heading of the form, in its order; what stands under others comes first. */
export function laidOut(written: readonly NoteSection[], form: NoteTemplate): readonly NoteSection[] {
  const headers = form.sections.map(({ header }) => header);
  const others = written.filter(({ header }) => !headers.includes(header));
  return [
    ...others,
    ...headers.map((header) => written.find((each) => each.header === header) ?? emptySection(header)),
  ];
}

/** Headings of the chosen form of which nothing was said, as far as is known: of the words that the conversation has now. */
export const unsaidOf = ({ excerpts, dialogue }: Pick<Visit, 'excerpts' | 'dialogue'>): readonly string[] =>
  excerpts?.of === dialogue ? excerpts.excerpts.unsaid : NONE;
const NONE: readonly string[] = [];

export function emptySection(header: string): NoteSection {
  const id = `section-${nextSection++}`;
  return {
    id,
    header,
    headerWritten: false,
    text: '',
    origin: 'empty',
    blocks: [],
    authorship: null,
    source: null,
    leftOut: [],
  };
}

function remember(): void {
  const { settings, templateId } = useNote.getState();
  storeSettings({ settings, templateId });
}

/** What was written before a change of the conversation is so still, with a word changed in it. */
export function editSection(id: string, text: string): void {
  const now = { ...sourceOf(useNote.getState()), condensed: null };
  updateSection(id, ({ source }) => ({
    text,
    origin: text === '' ? 'empty' : 'edited',
    blocks: [],
    source: text === '' ? null : (source ?? now),
  }));
  useNote.setState({ inspected: null });
}

export function updateSection(id: string, change: (section: NoteSection) => Partial<NoteSection>): void {
  const { conversation } = useNote.getState();
  changeVisit(conversation, ({ sections }) => ({ sections: changed(sections, id, change) }));
}

/** The sections with one of them changed. */
export function changed(
  sections: readonly NoteSection[],
  id: string,
  change: (section: NoteSection) => Partial<NoteSection>,
): readonly NoteSection[] {
  return sections.map((section) => (section.id === id ? { ...section, ...change(section) } : section));
}

/** The note of a conversation as it was, for undoing. */
export function restoreSections(conversation: string, sections: readonly NoteSection[]): void {
  changeVisit(conversation, () => ({ sections }));
  useNote.setState({ inspected: null });
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
