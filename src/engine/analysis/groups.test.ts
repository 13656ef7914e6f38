import { describe, expect, it } from 'vitest';
import { groupFinder, PAPER_GROUPS, parseGroups } from './groups.ts';
import { shiftedTokens } from './shift.ts';
import { recording, STOPPED, token } from './testing/recordings.ts';

/** The groups of each token of a text. */
function groupsOf(...texts: string[]) {
  const find = groupFinder(PAPER_GROUPS);
  return shiftedTokens(recording(texts.map((text) => token(text, 0.5, 0.5)))).map(find);
}

describe('the fifteen groups', () => {
  it('are those of the paper', () => {
    expect(PAPER_GROUPS).toHaveLength(15);
  });

  it('take every sub-token of a word, blanks and line breaks before it aside', () => {
    expect(groupsOf('The', ' d', 'en', 'ies', ' X', '-', 'ray', '\n\n', 'Fol', 'low', '-', 'up')).toEqual([
      [],
      ['Negations'],
      ['Negations'],
      ['Negations'],
      ['Imaging'],
      ['Imaging'],
      ['Imaging'],
      [],
      ...Array.from({ length: 4 }, () => ['Encounter / workflow']),
    ]);
  });

  it('count a word in each of its groups', () => {
    expect(groupsOf(' follow')).toEqual([['Encounter / workflow', 'Directive verbs']]);
  });

  it('tell spellings apart where both are listed, and match at the beginning of a sentence where not', () => {
    expect(groupsOf('Order', ' order', ' Severe', ' Reports')).toEqual([
      ['Directive verbs'],
      ['Encounter / workflow'],
      ['Severity'],
      ['Patient reporting, present'],
    ]);
  });

  it('take the sub-tokens that the paper lists as beginnings, and no other part of a word', () => {
    expect(groupsOf(' symptoms', ' appointments', ' no', 'dule', ' painful')).toEqual([
      ['Symptoms'],
      ['Encounter / workflow'],
      [],
      [],
      [],
    ]);
  });

  it('know the token that ends the text', () => {
    const ended = recording([token('No', 0.5, 0.5), token('', 0.1, 0.4)], { ending: STOPPED });
    expect(shiftedTokens(ended).map(groupFinder(PAPER_GROUPS))).toEqual([['Negations'], ['End of sequence']]);
  });
});

describe("the user's lists", () => {
  it('are a name and words a line', () => {
    expect(parseGroups('Drugs: metformin, insulin gli*\n\n Time :today')).toEqual([
      { name: 'Drugs', words: ['metformin', 'insulin'], beginnings: ['gli'] },
      { name: 'Time', words: ['today'], beginnings: [] },
    ]);
  });

  it.each([
    ['no colon', 'Line 1'],
    ['A: b\n: c', 'Line 2'],
    ['A:', 'no words'],
    ['A: *', 'every word'],
    ['A: b\nA: c', 'already'],
    ['Imaging: PET', 'already'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => parseGroups(text)).toThrowError(
      expect.objectContaining({ code: 'bad-argument', message: expect.stringContaining(message) }),
    );
  });
});
