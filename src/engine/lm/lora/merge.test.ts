/** Adapters merged into their base while it loads, against logits that Hugging Face peft computed. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAnyCheckpoint } from '../any-checkpoint.ts';
import type { Precision } from '../causal-lm.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint/checkpoint.ts';
import type { Weight } from '../checkpoint/matrix.ts';
import { dequantize, quantize } from '../checkpoint/quantize.ts';
import { loadCpuModel } from '../cpu/model.ts';
import { maxDifference } from '../testing/golden.ts';
import { LORA_CASES, loraGolden } from '../testing/golden-lora.ts';
import { referenceLogits, referenceWeights } from '../testing/reference-decoder.ts';
import { GpuRuntime } from '../webgpu/runtime.ts';
import { openDawn, titled } from '../webgpu/testing/dawn.ts';
import { adaptedSource } from './adapted-source.ts';
import { openAdapter } from './adapter.ts';
import { mergeAdapter } from './merge.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const TOLERANCE = 1e-3;

function merged(name: string) {
  const { source, adapter, ...golden } = loraGolden(name);
  return { ...golden, source: adaptedSource(source, adapter) };
}

describe('a merged adapter', () => {
  it.each(LORA_CASES)('agrees with Hugging Face peft on the CPU: %s', async (name) => {
    const { source, ids, logits } = merged(name);
    const model = await loadCpuModel(await openAnyCheckpoint(source), { cache: 'f32' });
    const { data } = await model.extend(ids, { logits: 'all' });
    expect(maxDifference(data, logits)).toBeLessThan(TOLERANCE);
  });

  it.each<Precision>(['q8', 'q4', 'f16'])('is added before weights are narrowed to %s', async (precision) => {
    const { source } = merged('phi3-rslora');
    const checkpoint = await openAnyCheckpoint(source);
    const exact = new Map<string, Weight>();
    for await (const weight of checkpoint.weights({ precision: 'f32' })) exact.set(weight.name, weight);
    for await (const weight of checkpoint.weights({ precision })) {
      const plain = exact.get(weight.name)!;
      if (weight.kind === 'vector' || plain.kind === 'vector') continue;
      const { rows, columns } = plain.matrix;
      const narrowed = quantize(dequantize(plain.matrix), rows, columns, precision);
      expect(maxDifference(dequantize(weight.matrix), Float64Array.from(dequantize(narrowed)))).toBe(0);
    }
  });

  it.each<Precision>(['q4', 'q4_1'])('is not rounded away over a base of %s', async (stored) => {
    const { source, adapter } = loraGolden('llama-linear');
    const plain = await openCheckpoint(source);
    // As a GGUF file has them: the weights lie on the steps of their four bits.
    const base: Checkpoint = {
      ...plain,
      weights: (options) => plain.weights({ ...options, precision: stored, pieceElements: Number.POSITIVE_INFINITY }),
    };
    const opened = await openAdapter(adapter, base);
    const changes = await opened.weights();
    const small = new Map(
      [...changes].map(([name, change]) => [name, { ...change, b: change.b.map((x) => x * 0.05) }]),
    );
    const before = await referenceWeights(base);
    const after = await referenceWeights(mergeAdapter(base, { ...opened, weights: async () => small }));
    for (const [name, { rank, a, b }] of small) {
      const was = before.get(name)!;
      const columns = a.length / rank;
      const is = after.get(name)!;
      let [error, size] = [0, 0];
      for (let at = 0; at < was.length; at++) {
        let change = 0;
        for (let k = 0; k < rank; k++)
          change += b[Math.floor(at / columns) * rank + k]! * a[k * columns + (at % columns)]!;
        error += (is[at]! - was[at]! - change) ** 2;
        size += change ** 2;
      }
      expect(Math.sqrt(error / size)).toBeLessThan(0.5);
    }
  });

  it('comes in pieces as its base does', async () => {
    const checkpoint = await openAnyCheckpoint(merged('llama-linear').source);
    const whole = await referenceWeights(checkpoint);
    for await (const weight of checkpoint.weights({ pieceElements: 160 })) {
      if (weight.kind === 'vector') continue;
      const { matrix, piece = { row: 0, rows: matrix.rows } } = weight;
      const start = piece.row * matrix.columns;
      const part = whole.get(weight.name)!.subarray(start, start + matrix.rows * matrix.columns);
      expect(maxDifference(dequantize(matrix), part)).toBe(0);
    }
  });
});

describe.skipIf(dawn.gpu === null)(titled('a merged adapter on the GPU', dawn), () => {
  let runtime: GpuRuntime;
  beforeAll(async () => {
    runtime = await GpuRuntime.open({ gpu: dawn.gpu! });
  });
  afterAll(() => runtime.destroy());

  it.each(LORA_CASES)('agrees with Hugging Face peft: %s', async (name) => {
    const { source, ids, logits } = merged(name);
    const model = await runtime.load(await openAnyCheckpoint(source), { cache: 'f32' });
    const { data } = await model.extend(ids, { logits: 'all' });
    expect(maxDifference(data, logits)).toBeLessThan(TOLERANCE);
    await model.dispose();
  });

  it('computes with weights that were narrowed after the sum', async () => {
    const { source, ids } = merged('llama-linear');
    const checkpoint = await openAnyCheckpoint(source);
    const model = await runtime.load(checkpoint, { precision: 'q4', cache: 'f32' });
    const { data } = await model.extend(ids, { logits: 'all' });
    const expected = referenceLogits(checkpoint.config, await referenceWeights(checkpoint, 'q4'), ids);
    expect(maxDifference(data, expected)).toBeLessThan(TOLERANCE);
    await model.dispose();
  });
});
