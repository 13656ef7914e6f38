import { describe, expect, test } from 'vitest';
import { Cancelled } from '../../errors.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { writeQuantised } from '../checkpoint/quantised-writer.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { openMlcCheckpoint } from '../mlc/read.ts';
import { memorySink as mlcSink } from '../mlc/testing/memory-sink.ts';
import { TOKENIZER } from '../mlc/testing/tokenizer.ts';
import { writeMlc } from '../mlc/write.ts';
import { memorySink } from '../testing/memory-sink.ts';
import { memorySource } from '../testing/memory-source.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { localAddress, WebLlmCache } from './cache.ts';
import { convertForWebLlm, preparedSize } from './convert.ts';
import { folderOfMlc, libraryAddress, openWebLlm } from './source.ts';
import { stage, stageLibrary } from './stage.ts';
import { StagedModels } from './staged.ts';
import { type MemoryCaches, memoryCaches } from './testing/memory-caches.ts';
import { LIBRARY_FILES } from './testing/mlc-files.ts';

const files = { ...randomCheckpoint().files, 'tokenizer.json': TOKENIZER };
const source = memorySource(files, 'tiny');
const LIBRARY = 'https://example.org/lib.wasm';

/** What the library's download would have put there. */
async function putLibrary(caches: MemoryCaches): Promise<void> {
  const library = { source: memorySource(LIBRARY_FILES), path: 'model_lib.wasm', url: libraryAddress(LIBRARY) };
  await stageLibrary(library, new WebLlmCache(LIBRARY, 'library', caches));
}

describe('a checkpoint converted in the page', () => {
  test('lies in web-llm’s cache as it would in a folder, and is opened from there', async () => {
    const caches = memoryCaches();
    const progress: number[] = [];
    const { id } = await convertForWebLlm(source, {
      quantization: 'q4f16_1',
      library: LIBRARY,
      caches,
      report: ({ bytesDone, bytesTotal }) => progress.push(bytesDone / bytesTotal),
    });
    expect(id).toBe('tiny (q4f16_1)');
    expect(progress.at(-1)).toBe(1);
    const sink = mlcSink();
    await writeMlc(await openCheckpoint(source), sink, { quantization: 'q4f16_1' });
    const address = localAddress(id);
    const cache = new WebLlmCache(address, 'tiny', caches);
    expect(await cache.text('tensor-cache.json')).toBe(sink.files['tensor-cache.json']);
    expect(caches.addresses('webllm/config')).toEqual([`${address}mlc-chat-config.json`]);

    const staged = new StagedModels(caches);
    await expect(staged.source(id)).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      message: expect.stringContaining('no model library'),
    });
    await putLibrary(caches);
    const model = await staged.source(id);
    const opened = await openWebLlm(model);
    expect(opened.record).toMatchObject({ model: address, required_features: ['shader-f16'] });
    expect(opened.description).toMatchObject({
      id,
      precision: 'q4',
      architecture: 'LlamaForCausalLM',
      contextLength: 128,
      parameters: (await openMlcCheckpoint(cache.source())).parameters,
    });

    // Bringing it into the cache again, as loading does, asks for nothing and changes nothing.
    const before = caches.addresses('webllm/model').length;
    await stage({ files: model.files, library: model.library, cache });
    expect(caches.addresses('webllm/model')).toHaveLength(before);
  });

  test.each(['q4f16_1', 'q4f32_1'] as const)('takes the bytes that were foretold, as %s', async (quantization) => {
    const caches = memoryCaches();
    const { id, bytes } = await convertForWebLlm(source, { quantization, library: null, caches });
    const foretold = preparedSize(await openCheckpoint(source), quantization, 4096);
    expect(bytes).toBe(foretold.bytes);
    const width = quantization === 'q4f16_1' ? 2 : 4;
    // Keys and values of two layers, two heads of 16, and the 128 tokens that the model holds.
    expect(foretold.memory).toBe(bytes + 2 * 2 * 2 * 16 * 128 * width);
    expect((await new StagedModels(caches).find(id))?.record.memory).toBe(foretold.memory);
  });

  test('from 4 bits is the same as from the originals; from 8 bits it is near', async () => {
    const config = { ...randomCheckpoint().config, hiddenSize: 64, ffnSize: 96 };
    const original = memorySource({ ...randomCheckpoint({ config }).files, 'tokenizer.json': TOKENIZER }, 'tiny');
    const kept = async (precision: 'q4' | 'q8') => {
      const sink = memorySink();
      await writeQuantised(await openCheckpoint(original), sink, { precision });
      return memorySource(sink.files, 'tiny');
    };
    const convert = async (from: FileSource) => {
      const caches = memoryCaches();
      const { id } = await convertForWebLlm(from, { quantization: 'q4f16_1', library: null, caches });
      return new WebLlmCache(localAddress(id), id, caches);
    };
    const expected = await convert(original);
    const fromQ4 = await convert(await kept('q4'));
    expect(await fromQ4.text('tensor-cache.json')).toBe(await expected.text('tensor-cache.json'));
    const fromQ8 = await convert(await kept('q8'));
    const sizes = async (cache: WebLlmCache) => cache.size('params_shard_0.bin');
    expect(await sizes(fromQ8)).toBe(await sizes(expected));
  });

  test('leaves nothing when the browser has no room, or when it is stopped', async () => {
    const crowded = memoryCaches(20_000);
    const converting = convertForWebLlm(source, { quantization: 'q4f32_1', library: null, caches: crowded });
    await expect(converting).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect(await new StagedModels(crowded).list()).toEqual([]);
    expect(crowded.addresses('webllm/model')).toEqual([]);

    const caches = memoryCaches();
    const controller = new AbortController();
    const stopped = convertForWebLlm(source, {
      quantization: 'q4f16_1',
      library: null,
      caches,
      signal: controller.signal,
      report: () => controller.abort(),
    });
    await expect(stopped).rejects.toBeInstanceOf(Cancelled);
    expect(await new StagedModels(caches).list()).toEqual([]);
    expect(caches.addresses('webllm/model')).toEqual([]);
  });
});

describe('what a model says of itself', () => {
  async function describeModel(config: object) {
    const sink = mlcSink();
    await writeMlc(await openCheckpoint(source), sink, { quantization: 'q4f32_1' });
    const own: unknown = JSON.parse(String(sink.files['mlc-chat-config.json']));
    const changed = { ...sink.files, 'mlc-chat-config.json': JSON.stringify({ ...(own as object), ...config }) };
    return (contextLength?: number) =>
      openWebLlm({ ...folderOfMlc('https://models.test/b/', LIBRARY), contextLength, files: memorySource(changed) });
  }

  test('web-llm takes memory for 4,096 tokens at most, unless its list or the model says less', async () => {
    const open = await describeModel({ context_window_size: 131072 });
    expect((await open()).record.overrides).toEqual({ context_window_size: 4096 });
    expect((await open(1024)).description.contextLength).toBe(1024);
  });

  test('a window that slides stays as it is, and ends the context', async () => {
    const open = await describeModel({ context_window_size: -1, sliding_window_size: 2048 });
    const { record, description } = await open();
    expect(record.overrides).toEqual({});
    expect(description.contextLength).toBe(2048);
  });

  test('half floats are asked for only where the format has them', async () => {
    const open = await describeModel({});
    expect((await open()).record.required_features).toEqual([]);
  });
});
