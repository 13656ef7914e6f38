/** Every architecture on the CPU, against logits that Hugging Face transformers computed. */

import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { maxDifference } from '../testing/golden.ts';
import { TRANSFORMERS_CASES, transformersGolden } from '../testing/golden-transformers.ts';
import { referenceLogits, referenceWeights } from '../testing/reference-decoder.ts';
import { loadCpuModel } from './model.ts';

const TOLERANCE = 1e-3;

describe.each(['typescript', 'wasm'] as const)('the %s decoder', (compute) => {
  it.each(TRANSFORMERS_CASES)('agrees with Hugging Face transformers on %s', async (name) => {
    const { source, ids, logits } = transformersGolden(name);
    const model = await loadCpuModel(await openCheckpoint(source), { compute, cache: 'f32' });
    const { data } = await model.extend(ids, { logits: 'all' });
    expect(maxDifference(data, logits)).toBeLessThan(TOLERANCE);
  });

  describe.each<Precision>(['q8', 'q4'])('with weights held as %s', (precision) => {
    it.each(['phi3-long', 'phi4-long', 'llama3', 'qwen2', 'qwen3', 'mistral-window', 'gemma3'])(
      'computes with the dequantised weights: %s',
      async (name) => {
        const { source, ids } = transformersGolden(name);
        const checkpoint = await openCheckpoint(source);
        const model = await loadCpuModel(checkpoint, { compute, precision, cache: 'f32' });
        const { data } = await model.extend(ids, { logits: 'all' });
        const expected = referenceLogits(checkpoint.config, await referenceWeights(checkpoint, precision), ids);
        expect(maxDifference(data, expected)).toBeLessThan(TOLERANCE);
      },
    );
  });

  // A window that ends in a page of the cache behind the first.
  it('sees through a window far into a text', async () => {
    const { source } = transformersGolden('mistral-window');
    const checkpoint = await openCheckpoint(source);
    const ids = Array.from({ length: 128 }, (_, i) => (i * 29 + 5) % 48);
    const model = await loadCpuModel(
      { ...checkpoint, config: { ...checkpoint.config, contextLength: 400 } },
      { compute, cache: 'f32' },
    );
    await model.extend(ids, { logits: 'none' });
    await model.extend(ids, { logits: 'none' });
    const { data } = await model.extend(ids.slice(0, 9));
    const text = [...ids, ...ids, ...ids.slice(0, 9)];
    const expected = referenceLogits(checkpoint.config, await referenceWeights(checkpoint), text);
    expect(maxDifference(data, expected.subarray(-48))).toBeLessThan(TOLERANCE);
  });
});

describe('a text that crosses the original context of a LongRoPE model', () => {
  const { source, ids, logits } = transformersGolden('phi3-long');
  const last = logits.subarray(-48);
  const load = async () => loadCpuModel(await openCheckpoint(source), { cache: 'f32' });

  it('gives the logits of one forward pass, however it came to its length', async () => {
    const model = await load();
    for (const id of ids.slice(0, -1)) await model.extend([id], { logits: 'none' });
    expect(maxDifference((await model.extend(ids.slice(-1))).data, last)).toBeLessThan(TOLERANCE);
    await model.truncate(10);
    const progress: number[] = [];
    const rest = await model.extend(ids.slice(10), { logits: 'all', onProgress: (tokens) => progress.push(tokens) });
    expect(maxDifference(rest.data, logits.subarray(10 * 48))).toBeLessThan(TOLERANCE);
    expect(progress.at(-1)).toBe(ids.length - 10);
  });

  it('gives them piece by piece where the length of the whole is told', async () => {
    const model = await load();
    const pieces = [ids.slice(0, 4), ids.slice(4, 9), ids.slice(9)];
    const rows = [];
    for (const piece of pieces)
      rows.push(...(await model.extend(piece, { logits: 'all', textLength: ids.length })).data);
    expect(maxDifference(Float32Array.from(rows), logits)).toBeLessThan(TOLERANCE);
  });

  it('takes the short factors again when it is cut back', async () => {
    const model = await load();
    await model.extend(ids, { logits: 'none' });
    await model.truncate(9);
    const { data } = await model.extend(ids.slice(9, 12));
    const fresh = await (await load()).extend(ids.slice(0, 12));
    expect(maxDifference(data, fresh.data)).toBeLessThan(1e-5);
  });

  it('is as it was when the crossing is cancelled', async () => {
    const model = await load();
    await model.extend(ids.slice(0, 14), { logits: 'none' });
    const controller = new AbortController();
    controller.abort();
    await expect(model.extend(ids.slice(14), { signal: controller.signal })).rejects.toBeInstanceOf(Cancelled);
    expect(model.length).toBe(14);
    const { data } = await model.extend(ids.slice(14));
    expect(maxDifference(data, last)).toBeLessThan(TOLERANCE);
  });
});
