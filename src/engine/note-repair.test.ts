import { describe, expect, it } from 'vitest';
import type { Turning } from './decoding/constrain/turnings.ts';
import type { FinishEvent, GenerationEvent, TokenEvent } from './decoding/events.ts';
import { type Attempt, figuresIn, repaired, TRIES } from './note-repair.ts';

const VISIT = [
  'Doctor: Good morning, Mrs. Hill. How old are you, and what brings you in?',
  "Patient: I'm fifty-two. My left knee hurts, for three weeks now. I have no fever.",
  'Doctor: Take ibuprofen for ten days.',
].join('\n');

/** A model of whole words: at each place its choices, best first, by what stands before it. */
type Choices = (before: string) => readonly string[];
const WORDS: string[] = [];
const idOf = (word: string): number => (WORDS.includes(word) ? WORDS.indexOf(word) : WORDS.push(word) - 1);
const END = idOf('');

/** Writes greedily what is not closed. */
function modelOf(choices: Choices, asked: (readonly Turning[])[] = []): Attempt {
  return async function* ({ opening, constraint }) {
    const closed = constraint.kind === 'repair' ? constraint.closed : [];
    asked.push(closed);
    const ids = [...opening.ids];
    for (;;) {
      const not = closed.filter(({ at }) => at === ids.length).flatMap((turning) => turning.not);
      const ranked = choices(ids.map((id) => WORDS[id]).join('')).map(idOf);
      const open = ranked.filter((id) => !not.includes(id));
      const [id = END] = open;
      yield tokenOf(ids.length, id, open);
      ids.push(id);
      if (id !== END) continue;
      const text = ids.map((each) => WORDS[each]).join('');
      yield { ...FINISH, text, tokens: ids.length };
      return;
    }
  };
}

const FINISH = {
  type: 'finish',
  reason: 'stop',
  cause: { kind: 'stop-token', id: END, text: '' },
  prefillMs: 1,
  decodeMsPerToken: 1,
} as const;

function tokenOf(index: number, id: number, ranked: readonly number[]): TokenEvent {
  const p = (place: number) => 0.6 * 0.5 ** place;
  const candidates = ranked.map((each, place) => {
    return { id: each, text: WORDS[each] ?? '', base: 0, expert: 0, anti: 0, combined: p(place), delta: null };
  });
  const none = { pBase: null, pExpert: null, pAnti: null, argmaxChanged: false, baseCandidates: [], delta: null };
  return {
    ...{ type: 'token', index, id, text: WORDS[id] ?? '', pCombined: p(0), candidates },
    ...none,
    spread: null,
    milliseconds: 1,
  };
}

/** What a reader sees in the end, who follows the events; and the finish event. */
async function follow(
  attempt: Attempt,
  headers: readonly string[] = [],
): Promise<{ readonly shown: string; readonly finish: FinishEvent }> {
  const opening = { ids: [] };
  const options = { conversation: VISIT, opening, openingText: '', candidates: 5, stopIds: [END], headers };
  let shown: TokenEvent[] = [];
  let finish: FinishEvent | null = null;
  for await (const event of repaired(attempt, options) as AsyncGenerator<GenerationEvent>) {
    if (event.type === 'token') shown.push(event);
    else if (event.type === 'retract') {
      expect(shown.length - event.index).toBe(event.tokens);
      shown = shown.slice(0, event.index);
    } else if (event.type === 'finish') finish = event;
  }
  expect(shown.map(({ index }) => index)).toEqual(shown.map((_, at) => at));
  if (finish === null) throw new Error('no finish');
  return { shown: shown.map(({ text }) => text).join(''), finish };
}

/** By the longest ending of what stands before that is named here. */
const table =
  (rows: Readonly<Record<string, readonly string[]>>): Choices =>
  (before) => {
    const ending = Object.keys(rows)
      .filter((key) => before.endsWith(key))
      .sort((a, b) => b.length - a.length)[0];
    return rows[ending ?? ''] ?? [''];
  };

