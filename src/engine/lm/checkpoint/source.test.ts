import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Cancelled } from '../../errors.ts';
import { folderSource } from './folder-source.ts';
import { type FileSource, type StreamOptions, urlSource } from './source.ts';

const CONTENT = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 251);

/** A file server: with ranges below /ranges/, without below /plain/, a single-page app below /page/. */
let server: Server;
let origin = '';
let folder = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
    if (url.startsWith('/page/')) {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html>');
    } else if (url.startsWith('/broken/')) {
      response.writeHead(500).end();
    } else if (url.startsWith('/hangs-up/')) {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 1000), () => response.destroy());
    } else if (!url.endsWith('/file')) {
      response.writeHead(404).end();
    } else if (url.startsWith('/ranges/') && range) {
      const start = Number(range[1]);
      const end = range[2] === '' ? CONTENT.length : Number(range[2]) + 1;
      if (start >= CONTENT.length) response.writeHead(416).end();
      else response.writeHead(206).end(CONTENT.subarray(start, end));
    } else {
      response.writeHead(200, { 'content-length': CONTENT.length });
      response.end(request.method === 'HEAD' ? undefined : CONTENT);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  origin = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
  folder = mkdtempSync(join(tmpdir(), 'locum-source-'));
  writeFileSync(join(folder, 'file'), CONTENT);
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function bytesOf(source: FileSource, options?: StreamOptions): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of (await source.stream('file', options)) as unknown as AsyncIterable<Uint8Array>)
    parts.push(part);
  return Buffer.concat(parts);
}

const SOURCES: Record<string, () => FileSource> = {
  'a folder': () => folderSource(folder),
  'a server with ranges': () => urlSource(`${origin}/ranges/`),
  'a server without ranges': () => urlSource(`${origin}/plain`),
};

describe.each(Object.keys(SOURCES))('%s', (title) => {
  const source = (): FileSource => SOURCES[title]!();

  it('tells the size', async () => {
    expect(await source().size('file')).toBe(CONTENT.length);
  });

  it.each<StreamOptions>([
    {},
    { offset: 1234 },
    { length: 10 },
    { offset: 299_990 },
    { offset: 70_000, length: 100_000 },
  ])('streams %j', async ({ offset = 0, length }) => {
    const expected = CONTENT.subarray(offset, length === undefined ? undefined : offset + length);
    const options = length === undefined ? { offset } : { offset, length };
    expect((await bytesOf(source(), options)).equals(expected)).toBe(true);
  });

  it('delivers nothing beyond the end', async () => {
    expect((await bytesOf(source(), { offset: CONTENT.length })).length).toBe(0);
  });

  it('names a missing file', async () => {
    const missing = { code: 'checkpoint-missing-file', details: { file: 'other' } };
    await expect(source().size('other')).rejects.toMatchObject(missing);
    await expect(source().text('other')).rejects.toMatchObject(missing);
    await expect(source().stream('other')).rejects.toMatchObject(missing);
  });

  it('stops when cancelled, which is no failure', async () => {
    const controller = new AbortController();
    const stream = await source().stream('file', { signal: controller.signal });
    const reader = stream.getReader();
    await reader.read();
    controller.abort();
    const rest = async (): Promise<void> => {
      while (!(await reader.read()).done);
    };
    // What had arrived before may still be delivered, to its end.
    await rest().catch((thrown: unknown) => expect(thrown).toBeInstanceOf(Cancelled));
    await expect(source().text('file', controller.signal)).rejects.toBeInstanceOf(Cancelled);
  });
});

describe('a URL source', () => {
  it('is named after the last folder', () => {
    expect(urlSource('https://example.org/models/demo%20base/').label).toBe('demo base');
    expect(urlSource('https://example.org/models/demo-base').label).toBe('demo-base');
    expect(urlSource('https://example.org/x', 'mine').label).toBe('mine');
  });

  it('takes the page of a single-page app for what it is: a missing file', async () => {
    await expect(urlSource(`${origin}/page/`).text('config.json')).rejects.toMatchObject({
      code: 'checkpoint-missing-file',
    });
  });

  it('reports a server error and a broken connection as network failures', async () => {
    await expect(urlSource(`${origin}/broken/`).text('file')).rejects.toMatchObject({
      code: 'network',
      details: { status: 500 },
    });
    await expect(bytesOf(urlSource(`${origin}/hangs-up/`))).rejects.toMatchObject({ code: 'network' });
    await expect(urlSource('http://127.0.0.1:1/').size('file')).rejects.toMatchObject({ code: 'network' });
  });
});
