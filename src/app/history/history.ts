/** The history of notes: off until it is switched on, locked until its passphrase is given, and again when nobody is there. */
import { create } from 'zustand';
import type { ErrorRecord } from '../../engine/errors.ts';
import { joinParts, type NotePart } from '../../engine/tasks/templates.ts';
import { problemOf } from '../models/engine.ts';
import { emptySection, noteText, replaceDialogue, restoreDialogue, restoreSections, useNote } from '../note/note.ts';
import { bringBackOrigin, originOfNote } from '../note/origin.ts';
import { currentSignature, restoreReview, useReview } from '../note/review.ts';
import { tell } from '../shell/toasts.ts';
import { watchIdle } from './auto-lock.ts';
import type { HistoryEntry } from './entry.ts';
import { indexedDbStorage } from './indexed-db.ts';
import { Vault } from './vault.ts';

/** Minutes without a sign of life after which the history locks. */
export const LOCK_MINUTES = 5;

interface HistoryStore {
  readonly state: 'unknown' | 'off' | 'locked' | 'open';
  /** Newest first; empty unless open. */
  readonly entries: readonly HistoryEntry[];
  /** A key is being derived, or entries are read or written. */
  readonly busy: boolean;
  readonly problem: ErrorRecord | null;
}

export const useHistory = create<HistoryStore>(() => ({ state: 'unknown', entries: [], busy: false, problem: null }));

let vault: Vault | null = null;
let endWatch = () => {};

/** What is the matter with the history; asks the browser once. */
export async function lookForHistory(): Promise<void> {
  if (useHistory.getState().state !== 'unknown') return;
  await attempt(async () => {
    useHistory.setState({ state: (await indexedDbStorage.head()) === null ? 'off' : 'locked' });
  });
}

export async function switchOn(passphrase: string): Promise<boolean> {
  return attempt(async () => opened(await Vault.create(indexedDbStorage, passphrase)));
}

export async function unlock(passphrase: string): Promise<boolean> {
  return attempt(async () => opened(await Vault.unlock(indexedDbStorage, passphrase)));
}

export function lock(): void {
  endWatch();
  vault = null;
  useHistory.setState({ state: 'locked', entries: [], problem: null });
}

/** Switched off, and everything in it deleted. */
export async function switchOff(): Promise<void> {
  await attempt(async () => {
    await indexedDbStorage.clear();
    endWatch();
    vault = null;
    useHistory.setState({ state: 'off', entries: [] });
  });
}

async function opened(unlocked: Vault): Promise<void> {
  const entries = await unlocked.entries();
  vault = unlocked;
  endWatch();
  endWatch = watchIdle(window, LOCK_MINUTES * 60_000, () => {
    lock();
    tell('The history is locked again.', { detail: `Nothing happened for ${LOCK_MINUTES} minutes.` });
  });
  useHistory.setState({ state: 'open', entries });
}

export interface Saved {
  readonly title: string;
  readonly dialogue: string;
  readonly parts: readonly NotePart[];
}

/** Keeps the note that stands, in the words given (identifiers may be masked). */
export async function saveNote({ title, dialogue, parts }: Saved): Promise<boolean> {
  return change(async (open) => {
    const kept = joinParts(parts);
    // What was masked must not come in by the back door; and other words than those signed are not signed.
    const asItStands = kept === noteText(useNote.getState().sections) && dialogue === useNote.getState().dialogue;
    const accepted = [...useReview.getState().accepted].filter((key) => kept.includes(key.split('\n', 1)[0] ?? key));
    const entry: HistoryEntry = {
      id: crypto.randomUUID(),
      savedAt: new Date().toISOString(),
      title,
      dialogue,
      parts: parts.map(({ header, text }) => ({ header, text })),
      accepted,
      signature: asItStands ? currentSignature() : null,
      origin: asStored(originOfNote()),
    };
    await open.save(entry);
    tell(`“${title}” is in the history.`);
  });
}

const asStored = (origin: ReturnType<typeof originOfNote>): HistoryEntry['origin'] => ({
  ...origin,
  models: origin.models.map((model) => ({ ...model })),
});

/** Puts an entry's conversation and note in the place of what stands; that can be undone. */
export function restoreEntry(entry: HistoryEntry): void {
  const { sections, dialogue } = useNote.getState();
  replaceDialogue(entry.dialogue);
  restoreSections(
    entry.parts.map(({ header, text }) => ({ ...emptySection(header), text, origin: 'edited' as const })),
  );
  bringBackOrigin(entry.origin);
  restoreReview(entry.accepted, entry.signature);
  tell(`“${entry.title}” is back.`, {
    undo: () => {
      restoreSections(sections);
      if (dialogue.trim() === '') replaceDialogue('');
      else restoreDialogue();
    },
  });
}

export async function deleteEntry(entry: HistoryEntry): Promise<void> {
  await change(async (open) => {
    await open.delete(entry.id);
    tell(`“${entry.title}” is deleted.`, { undo: () => void change((still) => still.save(entry)) });
  });
}

export async function exportHistory(): Promise<Blob | null> {
  let file: Blob | null = null;
  await change(async (open) => {
    file = new Blob([await open.exportAll()], { type: 'application/json' });
  });
  return file;
}

/** Whether it could be read; if not, the problem says why. */
export async function importHistory(file: File, passphrase: string): Promise<boolean> {
  return change(async (open) => {
    const added = await open.importAll(await file.text(), passphrase);
    tell(added === 1 ? 'One entry was added.' : `${added} entries were added.`);
  });
}

async function change(work: (open: Vault) => Promise<void>): Promise<boolean> {
  return attempt(async () => {
    if (vault === null) return;
    await work(vault);
    useHistory.setState({ entries: await vault.entries() });
  });
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  useHistory.setState({ busy: true, problem: null });
  try {
    await work();
    return true;
  } catch (thrown) {
    useHistory.setState({ problem: problemOf(thrown) });
    return false;
  } finally {
    useHistory.setState({ busy: false });
  }
}
