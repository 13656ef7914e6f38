import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import index from '../../public/models/index.json' with { type: 'json' };
import { openCheckpoint } from '../engine/lm/checkpoint/checkpoint.ts';
import { loadTokenizer } from '../engine/tokenizer/tokenizer.ts';
import { shippedSource } from './shipped-source.ts';
import { serveApp } from './testing/held-engine.ts';

describe('a model of the app', () => {
  let app: Awaited<ReturnType<typeof serveApp>>;
  const answers: (readonly [string, number])[] = [];
  beforeAll(async () => {
    app = await serveApp();
    const ask = fetch;
    vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
      const response = await ask(...request);
      answers.push([String(request[0]), response.status]);
      return response;
    });
  });
  afterAll(() => {
    vi.unstubAllGlobals();
    app.close();
  });

  it.each(index)('has the files that the index lists: $id', ({ id, files }) => {
    expect(files).toEqual(readdirSync(new URL(`../../public/models/${id}`, import.meta.url)).sort());
  });

  it('is opened without asking for a file that it does not have', async () => {
    const checkpoint = await openCheckpoint(shippedSource(new URL('models/demo-anti/', app.address).href));
    await loadTokenizer(checkpoint.files);
    expect(answers.length).toBeGreaterThan(3);
    expect(answers.filter(([, status]) => status >= 400)).toEqual([]);
  });

  it('is asked for as it is where no index tells its files', async () => {
    const source = shippedSource(new URL('examples/', app.address).href);
    await expect(source.text('config.json')).rejects.toMatchObject({ code: 'checkpoint-missing-file' });
    expect(answers.at(-1)).toEqual([new URL('examples/config.json', app.address).href, 404]);
  });
});
