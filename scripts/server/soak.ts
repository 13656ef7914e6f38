/**
 * The server under clients that leave in the middle, ask for parts of all kinds, use wrong methods and paths, and under
 * builds that replace what is served meanwhile. Every answer is compared, byte by byte, with the versions of the file that
 * there have been since it was asked for.
 */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { serve } from '../serve.ts';
import { swapIn } from '../swapped-build.ts';

export interface SoakReport {
  readonly requests: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly rebuilds: number;
  /** Answers that are no version of the file, and wrong statuses; each in words. */
  readonly wrong: readonly string[];
  /** Open files and sockets of the process after a first few requests and after all; null where the system does not tell. */
  readonly descriptors: { readonly before: number; readonly after: number } | null;
}

const AT_ONCE = 16;
const FIRST_FEW = 100;
/** Closing a file takes turns of the event loop after the client has left. */
const CLOSING_MS = 5000;
const REQUESTS_A_BUILD = 50;
const SIZES = { 'index.html': 700, 'theme.js': 5_000, 'assets/app-1a2b.js': 90_000, 'models/a.safetensors': 700_000 };
type File = keyof typeof SIZES;
const FILES = Object.keys(SIZES) as File[];

/** Mulberry32: the same requests for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Versions differ in their size, too: a length of one with the bytes of another cannot pass. */
function contentOf(file: File, version: number): Buffer {
  const bytes = Buffer.alloc(SIZES[file] + (version % 7));
  for (let at = 0; at < bytes.length; at++) bytes[at] = (at * 31 + (at >> 8) + version * 97) & 255;
  return bytes;
}

function descriptorsOpen(): number | null {
  return existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : null;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

interface Asked {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  /** Leaves after the first bytes. */
  readonly leaves?: boolean;
}

/** The answer; null when the asker has left, as it was to. */
function ask(
  port: number,
  agent: Agent,
  { path, method = 'GET', headers = {}, leaves }: Asked,
): Promise<Answer | null> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => (leaves ? resolve(null) : reject(error));
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => {
        parts.push(part);
        if (leaves) asked.destroy();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
      response.on('close', () => fail(new Error('The connection ended before the answer did.')));
      response.on('error', fail);
    });
    asked.on('error', fail);
    asked.end();
  });
}

