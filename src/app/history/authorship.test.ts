/** What the history says of a note: who wrote it, and of which words, whatever is loaded when it is saved or brought back. */
import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoIsPresent, whenPresent } from '../../engine/decoding/testing/tokenizers.ts';
import { writeNotes } from '../lens/lens.ts';
import { noteFacts } from '../note/draft.ts';
import {
  chooseTemplate,
  editDialogue,
  editSection,
  notePartsOf,
  noteText,
  setSettings,
  useNote,
} from '../note/note.ts';
import { openText } from '../note/open.ts';
import { generate } from '../note/run.ts';
import { holdEngine } from '../testing/held-engine.ts';
import { restoreEntry, saveNote, switchOn, useHistory } from './history.ts';

const MODELS = ['demo-base', 'demo-it', 'demo-cpt', 'demo-anti'];
const present = MODELS.every(demoIsPresent);
const VISIT = 'Doctor: What brings you in?\nPatient: A sore throat since Monday.';

const note = useNote.getState;
const save = (title: string) => saveNote({ title, dialogue: note().dialogue, parts: notePartsOf(note().sections) });
const entry = (title: string) => useHistory.getState().entries.find((each) => each.title === title)!;

describe.skipIf(!present)(`a note in the history${whenPresent(...MODELS)}`, () => {
  let end = () => {};
  beforeAll(async () => {
    end = await holdEngine();
    // What shows messages takes a window for a browser when it is loaded: by now it is.
    vi.stubGlobal('window', new EventTarget());
    chooseTemplate('soap');
    setSettings({ method: 'proxy', maxTokens: 10 });
    expect(await switchOn('correct horse battery')).toBe(true);
    openText({ dialogue: VISIT });
    await generate();
    await writeNotes({ conversation: VISIT, presets: ['CPT'], alpha: 1, temperature: 0, seed: 1, maxTokens: 10 });
  });
  afterAll(() => end());

  it('names the models that wrote it, not those that another page has opened since', async () => {
    expect(await save('first')).toBe(true);
    const written = entry('first').parts;
    expect(written.length).toBeGreaterThan(1);
    for (const { authorship, origin, beforeChange } of written) {
      expect({ origin, beforeChange }).toEqual({ origin: 'model', beforeChange: false });
      expect(authorship?.models).toMatchObject({ base: { id: 'demo-base' }, expert: { id: 'demo-it' } });
    }
  });

  it('says which parts are the user’s, and that the conversation was changed; and so does the note that comes back', async () => {
    const [first] = note().sections;
    editSection(first!.id, 'My own words.');
    editDialogue(`${VISIT}\nPatient: And a cough.`);
    const facts = noteFacts();
    const text = noteText(note().sections);
    expect(facts).toMatchObject({ edited: true, beforeChange: true });
    await save('second');
    expect(
      entry('second')
        .parts.map(({ origin }) => origin)
        .slice(0, 2),
    ).toEqual(['edited', 'model']);

    openText({ dialogue: 'Patient: Somebody else.' });
    expect(noteFacts()).toMatchObject({ authorships: [], edited: false, beforeChange: false });
    restoreEntry(entry('second'));
    expect(noteText(note().sections)).toBe(text);
    expect(noteFacts()).toEqual(facts);
    expect(note().aside[0]?.dialogue).toBe('Patient: Somebody else.');
  });
});
