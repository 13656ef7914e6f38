import { beforeEach, describe, expect, it } from 'vitest';
import { reviewParts, type SentenceReview } from '../../engine/analysis/evidence/evidence.ts';
import { loadLexicon } from '../../engine/analysis/evidence/lexicon/concepts.ts';
import { emptySection, notePartsOf, noteText, updateSection, useNote } from './note.ts';
import {
  accept,
  currentSignature,
  flagKey,
  notReviewed,
  pointsOf,
  reopen,
  replaceSentence,
  sign,
  signingState,
  useReview,
} from './review.ts';

const lexicon = await loadLexicon();
const DIALOGUE = 'Doctor: Any fever?\nPatient: No. I take lisinopril twenty milligrams.';

/** As the page does it, without its worker. */
function stand(...texts: string[]): void {
  const sections = texts.map((text, index) => ({
    ...emptySection(`PART ${index + 1}`),
    text,
    origin: 'edited' as const,
  }));
  useNote.setState({ dialogue: DIALOGUE, sections });
  review();
}

function review(): void {
  const { conversation, sections, dialogue } = useNote.getState();
  const evidence = reviewParts(
    notePartsOf(sections).map(({ text }) => text),
    dialogue,
    lexicon,
  );
  useReview.setState({ evidence, subject: { conversation, note: noteText(sections), dialogue } });
}

const state = () => signingState(useReview.getState(), useNote.getState());
const keys = () =>
  (useReview.getState().evidence?.sentences ?? []).flatMap((one) => one.flags.map((flag) => flagKey(one, flag)));
function sentence(index: number): SentenceReview {
  const found = useReview.getState().evidence?.sentences[index];
  if (found === undefined) throw new Error(`There is no sentence ${index}.`);
  return found;
}

beforeEach(() => {
  useReview.setState({ evidence: null, subject: null, accepted: new Set(), signed: null, witnesses: new Map() });
});

describe('signing', () => {
  it('waits until every flag is settled', () => {
    stand('Lisinopril 40 mg. Reports fever.');
    expect(keys()).toHaveLength(2);
    sign('Dr Okafor');
    expect(state()).toEqual({ state: 'blocked', reason: '2 flags are to be settled.' });
    accept(keys());
    expect(state()).toEqual({ state: 'ready' });
    reopen(keys().slice(0, 1));
    expect(state()).toEqual({ state: 'blocked', reason: 'One flag is to be settled.' });
    accept(keys());
    sign('Dr Okafor');
    expect(currentSignature()).toMatchObject({ name: 'Dr Okafor' });
  });

  it('waits for a sentence that the conversation does not bear out, though no word of it is flagged', () => {
    stand('Denies fever. She enjoys long walks beside the river.');
    const doubtful = sentence(1);
    expect(doubtful.flags).toEqual([]);
    expect(state()).toEqual({ state: 'blocked', reason: 'One sentence without a basis is to be settled.' });
    // A verdict of the models settles nothing.
    useReview.setState({
      witnesses: new Map([[doubtful.sentence.text, { forward: { label: 'entailment', probability: 0.99 } }]]),
    });
    expect(state()).toMatchObject({ state: 'blocked' });
    accept(pointsOf(doubtful, new Map()));
    expect(state()).toEqual({ state: 'ready' });
  });

  it('waits for a supported sentence that the models contradict', () => {
    stand('Denies fever.');
    expect(state()).toEqual({ state: 'ready' });
    useReview.setState({
      witnesses: new Map([['Denies fever.', { backward: { label: 'contradiction', probability: 0.9 } }]]),
    });
    expect(state()).toMatchObject({ state: 'blocked' });
  });

  it('of a note in another language waits until each sentence is settled by hand, and says why', () => {
    const text = 'Der Patient hat seit drei Tagen Husten und kein Fieber. Er ist nicht kurzatmig, und das ist gut.';
    const refused = () => stand(text);
    expect(refused).toThrow(expect.objectContaining({ code: 'other-language' }));
    try {
      refused();
    } catch (thrown) {
      const { conversation, sections, dialogue } = useNote.getState();
      const subject = { conversation, note: noteText(sections), dialogue };
      useReview.setState({ ...notReviewed(thrown), subject });
    }
    expect(useReview.getState().problem).toMatchObject({ code: 'other-language' });
    expect(state()).toEqual({ state: 'blocked', reason: '2 sentences without a basis are to be settled.' });
    for (const one of [sentence(0), sentence(1)]) accept(pointsOf(one, new Map()));
    expect(state()).toEqual({ state: 'ready' });
    sign('Dr Okafor');
    expect(currentSignature()).toMatchObject({ name: 'Dr Okafor' });
  });

  it('needs a name and a note', () => {
    stand('Denies fever.');
    sign('  ');
    expect(currentSignature()).toBeNull();
    stand('');
    expect(state()).toEqual({ state: 'blocked', reason: 'There is no note yet.' });
  });

  it('ends with a change of the note or of the conversation', () => {
    stand('Denies fever.');
    sign('Dr Okafor');
    const [section] = useNote.getState().sections;
    updateSection(section?.id ?? '', () => ({ text: 'Denies fever. Well.' }));
    expect(currentSignature()).toBeNull();
    expect(state()).toEqual({ state: 'blocked', reason: 'The note is being reviewed.' });
    updateSection(section?.id ?? '', () => ({ text: 'Denies fever.' }));
    expect(currentSignature()).not.toBeNull();
    useNote.setState({ dialogue: `${DIALOGUE}\nPatient: Well, a little fever.` });
    expect(currentSignature()).toBeNull();
  });

  it('keeps a flag accepted while its sentence stands', () => {
    stand('Lisinopril 40 mg. Denies fever.');
    accept(keys());
    stand('Denies fever. Lisinopril 40 mg.');
    expect(state()).toEqual({ state: 'ready' });
    stand('Lisinopril 50 mg. Denies fever.');
    expect(state()).toEqual({ state: 'blocked', reason: 'One flag is to be settled.' });
  });
});

describe('replaceSentence', () => {
  it.each([
    ['Denies fever. Lisinopril 40 mg. Well.', 1, 'Lisinopril 20 mg.', 'Denies fever. Lisinopril 20 mg. Well.'],
    ['Denies fever. Lisinopril 40 mg. Well.', 1, '', 'Denies fever. Well.'],
    ['Denies fever. Well.', 0, ' ', 'Well.'],
    ['- Denies fever.\n- Lisinopril 40 mg.\n- Well.', 1, '', '- Denies fever.\n- Well.'],
    ['1. Denies fever.\n2. Well.', 1, '', '1. Denies fever.'],
    ['Denies fever.', 0, '', ''],
  ])('of %j number %i by %j', (text, index, words, expected) => {
    stand('First part.', text);
    replaceSentence(sentence(1 + index), words);
    expect(useNote.getState().sections.map((section) => section.text)).toEqual(['First part.', expected]);
  });

  it('leaves a note alone that has changed since', () => {
    stand('Denies fever.');
    const [section] = useNote.getState().sections;
    updateSection(section?.id ?? '', () => ({ text: 'Something else.' }));
    replaceSentence(sentence(0), 'Fever.');
    expect(useNote.getState().sections[0]?.text).toBe('Something else.');
  });
});
