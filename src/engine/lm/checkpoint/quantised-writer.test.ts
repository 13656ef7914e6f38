import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { memorySink } from '../testing/memory-sink.ts';
import { memorySource } from '../testing/memory-source.ts';
import { type RandomCheckpointOptions, randomCheckpoint } from '../testing/random-checkpoint.ts';
import { type Checkpoint, openCheckpoint } from './checkpoint.ts';
import { folderSink } from './folder-sink.ts';
import { folderSource } from './folder-source.ts';
import type { WeightsOptions } from './layout.ts';
import type { Weight } from './matrix.ts';
import { quantisedBytes, writeQuantised } from './quantised-writer.ts';
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
    ['one that was q4 before', { dtype: 'q4' }],
  ])('has the very weights that loading would have held: %s', async (_, options) => {
    const original = source(options);
    const checkpoint = await openCheckpoint(original);
    const sink = memorySink();
    const bytes = await writeQuantised(checkpoint, sink, { precision });
    expect(sink.files['model.safetensors']).toHaveLength(bytes);
    expect(bytes).toBe(quantisedBytes(checkpoint.config, precision));
    const kept = await openCheckpoint(memorySource(sink.files));
    expect(kept).toMatchObject({ config: checkpoint.config, stopIds: checkpoint.stopIds, storedPrecision: precision });
    expect(await read(kept)).toEqual(await read(checkpoint, { precision }));
  });

  it('brings the tokenizer along', async () => {
    const original = source();
    const sink = memorySink();
    await writeQuantised(await openCheckpoint(original), sink, { precision });
    expect(new TextDecoder().decode(sink.files['tokenizer.json'])).toBe('{"model":{}}');
    expect(sink.files['generation_config.json']).toBeUndefined();
  });
});

it.each(['q8', 'q4'] as const)('%s folders with f32 scales, as Locum once wrote them, still open', async (dtype) => {
  const older = await openCheckpoint(randomCheckpoint({ dtype, scaleType: 'f32' }).source);
  const now = await openCheckpoint(randomCheckpoint({ dtype }).source);
  expect(await read(older)).toEqual(await read(now));
});

it('puts pieces of a matrix into their places', async () => {
  const original = source({ config: PHI });
  const checkpoint = await openCheckpoint(original);
  const sink = memorySink();
  let pieces = 0;
  const counted: Checkpoint = {
    ...checkpoint,
    async *weights(options) {
      for await (const weight of checkpoint.weights(options)) {
        if (weight.kind === 'matrix' && weight.piece) pieces++;
        yield weight;
      }
    },
  };
  await writeQuantised(counted, sink, { precision: 'q4', pieceElements: 1000 });
  expect(pieces).toBeGreaterThan(50);
  expect(await read(await openCheckpoint(memorySource(sink.files)))).toEqual(
    await read(checkpoint, { precision: 'q4' }),
  );
});

describe('writing that does not end well', () => {
  it('leaves no checkpoint behind when it is cancelled', async () => {
    const original = source();
    const checkpoint = await openCheckpoint(original);
    const sink = memorySink();
    const earlier = { precision: 'q8' } as const;
    await writeQuantised(checkpoint, sink, earlier);
    const controller = new AbortController();
    const options = { ...earlier, signal: controller.signal, onProgress: () => controller.abort() };
    await expect(writeQuantised(checkpoint, sink, options)).rejects.toBeInstanceOf(Cancelled);
    await expect(openCheckpoint(memorySource(sink.files))).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  it('fails with what the sink says when there is no room, and leaves no checkpoint behind', async () => {
    const original = source();
    const sink = memorySink(20_000);
    const work = writeQuantised(await openCheckpoint(original), sink, { precision: 'q4' });
    await expect(work).rejects.toMatchObject({ name: 'QuotaExceededError' });
    await expect(openCheckpoint(memorySource(sink.files))).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });
});

it('writes to a folder of this machine what can be read from there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'locum-kept-'));
  try {
    const original = source();
    const checkpoint = await openCheckpoint(original);
    await writeQuantised(checkpoint, folderSink(folder), { precision: 'q4' });
    expect(await read(await openCheckpoint(folderSource(folder)))).toEqual(await read(checkpoint, { precision: 'q4' }));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
