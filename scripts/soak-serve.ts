/**
 * `npm run soak:serve [-- --requests 500 --clients 8]`: `locum serve` under clients that stream, read whole answers, read nothing for long, ask
 * for JSON, leave in the middle and send nonsense, all at once. Prints what came wrong, and what heap and descriptors have grown by from the
 * first of these requests to the last, others having warmed up before; exit status 1 where that is more than 5 %, or a client that left keeps its turn.
 */
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import OpenAI, { APIError } from 'openai';
import { openApiServer } from '../cli/serve/api-server.ts';
import { ServedModels } from '../cli/serve/served-models.ts';
import { modelSource } from '../node/model-folder.ts';
import { METHOD_DEFAULTS, parseMethods } from '../src/engine/evaluation/method-spec.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { openTrio } from '../src/engine/trio.ts';

const { values } = parseArgs({
  options: { requests: { type: 'string', default: '500' }, clients: { type: 'string', default: '8' } },
});
const [REQUESTS, CLIENTS] = [Number(values.requests), Number(values.clients)];
/** By then compilers and connection pools have what they keep. */
const WARM_UP = 250;
const MOST_GROWTH = 1.05;
const MOST_TURN_MS = 1000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const known = new Map<string, FileSource>();
const sources = Object.fromEntries(
  Object.entries(METHOD_DEFAULTS.models).map(([role, id]) => [role, modelSource(id, known)]),
);
const trio = await openTrio({ sources, backend: 'cpu', keepPrefixes: true });
const models = new ServedModels([{ trio, methods: parseMethods('base,expert,proxy') }], METHOD_DEFAULTS);
const key = 'soak';
const faults: string[] = [];
const server = await openApiServer({
  ...{ models, host: '127.0.0.1', port: 0, key, origins: [], mostWaiting: CLIENTS * 2 },
  onFault: (place) => faults.push(place),
});
const client = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: key, maxRetries: 0 });
const messages = [{ role: 'user' as const, content: 'My knee has hurt since I fell on Sunday.' }];
const schema = { type: 'object', properties: { side: { enum: ['left', 'right'] } }, required: ['side'] };

type Kind = () => Promise<boolean>;

/** Each says whether it went as it should. */
const KINDS: Readonly<Record<string, Kind>> = {
  async whole() {
    const answer = await client.chat.completions.create({ model: 'locum/proxy@0.75', messages, max_tokens: 4 });
    return answer.choices.length === 1;
  },
  async streamed() {
    const stream = await client.chat.completions.create({ model: 'locum/base', messages, max_tokens: 4, stream: true });
    let chunks = 0;
    for await (const _ of stream) chunks++;
    return chunks > 0;
  },
  async json() {
    const format = { type: 'json_schema', json_schema: { name: 'x', schema } } as const;
    const answer = await client.chat.completions.create({ model: 'locum/expert', messages, response_format: format });
    return typeof JSON.parse(answer.choices[0]?.message.content ?? '').side === 'string';
  },
  async likelihood() {
    const request = {
      model: 'locum/proxy',
      prompt: 'The knee is not swollen.',
      echo: true,
      max_tokens: 0,
      logprobs: 5,
    };
    return (await client.completions.create(request)).choices[0]?.logprobs != null;
  },
  /** A reader who takes nothing until somebody else has been answered. */
  async unread() {
    const stream = await client.chat.completions.create({ model: 'locum/base', messages, max_tokens: 4, stream: true });
    const other = await client.completions.create({ model: 'locum/base', prompt: 'A', max_tokens: 1 });
    let chunks = 0;
    for await (const _ of stream) chunks++;
    return chunks > 0 && other.choices.length === 1;
  },
  async left() {
    const stream = await client.chat.completions.create({ model: 'locum/proxy', messages, stream: true });
    for await (const _ of stream) break;
    return true;
  },
  async nonsense() {
    try {
      await client.chat.completions.create({ model: 'locum/nothing', messages });
      return false;
    } catch (thrown) {
      return thrown instanceof APIError && thrown.status === 404;
    }
  },
};

function sizes(): { readonly heap: number; readonly descriptors: number | null } {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  const descriptors = existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : null;
  return { heap: heapUsed + arrayBuffers, descriptors };
}

const wrong: string[] = [];
async function ask(count: number): Promise<void> {
  let left = count;
  const kinds = Object.entries(KINDS);
  const one = async () => {
    while (left > 0) {
      const [name, kind] = kinds[left-- % kinds.length]!;
      const outcome = await kind().catch((thrown: unknown) => String(thrown));
      if (outcome !== true) wrong.push(`${name}: ${outcome}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, one));
}

/** How long the turn of a client that is gone stays taken. */
async function turnAfterLeaving(): Promise<number> {
  const gone = new AbortController();
  const request = { model: 'locum/proxy', messages, stream: true as const };
  const stream = await client.chat.completions.create(request, { signal: gone.signal });
  for await (const _ of stream) break;
  const started = performance.now();
  gone.abort();
  for (;;) {
    const { busy } = await (await fetch(`${server.url}/health`)).json();
    if (!busy) return performance.now() - started;
  }
}

const started = performance.now();
await ask(WARM_UP);
const before = sizes();
await ask(REQUESTS);
const after = sizes();
const turnMs = await turnAfterLeaving();
await server.close();
await trio.dispose();
const growth = after.heap / before.heap;
const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);
for (const what of [...wrong, ...faults].slice(0, 20)) console.log(what);
console.log(
  `${REQUESTS} requests of ${CLIENTS} clients in ${((performance.now() - started) / 1000).toFixed(1)} s, ${wrong.length} wrong, ${faults.length} faults.`,
);
console.log(
  `Heap ${megabytes(before.heap)} MB → ${megabytes(after.heap)} MB (× ${growth.toFixed(3)}); descriptors ${before.descriptors} → ${after.descriptors}.`,
);
console.log(`A client that left gave up its turn within ${turnMs.toFixed(0)} ms.`);
const leaks = growth > MOST_GROWTH || (after.descriptors ?? 0) > (before.descriptors ?? 0) * MOST_GROWTH;
process.exit(wrong.length > 0 || faults.length > 0 || leaks || turnMs > MOST_TURN_MS ? 1 : 0);
