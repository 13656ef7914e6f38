import { describe, expect, it } from 'vitest';
import { transformersGolden } from '../testing/golden-transformers.ts';
import { memorySink } from '../testing/memory-sink.ts';
import { memorySource } from '../testing/memory-source.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { openCheckpoint } from './checkpoint.ts';
import { writeFloats } from './float-writer.ts';
import type { FileSource } from './source.ts';

async function valuesOf(source: FileSource) {
  const values: Record<string, readonly number[]> = {};
  for await (const weight of (await openCheckpoint(source)).weights({ precision: 'f32' })) {
    values[weight.name] = [...(weight.kind === 'vector' ? weight.vector : (weight.matrix.data as Float32Array))];
  }
  return values;
}

describe('a checkpoint written down with floats', () => {
  it.each([
    ['Phi-3, whose tensors are fused', transformersGolden('phi3-long').source],
    ['Qwen2 with biases', transformersGolden('qwen2').source],
    ['one that was quantised', randomCheckpoint({ dtype: 'q8' }).source],
  ])('has the very weights: %s', async (_, source) => {
    const sink = memorySink();
    const written = await writeFloats(await openCheckpoint(source), sink, { type: 'f32' });
    expect(sink.files['model.safetensors']).toHaveLength(written.bytes);
    expect(await valuesOf(memorySource(sink.files))).toEqual(await valuesOf(source));
  });

  it('has the names and the configuration that transformers looks for', async () => {
    const sink = memorySink();
    await writeFloats(await openCheckpoint(randomCheckpoint({ dtype: 'q4' }).source), sink, { type: 'bf16' });
    const config: unknown = JSON.parse(new TextDecoder().decode(sink.files['config.json']));
    expect(config).toMatchObject({
      model_type: 'llama',
      torch_dtype: 'bfloat16',
      dtype: 'bfloat16',
      tie_word_embeddings: true,
    });
    expect(config).not.toHaveProperty('quantization_config');
    const phi = memorySink();
    await writeFloats(await openCheckpoint(transformersGolden('phi3-long').source), phi, { type: 'f16' });
    const head = new TextDecoder().decode(phi.files['model.safetensors']!.subarray(0, 4000));
    expect(head).toContain('"model.layers.0.self_attn.qkv_proj.weight":{"dtype":"F16"');
    expect(head).not.toContain('self_attn.q_proj');
  });
});
