import { describe, expect, test } from 'vitest';
import { Cancelled, LocumError } from '../engine/errors.ts';
import { EngineClient, type EngineWorker } from './client.ts';
import type {
  FromWorker,
  GenerationEvent,
  NoteInput,
  OpenInput,
  Operations,
  ToWorker,
  TrioSummary,
} from './protocol.ts';
import { type HandlersOf, type ServerPort, serve } from './serve.ts';

const OPEN: OpenInput = { models: { base: 'b', expert: 'e', anti: 'a' }, backend: 'auto' };
const NOTE: NoteInput = {
  conversation: 'Doctor: Hello.',
  method: 'proxy',
  alpha: 1,
  sampling: { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 },
  seed: 1,
  maxTokens: 8,
};
const SUMMARY = { models: {}, backend: 'cpu', reason: 'asked for' } as unknown as TrioSummary;

function tokenEvent(index: number): GenerationEvent {
  return {
    type: 'token',
    index,
    id: index,
    text: `t${index} `,
    pBase: 0.1,
    pExpert: 0.2,
    pAnti: 0.1,
    pCombined: 0.2,
    argmaxChanged: false,
    candidates: [],
    baseCandidates: [],
    delta: 0,
    spread: null,
    milliseconds: 1,
  };
}

async function drain(events: AsyncIterable<GenerationEvent>): Promise<void> {
  for await (const _ of events);
}

