import { describe, expect, it } from 'vitest';
import { recordingFromJson, recordingToJson, textOf } from './recording.ts';
import { recordingToCsv } from './table.ts';
import { recording, STOPPED, tableRecording, token } from './testing/recordings.ts';

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
    ['a later version', JSON.stringify({ ...good, version: 2 }), 'version'],
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
