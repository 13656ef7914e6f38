import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitConversation } from './chunks.ts';

const fitsIn = (limit: number) => (text: string) => text.length <= limit;

test('parts fit, hold whole turns, and leave nothing out', () => {
  const turns = Array.from(
    { length: 40 },
    (_, turn) => `${turn % 2 ? 'Patient' : 'Doctor'}: this is turn number ${turn}.`,
  );
  const chunks = splitConversation(turns.join('\n'), { fits: fitsIn(200) });
  expect(chunks.length).toBeGreaterThan(5);
  expect(chunks.join('\n')).toBe(turns.join('\n'));
  for (const chunk of chunks) {
    expect(chunk.length).toBeLessThanOrEqual(200);
    expect(chunk).toMatch(/^(Doctor|Patient): /u);
  }
});

test('a turn that is too long comes apart at its sentences, then at its words', () => {
  const said = 'One two three. Four five six. Seven eight nine ten eleven.';
  const chunks = splitConversation(`Patient: ${said}`, { fits: fitsIn(24) });
  expect(chunks.join(' ').replace(/\s+/gu, ' ')).toBe(`Patient: ${said}`);
  for (const chunk of chunks) expect(chunk.length).toBeLessThanOrEqual(24);
});

test('every word is kept, whatever is pasted', () => {
  const words = (text: string) => text.match(/\S+/gu) ?? [];
  const line = fc.array(fc.constantFrom('Doctor:', 'Patient:', 'pain', 'no.', '👩‍⚕️', 'ألم', 'a, b'), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 10, max: 60 }), (lines, limit) => {
      const text = lines.map((each) => each.join(' ')).join('\n');
      expect(words(splitConversation(text, { fits: fitsIn(limit) }).join('\n'))).toEqual(words(text));
    }),
  );
});

test('what cannot be parted is refused', () => {
  expect(() => splitConversation('x'.repeat(50), { fits: fitsIn(20) })).toThrowError(
    expect.objectContaining({ code: 'context-too-long' }),
  );
});
