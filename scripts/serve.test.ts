import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { securityHeaders } from '../src/policy.ts';
import { type Served, serve } from './serve.ts';

const root = mkdtempSync(join(tmpdir(), 'locum-serve-'));
const directory = join(root, 'dist');
let served: Served;

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'), { recursive: true });
  mkdirSync(join(directory, 'models'));
  writeFileSync(join(root, 'secret.txt'), 'secret');
  writeFileSync(join(directory, 'index.html'), '<!doctype html><title>Locum</title>');
  writeFileSync(join(directory, 'assets', 'app-1a2b3c.js'), 'export {};');
  writeFileSync(join(directory, 'assets', 'engine.wasm'), Uint8Array.of(0, 97, 115, 109));
  writeFileSync(
    join(directory, 'models', 'model.safetensors'),
    Uint8Array.from({ length: 100 }, (_, index) => index),
  );
  served = await serve({ directory, port: 0 });
});

afterAll(async () => {
  await served.close();
  rmSync(root, { recursive: true, force: true });
});

/** `fetch` would resolve `..` before it asks. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port: served.port, path }, (response) => {
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
