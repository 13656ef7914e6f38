/** Many conversations, a note for each, one after the other; to be paused and gone on with. In memory only. */
import { create } from 'zustand';
import { attemptsAt } from '../../engine/attempts.ts';
import type { Authorship } from '../../engine/authorship.ts';
import { Cancelled } from '../../engine/errors.ts';
import { noteDocument } from '../../engine/export/document.ts';
import { asMarkdown } from '../../engine/export/markdown.ts';
import { splitNote } from '../../engine/tasks/note-parts.ts';
import { headersOf, joinParts, type NoteTemplate, templatePrompt } from '../../engine/tasks/templates.ts';
import type { Excerpts, LeftOut } from '../../workers/protocol.ts';
import { engine, openModels, problemOf, type ReadyModels, useEngine } from '../models/engine.ts';
import { ModelTask } from '../models/model-task.ts';
import { tell } from '../shell/toasts.ts';
import { readConversation } from '../text/read-text-file.ts';
import { follow, leftOutOf, textOf } from './blocks.ts';
import {
  type Blocks,
  beginVisit,
  emptySection,
  laidOut,
  type NoteSection,
  newVisit,
  sourceOf,
  useNote,
} from './note.ts';
import type { Settings } from './settings.ts';
import { templateOf } from './templates.ts';
import { requestOf, writeStretch } from './writing.ts';

export interface BulkItem {
  readonly id: number;
  /** The file's name, with its folder where it has one. */
  readonly name: string;
  readonly dialogue: string;
  readonly state: 'waiting' | 'writing' | 'done' | 'failed';
  readonly note: string;
  /** Why it failed; empty where it did not. */
  readonly reason: string;
  /** Null until something is written. */
  readonly authorship: Authorship | null;
  /** The form that the note has; null until it is begun. */
  readonly template: NoteTemplate | null;
  /** ISO 8601; empty until it is done. */
  readonly writtenAt: string;
  /** Sentences that were written and that the conversation does not bear out. */
  readonly leftOut: readonly LeftOut[];
}

interface BulkStore {
  readonly items: readonly BulkItem[];
  readonly running: boolean;
  /** What stopped the run as a whole: the models could not be loaded, or were lost. */
  readonly problem: ReturnType<typeof problemOf> | null;
}

export const useBulk = create<BulkStore>(() => ({ items: [], running: false, problem: null }));

let nextId = 1;
/** Its name where others wait for it. */
export const BULK_TASK = 'Many conversations';
const task = new ModelTask(BULK_TASK, { goesOn: true });

