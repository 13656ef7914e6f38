/** Many conversations, a note for each, one after the other; to be paused and gone on with. In memory only. */
import { create } from 'zustand';
import { Cancelled } from '../../engine/errors.ts';
import { noteDocument } from '../../engine/export/document.ts';
import { asMarkdown } from '../../engine/export/markdown.ts';
import { splitNote } from '../../engine/tasks/note-parts.ts';
import { headersOf, templatePrompt } from '../../engine/tasks/templates.ts';
import { openModels, problemOf, useEngine } from '../models/engine.ts';
import { tell } from '../shell/toasts.ts';
import { readTextFile } from '../text/read-text-file.ts';
import { emptySection, type NoteSection, replaceDialogue, restoreDialogue, restoreSections, useNote } from './note.ts';
import { bringBackOrigin, originWith } from './origin.ts';
import type { Settings } from './settings.ts';
import { templateOf } from './templates.ts';
import { writeStretch } from './writing.ts';

export interface BulkItem {
  readonly id: number;
  /** The file's name, with its folder where it has one. */
  readonly name: string;
  readonly dialogue: string;
  readonly state: 'waiting' | 'writing' | 'done' | 'failed';
  readonly note: string;
  /** Why it failed; empty where it did not. */
  readonly reason: string;
  /** What the note was written with. */
  readonly settings: Settings | null;
  /** ISO 8601; empty until it is done. */
  readonly writtenAt: string;
}

interface BulkStore {
  readonly items: readonly BulkItem[];
  readonly running: boolean;
  /** What stopped the run as a whole: the models could not be loaded, or were lost. */
  readonly problem: ReturnType<typeof problemOf> | null;
}

export const useBulk = create<BulkStore>(() => ({ items: [], running: false, problem: null }));

let nextId = 1;
let current: AbortController | null = null;

/** Files that are no text stand in the list with the reason; the others wait. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const known = new Set(useBulk.getState().items.map(({ name }) => name));
  const added = await Promise.all(
    files
      .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
      .filter(({ name }) => !known.has(name) && !/(?:^|\/)\./u.test(name))
      .map(async ({ file, name }): Promise<BulkItem> => {
        const item = { id: nextId++, name, note: '', reason: '', settings: null, writtenAt: '' };
        try {
          return { ...item, dialogue: await readTextFile(file), state: 'waiting' };
        } catch (thrown) {
          return { ...item, dialogue: '', state: 'failed', reason: problemOf(thrown).message };
        }
      }),
  );
  const inOrder = added.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  useBulk.setState(({ items }) => ({ items: [...items, ...inOrder] }));
}

export function clearBulk(): void {
  pause();
  useBulk.setState({ items: [], problem: null });
}

/** The note that is being written is begun anew when the run goes on. */
export function pause(): void {
  current?.abort();
}

/** Writes the notes of all that wait, in the form and with the settings of the note page. */
export async function run(): Promise<void> {
  if (useBulk.getState().running) return;
  const controller = new AbortController();
  current = controller;
  useBulk.setState({ running: true, problem: null });
  try {
    await openModels(controller.signal);
    for (let item = nextWaiting(); item !== undefined; item = nextWaiting()) await write(item, controller.signal);
  } catch (thrown) {
    if (!(thrown instanceof Cancelled)) useBulk.setState({ problem: problemOf(thrown) });
  } finally {
    current = null;
    useBulk.setState({ running: false });
  }
}

function nextWaiting(): BulkItem | undefined {
  return useBulk.getState().items.find(({ state }) => state === 'waiting');
}

async function write({ id, dialogue }: BulkItem, signal: AbortSignal): Promise<void> {
  const { settings, templateId } = useNote.getState();
  const template = templateOf(templateId);
  update(id, () => ({ state: 'writing', note: '', settings }));
  try {
    templatePrompt(template, dialogue);
    await writeStretch(
      { conversation: dialogue, template, settings },
      (events) => {
        const text = events.map((event) => (event.type === 'token' ? event.text : '')).join('');
        update(id, ({ note }) => ({ note: note + text }));
      },
      signal,
    );
    update(id, ({ note }) => ({ state: 'done', note: note.trim(), writtenAt: new Date().toISOString() }));
  } catch (thrown) {
    const lost = useEngine.getState().status.state !== 'ready';
    // What is wrong with this conversation is told of it; without models the others can but wait.
    if (thrown instanceof Cancelled || lost) {
      update(id, () => ({ state: 'waiting', note: '' }));
      throw thrown;
    }
    update(id, () => ({ state: 'failed', note: '', reason: problemOf(thrown).message }));
  }
}

function update(id: number, change: (item: BulkItem) => Partial<BulkItem>): void {
  useBulk.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...change(item) } : item)),
  }));
}

/** A draft of the run on the note page, in the place of what stands there. */
export function openDraft({ name, dialogue, note, settings }: BulkItem): void {
  const { sections: former, templateId } = useNote.getState();
  const parts = splitNote(note, headersOf(templateOf(templateId)));
  const sections = parts.map(({ header, text }): NoteSection => {
    return { ...emptySection(header), text, origin: 'model', writtenWith: settings };
  });
  replaceDialogue(dialogue, { file: name });
  restoreSections(sections);
  bringBackOrigin(null);
  tell(`“${name}” stands on the note page.`, {
    undo: () => {
      restoreDialogue();
      restoreSections(former);
    },
  });
}

/** The notes that are done, as Markdown in a ZIP file: each says that it is a draft. */
export async function bulkArchive(): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate');
  const files: Record<string, Uint8Array> = {};
  for (const { name, note, settings, writtenAt, state } of useBulk.getState().items) {
    if (state !== 'done' || note === '') continue;
    const document = noteDocument({
      text: note,
      title: name.replace(/^.*\//u, '').replace(/\.[^.]+$/u, ''),
      createdAt: new Date(writtenAt),
      signature: null,
      origin: originWith(settings),
    });
    files[`${name.replace(/\.[^./]+$/u, '')}.draft.md`] = strToU8(asMarkdown(document));
  }
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
