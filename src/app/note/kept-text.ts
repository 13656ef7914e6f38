/**
 * Conversation and note over a reload – only when the user has switched it on, and only in this tab's session storage,
 * which ends with the tab. Off by default, because a browser may write session storage to disk in clear. What is saved
 * for longer is saved encrypted, by the history.
 */
import * as v from 'valibot';
import { AuthorshipSchema } from '../../engine/authorship.ts';
import { usePreferences } from '../shell/preferences.ts';
import { LetterOriginSchema, letterIn } from './letter-origin.ts';
import { emptySection, isBeforeChange, isBlank, isUntouched, type NoteSection, newVisit, useNote } from './note.ts';

const KEY = 'locum.text';
/** A pause in typing or writing of so long, and it is kept. */
const REST_MS = 500;

const Kept = v.object({
  dialogue: v.string(),
  letter: v.exactOptional(LetterOriginSchema),
  sections: v.array(
    v.object({
      header: v.string(),
      text: v.string(),
      origin: v.picklist(['empty', 'model', 'recorded', 'composed', 'edited']),
      authorship: v.nullable(AuthorshipSchema),
      beforeChange: v.boolean(),
    }),
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
    const { aside, ...present } = useNote.getState();
    // What is set aside is kept nowhere.
    const isSafe = (usePreferences.getState().keepText || isBlank(present)) && aside.every(isUntouched);
    if (!isSafe) event.preventDefault();
  });
}

function save(): void {
  try {
    if (!usePreferences.getState().keepText) {
      sessionStorage.removeItem(KEY);
      return;
    }
    const { dialogue, sections, origin } = useNote.getState();
    const kept = sections.map((section) => {
      const { header, text, origin, authorship } = section;
      return { header, text, origin, authorship, beforeChange: isBeforeChange({ sections: [section], dialogue }) };
    });
    sessionStorage.setItem(KEY, JSON.stringify({ dialogue, ...letterIn(origin), sections: kept }));
  } catch {
    // Session storage is switched off or full: the text is where it was, in this page.
  }
}

function restore(): void {
  try {
    const stored = sessionStorage.getItem(KEY);
    if (stored === null) return;
    const { dialogue, letter, sections } = v.parse(Kept, JSON.parse(stored));
    const visit = newVisit({ dialogue, origin: letterIn({ letter }) });
    const { conversation } = visit;
    const restored = sections.map(({ beforeChange, ...section }): NoteSection => {
      const source = { conversation, dialogue: beforeChange ? null : dialogue, condensed: null };
      return { ...emptySection(section.header), ...section, source: section.text === '' ? null : source };
    });
    useNote.setState({ ...visit, sections: restored });
  } catch {
    // Not what this version writes: it begins empty.
  }
}
