import { describe, expect, it } from 'vitest';
import { type Granularity, sectionSpans, sentenceSpans, unitsOf, wordSpans } from './spans.ts';
import { unshifted } from './testing/recordings.ts';

const cut = (text: string, spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end));

describe('words', () => {
  it('keep hyphens, apostrophes, digits and separators of numbers', () => {
    const text = "Patient’s A1c is 7.5%, BP 120/80; X-ray (follow-up) don't COVID-19 500mg";
    expect(cut(text, wordSpans(text))).toEqual(
      "Patient’s A1c is 7.5% , BP 120/80 ; X-ray ( follow-up ) don't COVID-19 500 mg".split(' '),
    );
  });
});

describe('sentences', () => {
  it('end at stops and line breaks, not within numbers and after titles', () => {
    const text = 'Seen by Dr. Lee. Takes 2.5 mg daily. Why? No.\nPLAN\n\nRest';
    const sentences = cut(text, sentenceSpans(text));
    expect(sentences.map((sentence) => sentence.trim())).toEqual([
      'Seen by Dr. Lee.',
      'Takes 2.5 mg daily.',
      'Why?',
      'No.',
      'PLAN',
      'Rest',
    ]);
    expect(sentences.join('')).toBe(text);
  });
});

describe('sections', () => {
  it('begin with a header in capitals, of Markdown, or with a colon', () => {
    const text = 'Intro.\n\nHISTORY OF PRESENT ILLNESS\n\nCough: dry.\n\n## Exam\nClear.\nPLAN: rest\nFollow up:\nsoon';
    const sections = cut(text, sectionSpans(text));
    expect(sections.map((section) => section.split('\n')[0])).toEqual([
      'Intro.',
      'HISTORY OF PRESENT ILLNESS',
      '## Exam',
      'PLAN: rest',
      'Follow up:',
    ]);
    expect(sections.join('')).toBe(text);
  });
});

describe('units', () => {
  const { tokens } = unshifted(
    'HI',
    'STORY',
    '\n\n',
    'The',
    ' follow',
    '-',
    'up',
    ' was',
    '',
    ' g',
    'ood',
    '.',
    '  ',
    'No',
    '.',
    '',
  );
  const units = (granularity: Granularity) =>
    unitsOf(tokens, granularity, true).map(({ first, end }) =>
      tokens
        .slice(first, end)
        .map(({ text }) => text)
        .join(''),
    );

  it('are tokens, words, sentences and sections, each token in one', () => {
    expect(units('token')).toHaveLength(16);
    expect(units('word')).toEqual(['HISTORY', '\n\n', 'The', ' follow-up', ' was', ' good', '.', '  ', 'No', '.', '']);
    expect(units('sentence')).toEqual(['HISTORY\n\n', 'The follow-up was good.  ', 'No.', '']);
    expect(units('section')).toEqual(['HISTORY\n\nThe follow-up was good.  No.', '']);
  });

  it('of nothing are none', () => {
    expect(unitsOf([], 'sentence', false)).toEqual([]);
  });
});
