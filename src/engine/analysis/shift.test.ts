import { describe, expect, it } from 'vitest';
import { PAPER_GROUPS } from './groups.ts';
import { select, shiftedTokens } from './shift.ts';
import { LEAST_TEXTS, shiftByClass, shiftByGroup, shiftByPosition, shiftOfAll } from './shift-summary.ts';
import { recording, STOPPED, token } from './testing/recordings.ts';

const note = recording(
  [
    token('Patient', 0.5, 0.6),
    token(' denies', 0.2, 0.7),
    token(' pain', 0.9, 0.4),
    token('.', 0.9, 0.95),
    token(' No', 0.3, 0.4),
    token(' fever', 0.4, 0.4),
    token('.', 0.9, 0.9),
    token('', 0.1, 0.5),
  ],
  { ending: STOPPED },
);
const tokens = shiftedTokens(note);

describe('shifted tokens', () => {
  it('have δ = p_combined − p_base, their word and place', () => {
    expect(tokens[1]).toMatchObject({ text: ' denies', word: 'denies', position: 1 / 7, argmaxChanged: true });
    expect(tokens[1]?.shift).toBeCloseTo(0.5, 12);
    expect(tokens.at(-1)).toMatchObject({ word: '', isEnd: true, position: 1 });
  });

  it('leave out tokens that no base has looked at', () => {
    expect(shiftedTokens(recording([token('a', null, 0.5), token('b', 0.1, 0.5)]))).toHaveLength(1);
  });

  it('of the top quartile moved most, either way', () => {
    expect(select(tokens, 'top-quartile').map(({ word }) => word)).toEqual(['denies', 'pain']);
    expect(select(tokens.slice(0, 5), 'top-quartile')).toHaveLength(2);
    expect(select(tokens, 'all')).toEqual(tokens);
    expect(select([], 'top-quartile')).toEqual([]);
  });
});

describe('summaries', () => {
  it('are the mean shift of each group with an interval, and what stands behind it', () => {
    const rows = new Map(shiftByGroup(tokens, PAPER_GROUPS).map((row) => [row.name, row]));
    expect(rows.size).toBe(15);
    const negations = rows.get('Negations');
    expect(negations?.shift?.value).toBeCloseTo(0.3, 12);
    expect(negations?.shift?.low).toBeCloseTo(0.1, 9);
    expect(negations?.shift?.high).toBeCloseTo(0.5, 9);
    expect(negations?.tokens.map(({ word }) => word)).toEqual(['denies', 'No']);
    expect(negations?.changed).toBe(0.5);
    expect(rows.get('End of sequence')?.shift?.value).toBeCloseTo(0.4, 12);
    expect(rows.get('Imaging')).toMatchObject({ shift: null, changed: null, tokens: [] });
  });

  it('by position divide every text alike', () => {
    const rows = shiftByPosition(tokens, 4);
    expect(rows.map(({ name }) => name)).toEqual(['0–25 %', '25–50 %', '50–75 %', '75–100 %']);
    expect(rows.map((row) => row.tokens.length)).toEqual([2, 2, 2, 2]);
  });

  it('by class tell numbers, units, drug names and function words', () => {
    const text = ['Take', ' met', 'formin', ' 500', ' mg', ' of', ' cholesterol', ' ,', ' %'];
    const classes = shiftByClass(shiftedTokens(recording(text.map((each) => token(each, 0.5, 0.6)))));
    const words = Object.fromEntries(
      classes.map((row) => [row.name, [...new Set(row.tokens.map(({ word }) => word))]]),
    );
    expect(words).toEqual({
      number: ['500'],
      unit: ['mg', '%'],
      'drug-like': ['metformin'],
      'function word': ['of'],
      'other word': ['Take', 'cholesterol'],
      'sign or break': [','],
      end: [],
    });
  });

  it('of many texts resample texts, so that tokens of one text do not count as independent', () => {
    // Every text moves as a whole: within it there is nothing to learn from more tokens.
    const texts = Array.from({ length: LEAST_TEXTS }, (_, number) =>
      shiftedTokens(
        recording(Array.from({ length: 50 }, () => token(' a', 0.5, number % 2 === 0 ? 0.4 : 0.7))),
        number,
      ),
    );
    const width = (rows: typeof tokens) => {
      const { low, high } = shiftOfAll(rows).shift ?? { low: 0, high: 0 };
      return high - low;
    };
    const many = texts.flat();
    const asOne = many.map((each) => ({ ...each, recording: 0 }));
    expect(width(many)).toBeGreaterThan(4 * width(asOne));
    expect(shiftOfAll(many).shift?.count).toBe(500);
  });
});
