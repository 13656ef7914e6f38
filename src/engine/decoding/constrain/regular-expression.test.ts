import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Automaton, DEAD } from './automaton.ts';
import { regularExpression } from './regular-expression.ts';

function accepts(machine: Automaton, text: string): boolean {
  let state = machine.start;
  for (const byte of new TextEncoder().encode(text)) {
    state = machine.next(state, byte);
    if (state === DEAD) return false;
  }
  return machine.accepts(state);
}

/** Expressions over few characters, so that random texts often match. */
const { source } = fc.letrec<{ source: string; atom: string }>((tie) => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('a', 'b', 'é', '🩺', '.', '[ab]', '[^a]', '\\d', '\\w', '[^\\s]', '\\p{Lu}', '[a-cé]', '\\n'),
    tie('source').map((inner) => `(?:${inner})`),
    tie('source').map((inner) => `(${inner})`),
  ),
  source: fc
    .array(fc.tuple(tie('atom'), fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{0,2}', '{1,}', '*?')), {
      maxLength: 3,
    })
    .chain((parts) => {
      const text = parts.map((part) => part.join('')).join('');
      return fc.constantFrom(text, `${text}|a`, `|${text}`);
    }),
}));
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '🩺', '1', ' ', '\n', 'A'), maxLength: 6 });

describe('a regular expression', () => {
  it('accepts what JavaScript matches as a whole', () => {
    fc.assert(
      fc.property(source, fc.array(text, { minLength: 10, maxLength: 10 }), (expression, texts) => {
        const machine = new Automaton(regularExpression(expression));
        const whole = new RegExp(`^(?:${expression})$`, 'u');
        for (const each of ['', ...texts]) expect(accepts(machine, each)).toBe(whole.test(each));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ['^yes$', 'yes', 'yes '],
    ['^(a|ab)$|^c$', 'ab', 'abc'],
    ['(?:0[1-9]|[12]\\d|3[01])/(?:0[1-9]|1[0-2])/\\d{4}', '31/12/2025', '32/12/2025'],
    ['[\\p{L}\\p{M}’ -]+', 'Zoë O’Neill-Smith', 'R2'],
    ['.*', 'any — text 🩺', 'two\nlines'],
  ])('%s', (expression, matching, other) => {
    const machine = new Automaton(regularExpression(expression));
    expect([accepts(machine, matching), accepts(machine, other)]).toEqual([true, false]);
  });

  it.each(['(', 'a{2', '[z-a]', '\\q', 'a**', '[[:alpha:]]'])('%s is told to be none', (expression) => {
    expect(() => regularExpression(expression)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
  });

  it.each(['a(?=b)', '(?<!a)b', '\\bword', '(a)\\1', 'a$b', 'a^b', '(?:a|^b)+c', '(?i:a)'])(
    '%s is refused and not read as something else',
    (expression) => {
      expect(() => regularExpression(expression)).toThrow(expect.objectContaining({ code: 'unsupported' }));
    },
  );

  it('that matches nothing, or is too large, is refused', () => {
    expect(() => new Automaton(regularExpression('a[]'))).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    expect(() => new Automaton(regularExpression('(?:a{1000}){1000}'))).toThrow(
      expect.objectContaining({ code: 'limit-exceeded', details: { limit: 'constraintStates', most: 100_000 } }),
    );
  });

  it('of a stranger is refused by its limit, not by the stack or the clock', () => {
    const refusal = (limit: string) =>
      expect.objectContaining({ code: 'limit-exceeded', details: expect.objectContaining({ limit }) });
    const nested = `${'('.repeat(5_000)}a${')'.repeat(5_000)}`;
    expect(() => regularExpression(nested)).toThrow(refusal('depth'));
    expect(() => regularExpression('a'.repeat(1_000_000))).toThrow(refusal('expressionSource'));
    // Every state stands for all that follow it.
    const wide = new Automaton(regularExpression('(a?){20000}'));
    expect(() => {
      for (let state = wide.start; state !== DEAD; ) state = wide.next(state, 0x61);
    }).toThrow(refusal('constraintMemory'));
  });
});
