import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SectionLimit } from './section-limit.ts';

const headers = ['PHYSICAL EXAM', 'RESULTS', 'PLAN', 'ASSESSMENT AND PLAN'];

function read(pieces: readonly string[], count: number) {
  const limit = new SectionLimit({ headers, count });
  let shown = '';
  for (const piece of pieces) {
    const { text, stopped } = limit.push(piece);
    shown += text;
    if (stopped) return { shown, stopped };
  }
  return { shown: shown + limit.flush(), stopped: false };
}

const NOTE = 'PHYSICAL EXAM\n\nNo pain.\n\nRESULTS: normal\nPlan of care given.\n## Plan\n\nRest.\n';

describe('a limit on sections', () => {
  it.each([
    [1, 'PHYSICAL EXAM\n\nNo pain.\n\n'],
    [2, 'PHYSICAL EXAM\n\nNo pain.\n\nRESULTS: normal\nPlan of care given.\n'],
  ])('ends the text before section %i + 1', (count, shown) => {
    expect(read([NOTE], count)).toEqual({ shown, stopped: true });
  });

  it('lets through a text with fewer sections', () => {
    expect(read([NOTE], 3)).toEqual({ shown: NOTE, stopped: false });
    expect(read(['No sections, but a plan.'], 1).shown).toBe('No sections, but a plan.');
  });

  it('drops a header that the text ends with', () => {
    expect(read(['RESULTS\nnormal\nPLAN'], 1).shown).toBe('RESULTS\nnormal\n');
  });

  it('holds back only what may become a header too many', () => {
    const limit = new SectionLimit({ headers, count: 1 });
    expect(limit.push('RESULTS').text).toBe('RESULTS');
    expect(limit.push('\nPL').text).toBe('\n');
    expect(limit.push('EASE').text).toBe('PLEASE');
    expect(limit.push(' PLAN:\nASSESSMENT').text).toBe(' PLAN:\n');
    expect(limit.push(' AND PLAN ').text).toBe('');
    expect(limit.push(':')).toEqual({ text: '', stopped: true });
  });

  it('shows the same however the text is cut into pieces', () => {
    const part = fc.constantFrom('PLAN', 'RESULTS', '\n', ':', ' ', 'x', '#', 'PL', 'AN', 'Assessment and ');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), fc.integer({ min: 1, max: 3 }), (parts, count) => {
        const whole = parts.join('');
        expect(read([...whole], count)).toEqual(read([whole], count));
        expect(read(parts, count)).toEqual(read([whole], count));
        expect(whole.startsWith(read(parts, count).shown)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