/** A folder that is built again and again, and what each of its versions holds. */
class Builds {
  readonly #root = mkdtempSync(join(tmpdir(), 'locum-soak-'));
  readonly directory = join(this.#root, 'dist');
  version = -1;

  build(): void {
    this.version += 1;
    const built = join(this.#root, `dist.${this.version}`);
    for (const file of FILES) {
      mkdirSync(dirname(join(built, file)), { recursive: true });
      writeFileSync(join(built, file), contentOf(file, this.version));
    }
    // A chunk of this version only: it goes with the next.
    writeFileSync(join(built, `assets/only-${this.version}.js`), `export default ${this.version};`);
    swapIn(built, this.directory);
  }

  /** Whether a version of `file` from `since` on is such. */
  some(file: File, since: number, matches: (content: Buffer) => boolean): boolean {
    for (let past = since; past <= this.version; past++) if (matches(contentOf(file, past))) return true;
    return false;
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}

interface Attempt {
  readonly kind: string;
  readonly asked: Asked;
  /** Whether the answer is right. */
  readonly right: (answer: Answer) => boolean;
}

/** Some request, and what must be answered to it. */
function someAttempt(random: (below: number) => number, builds: Builds): Attempt {
  const file = FILES[random(FILES.length)]!;
  const path = `/${file}`;
  const since = builds.version;
  const first = random(SIZES[file]);
  const last = first + random(SIZES[file]);
  const whole = ({ status, body }: Answer) => status === 200 && builds.some(file, since, (bytes) => bytes.equals(body));
  const part = (from: number, to: number) => (answer: Answer) =>
    answer.status === 206 &&
    builds.some(file, since, (bytes) => {
      const at = from < 0 ? Math.max(0, bytes.length + from) : from;
      const end = Math.min(to, bytes.length - 1);
      const said = answer.headers['content-range'] === `bytes ${at}-${end}/${bytes.length}`;
      return said && bytes.subarray(at, end + 1).equals(answer.body);
    });
  const status = (wanted: number) => (answer: Answer) => answer.status === wanted;
  const range = (text: string, more = {}) => ({ path, headers: { range: `bytes=${text}`, ...more } });
  const oneOf = (list: readonly string[]) => list[random(list.length)]!;
  const attempts: readonly (() => Attempt)[] = [
    () => ({ kind: 'whole', asked: { path }, right: whole }),
    () => ({ kind: 'HEAD', asked: { path, method: 'HEAD' }, right: status(200) }),
    () => ({ kind: 'whole, left in the middle', asked: { path, leaves: true }, right: whole }),
    () => ({ kind: 'part, left in the middle', asked: { ...range(`${first}-`), leaves: true }, right: status(206) }),
    () => ({ kind: 'from–to', asked: range(`${first}-${last}`), right: part(first, last) }),
    () => ({ kind: 'from', asked: range(`${first}-`), right: part(first, Number.POSITIVE_INFINITY) }),
    () => ({ kind: 'last bytes', asked: range(`-${last + 1}`), right: part(-last - 1, Number.POSITIVE_INFINITY) }),
    () => ({ kind: 'past the end', asked: range('9999999-'), right: status(416) }),
    () => ({ kind: 'several, malformed', asked: range(oneOf(['0-0,5-9', 'a-b', '5-2', '--1'])), right: whole }),
    () => ({ kind: 'part of another version', asked: range(`${first}-`, { 'if-range': '"another"' }), right: whole }),
    () => ({
      kind: 'method',
      asked: { path, method: oneOf(['POST', 'PUT', 'DELETE', 'TRACE', 'OPTIONS']) },
      right: status(405),
    }),
    () => ({ kind: 'host', asked: { path, headers: { host: 'example.org' } }, right: status(421) }),
    () => ({
      kind: 'not there',
      asked: { path: oneOf([`/assets/only-${since - 1}.js`, '/%2e%2e/secret', '/missing', '/%zz', '//etc/passwd']) },
      right: status(404),
    }),
  ];
  return attempts[random(attempts.length)]!();
}

interface Round {
  readonly byKind: Record<string, number>;
  readonly rebuilds: number;
  readonly wrong: string[];
}

/** A server from its start to its end, and `requests` to it. */
async function round(requests: number, random: (below: number) => number): Promise<Round> {
  const builds = new Builds();
  builds.build();
  const served = await serve({ directory: builds.directory, port: 0 });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const byKind: Record<string, number> = {};
  const wrong: string[] = [];
  let made = 0;
  const client = async () => {
    while (made < requests) {
      made += 1;
      if (made % REQUESTS_A_BUILD === 0) builds.build();
      const { kind, asked, right } = someAttempt(random, builds);
      byKind[kind] = (byKind[kind] ?? 0) + 1;
      const answer = await ask(served.port, agent, asked).catch((error: unknown) => String(error));
      const fine = typeof answer === 'string' ? false : answer === null ? asked.leaves === true : right(answer);
      const got = typeof answer === 'string' ? answer : `${answer?.status}, ${answer?.body.length} bytes`;
      if (!fine) wrong.push(`${kind}: ${JSON.stringify(asked)} → ${got}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  agent.destroy();
  await served.close();
  builds.remove();
  return { byKind, rebuilds: builds.version, wrong };
}

/** Waits until no more than `wanted` are open, and says how many are at the end. */
async function descriptorsAfterClosing(wanted: number): Promise<number> {
  const end = Date.now() + CLOSING_MS;
  while ((descriptorsOpen() ?? 0) > wanted && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 20));
  return descriptorsOpen() ?? 0;
}

export async function soak(requests: number, seed: number): Promise<SoakReport> {
  const random = randomOf(seed);
  const first = await round(FIRST_FEW, random);
  const before = descriptorsOpen();
  const { byKind, rebuilds, wrong } = await round(requests, random);
  const descriptors = before === null ? null : { before, after: await descriptorsAfterClosing(before) };
  return { requests, byKind, rebuilds, wrong: [...first.wrong, ...wrong], descriptors };
}
