import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ModelHost, openModelHost } from '../lm/storage/testing/model-host.ts';
import { fetchSpeechModel, parseSpeechModel, SPEECH_MODEL } from './speech-model.ts';
import { COMMIT, hubFiles } from './testing/hub-files.ts';

const MODEL = Uint8Array.from({ length: 40_000 }, (_, at) => at % 251);
const PLACE = `org/tiny/resolve/${COMMIT}/ggml-tiny.bin`;

let host: ModelHost;
beforeAll(async () => {
  host = await openModelHost({});
});
beforeEach(() => {
  for (const [path, content] of hubFiles({ 'ggml-tiny.bin': MODEL, 'README.md': 'about' }))
    host.files.set(path, content);
});
afterAll(() => host.kill());

const fetched = (file = 'ggml-tiny.bin', signal?: AbortSignal) => {
  const parts: number[] = [];
  const address = { endpoint: host.url, repository: 'org/tiny', file };
  const blob = fetchSpeechModel(address, { signal, onProgress: (done, of) => void parts.push(done / of) });
  return { blob, parts };
};

describe('a speech model on a hub', () => {
  it('is named by repository and file, or by its address', () => {
    const address = { endpoint: 'https://huggingface.co', repository: 'ggerganov/whisper.cpp', file: 'ggml-tiny.bin' };
    for (const text of [
      'ggerganov/whisper.cpp/ggml-tiny.bin',
      ' https://huggingface.co/ggerganov/whisper.cpp/blob/main/ggml-tiny.bin',
      'https://huggingface.co/ggerganov/whisper.cpp/resolve/main/ggml-tiny.bin',
    ]) {
      expect(parseSpeechModel(text)).toEqual(address);
    }
    expect(() => parseSpeechModel(SPEECH_MODEL)).not.toThrow();
    for (const text of [
      '',
      'whisper',
      'openai/whisper-base',
      'https://elsewhere.example/a/b/ggml-tiny.bin',
      'a/b/../c.bin',
    ]) {
      expect(() => parseSpeechModel(text)).toThrow(expect.objectContaining({ code: 'bad-argument' }));
    }
  });

  it('arrives whole, with its progress', async () => {
    const { blob, parts } = fetched();
    expect(Buffer.from(await (await blob).arrayBuffer()).equals(MODEL)).toBe(true);
    expect(parts.at(-1)).toBe(1);
  });

  it('that is not what the hub promises, breaks off, or is not there is refused', async () => {
    host.files.set(PLACE, MODEL.with(7, 9));
    await expect(fetched().blob).rejects.toMatchObject({ code: 'checksum-mismatch' });
    host.files.set(PLACE, MODEL.subarray(0, 1000));
    await expect(fetched().blob).rejects.toMatchObject({ code: 'network' });
    await expect(fetched('ggml-huge.bin').blob).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
      hint: 'It has ggml-tiny.bin.',
    });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const { blob } = fetched('ggml-tiny.bin', controller.signal);
    controller.abort();
    await expect(blob).rejects.toMatchObject({ name: 'Cancelled' });
  });
});
