/** The history of notes: off until it is switched on, locked until its passphrase is given, and again when nobody is there. */
import { create } from 'zustand';
import { type ErrorRecord, LocumError } from '../../engine/errors.ts';
import { joinParts, type NotePart } from '../../engine/tasks/templates.ts';
import { shared } from '../../tabs.ts';
import { problemOf } from '../models/engine.ts';
import { letterIn } from '../note/letter-origin.ts';
import {
  beginVisit,
  emptySection,
  isBeforeChange,
  type NoteSection,
  newVisit,
  noteText,
  useNote,
} from '../note/note.ts';
import { currentSignature, restoreReview, useReview } from '../note/review.ts';
import { tell } from '../shell/toasts.ts';
import { watchIdle } from './auto-lock.ts';
import type { HistoryEntry } from './entry.ts';
import { indexedDbStorage } from './indexed-db.ts';
import { type Meddling, type UnreadableEntry, Vault } from './vault.ts';
import { sameVault } from './vault-storage.ts';

/** Minutes without a sign of life after which the history locks. */
export const LOCK_MINUTES = 5;

interface HistoryStore {
  /** `unavailable`: the browser, or what is kept, does not let it be looked at; the problem says why. */
  readonly state: 'unknown' | 'unavailable' | 'off' | 'locked' | 'open';
  /** Newest first; empty unless open. */
  readonly entries: readonly HistoryEntry[];
  readonly unreadable: readonly UnreadableEntry[];
  readonly meddling: Meddling;
  /** A key is being derived, or entries are read or written. */
  readonly busy: boolean;
  readonly problem: ErrorRecord | null;
}

const NOTHING = { entries: [], unreadable: [], meddling: { missing: 0, returned: [], untold: false } } as const;

export const useHistory = create<HistoryStore>(() => ({ state: 'unknown', ...NOTHING, busy: false, problem: null }));

const tabs = shared('history');
let vault: Vault | null = null;
let endWatch = () => {};
let following = false;

/** What is the matter with the history now: another tab may have switched it on or off since. */
export async function lookForHistory(): Promise<void> {
  if (!following) tabs.watch(() => void look());
  following = true;
  useHistory.setState({ problem: null });
  await look();
}

async function look(): Promise<void> {
  try {
    const head = await indexedDbStorage.head();
    if (vault !== null && sameVault(head, vault.head)) return await show(vault);
    const wasOpen = vault !== null;
    close(head === null ? 'off' : 'locked');
    if (wasOpen) {
      tell(
        head === null ? 'The history was switched off in another tab.' : 'The history was begun anew in another tab.',
      );
    }
  } catch (thrown) {
    close('unavailable');
    useHistory.setState({ problem: problemOf(thrown) });
  }
}

/** What is in it now; nothing where it was locked meanwhile. */
async function show(open: Vault): Promise<void> {
  const contents = await open.contents();
  if (vault === open) useHistory.setState(contents);
}

export async function switchOn(passphrase: string): Promise<boolean> {
  return attempt(async () => opened(await tabs.write(() => Vault.create(indexedDbStorage, passphrase))));
}

export async function unlock(passphrase: string): Promise<boolean> {
  return attempt(async () => opened(await Vault.unlock(indexedDbStorage, passphrase)));
}

export function lock(): void {
  close('locked');
  useHistory.setState({ problem: null });
}

/** Switched off, and everything in it deleted: the history that is shown here, and no other. */
export async function switchOff(): Promise<void> {
  await attempt(async () => {
    const ending = vault;
    if (ending === null) return;
    await tabs.write(() => ending.end());
    close('off');
  });
}

function close(state: HistoryStore['state']): void {
  endWatch();
  vault = null;
  useHistory.setState({ state, ...NOTHING });
}

async function opened(unlocked: Vault): Promise<void> {
  const contents = await unlocked.contents();
  vault = unlocked;
  endWatch();
  endWatch = watchIdle(window, LOCK_MINUTES * 60_000, () => {
    lock();
    tell('The history is locked again.', { detail: `Nothing happened for ${LOCK_MINUTES} minutes.` });
  });
  useHistory.setState({ state: 'open', ...contents });
}

export interface Saved {
  readonly title: string;
  readonly dialogue: string;
  /** In the order of the note's own parts. */
  readonly parts: readonly NotePart[];
}