/** Files that are no text stand in the list with the reason; the others wait. */
export async function addFiles(files: readonly File[]): Promise<void> {
  const known = new Set(useBulk.getState().items.map(({ name }) => name));
  const added = await Promise.all(
    files
      .map((file) => ({ file, name: file.webkitRelativePath || file.name }))
      .filter(({ name }) => !known.has(name) && !/(?:^|\/)\./u.test(name))
      .map(async ({ file, name }): Promise<BulkItem> => {
        const empty = { note: '', reason: '', authorship: null, template: null, writtenAt: '', leftOut: [] };
        const item = { id: nextId++, name, ...empty };
        try {
          return { ...item, dialogue: await readConversation(file), state: 'waiting' };
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
  task.stop();
}

/** Writes the notes of all that wait, in the form and with the settings that the note page has when it begins. */
export async function run(): Promise<void> {
  if (task.isRunning) return;
  const { settings, templateId } = useNote.getState();
  const template = templateOf(templateId);
  useBulk.setState({ running: true, problem: null });
  const outcome = await task.run(async (signal) => {
    const models = await openModels(signal);
    for (let item = nextWaiting(); item !== undefined; item = nextWaiting())
      await write(item, { settings, template, models }, signal);
  });
  useBulk.setState({ running: false, problem: typeof outcome === 'object' ? outcome : null });
}

function nextWaiting(): BulkItem | undefined {
  return useBulk.getState().items.find(({ state }) => state === 'waiting');
}

interface Writing {
  readonly settings: Settings;
  readonly template: NoteTemplate;
  readonly models: ReadyModels;
}

async function write(
  { id, dialogue }: BulkItem,
  { settings, template, models }: Writing,
  signal: AbortSignal,
): Promise<void> {
  update(id, () => ({ state: 'writing', note: '', authorship: null, template, leftOut: [] }));
  try {
    templatePrompt(template, dialogue);
    const request = requestOf({ conversation: dialogue, template, settings }, models);
    const excerpts = await engine.excerpt(request, { signal });
    if (excerpts === null) {
      let blocks: Blocks = [];
      await writeStretch(
        { conversation: dialogue, template, settings },
        models,
        (events, authorship) => {
          blocks = events.reduce(follow, blocks);
          update(id, ({ leftOut }) => {
            return { note: textOf(blocks.flat()), authorship, leftOut: [...leftOut, ...leftOutOf(events)] };
          });
        },
        signal,
      );
    } else {
      update(id, () => ({ template: excerpts.template }));
      for (const section of excerpts.sections)
        await writeSection({ id, dialogue }, section, { settings, template: excerpts.template, models }, signal);
    }
    update(id, ({ note }) => ({ state: 'done', note: note.trim(), writtenAt: new Date().toISOString() }));
  } catch (thrown) {
    const lost = useEngine.getState().status.state !== 'ready';
    // What is wrong with this conversation is told of it; without models the others can but wait.
    if (thrown instanceof Cancelled || lost) {
      update(id, () => ({ state: 'waiting', note: '', authorship: null }));
      throw thrown;
    }
    update(id, () => ({ state: 'failed', note: '', reason: problemOf(thrown).message }));
  }
}

/** Behind what stands; what nobody can use is put away, and the section read again from less. */
async function writeSection(
  { id, dialogue: heard }: Pick<BulkItem, 'id' | 'dialogue'>,
  { header, readings }: Excerpts['sections'][number],
  { settings, template, models }: Writing,
  signal: AbortSignal,
): Promise<void> {
  const before = useBulk.getState().items.find((item) => item.id === id)?.note ?? '';
  for (const attempt of attemptsAt(readings)) {
    const conversation = attempt.reading.text;
    let blocks: Blocks = [];
    let text = '';
    const section = { header, before: [] };
    await writeStretch(
      { conversation, heard, condensed: 'excerpted', template, settings, section },
      models,
      (events, authorship) => {
        blocks = events.reduce(follow, blocks);
        text = textOf(blocks.flat());
        const note = [before, joinParts([{ header, text }])].filter((part) => part !== '').join('\n\n');
        update(id, ({ leftOut }) => ({ note, authorship, leftOut: [...leftOut, ...leftOutOf(events)] }));
      },
      signal,
    );
    if (attempt.judge(text) !== null) update(id, () => ({ note: before }));
  }
}

function update(id: number, change: (item: BulkItem) => Partial<BulkItem>): void {
  useBulk.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...change(item) } : item)),
  }));
}

/** A draft of the run with its conversation on the note page, where what stood is set aside. */
export function openDraft({ name, dialogue, note, authorship, template }: BulkItem): void {
  const form = template ?? templateOf(useNote.getState().templateId);
  const visit = newVisit({ dialogue, origin: { file: name } }, form);
  const source = sourceOf(visit);
  const written = splitNote(note, headersOf(form)).map(({ header, text }): NoteSection => {
    return { ...emptySection(header), text, origin: 'model', authorship, source };
  });
  const undo = beginVisit({ ...visit, sections: laidOut(written, form), writtenAs: form });
  tell(`“${name}” stands on the note page.`, { undo });
}

/** The notes that are done, as Markdown in a ZIP file: each says that it is a draft. */
export async function bulkArchive(): Promise<Blob> {
  const { strToU8, zipSync } = await import('fflate');
  const files: Record<string, Uint8Array> = {};
  for (const { name, note, authorship, writtenAt, state } of useBulk.getState().items) {
    if (state !== 'done' || note === '') continue;
    const document = noteDocument({
      text: note,
      title: name.replace(/^.*\//u, '').replace(/\.[^.]+$/u, ''),
      createdAt: new Date(writtenAt),
      signature: null,
      authorships: [authorship],
      edited: false,
      beforeChange: false,
    });
    files[`${name.replace(/\.[^./]+$/u, '')}.draft.md`] = strToU8(asMarkdown(document));
  }
  return new Blob([zipSync(files) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
