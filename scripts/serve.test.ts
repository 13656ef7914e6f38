import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../src/policy.ts';
import { type Served, serve } from './serve.ts';
import { findRunning } from './server/running.ts';
import { soak } from './server/soak.ts';
import { swapIn } from './swapped-build.ts';

const root = mkdtempSync(join(tmpdir(), 'locum-serve-'));
const directory = join(root, 'dist');
const BYTES = Uint8Array.from({ length: 100 }, (_, index) => index);
let served: Served;

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'), { recursive: true });
  mkdirSync(join(directory, 'models'));
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Locum</title>');
  writeFileSync(join(directory, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(directory, 'assets', 'engine.wasm'), Uint8Array.of(0, 97, 115, 109));
  writeFileSync(join(directory, 'models', 'model.safetensors'), BYTES);
  served = await serve({ directory, port: 0 });
});

afterAll(async () => {
  await served.close();
  rmSync(root, { recursive: true, force: true });
});

/** What RFC 9110 has sent of `BYTES`: each byte is asked whether it was asked for. */
function reference(range: string): { status: number; bytes: number[] } {
  const ends = range.trim().split('-');
  const isRange = ends.length === 2 && ends.some((end) => end !== '') && ends.every((end) => /^[0-9]*$/.test(end));
  const [from = '', to = ''] = ends;
  const backwards = isRange && from !== '' && to !== '' && BigInt(to) < BigInt(from);
  if (!isRange || backwards) return { status: 200, bytes: [...BYTES] };
  const asked = (at: number) =>
    from === '' ? BYTES.length - at <= Number(to) : at >= Number(from) && (to === '' || at <= Number(to));
  const bytes = [...BYTES].filter((_, at) => asked(at));
  return { status: bytes.length > 0 ? 206 : 416, bytes };
}

