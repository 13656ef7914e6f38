/** Whose patient: a note and its conversation stay together, with the real models. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { demoIsPresent, whenPresent } from '../../engine/decoding/testing/tokenizers.ts';
import { noteDocument } from '../../engine/export/document.ts';
import { asMarkdown } from '../../engine/export/markdown.ts';
import { holdEngine, until } from '../testing/held-engine.ts';
import { noteFacts, withLabel } from './draft.ts';
import {
  bringBack,
  chooseTemplate,
  editDialogue,
  editSection,
  forgetAside,
  isBeforeChange,
  keepNote,
  newVisit,
  noteText,
  setSettings,
  sourceOf,
  useNote,
} from './note.ts';
import { openText } from './open.ts';
import { currentSignature, restoreReview } from './review.ts';
import { generate } from './run.ts';

const MODELS = ['demo-base', 'demo-it', 'demo-anti'];
const present = MODELS.every(demoIsPresent);
const MR_BROWN = 'Doctor: You have HIV and take your tablets?\nPatient: Yes. My left knee hurts.';
const MRS_GREEN = 'Doctor: What brings you in?\nPatient: A sore throat since Monday.';
const HIS = 'Mr Brown, HIV positive, left knee pain for two weeks.';

const note = useNote.getState;
const text = () => noteText(note().sections);
const exported = () => asMarkdown(noteDocument({ text: text(), createdAt: new Date('2025-01-01'), ...noteFacts() }));

/** A note that the models have written, and that the clinician has changed. */
async function writtenForMrBrown(): Promise<string> {
  openText({ dialogue: MR_BROWN });
  await generate();
  expect(note().run.phase).toBe('finished');
  const [first] = note().sections;
  editSection(first!.id, HIS);
  return note().conversation;
}

describe.skipIf(!present)(`a note and its conversation${whenPresent(...MODELS)}`, () => {
  let end = () => {};
  beforeAll(async () => {
    end = await holdEngine();
    chooseTemplate('soap');
    setSettings({ method: 'expert', maxTokens: 10 });
  });
  afterAll(() => end());
  beforeEach(() => openText({}));
  afterEach(forgetAside);

  it('another patient’s text begins with no note, and no word of the one before comes into its note', async () => {
    await writtenForMrBrown();
    openText({});
    expect(text()).toBe('');
    editDialogue(MRS_GREEN);
    await generate();
    expect(note().run.phase).toBe('finished');
    expect(text()).not.toBe('');
    expect(text()).not.toContain('Brown');
    expect(note().sections.every(({ origin }) => origin === 'model')).toBe(true);
    expect(exported()).not.toContain('HIV');
  });

  it('does not write round another conversation’s words even if they stood there', async () => {
    await writtenForMrBrown();
    const { sections } = note();
    // As if they had been left behind by whatever path.
    useNote.setState({ ...newVisit({ dialogue: MRS_GREEN }), sections });
    await generate();
    expect(text()).not.toContain('Brown');
  });

  it('what is set aside is whole, and comes back with its edits and its signature', async () => {
    const his = await writtenForMrBrown();
    restoreReview([], { name: 'Dr Okafor', at: '2025-01-01T10:00:00.000Z' });
    const before = text();
    openText({ dialogue: MRS_GREEN });
    expect(currentSignature()).toBeNull();
    expect(withLabel('x')).toContain('DRAFT');
    bringBack(his);
    expect(note().dialogue).toBe(MR_BROWN);
    expect(text()).toBe(before);
    expect(currentSignature()?.name).toBe('Dr Okafor');
    expect(note().aside.map(({ dialogue }) => dialogue)).toContain(MRS_GREEN);
  });

  it('what is being written when another conversation comes stays with its own', async () => {
    setSettings({ maxTokens: 200 });
    openText({ dialogue: MR_BROWN });
    const his = note().conversation;
    const writing = generate();
    await until(useNote, ({ run }) => run.tokens > 0);
    openText({ dialogue: MRS_GREEN });
    await writing;
    setSettings({ maxTokens: 10 });
    expect(text()).toBe('');
    expect(note().run.phase).toBe('idle');
    const aside = note().aside.find(({ conversation }) => conversation === his);
    expect(aside?.run.phase).toBe('stopped');
    expect(noteText(aside?.sections ?? [])).not.toBe('');
  });

  it('an edit of the conversation keeps the note, and every export says that it was written before', async () => {
    await writtenForMrBrown();
    expect(isBeforeChange(note())).toBe(false);
    editDialogue(`${MR_BROWN}\nPatient: No, I do not have HIV.`);
    expect(text()).toContain(HIS);
    expect(isBeforeChange(note())).toBe(true);
    expect(exported()).toContain('written before the conversation was changed');
    expect(withLabel('x')).toContain('WRITTEN BEFORE THE CONVERSATION WAS CHANGED');
    // A word changed in it does not make it of the conversation as it is now; that the clinician has looked does.
    editSection(note().sections[0]!.id, `${HIS} Stable.`);
    expect(isBeforeChange(note())).toBe(true);
    keepNote();
    expect(isBeforeChange(note())).toBe(false);
    editDialogue(MR_BROWN);
    expect(isBeforeChange(note())).toBe(true);
  });

  it('an edit that is taken back leaves nothing to be said', async () => {
    await writtenForMrBrown();
    editDialogue(`${MR_BROWN} `);
    editDialogue(MR_BROWN);
    expect(isBeforeChange(note())).toBe(false);
  });

  it('text that comes where there was none left, beside a note, is another conversation', async () => {
    const his = await writtenForMrBrown();
    editDialogue('');
    editDialogue('D');
    expect(note().conversation).not.toBe(his);
    expect(text()).toBe('');
  });

  it('what a conversation was condensed to is read as long as its words stand', () => {
    openText({ dialogue: MR_BROWN });
    const by = { kind: 'shortened', text: 'Doctor: …' } as const;
    useNote.setState({ condensed: { of: MR_BROWN, by } });
    expect(sourceOf(note()).condensed).toEqual(by);
    editDialogue(MRS_GREEN);
    expect(sourceOf(note()).condensed).toBeNull();
  });
});