/** Keeps the note that stands, in the words given (identifiers may be masked). */
export async function saveNote({ title, dialogue, parts }: Saved): Promise<boolean> {
  return change(async (open) => {
    const note = useNote.getState();
    const written = note.sections.filter(({ text }) => text.trim() !== '');
    const kept = joinParts(parts);
    // What was masked must not come in by the back door; and other words than those signed are not signed.
    const asItStands = kept === noteText(note.sections) && dialogue === note.dialogue;
    const accepted = [...useReview.getState().accepted].filter((key) => kept.includes(key.split('\n', 1)[0] ?? key));
    const entry: HistoryEntry = {
      id: crypto.randomUUID(),
      savedAt: new Date().toISOString(),
      title,
      dialogue,
      ...letterIn(note.origin),
      parts: parts.map(({ header, text }, index) => entryPart({ header, text }, written[index], note.dialogue)),
      accepted,
      signature: asItStands ? currentSignature() : null,
    };
    await open.save(entry);
    tell(`“${title}” is in the history.`);
  });
}

/** @param section that the part is of, in whose words or with identifiers masked */
function entryPart(part: NotePart, section: NoteSection | undefined, dialogue: string): HistoryEntry['parts'][number] {
  const { header, text } = part;
  if (section === undefined) return { header, text, origin: 'edited', authorship: null };
  const origin = section.origin === 'empty' ? 'edited' : section.origin;
  const beforeChange = isBeforeChange({ sections: [section], dialogue });
  return { header, text, origin, authorship: section.authorship, beforeChange };
}

/** Puts an entry's conversation and note in the place of what stands; that can be undone. */
export function restoreEntry(entry: HistoryEntry): void {
  const visit = newVisit({ dialogue: entry.dialogue, origin: letterIn(entry) });
  const { conversation, dialogue } = visit;
  const sections = entry.parts.map(({ header, text, origin, authorship, beforeChange = false }): NoteSection => {
    const source = { conversation, dialogue: beforeChange ? null : dialogue, condensed: null };
    return { ...emptySection(header), text, origin, authorship, source };
  });
  const undo = beginVisit({ ...visit, sections });
  restoreReview(entry.accepted, entry.signature);
  tell(`“${entry.title}” is back.`, { undo });
}

export async function deleteEntry(entry: HistoryEntry): Promise<void> {
  await change(async (open) => {
    await open.delete(entry.id);
    tell(`“${entry.title}” is deleted.`, { undo: () => void change((still) => still.save(entry)) });
  });
}

/** @param id of one entry, to take along that one alone */
export async function exportHistory(id?: string): Promise<Blob | null> {
  let file: Blob | null = null;
  await attempt(async () => {
    if (vault !== null) file = new Blob([await vault.exportAll(id)], { type: 'application/json' });
  });
  return file;
}

/** For good: what cannot be read cannot be put back. */
export async function removeUnreadable({ id }: UnreadableEntry): Promise<void> {
  await change(async (open) => {
    await open.delete(id);
    tell('The entry that cannot be read is deleted.');
  });
}

/** What somebody else has made of the history stands from now on. */
export async function acceptMeddling(): Promise<void> {
  await change((open) => open.accept());
}

/** Whether it could be read; if not, the problem says why. */
export async function importHistory(file: File, passphrase: string): Promise<boolean> {
  return change(async (open) => {
    const { added, known, unreadable } = await open.importAll(await file.text(), passphrase);
    const left = [known > 0 && `${known} were here already`, unreadable > 0 && `${unreadable} cannot be read`];
    const detail = left.filter((part) => part !== false).join(', ');
    tell(added === 1 ? 'One entry was added.' : `${added} entries were added.`, detail === '' ? {} : { detail });
  });
}

async function change(work: (open: Vault) => Promise<void>): Promise<boolean> {
  return attempt(async () => {
    const open = vault;
    if (open === null) return;
    await tabs.write(() => work(open));
    await show(open);
  });
}

async function attempt(work: () => Promise<void>): Promise<boolean> {
  useHistory.setState({ busy: true, problem: null });
  try {
    await work();
    return true;
  } catch (thrown) {
    // What is shown is no longer so: what there is now is looked at, and why stands above it.
    if (thrown instanceof LocumError && thrown.code === 'history-changed') await look();
    useHistory.setState({ problem: problemOf(thrown) });
    return false;
  } finally {
    useHistory.setState({ busy: false });
  }
}
