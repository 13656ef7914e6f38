/** Hosts that lie, stall or never end, each a real server: no wrong file is taken where anything could tell, and nobody waits for ever. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocumError } from '../../errors.ts';
import { fetchPatiently } from '../checkpoint/patience.ts';
import { urlSource } from '../checkpoint/source.ts';
import { safetensorsFile } from '../testing/safetensors-file.ts';
import { keyOf, type ModelPlan, ModelStore } from './model-store.ts';
import { httpOrigin } from './origin.ts';
import { folderStore } from './testing/folder-store.ts';

const DATA = Uint8Array.from({ length: 300_000 }, (_, at) => (at * 31 + (at >> 8)) & 255);
const FILE = Buffer.from(safetensorsFile([{ name: 'w', dtype: 'U8', shape: [DATA.length], bytes: DATA }]));
const SHA256 = createHash('sha256').update(FILE).digest('hex');
const FLIPPED = Buffer.from(FILE.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)));
const ADDRESS = { kind: 'url', url: 'https://host.example/model/' } as const;

/** @param from first byte asked for; 0 without a range */
type Host = (response: ServerResponse, from: number, request: IncomingMessage) => void;

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: Buffer): void {
  response.writeHead(status, headers).end(body);
}
const rangeOf = (from: number) => ({ 'content-range': `bytes ${from}-${FILE.length - 1}/${FILE.length}` });
const whole = (response: ServerResponse, bytes = FILE) =>
  send(response, 200, { 'content-length': String(bytes.length) }, bytes);
const honest: Host = (response, from) =>
  from > 0 ? send(response, 206, rangeOf(from), FILE.subarray(from)) : whole(response);
