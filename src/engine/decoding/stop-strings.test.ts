import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StopStrings } from './stop-strings.ts';

it('shows the text before the first stop string, however the text is cut into pieces', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 4 });
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 12 }), fc.array(letters, { maxLength: 3 }), (pieces, stops) => {
      const filter = new StopStrings(stops);
      let shown = '';
      let stopped = false;
      for (const piece of pieces) {
        const result = filter.push(piece);
        shown += result.text;
        stopped = result.stop !== null;
        if (stopped) break;
      }
      shown += filter.flush();
      // The pieces up to the one that completes a stop string are what the filter saw.
      const whole = pieces.join('');
      const real = stops.filter((stop) => stop !== '');
      const ends = real.flatMap((stop) => (whole.includes(stop) ? [whole.indexOf(stop)] : []));
      expect(stopped).toBe(ends.length > 0);
      if (stopped) {
        expect(whole.startsWith(shown)).toBe(true);
        expect(real.some((stop) => shown.includes(stop))).toBe(false);
        expect(real.some((stop) => whole.startsWith(stop, shown.length))).toBe(true);
      } else expect(shown).toBe(whole);
    }),
  );
});

it('holds back what may be the beginning of a stop string', () => {
  const filter = new StopStrings(['\n\nPLAN']);
  expect(filter.push('Fine.\n')).toEqual({ text: 'Fine.', stop: null });
  expect(filter.push('\nPL')).toEqual({ text: '', stop: null });
  expect(filter.push('EASE')).toEqual({ text: '\n\nPLEASE', stop: null });
  expect(filter.push('\n\nPLAN: rest')).toEqual({ text: '', stop: '\n\nPLAN' });
});
