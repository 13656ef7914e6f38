import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { GOLDEN_NAMES, golden, goldenIsPresent, maxDifference } from './golden.ts';
import { TRANSFORMERS_CASES, transformersGolden } from './golden-transformers.ts';
import { referenceLogits, referenceWeights } from './reference-decoder.ts';

describe('the float64 reference decoder', () => {
  for (const name of GOLDEN_NAMES) {
    it.skipIf(!goldenIsPresent(name))(
      `agrees with Python on ${name} (skipped when training/golden lacks it)`,
      async () => {
        const { source, ids, logits } = golden(name);
        const checkpoint = await openCheckpoint(source);
        const computed = referenceLogits(checkpoint.config, await referenceWeights(checkpoint), ids);
        expect(maxDifference(computed, logits)).toBeLessThan(1e-5);
      },
    );
  }

  it.each(TRANSFORMERS_CASES)('agrees with Hugging Face transformers on %s', async (name) => {
    const { source, ids, logits } = transformersGolden(name);
    const checkpoint = await openCheckpoint(source);
    const computed = referenceLogits(checkpoint.config, await referenceWeights(checkpoint), ids);
    // transformers computes angles in float32.
    expect(maxDifference(computed, logits)).toBeLessThan(1e-4);
  });
});
