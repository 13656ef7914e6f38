/** GGUF files as checkpoints, against what transformers computed from the same weights before they were converted. */

import { describe, expect, it } from 'vitest';
import { loadCpuModel } from '../../cpu/model.ts';
import { maxDifference } from '../../testing/golden.ts';
import { ggufFiles, ggufSource } from '../../testing/golden-gguf.ts';
import { transformersGolden } from '../../testing/golden-transformers.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint.ts';
import { dequantize, matrixBytes } from '../quantize.ts';

/** Case of the logits → the file. */
const CASES = [
  ['llama-linear', 'llama-linear'],
  ['llama-yarn', 'llama-yarn'],
  ['llama3', 'llama3'],
  ['phi3-long', 'phi3-long'],
  ['phi3-short', 'phi3-long'],
  ['phi4-long', 'phi4-long'],
  ['qwen2', 'qwen2'],
  ['qwen3', 'qwen3'],
] as const;

async function valuesOf(checkpoint: Checkpoint, pieceElements: number): Promise<Map<string, number[]>> {
  const values = new Map<string, number[]>();
  for await (const weight of checkpoint.weights({ precision: 'f32', pieceElements })) {
    const own = weight.kind === 'vector' ? weight.vector : dequantize(weight.matrix);
    values.set(weight.name, [...(values.get(weight.name) ?? []), ...own]);
  }
  return values;
}

describe('a GGUF file', () => {
  it.each(CASES)('gives the logits of transformers: %s', async (name, file) => {
    const { ids, logits } = transformersGolden(name);
    const checkpoint = await openCheckpoint(ggufSource(ggufFiles(file)));
    const { data } = await (await loadCpuModel(checkpoint, { compute: 'typescript', cache: 'f32' })).extend(ids, {
      logits: 'all',
    });
    expect(maxDifference(data, logits)).toBeLessThan(1e-3);
  });

  // A GGUF file cannot say which layers of the tiny Gemma have a window: its weights are compared.
  it.each(['gemma3', 'llama3', 'phi3-long'])('holds the weights of the checkpoint: %s', async (name) => {
    const original = await valuesOf(await openCheckpoint(transformersGolden(name).source), Number.POSITIVE_INFINITY);
    const checkpoint = await openCheckpoint(ggufSource(ggufFiles(name)));
    for (const pieceElements of [Number.POSITIVE_INFINITY, 300]) {
      const values = await valuesOf(checkpoint, pieceElements);
      expect([...values.keys()].sort()).toEqual([...original.keys()].sort());
      for (const [weight, own] of original) {
        expect(maxDifference(values.get(weight)!, own), weight).toBeLessThan(1e-6);
      }
    }
  });

  it.each(['qwen2', 'phi3-long'])('tells the memory that its weights take: %s', async (name) => {
    const checkpoint = await openCheckpoint(ggufSource(ggufFiles(name)));
    let bytes = 0;
    for await (const weight of checkpoint.weights())
      bytes += weight.kind === 'vector' ? weight.vector.byteLength : matrixBytes(weight.matrix);
    expect(checkpoint.heldBytes).toBe(bytes);
  });

  it('tells of Gemma 3 what its decoder needs', async () => {
    const { config } = await openCheckpoint(ggufSource(ggufFiles('gemma3')));
    expect(config).toMatchObject({ architecture: 'Gemma3ForCausalLM', headDim: 16, tiedEmbeddings: true });
  });

  it('is refused by name when a part of it is missing', async () => {
    const { files, entry } = ggufFiles('llama3');
    const [first, second = ''] = Object.keys(files);
    const rest = Object.fromEntries(Object.entries(files).filter(([file]) => file !== second));
    expect(first).toBe(entry);
    await expect(openCheckpoint(ggufSource({ files: rest, entry }))).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      details: { file: second },
    });
  });

  it.each([10, 2000, 20_000])('is refused when only its first %i bytes are there', async (bytes) => {
    const { files, entry } = ggufFiles('qwen2');
    const cut = { [entry]: files[entry]!.subarray(0, bytes) };
    await expect(openCheckpoint(ggufSource({ files: cut, entry }))).rejects.toMatchObject({
      code: 'checkpoint-truncated',
    });
  });
});