/** `fetch` would resolve `..` before it asks. */
function statusOf(path: string, options: { method?: string; headers?: object } = {}): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {} } = options;
    request({ host: '127.0.0.1', port: served.port, path, method, headers: { ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('the app over HTTP', () => {
  it.each(['', 'assets/app-1a2b3c.js', 'models/model.safetensors', 'missing'])(
    'sends every security header with /%s',
    async (path) => {
      const { headers } = await fetch(new URL(path, served.url));
      for (const [name, value] of Object.entries(securityHeaders)) expect(headers.get(name)).toBe(value);
    },
  );

  it.each([
    ['', /^text\/html/],
    ['assets/app-1a2b3c.js', /^text\/javascript/],
    ['assets/engine.wasm', /^application\/wasm/],
    ['models/model.safetensors', /^application\/octet-stream/],
  ])('names the type of /%s', async (path, type) => {
    const response = await fetch(new URL(path, served.url));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(type);
  });

  it('keeps hashed files for good and asks again for the rest', async () => {
    const cacheControl = async (path: string) =>
      (await fetch(new URL(path, served.url))).headers.get('Cache-Control') ?? '';
    expect(await cacheControl('assets/app-1a2b3c.js')).toContain('immutable');
    expect(await cacheControl('')).toBe('no-cache');
    expect(await cacheControl('models/model.safetensors')).toBe('no-cache');
  });

  it('sends a part of a file', async () => {
    const response = await fetch(new URL('models/model.safetensors', served.url), {
      headers: { Range: 'bytes=10-19' },
    });
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Range')).toBe('bytes 10-19/100');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/../../secret.txt', '//etc/passwd'])(
    'gives nothing outside the app for %s',
    async (path) => {
      expect(await statusOf(path)).toBe(404);
    },
  );

  it('gives nothing that a link in the folder leads to outside it', async () => {
    symlinkSync(join(root, 'secret.txt'), join(directory, 'link.txt'));
    expect(await statusOf('/link.txt')).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS'])('answers no %s', async (method) => {
    expect(await statusOf('/', { method })).toBe(405);
  });

  it.each([
    ['127.0.0.1', 200],
    ['localhost:8080', 200],
    ['locum.localhost', 200],
    ['[::1]:4173', 200],
    ['example.org', 421],
    ['127.0.0.1.example.org', 421],
    ['localhost.example.org:4173', 421],
  ])('answers requests to %s with %i', async (host, status) => {
    expect(await statusOf('/', { headers: { host } })).toBe(status);
  });

  it('answers 304 for what the browser has, and the new file after a build', async () => {
    const { headers } = await fetch(served.url);
    const known = { 'If-None-Match': headers.get('ETag') ?? '' };
    expect(await statusOf('/', { headers: known })).toBe(304);
    writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Locum</title>.');
    expect(await statusOf('/', { headers: known })).toBe(200);
  });

  it('answers 404 for a file that a build has taken away', async () => {
    const path = 'assets/old-1a2b3c.js';
    writeFileSync(join(directory, path), 'export {};');
    expect(await statusOf(`/${path}`)).toBe(200);
    rmSync(join(directory, path));
    expect(await statusOf(`/${path}`)).toBe(404);
    expect(await statusOf('/')).toBe(200);
  });

  it('sends a whole new file to whoever resumes the old one', async () => {
    const address = new URL('models/model.safetensors', served.url);
    const etag = (await fetch(address)).headers.get('ETag') ?? '';
    const rest = await fetch(address, { headers: { Range: 'bytes=90-', 'If-Range': etag } });
    expect([rest.status, (await rest.arrayBuffer()).byteLength]).toEqual([206, 10]);
    writeFileSync(join(directory, 'models/model.safetensors'), BYTES);
    const other = await fetch(address, { headers: { Range: 'bytes=90-', 'If-Range': etag } });
    expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, 100]);
  });

  it('sends 1,000 random ranges exactly', async () => {
    const number = fc.integer({ min: 0, max: 130 }).map(String);
    const text = fc.oneof(
      fc.tuple(number, number).map((ends) => ends.join('-')),
      number.map((from) => `${from}-`),
      number.map((length) => `-${length}`),
      fc.constantFrom('', '-', 'a-b', '1-2-3', '0x1-5', '+1-5', '0-0,5-9', '0-5,2-9', ' 3-4 ', '99999999999999999999-'),
    );
    await fc.assert(
      fc.asyncProperty(text, async (range) => {
        const response = await fetch(new URL('models/model.safetensors', served.url), {
          headers: { Range: `bytes=${range}` },
        });
        const wanted = reference(range);
        expect({ range, status: response.status }).toEqual({ range, status: wanted.status });
        if (wanted.status !== 416) expect([...new Uint8Array(await response.arrayBuffer())]).toEqual(wanted.bytes);
      }),
      { numRuns: 1000, seed: 20 },
    );
  });

  it('takes another port when the one asked for is taken', async () => {
    const second = await serve({ directory, port: served.port });
    try {
      expect(second.port).not.toBe(served.port);
      expect((await fetch(second.url)).status).toBe(200);
    } finally {
      await second.close();
    }
  });
});

describe('a server that runs on', () => {
  it('answers rightly under clients that leave and builds that replace its files, and leaves nothing open', async () => {
    const { wrong, rebuilds, descriptors } = await soak(400, 20);
    expect(wrong).toEqual([]);
    expect(rebuilds).toBe(8);
    if (descriptors !== null) expect(descriptors.after).toBeLessThanOrEqual(descriptors.before);
  });

  it('is found by a second start, and not by one for another folder', async () => {
    expect(await findRunning(directory, served.port)).toBe(served.url);
    expect(await findRunning(root, served.port)).toBeNull();
  });
});

describe('a new build', () => {
  it('takes the place of the old one and leaves nothing of it', () => {
    const [place, built] = [join(root, 'place'), join(root, 'place.new')];
    for (const [folder, version] of [
      [place, 'old'],
      [built, 'new'],
    ] as const) {
      mkdirSync(join(folder, 'assets', version), { recursive: true });
      writeFileSync(join(folder, 'index.html'), version);
      writeFileSync(join(folder, 'assets', version, 'chunk.js'), version);
    }
    swapIn(built, place);
    expect(readFileSync(join(place, 'index.html'), 'utf8')).toBe('new');
    expect(existsSync(join(place, 'assets', 'new', 'chunk.js'))).toBe(true);
    expect(existsSync(join(place, 'assets', 'old'))).toBe(false);
    expect(existsSync(built)).toBe(false);
  });
});
