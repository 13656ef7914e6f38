import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortenMiddle } from './shorten.ts';

/** Words and punctuation, plus a prompt of ten tokens round the text. */
const count = (text: string) => (text.match(/\p{L}+|\p{N}|[^\s]/gu)?.length ?? 0) + 10;

const dialogue = (turns: number, speaker: (index: number) => string) =>
  Array.from({ length: turns }, (_, i) => `${speaker(i)} turn number ${i} has some words.`).join('\n');
const labels: readonly [string, (index: number) => string][] = [
  ['Doctor: / Patient:', (i) => (i % 2 === 0 ? 'Doctor:' : 'Patient:')],
  ['[doctor] / [patient]', (i) => (i % 2 === 0 ? '[doctor]' : '[patient]')],
  ["Dr. O'Neill (GP): / Mrs Müller:", (i) => (i % 2 === 0 ? "Dr. O'Neill (GP):" : 'Mrs Müller:')],
];

describe('a conversation that fits', () => {
  it('stays as it is', () => {
    const text = dialogue(4, labels[0]![1]);
    expect(shortenMiddle(text, { count, limit: count(text) })).toMatchObject({ text, leftOut: 0 });
  });
});

describe('a conversation that is too long', () => {
  it.each(labels)('loses whole turns from its middle and says how many (%s)', (_, speaker) => {
    const text = dialogue(40, speaker);
    const limit = Math.round(count(text) / 2);
    const short = shortenMiddle(text, { count, limit });
    const lines = short.text.split('\n');
    const mark = lines.findIndex((line) => line.startsWith('[…'));
    expect(short.unit).toBe('turn');
    expect(lines[mark]).toBe(`[… ${short.leftOut} turns left out …]`);
    expect(lines.length - 1).toBe(40 - short.leftOut);
    const original = text.split('\n');
    expect(lines.slice(0, mark)).toEqual(original.slice(0, mark));
    expect(lines.slice(mark + 1)).toEqual(original.slice(40 - (lines.length - mark - 1)));
    expect(Math.abs(mark - (lines.length - 1 - mark))).toBeLessThanOrEqual(1);
    expect(short.tokensAfter).toBe(count(short.text));
    expect(short.tokensBefore).toBe(count(text));
  });

  it('fits afterwards and loses no turn more than it must', () => {
    const turns = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(turns, fc.double({ min: 0.1, max: 0.95, noNaN: true }), (sizes, share) => {
        const text = sizes
          .map((size, i) => `${i % 2 ? 'Patient' : 'Doctor'}: ${'word '.repeat(size).trim()}.`)
          .join('\n');
        const ends = `${text.slice(0, text.indexOf('\n'))}\n[… 9 turns left out …]\n${text.slice(text.lastIndexOf('\n') + 1)}`;
        const limit = Math.max(count(ends) + 2, Math.round(count(text) * share));
        const short = shortenMiddle(text, { count, limit });
        expect(count(short.text)).toBeLessThanOrEqual(limit);
        const longest = Math.max(...sizes) + 3;
        // What one more turn would have cost is all that is wasted.
        if (short.leftOut > 1) expect(limit - count(short.text)).toBeLessThanOrEqual(longest + 1);
      }),
    );
  });

  it('keeps turns of several lines together', () => {
    const turn = (i: number) => `Doctor: first line ${i}\nsecond line of the same turn`;
    const text = Array.from({ length: 10 }, (_, i) => turn(i)).join('\n');
    const short = shortenMiddle(text, { count, limit: count(text) - 20 });
    const [head = '', tail = ''] = short.text.split(/\n\[….*…\]\n/);
    expect(head.endsWith('second line of the same turn')).toBe(true);
    expect(tail.startsWith('Doctor: first line')).toBe(true);
  });

  it('says “1 turn”', () => {
    const text = dialogue(5, labels[0]![1]);
    expect(shortenMiddle(text, { count, limit: count(text) - 1 }).text).toContain('[… 1 turn left out …]');
  });

  it.each([
    ['lines', Array.from({ length: 30 }, (_, i) => `some words on line ${i}`).join('\n'), 'line'],
    ['sentences', Array.from({ length: 30 }, (_, i) => `This is sentence ${i}.`).join(' '), 'sentence'],
    ['words', Array.from({ length: 90 }, (_, i) => `word${i}`).join(' '), 'word'],
  ])('falls back to %s where there are no turns', (_, text, unit) => {
    const limit = Math.round(count(text) / 2);
    const short = shortenMiddle(text, { count, limit });
    expect(short.unit).toBe(unit);
    expect(count(short.text)).toBeLessThanOrEqual(limit);
    expect(short.text).toContain(`[… ${short.leftOut} ${unit}s left out …]`);
  });

  it('goes to a smaller unit when two turns alone are too long', () => {
    const text = `Doctor: ${'some words here. '.repeat(30)}\nPatient: ${'other words there. '.repeat(30)}`;
    const short = shortenMiddle(text, { count, limit: 60 });
    expect(short.unit).toBe('sentence');
    expect(count(short.text)).toBeLessThanOrEqual(60);
  });

  it('is refused where nothing fits', () => {
    expect(() => shortenMiddle('one two three four', { count, limit: 5 })).toThrowError(
      expect.objectContaining({ code: 'context-too-long', details: { tokens: 14, limit: 5, over: 9 } }),
    );
  });
});
