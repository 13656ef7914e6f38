import { describe, expect, test } from 'vitest';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { openMlcCheckpoint } from '../mlc/read.ts';
import { memorySink } from '../mlc/testing/memory-sink.ts';
import { TOKENIZER } from '../mlc/testing/tokenizer.ts';
import { writeMlc } from '../mlc/write.ts';
import { memorySource } from '../testing/memory-source.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { localAddress, WebLlmCache } from './cache.ts';
import { convertForWebLlm } from './convert.ts';
import { folderOfMlc, openWebLlm, prebuiltSource } from './source.ts';
import { stage } from './stage.ts';
import { memoryCaches } from './testing/memory-caches.ts';
import { LIBRARY_FILES } from './testing/mlc-files.ts';

const files = { ...randomCheckpoint().files, 'tokenizer.json': TOKENIZER };
const source = memorySource(files, 'tiny');

describe('a checkpoint converted in the page', () => {
  test('lies in web-llm’s cache as it would in a folder, and is opened from there', async () => {
    const caches = memoryCaches();
    const progress: number[] = [];
    const { folder } = await convertForWebLlm(source, {
      quantization: 'q4f16_1',
      caches,
      report: ({ bytesDone, bytesTotal }) => progress.push(bytesDone / bytesTotal),
    });
    expect(progress.at(-1)).toBe(1);
    const sink = memorySink();
    await writeMlc(await openCheckpoint(source), source, sink, { quantization: 'q4f16_1' });
    const cache = new WebLlmCache(folder, 'tiny', caches);
    expect(await cache.text('tensor-cache.json')).toBe(sink.files['tensor-cache.json']);
    expect(caches.addresses('webllm/config')).toEqual([`${folder}mlc-chat-config.json`]);

    const model = folderOfMlc(folder, 'https://example.org/lib.wasm', caches);
    const opened = await openWebLlm(model);
    expect(opened.record).toMatchObject({ model: folder, required_features: ['shader-f16'] });
    expect(opened.description).toMatchObject({
      id: 'tiny-q4f16_1',
      precision: 'q4',
      architecture: 'LlamaForCausalLM',
      contextLength: 128,
      parameters: (await openMlcCheckpoint(cache.source())).parameters,
    });

    // Bringing it into the cache again costs nothing and changes nothing.
    const before = caches.addresses('webllm/model').length;
    const library = { source: memorySource(LIBRARY_FILES), path: 'model_lib.wasm', url: model.library.url };
    await stage({ files: model.files, library, cache });
    expect(caches.addresses('webllm/model')).toHaveLength(before);
  });

  test('says when the browser has no room, and leaves no model', async () => {
    const caches = memoryCaches(20_000);
    const converting = convertForWebLlm(source, { quantization: 'q4f32_1', caches });
    await expect(converting).rejects.toMatchObject({ code: 'quota-exceeded' });
    const cache = new WebLlmCache(localAddress('tiny-q4f32_1'), 'tiny', caches);
    await expect(openMlcCheckpoint(cache.source())).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
  });
});

describe('what a model says of itself', () => {
  async function describeModel(config: object) {
    const sink = memorySink();
    await writeMlc(await openCheckpoint(source), source, sink, { quantization: 'q4f32_1' });
    const own: unknown = JSON.parse(String(sink.files['mlc-chat-config.json']));
    const changed = { ...sink.files, 'mlc-chat-config.json': JSON.stringify({ ...(own as object), ...config }) };
    const record = { model: 'https://huggingface.co/a/b', model_id: 'b', model_lib: 'https://example.org/l.wasm' };
    return (overrides?: { context_window_size: number }) =>
      openWebLlm({ ...prebuiltSource({ ...record, ...(overrides && { overrides }) }), files: memorySource(changed) });
  }

  test('web-llm takes memory for 4,096 tokens at most, unless its list or the model says less', async () => {
    const open = await describeModel({ context_window_size: 131072 });
    expect((await open()).record.overrides).toEqual({ context_window_size: 4096 });
    expect((await open({ context_window_size: 1024 })).description.contextLength).toBe(1024);
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