/** Honest until it breaks after 100,000 bytes; then `next`. */
function brokenOnce(next: Host): Host {
  let broken = false;
  return (response, from, request) => {
    if (broken) return next(response, from, request);
    broken = true;
    response.writeHead(200, { 'content-length': String(FILE.length) });
    response.write(FILE.subarray(0, 100_000), () => setImmediate(() => response.socket?.destroySoon()));
  };
}
function endless(response: ServerResponse): void {
  const more = () => {
    while (!response.destroyed && response.write(FILE));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
}
function trickle(response: ServerResponse): void {
  let at = 0;
  const timer = setInterval(() => {
    if (response.destroyed) clearInterval(timer);
    else response.write(FILE.subarray(at, ++at));
  }, 10);
}

let server: Server;
let base: string;
let host: Host = honest;
let asked = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1;
    host(response, Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0), request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

interface Told {
  readonly digest?: boolean;
  readonly size?: boolean;
}

function planOf({ digest = true, size = true }: Told): ModelPlan {
  const promised = digest ? ({ algorithm: 'sha256', hex: SHA256 } as const) : null;
  return {
    label: 'm',
    address: ADDRESS,
    files: [{ path: 'model.safetensors', size: size ? FILE.length : null, digest: promised }],
  };
}

const PATIENCE = { limitMs: 300, leastBytes: 1024 };

/** `right`, `wrong` – taken as complete –, or the code of the refusal, which has to say something. */
async function outcome(name: Host, told: Told = {}, folder?: string): Promise<string> {
  host = name;
  asked = 0;
  const directory = folder ?? (await mkdtemp(join(tmpdir(), 'locum-liar-')));
  try {
    const store = new ModelStore(folderStore(directory));
    const origin = httpOrigin('m', (path) => base + path, PATIENCE);
    const { complete } = await store.download(planOf(told), { origin, wait: async () => {} });
    expect(complete).toBe(true);
    return FILE.equals(readFileSync(join(directory, keyOf(ADDRESS), 'original', 'model.safetensors')))
      ? 'right'
      : 'wrong';
  } catch (thrown) {
    if (!(thrown instanceof LocumError)) throw thrown;
    expect(thrown.message.length * thrown.hint.length).toBeGreaterThan(0);
    return thrown.code;
  } finally {
    if (folder === undefined) await rm(directory, { recursive: true });
  }
}

describe('a host', () => {
  test.each<[string, Host, Told, string]>([
    ['is honest', honest, {}, 'right'],
    ['breaks once, honest', brokenOnce(honest), {}, 'right'],
    ['breaks once, honest, no digest', brokenOnce(honest), { digest: false }, 'right'],
    ['flips a bit', (r) => whole(r, FLIPPED), {}, 'checksum-mismatch'],
    [
      'sends less than it says, each time',
      (r) => {
        r.writeHead(200, { 'content-length': String(FILE.length) });
        r.write(FILE.subarray(0, 1000), () => setImmediate(() => r.socket?.destroySoon()));
      },
      {},
      'network',
    ],
    [
      'sends 1 kB, then breaks, and knows ranges',
      (r, from) => {
        r.writeHead(from > 0 ? 206 : 200, from > 0 ? rangeOf(from) : { 'content-length': String(FILE.length) });
        r.write(FILE.subarray(from, from + 1000), () => setImmediate(() => r.socket?.destroySoon()));
      },
      {},
      'network',
    ],
    ['compresses', (r) => send(r, 200, { 'content-encoding': 'gzip' }, gzipSync(FILE)), {}, 'right'],
    [
      'compresses, nothing told',
      (r) => send(r, 200, { 'content-encoding': 'gzip' }, gzipSync(FILE)),
      { digest: false, size: false },
      'right',
    ],
    [
      'resumes elsewhere and says so',
      brokenOnce((r, from) => (from > 0 ? send(r, 206, rangeOf(from - 50), FILE.subarray(from - 50)) : whole(r))),
      {},
      'network',
    ],
    [
      'resumes elsewhere and lies',
      brokenOnce((r, from) => (from > 0 ? send(r, 206, rangeOf(from), FILE.subarray(from - 50, -50)) : whole(r))),
      {},
      'right',
    ],
    [
      'resumes elsewhere and lies, no digest',
      brokenOnce((r, from) => (from > 0 ? send(r, 206, rangeOf(from), FILE.subarray(from - 50, -50)) : whole(r))),
      { digest: false },
      'right',
    ],
    [
      'resumes with another file, unseen, no digest',
      brokenOnce((r, from) => (from > 0 ? send(r, 206, {}, Buffer.alloc(FILE.length - from, 7)) : whole(r))),
      { digest: false },
      'right',
    ],
    ['resumes with the whole', brokenOnce((r) => whole(r)), {}, 'right'],
    [
      'resumes with 416',
      brokenOnce((r, from) =>
        from > 0 ? send(r, 416, { 'content-range': `bytes */${FILE.length}` }, Buffer.alloc(0)) : whole(r),
      ),
      {},
      'right',
    ],
    ['answers 416 to everything', (r) => send(r, 416, {}, Buffer.alloc(0)), {}, 'network'],
    [
      'has a garbled Content-Range',
      brokenOnce((r, from) => send(r, 206, { 'content-range': 'bytes zzz' }, FILE.subarray(from))),
      {},
      'right',
    ],
    ['sends twice the file', (r) => send(r, 200, {}, Buffer.concat([FILE, FILE])), {}, 'checksum-mismatch'],
    ['sends without end', endless, {}, 'checksum-mismatch'],
    [
      'tells no size and never ends after a file',
      (r) => {
        const bytes = new Uint8Array(4000);
        r.write(safetensorsFile([{ name: 'w', dtype: 'F32', shape: [1000], bytes }]));
        endless(r);
      },
      { digest: false, size: false },
      'checksum-mismatch',
    ],
    [
      'tells nothing and ends early',
      (r) => r.writeHead(200, { 'transfer-encoding': 'chunked' }).end(FILE.subarray(0, 1000)),
      { digest: false, size: false },
      'network',
    ],
    [
      'tells nothing and ends before the table does',
      (r) => r.writeHead(200, { 'transfer-encoding': 'chunked' }).end(FILE.subarray(0, 20)),
      { digest: false, size: false },
      'network',
    ],
    [
      'tells the size of a file that is none of its kind',
      (r) => whole(r, Buffer.alloc(FILE.length, 7)),
      { digest: false },
      'checkpoint-invalid',
    ],
    [
      'tells the size of a file whose table says another',
      (r) =>
        whole(
          r,
          Buffer.concat(
            [safetensorsFile([{ name: 'w', dtype: 'U8', shape: [4], bytes: DATA.subarray(0, 4) }]), FILE],
            FILE.length,
          ),
        ),
      { digest: false },
      'checksum-mismatch',
    ],
    ['never answers', () => {}, {}, 'network'],
    ['never answers again', brokenOnce(() => {}), {}, 'network'],
    ['sends a byte now and then', trickle, {}, 'network'],
    ['stalls after 1 kB', (r) => void r.writeHead(200).write(FILE.subarray(0, 1000)), {}, 'network'],
    [
      'redirects in a circle',
      (r, _from, { url }) => send(r, 302, { location: url ?? '/' }, Buffer.alloc(0)),
      {},
      'network',
    ],
    ['is busy (429)', (r) => send(r, 429, {}, Buffer.from('busy')), {}, 'network'],
    ['is down (503)', (r) => send(r, 503, {}, Buffer.from('busy')), {}, 'network'],
    ['wants an account', (r) => send(r, 401, {}, Buffer.alloc(0)), {}, 'access-denied'],
    [
      'sends a page',
      (r) => send(r, 200, { 'content-type': 'text/html' }, Buffer.from('<html>login</html>')),
      {},
      'checkpoint-missing-file',
    ],
    ['sends nothing', (r) => send(r, 200, {}, Buffer.alloc(0)), {}, 'network'],
    ['sends 204', (r) => send(r, 204, {}, Buffer.alloc(0)), {}, 'network'],
    [
      'tells a size of its own and ends early, no digest',
      (r, from) =>
        from > 0
          ? honest(r, from, r.req)
          : send(r, 206, { 'content-range': `bytes 0-999/${FILE.length}` }, FILE.subarray(0, 1000)),
      { digest: false, size: false },
      'network',
    ],
  ])('that %s', async (_name, lying, told, expected) => {
    expect(await outcome(lying, told)).toBe(expected);
    expect(asked).toBeLessThan(200);
  });

  test('that nobody could find out is trusted once, and held to it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'locum-liar-'));
    expect(await outcome((response) => whole(response, FLIPPED), { digest: false }, folder)).toBe('wrong');
    const files = folderStore(folder);
    const file = await files.open(`${keyOf(ADDRESS)}/original/model.safetensors`);
    file.truncate(3);
    file.close();
    expect(await outcome(honest, { digest: false }, folder)).toBe('checksum-mismatch');
    expect(await outcome((response) => whole(response, FLIPPED), { digest: false }, folder)).toBe('wrong');
    await new ModelStore(files).remove(keyOf(ADDRESS));
    expect(await outcome(honest, { digest: false }, folder)).toBe('right');
    await rm(folder, { recursive: true });
  });

  test('that sends a config.json without end is read no further than any such file goes', async () => {
    host = endless;
    await expect(urlSource(base, 'm').text('config.json')).rejects.toMatchObject({ code: 'checkpoint-invalid' });
  });

  test('that never answers is given up, and told apart from a broken connection', async () => {
    host = () => {};
    await expect(fetchPatiently(base, {}, 'm', PATIENCE)).rejects.toMatchObject({
      code: 'network',
      details: { silentSeconds: 0 },
    });
  });
});
