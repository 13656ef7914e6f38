import { describe, expect, it } from 'vitest';
import { isExpected } from './expected.ts';
import { allReaders } from './readers.ts';

/** One seed, so that a failure is the same everywhere; `npm run fuzz` draws others. */
const SEED = 20_261_128;

describe('whatever is read', async () => {
  it.each(await allReaders())('$name is read, or refused in so many words', async ({ property }) => {
    await property({ seed: SEED, numRuns: 60 }, async (_name, _input, run) => {
      try {
        await run();
      } catch (thrown) {
        expect(isExpected(thrown), String(thrown instanceof Error ? thrown.stack : thrown)).toBe(true);
      }
    });
  });
});
