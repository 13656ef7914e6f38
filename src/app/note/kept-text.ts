/**
 * Conversation and note over a reload – only when the user has switched it on, and only in this tab's session storage,
 * which ends with the tab. Off by default, because a browser may write session storage to disk in clear. What is saved
 * for longer is saved encrypted, by the history.
 */
import * as v from 'valibot';
import { usePreferences } from '../shell/preferences.ts';
import { emptySection, type NoteSection, useNote } from './note.ts';

const KEY = 'locum.text';
/** A pause in typing or writing of so long, and it is kept. */
const REST_MS = 500;

const Kept = v.object({
  dialogue: v.string(),
  sections: v.array(
    v.object({ header: v.string(), text: v.string(), origin: v.picklist(['empty', 'model', 'edited']) }),
  ),
});

/** Call once. What was kept comes back; leaving the page with text that is not kept asks first. */
export function keepText(): void {
  restore();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = () => {
    clearTimeout(timer);
    timer = setTimeout(save, REST_MS);
  };
  useNote.subscribe((state, before) => {
    if (state.dialogue !== before.dialogue || state.sections !== before.sections) keep();
  });
  usePreferences.subscribe((state, before) => {
    if (state.keepText !== before.keepText) save();
  });
  addEventListener('pagehide', save);
  addEventListener('beforeunload', (event) => {
    const { dialogue, sections } = useNote.getState();
    const empty = dialogue.trim() === '' && sections.every(({ text }) => text === '');
    if (!empty && !usePreferences.getState().keepText) event.preventDefault();
  });
}

function save(): void {
  try {
    if (!usePreferences.getState().keepText) {
      sessionStorage.removeItem(KEY);
      return;
    }
    const { dialogue, sections } = useNote.getState();
    const kept = sections.map(({ header, text, origin }) => ({ header, text, origin }));
    sessionStorage.setItem(KEY, JSON.stringify({ dialogue, sections: kept }));
  } catch {
    // Session storage is switched off or full: the text is where it was, in this page.
  }
}

function restore(): void {
  try {
    const stored = sessionStorage.getItem(KEY);
    if (stored === null) return;
    const { dialogue, sections } = v.parse(Kept, JSON.parse(stored));
    const restored = sections.map((section): NoteSection => ({ ...emptySection(section.header), ...section }));
    useNote.setState({ dialogue, sections: restored });
  } catch {
    // Not what this version writes: it begins empty.
  }
}
