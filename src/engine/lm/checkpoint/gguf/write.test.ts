/** What is written as GGUF, read again: the same model. That llama.cpp reads it, too, `npm run verify:real -- DIR --written` shows. */

import { describe, expect, it } from 'vitest';
import { loadCpuModel } from '../../cpu/model.ts';
import { maxDifference } from '../../testing/golden.ts';
import { ggufFiles, ggufSource } from '../../testing/golden-gguf.ts';
import { transformersGolden } from '../../testing/golden-transformers.ts';
import { memorySink } from '../../testing/memory-sink.ts';
import { memorySource } from '../../testing/memory-source.ts';
import { type Checkpoint, openCheckpoint } from '../checkpoint.ts';
import { writeFloats } from '../float-writer.ts';
import { type GgufType, writeGguf } from './write.ts';

const FILE = 'model.gguf';

async function rewritten(checkpoint: Checkpoint, type: GgufType): Promise<Checkpoint> {
  const sink = memorySink();
  const { bytes } = await writeGguf(checkpoint, sink, FILE, { type });
  const file = sink.files[FILE]!;
  // The last tensor may end before its room does.
  expect(bytes - file.length).toBeLessThan(32);
  return openCheckpoint(ggufSource({ files: { [FILE]: file }, entry: FILE }));
}

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

describe('a checkpoint written as GGUF', () => {
  it.each(CASES)('gives the logits of transformers: %s', async (name, file) => {
    const { ids, logits } = transformersGolden(name);
    const original = await openCheckpoint(ggufSource(ggufFiles(file)));
    const model = await loadCpuModel(await rewritten(original, 'f32'), { compute: 'typescript', cache: 'f32' });
    const { data } = await model.extend(ids, { logits: 'all' });
    expect(maxDifference(data, logits)).toBeLessThan(1e-3);
  });

  it.each(['gemma3', 'qwen2', 'llama3', 'phi3-long'])('keeps its configuration and tokenizer: %s', async (name) => {
    const original = await openCheckpoint(ggufSource(ggufFiles(name)));
    const again = await rewritten(original, 'f16');
    expect(again.config).toEqual(original.config);
    expect(again.stopIds).toEqual(original.stopIds);
    for (const path of ['tokenizer.json', 'tokenizer_config.json']) {
      const [own, other] = await Promise.all([original, again].map(({ files }) => files.text(path)));
      const { model: ownModel, ...ownRest } = JSON.parse(own!);
      const { model: otherModel, ...otherRest } = JSON.parse(other!);
      expect(otherModel).toEqual(ownModel);
      expect({ ...ownRest, post_processor: null, add_bos_token: null }).toEqual({
        ...otherRest,
        post_processor: null,
        add_bos_token: null,
      });
    }
  });

  it('is held as q8 to the bit when it was', async () => {
    const original = await openCheckpoint(ggufSource(ggufFiles('qwen2')));
    const again = await rewritten(original, 'q8_0');
    expect(again.storedPrecision).toBe('q8');
    const weights = async (checkpoint: Checkpoint) => {
      const all = new Map();
      for await (const weight of checkpoint.weights({ precision: 'q8' })) all.set(weight.name, weight);
      return all;
    };
    expect(await weights(again)).toEqual(await weights(original));
  });

  it('is the same file from weights that come in pieces, which may end within a head', async () => {
    const original = await openCheckpoint(ggufSource(ggufFiles('llama-linear')));
    const inPieces: Checkpoint = {
      ...original,
      weights: (options) =>
        original.weights({ ...options, names: undefined, pieceElements: 3 * original.config.hiddenSize }),
    };
    // Read as safetensors are: in pieces of any number of rows.
    const sink = memorySink();
    await writeFloats(original, sink, { type: 'f32' });
    const plain = await openCheckpoint(memorySource({ ...sink.files }, original.id));
    const byRows: Checkpoint = {
      ...original,
      weights: (options) => plain.weights({ ...options, pieceElements: 3 * original.config.hiddenSize }),
    };
    const [whole, heads, rows] = [memorySink(), memorySink(), memorySink()];
    for (const [checkpoint, to] of [
      [original, whole],
      [inPieces, heads],
      [byRows, rows],
    ] as const) {
      await writeGguf(checkpoint, to, FILE, { type: 'f32' });
    }
    expect(heads.files).toEqual(whole.files);
    expect(rows.files).toEqual(whole.files);
  });

  it('is refused where its layers have windows that the format cannot name', async () => {
    const checkpoint = await openCheckpoint(transformersGolden('mistral-window').source);
    await expect(writeGguf(checkpoint, memorySink(), FILE, { type: 'f16' })).rejects.toMatchObject({
      code: 'unsupported',
    });
  });
});
