import { expect, it } from 'vitest';
import { PHI3_MINI, stepOfPhi3Mini } from './testing/step-traffic.ts';

/** Zero-TVM's, of the same shape; web-llm takes 342. */
const MOST_DISPATCHES = 228;

it.each(['subgroup', 'workgroup'] as const)(
  'a token of Phi-3-mini takes 7 dispatches a layer with %s kernels, and reads every weight once',
  async (kernels) => {
    const { dispatches, overFloor } = await stepOfPhi3Mini(kernels);
    // Embedding and head, too.
    expect(dispatches).toBe(7 * PHI3_MINI.layers + 2);
    expect(dispatches).toBeLessThanOrEqual(MOST_DISPATCHES);
    expect(overFloor).toBe(1);
  },
);
