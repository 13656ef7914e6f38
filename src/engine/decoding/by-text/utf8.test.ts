import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinBytes, splitUtf8 } from './utf8.ts';

/** Text, broken characters and random bytes, cut into pieces anywhere. */
const pieces = fc.array(
  fc.oneof(
    fc.uint8Array({ maxLength: 5 }),
    fc.string({ unit: 'binary', maxLength: 3 }).map((text) => new TextEncoder().encode(text)),
    fc
      .string({ unit: 'binary', minLength: 1, maxLength: 1 })
      .map((text) => new TextEncoder().encode(text).slice(0, -1)),
    fc.constantFrom(
      ...[[0xe0], [0xed], [0xf0], [0xf4], [0x9f], [0xa0], [0x8f], [0x90], [0xc0], [0xf5]].map((b) =>
        Uint8Array.from(b),
      ),
    ),
  ),
  { maxLength: 12 },
);

describe('text whose bytes come in pieces', () => {
  it('is what a streaming decoder shows, piece by piece', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        let held: Uint8Array = new Uint8Array(0);
        for (const part of parts) {
          const split = splitUtf8(joinBytes([held, part]));
          expect(split.text).toBe(decoder.decode(part, { stream: true }));
          expect(split.held.length).toBeLessThanOrEqual(3);
          held = split.held;
        }
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(held)).toBe(decoder.decode());
      }),
      { numRuns: 500 },
    );
  });
});
