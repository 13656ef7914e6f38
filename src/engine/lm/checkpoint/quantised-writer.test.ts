import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { memorySink } from '../testing/memory-sink.ts';
import { memorySource } from '../testing/memory-source.ts';
import { type RandomCheckpointOptions, randomCheckpoint } from '../testing/random-checkpoint.ts';
import { type Checkpoint, openCheckpoint, type WeightsOptions } from './checkpoint.ts';
import { folderSink } from './folder-sink.ts';
import { folderSource } from './folder-source.ts';
import type { Weight } from './matrix.ts';
import { keepingQuantised, quantisedBytes, writeQuantised } from './quantised-writer.ts';
import type { FileSource } from './source.ts';

const PHI: Partial<DecoderConfig> = {
  tiedEmbeddings: false,
  rope: {
    theta: 10000,
    dims: 12,
    scaling: {
      kind: 'longrope',
      shortFactors: Array(6).fill(1),
      longFactors: Array(6).fill(2),
      originalContext: 64,
      attentionFactor: 1.2,
    },
  },
};

/** A checkpoint with a tokenizer beside it. */
function source(options: RandomCheckpointOptions = {}): FileSource {
  return memorySource({ ...randomCheckpoint(options).files, 'tokenizer.json': '{"model":{}}' }, 'original');
}

async function read(checkpoint: Checkpoint, options: WeightsOptions = {}): Promise<Record<string, Weight>> {
  const weights: Record<string, Weight> = {};
  for await (const weight of checkpoint.weights(options)) weights[weight.name] = weight;
  return weights;
}

describe.each(['q8', 'q4'] as const)('a checkpoint written down as %s', (precision) => {
  it.each<[string, RandomCheckpointOptions]>([
    ['Llama', { dtype: 'bf16' }],
    ['Qwen2 with biases', { config: { qkvBias: true } }],
    ['Qwen3 in three files', { config: { qkNorm: true }, shards: 3 }],
    ['Phi-3, whose tensors are fused', { dtype: 'f16', config: PHI }],
    ['one that was q8 before', { dtype: 'q8' }],
  ])('has the very weights that loading would have held: %s', async (_, options) => {
    const original = source(options);
    const checkpoint = await openCheckpoint(original);
    const sink = memorySink();
    const bytes = await writeQuantised(checkpoint, original, sink, { precision });
    expect(sink.files['model.safetensors']).toHaveLength(bytes);
    expect(bytes).toBe(quantisedBytes(checkpoint.config, precision));
    const kept = await openCheckpoint(memorySource(sink.files));
    expect(kept).toMatchObject({ config: checkpoint.config, stopIds: checkpoint.stopIds, storedPrecision: precision });
    expect(await read(kept)).toEqual(await read(checkpoint, { precision }));
  });

  it('comes into being while the weights are loaded, and brings the tokenizer along', async () => {
    const original = source();
    const sink = memorySink();
    const kept: number[] = [];
    const checkpoint = keepingQuantised(await openCheckpoint(original), original, sink, {
      precision,
      onKept: (bytes) => kept.push(bytes),
    });
    await read(checkpoint, { precision: 'f16' });
    expect(sink.files).toEqual({});
    const loaded = await read(checkpoint, { precision });
    expect(kept).toEqual([sink.files['model.safetensors']!.length]);
    expect(await read(await openCheckpoint(memorySource(sink.files)))).toEqual(loaded);
    expect(new TextDecoder().decode(sink.files['tokenizer.json'])).toBe('{"model":{}}');
    expect(sink.files['generation_config.json']).toBeUndefined();
  });
});

it('puts pieces of a matrix into their places', async () => {
  const original = source({ config: PHI });
  const opened = await openCheckpoint(original);
  const sink = memorySink();
  const checkpoint = keepingQuantised(opened, original, sink, { precision: 'q4' });
  let pieces = 0;
  for await (const weight of checkpoint.weights({ precision: 'q4', pieceElements: 1000 })) {
    if (weight.kind === 'matrix' && weight.piece) pieces++;
  }
  expect(pieces).toBeGreaterThan(50);
  expect(await read(await openCheckpoint(memorySource(sink.files)))).toEqual(await read(opened, { precision: 'q4' }));
});

describe('writing that does not end well', () => {
  it('leaves no checkpoint behind when it is cancelled', async () => {
    const original = source();
    const checkpoint = await openCheckpoint(original);
    const sink = memorySink();
    const earlier = { precision: 'q8' } as const;
    await writeQuantised(checkpoint, original, sink, earlier);
    const controller = new AbortController();
    const options = { ...earlier, signal: controller.signal, onProgress: () => controller.abort() };
    await expect(writeQuantised(checkpoint, original, sink, options)).rejects.toBeInstanceOf(Cancelled);
    await expect(openCheckpoint(memorySource(sink.files))).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  it('does not keep a model from loading when there is no room, and says so once', async () => {
    const original = source();
    const opened = await openCheckpoint(original);
    const refusals: unknown[] = [];
    const checkpoint = keepingQuantised(opened, original, memorySink(20_000), {
      precision: 'q4',
      onRefused: (thrown) => refusals.push(thrown),
      onKept: () => expect.unreachable(),
    });
    expect(await read(checkpoint, { precision: 'q4' })).toEqual(await read(opened, { precision: 'q4' }));
    expect(refusals).toMatchObject([{ name: 'QuotaExceededError' }]);
  });
});

it('writes to a folder of this machine what can be read from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'locum-kept-'));
  try {
    const original = source();
    const checkpoint = await openCheckpoint(original);
    await writeQuantised(checkpoint, original, folderSink(folder), { precision: 'q4' });
    expect(await read(await openCheckpoint(folderSource(folder)))).toEqual(await read(checkpoint, { precision: 'q4' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