describe('a sentence that the conversation does not bear out', () => {
  it('is written otherwise, from its likeliest other way on', async () => {
    const model = table({
      '': ['The'],
      The: [' right', ' left'],
      ' right': [' knee'],
      ' left': [' knee'],
      ' knee': [' hurts.'],
      ' hurts.': [''],
    });
    const { shown, finish } = await follow(modelOf(model));
    expect(shown).toBe('The left knee hurts.');
    expect(finish.text).toBe(shown);
    expect(finish.repair).toMatchObject({ rewrites: 1, leftOut: [] });
    expect(finish.repair?.discarded).toBeGreaterThan(0);
  });

  it('is one, too, where less than half of its matter is in the conversation, and the review flags nothing', async () => {
    const model = table({
      '': ['The'],
      The: [' landlord', ' knee'],
      ' landlord': [' painted the balcony hurriedly.'],
      ' knee': [' hurts.'],
      ' hurriedly.': [''],
      ' hurts.': [''],
    });
    const { shown } = await follow(modelOf(model));
    expect(shown).toBe('The knee hurts.');
  });

  it('is one, too, where bytes make no character', async () => {
    const model = table({
      '': ['The left knee'],
      'The left knee': [' h\uFFFDrts.', ' hurts.'],
      rts: [''],
      '.': [''],
    });
    expect((await follow(modelOf(model))).shown).toBe('The left knee hurts.');
  });

  it('keeps all but its pronoun, where that is what is wrong', async () => {
    const model = table({
      '': ['The', 'Ibuprofen'],
      The: [' patient says'],
      ' says': [' he', ' she'],
      ' he': [' has no fever, and the left knee hurts.'],
      ' she': [' has no fever, and the left knee hurts.'],
      Ibuprofen: [' for ten days.'],
      ' hurts.': [''],
      ' days.': [''],
    });
    const { shown } = await follow(modelOf(model));
    expect(shown).toBe('The patient says she has no fever, and the left knee hurts.');
  });

  it('is left out and told where no way holds, and what stands before it stays', async () => {
    const model = table({
      '': ['The left knee hurts.'],
      'hurts.': [' She has', ' There is', ' He has'],
      ' has': [' fever', ' chills', ' vomiting', ' a cough'],
      ' is': [' fever', ' chills', ' vomiting'],
      ' fever': ['.'],
      ' chills': ['.'],
      ' vomiting': ['.'],
      ' cough': ['.'],
      '.': [''],
    });
    const { shown, finish } = await follow(modelOf(model));
    expect(shown.trim()).toBe('The left knee hurts.');
    expect(finish.repair?.leftOut[0]?.text).toBe('She has fever.');
    expect(finish.repair?.leftOut[0]?.reason).not.toBe('');
    expect(finish.repair?.rewrites).toBeLessThanOrEqual(2 * TRIES);
  });

  it('is not mended by breaking it off', async () => {
    const model = table({ '': ['The knee'], ' knee': [' has fever.', '.', ' hurts since Monday.'], '.': [''] });
    const knee = (before: string) =>
      before === 'The knee' ? [' has fever.', '.', ' hurts, the left one.'] : model(before);
    const { shown } = await follow(modelOf(knee));
    expect(shown).toBe('The knee hurts, the left one.');
  });

  it('is left out where the length of the text broke it off, and kept where nothing else stands', async () => {
    const cut = (...pieces: readonly string[]): Attempt => {
      const written = (before: string) => pieces.findIndex((_, at) => before === pieces.slice(0, at).join(''));
      const model = modelOf((before) => [pieces[written(before)] ?? '']);
      return async function* (asked) {
        for await (const event of model(asked)) yield event.type === 'finish' ? { ...event, reason: 'length' } : event;
      };
    };
    const { shown, finish } = await follow(cut('The left knee hurts.', ' Take ibuprofen for'));
    expect(shown.trim()).toBe('The left knee hurts.');
    expect(finish.text).toBe(shown);
    expect(finish.repair?.leftOut).toMatchObject([{ text: 'Take ibuprofen for' }]);
    const alone = await follow(cut('The left knee'));
    expect(alone.shown).toBe('The left knee');
    expect(alone.finish.repair?.leftOut).toEqual([]);
  });

  it('never goes the same way twice', async () => {
    const asked: (readonly Turning[])[] = [];
    const fevers = table({ '': ['He has fever.', 'She has fever.', 'Fever is present.', 'There is fever.', ''] });
    const { finish } = await follow(modelOf(fevers, asked));
    expect(finish.text).toBe('');
    const ways = asked.map((closed) => JSON.stringify(closed));
    expect(new Set(ways).size).toBe(ways.length);
  });
});

it('comes to an end where mending one sentence spoils the one before it', async () => {
  // “… hurts” goes on with a full stop and a fever, or with a fever at once.
  const spoiled = table({
    '': ['The left knee hurts'],
    hurts: ['.', ' and she has a fever'],
    'hurts.': [' She has a fever'],
    fever: ['.'],
    'fever.': [''],
  });
  const model: Choices = (before) =>
    before.endsWith('hurts.') ? [' She has a fever', ' and she has a fever'] : spoiled(before);
  const { finish } = await follow(modelOf(model));
  expect(finish.text).not.toContain('fever');
  expect(finish.repair?.leftOut.length).toBeGreaterThan(0);
});

describe('a section', () => {
  const HEADERS = ['PAST MEDICAL HISTORY', 'EXAM', 'PLAN', 'HISTORY'];
  const headed = table({
    '': ['PAST ', 'EXAM: ', 'ECG: ', 'Left '],
    'PAST ': ['HISTORY: '],
    ': ': ['Left '],
    'Left ': ['knee '],
    'knee ': ['pain. '],
    'pain. ': [''],
  });

  it('begins with no other header', async () => {
    const { shown, finish } = await follow(modelOf(headed), HEADERS);
    expect(shown).toBe('ECG: Left knee pain. ');
    expect(finish.repair).toMatchObject({ rewrites: 2, leftOut: [] });
  });

  it('may have headers where it is a whole note', async () => {
    const { shown } = await follow(modelOf(headed));
    expect(shown).toBe('PAST HISTORY: Left knee pain. ');
  });

  it('keeps it where nothing else is likely', async () => {
    const only = (before: string) => (before === '' ? ['PLAN: '] : headed(before));
    expect((await follow(modelOf(only), HEADERS)).shown).toBe('PLAN: Left knee pain. ');
  });

  it('keeps one that every beginning leads to', async () => {
    const all = (before: string) => (before === '' ? ['PLAN: ', 'EXAM: ', 'PAST: ', 'HISTORY: '] : headed(before));
    expect((await follow(modelOf(all), HEADERS)).shown).toBe('HISTORY: Left knee pain. ');
  });
});

it('leaves what holds as the model wrote it', async () => {
  const { shown, finish } = await follow(modelOf(table({ '': ['The left knee hurts.'], 'hurts.': [''] })));
  expect(shown).toBe('The left knee hurts.');
  expect(finish.repair).toEqual({ rewrites: 0, discarded: 0, leftOut: [] });
});

it('knows a figure however it was said', () => {
  expect(figuresIn(VISIT)).toEqual(expect.arrayContaining(['52', '3', '10']));
  expect(figuresIn('one twenty over eighty, and 38.2')).toEqual(expect.arrayContaining(['120', '80', '38', '2']));
  expect(figuresIn(VISIT)).not.toContain('12');
});