/** A promise with its ends exposed. */
function gate() {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** Writes one token and goes on until it is cancelled. */
function oneTokenThenWait(onCancelled: () => void): HandlersOf<Operations>['generate'] {
  return async (_, { signal, report }) => {
    report(tokenEvent(0));
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    onCancelled();
    throw new Cancelled();
  };
}

/** The real server over a real message channel (structured clone included), one channel for each worker started. */
function connect(handlers: Partial<HandlersOf<Operations>>) {
  const workers: (EngineWorker & { say: (message: FromWorker) => void })[] = [];
  const lost: LocumError[] = [];
  const client = new EngineClient(
    () => {
      const { port1, port2 } = new MessageChannel();
      const unexpected = () => Promise.reject(new Error('not expected'));
      serve(port2 as unknown as ServerPort<Operations>, {
        open: unexpected,
        generate: unexpected,
        triplet: unexpected,
        rate: unexpected,
        plantError: unexpected,
        shorten: unexpected,
        measure: unexpected,
        foresee: unexpected,
        excerpt: unexpected,
        digest: unexpected,
        classify: unexpected,
        complete: unexpected,
        ...handlers,
      });
      const worker = {
        postMessage: (message: ToWorker) => port1.postMessage(message),
        terminate: () => port1.close(),
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        say: (message: FromWorker) => port2.postMessage(message),
      } as EngineWorker & { say: (message: FromWorker) => void };
      port1.onmessage = (event) => worker.onmessage?.(event as MessageEvent<FromWorker>);
      workers.push(worker);
      return worker;
    },
    { onLost: (error) => void lost.push(error) },
  );
  return { client, workers, lost };
}

describe('EngineClient over the worker protocol', () => {
  test('reports progress in order and then resolves', async () => {
    const seen: number[] = [];
    const { client } = connect({
      open: async (_, { report }) => {
        for (const bytesDone of [0, 50, 100]) report({ role: 'base', bytesDone, bytesTotal: 100 });
        return SUMMARY;
      },
    });
    const summary = await client.open(OPEN, { onProgress: ({ bytesDone }) => seen.push(bytesDone) });
    expect(seen).toEqual([0, 50, 100]);
    expect(summary).toEqual(SUMMARY);
    client.dispose();
  });

  test('yields every event of a generation, then ends', async () => {
    const { client } = connect({
      generate: async (_, { report }) => {
        for (let index = 0; index < 5; index++) report(tokenEvent(index));
        return null;
      },
    });
    const indices: number[] = [];
    for await (const event of client.generate(NOTE)) if (event.type === 'token') indices.push(event.index);
    expect(indices).toEqual([0, 1, 2, 3, 4]);
    client.dispose();
  });

  test('an error crosses whole: code, hint, figures', async () => {
    const { client } = connect({
      generate: async () => {
        throw new LocumError('context-too-long', 'Too long by 12 tokens.', {
          hint: 'Shorten it.',
          details: { excess: 12 },
        });
      },
    });
    const failure = await drain(client.generate(NOTE)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(LocumError);
    expect(failure).toMatchObject({
      code: 'context-too-long',
      message: 'Too long by 12 tokens.',
      hint: 'Shorten it.',
      details: { excess: 12 },
      recoverable: true,
    });
    client.dispose();
  });

  test('what the engine did not expect arrives as an internal error', async () => {
    const { client } = connect({ open: () => Promise.reject(new TypeError('x is undefined')) });
    await expect(client.open(OPEN)).rejects.toMatchObject({ code: 'internal', message: 'x is undefined' });
    client.dispose();
  });

  test('aborting cancels in the worker; tokens written before it are kept', async () => {
    const cancelledInWorker = gate();
    const { client } = connect({ generate: oneTokenThenWait(cancelledInWorker.open) });
    const controller = new AbortController();
    const seen: string[] = [];
    const run = (async () => {
      for await (const event of client.generate(NOTE, controller.signal)) {
        seen.push(event.type);
        controller.abort();
      }
    })();
    await expect(run).rejects.toBeInstanceOf(Cancelled);
    await cancelledInWorker.opened;
    expect(seen).toEqual(['token']);
    client.dispose();
  });

  test('leaving the loop cancels in the worker', async () => {
    const cancelledInWorker = gate();
    const { client } = connect({ generate: oneTokenThenWait(cancelledInWorker.open) });
    for await (const _ of client.generate(NOTE)) break;
    await cancelledInWorker.opened;
    client.dispose();
  });

  test('a signal that is aborted already starts nothing', async () => {
    const { client, workers } = connect({});
    await expect(client.open(OPEN, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(Cancelled);
    expect(workers).toHaveLength(0);
  });

  test('after a lost device the pending request fails with it and the next one gets a fresh worker', async () => {
    let opened = 0;
    const started = gate();
    const { client, workers, lost } = connect({
      open: async () => {
        opened++;
        return SUMMARY;
      },
      generate: () => {
        started.open();
        return new Promise(() => {});
      },
    });
    await client.open(OPEN);
    const run = drain(client.generate(NOTE));
    const failure = run.catch((error: unknown) => error);
    await started.opened;
    workers[0]?.say({ type: 'lost', error: new LocumError('device-lost', 'The GPU went away.').toRecord() });
    expect(await failure).toMatchObject({ code: 'device-lost' });
    expect(lost.map((error) => error.code)).toEqual(['device-lost']);
    await expect(client.open(OPEN)).resolves.toEqual(SUMMARY);
    expect(workers).toHaveLength(2);
    expect(opened).toBe(2);
    client.dispose();
  });

  test('a crashed worker fails every pending request with a typed error and is replaced', async () => {
    const { client, workers, lost } = connect({ open: () => new Promise(() => {}) });
    const first = client.open(OPEN).catch((error: unknown) => error);
    const second = client.shorten({ conversation: 'x', method: 'base', maxTokens: 1 }).catch((error: unknown) => error);
    workers[0]?.onerror?.({ message: 'out of memory', preventDefault: () => {} } as ErrorEvent);
    expect(await first).toMatchObject({ code: 'engine-crashed' });
    expect(await second).toMatchObject({ code: 'engine-crashed' });
    expect(lost).toHaveLength(1);
    void client.open(OPEN).catch(() => {});
    expect(workers).toHaveLength(2);
    client.dispose();
  });

  test('a worker whose file cannot be fetched loses nothing, and is fetched again', async () => {
    const { client, workers, lost } = connect({ open: async () => SUMMARY });
    const opened = client.open(OPEN).catch((error: unknown) => error);
    workers[0]?.onerror?.({ preventDefault: () => {} } as ErrorEvent);
    expect(await opened).toMatchObject({ code: 'part-missing' });
    expect(lost).toHaveLength(0);
    await expect(client.open(OPEN)).resolves.toEqual(SUMMARY);
    client.dispose();
  });
});
