import { describe, expect, it } from 'vitest';
import { recordingFromJson, recordingToJson, recordingToShortJson, textOf } from './recording.ts';
import { recordingToCsv } from './table.ts';
import { AUTHORSHIP, recording, STOPPED, tableRecording, token } from './testing/recordings.ts';

describe('as JSON', () => {
  it('comes back as it was, and carries its label', async () => {
    const original = await tableRecording({ alpha: 1, candidates: 5 });
    const json = recordingToJson(original);
    expect(recordingFromJson(json, 'note.json')).toEqual(original);
    expect(json).toContain('a clinician must verify');
  });

  const good = JSON.parse(recordingToJson(recording([token('a', 0.5, 0.5), token('b', 0.5, 0.5)])));
  it.each([
    ['no JSON', '{', 'it is not JSON'],
    ['another file', '{"resourceType":"Bundle"}', 'format'],
    ['a later version', JSON.stringify({ ...good, version: 3 }), 'version'],
    ['no tokens', JSON.stringify({ ...good, tokens: [] }), 'no tokens'],
    [
      'a probability of 3',
      JSON.stringify({ ...good, tokens: [{ ...good.tokens[0], pCombined: 3 }] }),
      'tokens.0.pCombined',
    ],
    ['tokens out of order', JSON.stringify({ ...good, tokens: [...good.tokens].reverse() }), 'out of order'],
  ])('%s is refused with what is wrong', (_, json, message) => {
    expect(() => recordingFromJson(json, 'x.json')).toThrowError(
      expect.objectContaining({ code: 'file-invalid', message: expect.stringContaining(message) }),
    );
  });
});

describe('in less room', () => {
  it('comes back with four digits, and without what is not kept', async () => {
    const original = await tableRecording({ alpha: 1, candidates: 5 });
    const back = recordingFromJson(recordingToShortJson(original), 'note.json');
    expect(textOf(back)).toBe(textOf(original));
    const leftOut = [{ text: 'She denies fever.', reason: 'Nobody spoke of it.' }];
    const sections = [{ header: 'PLAN', tokens: original.tokens.length, leftOut }];
    expect(recordingFromJson(recordingToShortJson({ ...original, sections }), 'note.json').sections).toEqual(sections);
    for (const [index, { delta, pCombined, candidates, milliseconds, spread }] of back.tokens.entries()) {
      const told = original.tokens[index]!;
      expect(delta).toBeCloseTo(told.delta ?? 0, 2);
      expect(pCombined / told.pCombined).toBeCloseTo(1, 3);
      expect(candidates.map(({ id }) => id)).toEqual(told.candidates.map(({ id }) => id));
      expect(spread?.klBase).toBeCloseTo(told.spread?.klBase ?? 0, 2);
      expect(milliseconds).toBeNull();
    }
  });
});

describe('of the first version', () => {
  const { models: _, ...authorship } = AUTHORSHIP;
  const first = (change: object) => {
    const { authorship: __, ...rest } = JSON.parse(
      recordingToJson(recording([token('a', 0.25, 0.75), token('b', 0.5, 0.5)])),
    );
    const models = { base: 'b', expert: 'e', anti: 'a' };
    return recordingFromJson(JSON.stringify({ ...rest, version: 1, ...authorship, models, ...change }), 'old.json');
  };

  it('names its models; a figure that was 0 everywhere was not known', () => {
    const { authorship: by, tokens } = first({});
    expect(by).toEqual({ ...authorship, models: { base: { id: 'b' }, expert: { id: 'e' }, anti: { id: 'a' } } });
    expect(tokens.map(({ delta, milliseconds }) => [delta, milliseconds])).toEqual([
      [null, 1],
      [null, 1],
    ]);
    expect(tokens[0]?.candidates[0]?.delta).toBeNull();
    expect(recordingToCsv({ ...first({}), tokens }).split('\r\n')[1]).toBe(
      '0,0,a,false,0.25,0.75,0.25,0.75,0.5,true,,,,,1',
    );
  });

  it('keeps deltas that it knew', () => {
    const tokens = [token('a', 0.2, 0.6, { delta: 1.5 }), { ...token('b', 0.5, 0.5), index: 1 }];
    expect(first({ tokens }).tokens.map(({ delta }) => delta)).toEqual([1.5, 0]);
  });
});

describe('as CSV', () => {
  it('has a row a token; commas, quotes and line breaks are kept, formulas are not', () => {
    const tokens = [token('=1+1', 0.25, 0.75), token(' "a", b\n', 0.5, 0.5), token('', 0.5, 0.5)];
    const rows = recordingToCsv(recording(tokens, { ending: STOPPED })).split('\r\n');
    expect(rows[0]?.split(',').slice(0, 9)).toEqual(
      'index,id,text,end_of_sequence,p_base,p_expert,p_anti,p_combined,shift'.split(','),
    );
    expect(rows[1]).toBe("0,0,'=1+1,false,0.25,0.75,0.25,0.75,0.5,true,0,,,,1");
    expect(rows[2]).toContain('" ""a"", b\n"');
    expect(rows.at(-2)).toMatch(/^2,0,,true,/);
  });
});

it('the text is that of all tokens', () => {
  expect(textOf(recording([token('a', 1, 1), token('', 1, 1), token(' b', 1, 1)]))).toBe('a b');
});
