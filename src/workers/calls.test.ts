/** Stop always stops: what becomes of a request that is cancelled, whatever the worker does. */
import { PerformanceObserver } from 'node:perf_hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deferred } from '../engine/deferred.ts';
import { Cancelled, LocumError } from '../engine/errors.ts';
import { WorkerCalls, type WorkerCallsOptions, type WorkerLike } from './calls.ts';
import { type ServerPort, serve } from './serve.ts';
import type { FromServer, ToServer } from './wire.ts';

interface Ops {
  readonly work: { readonly input: string; readonly progress: string; readonly output: string };
}

interface Started {
  /** From now on it takes no messages, as in an endless loop; what is sent lies there. */
  block(): void;
  unblock(): void;
  readonly asked: string[];
  ended: boolean;
}

/** The wire is real; its clock is not, so that nobody has to wait for the grace period. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
const closing: (() => void)[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) close();
});

/** All messages that are under way arrive. */
async function arrive(): Promise<void> {
  for (let round = 0; round < 10; round++) await new Promise((resolve) => setImmediate(resolve));
}

async function pass(milliseconds: number): Promise<void> {
  await arrive();
  await vi.advanceTimersByTimeAsync(milliseconds);
  await arrive();
}

/** @param work what the worker does; by default it works until it is cancelled */
function connect(
  options: Partial<WorkerCallsOptions> = {},
  work: (input: string, signal: AbortSignal) => Promise<string> = untilCancelled,
) {
  const started: Started[] = [];
  const lost: LocumError[] = [];
  const calls = new WorkerCalls<Ops>(
    () => {
      const { port1, port2 } = new MessageChannel();
      const blocked: ToServer<Ops>[] = [];
      let isBlocked = false;
      const server: ServerPort<Ops> = { postMessage: (message) => port2.postMessage(message), onmessage: null };
      const give = (data: ToServer<Ops>) => server.onmessage?.({ data } as MessageEvent<ToServer<Ops>>);
      port2.onmessage = ({ data }) => (isBlocked ? blocked.push(data) : give(data));
      const state: Started = {
        asked: [],
        ended: false,
        block: () => {
          isBlocked = true;
        },
        unblock: () => {
          isBlocked = false;
          blocked.splice(0).forEach(give);
        },
      };
      serve<Ops>(server, {
        work: async (input, { signal, report }) => {
          state.asked.push(input);
          report(`began ${input}`);
          return work(input, signal);
        },
      });
      started.push(state);
      closing.push(() => port1.close());
      const terminate = () => {
        state.ended = true;
        port1.close();
      };
      const worker: WorkerLike<Ops> = {
        postMessage: (message) => port1.postMessage(message),
        terminate,
        onmessage: null,
        onerror: null,
        onmessageerror: null,
      };
      port1.onmessage = ({ data }: MessageEvent<FromServer<Ops>>) =>
        worker.onmessage?.({ data } as MessageEvent<FromServer<Ops>>);
      return worker;
    },
    {
      name: 'test',
      crash: (reason) => new LocumError('engine-crashed', reason),
      onLost: (error) => void lost.push(error),
      ...options,
    },
  );
  closing.push(() => calls.dispose());
  return { calls, started, lost };
}

function untilCancelled(_: string, signal: AbortSignal): Promise<string> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Cancelled())));
}

function stoppable(calls: WorkerCalls<Ops>, input: string) {
  const controller = new AbortController();
  const outcome = calls.call('work', input, { signal: controller.signal }).catch((error: unknown) => error);
  return { stop: () => controller.abort(), outcome };
}

describe('a request that is cancelled', () => {
  it('ends a worker that is blocked, says so, and leaves the next request a fresh one', async () => {
    const { calls, started, lost } = connect();
    const first = stoppable(calls, 'first');
    const beside = calls.call('work', 'beside').catch((error: unknown) => error);
    await arrive();
    started[0]!.block();
    first.stop();
    await pass(4_000);
    expect(await first.outcome).toBeInstanceOf(Cancelled);
    expect(await beside).toMatchObject({ code: 'engine-crashed' });
    expect(started[0]!.ended).toBe(true);
    expect(lost.map(({ code }) => code)).toEqual(['engine-crashed']);

    const next = stoppable(calls, 'next');
    await arrive();
    expect(started.map(({ asked }) => asked)).toEqual([['first', 'beside'], ['next']]);
    next.stop();
    await arrive();
    expect(await next.outcome).toBeInstanceOf(Cancelled);
    expect(started[1]!.ended).toBe(false);
  });

  it('waits for a worker that was only computing', async () => {
    const { calls, started, lost } = connect();
    const first = stoppable(calls, 'first');
    await arrive();
    started[0]!.block();
    first.stop();
    await pass(2_000);
    started[0]!.unblock();
    await pass(10_000);
    expect(await first.outcome).toBeInstanceOf(Cancelled);
    expect(started[0]!.ended).toBe(false);
    expect(lost).toEqual([]);
  });

  it('lets go of a worker that hears it and needs longer, and keeps what that holds; but not twice', async () => {
    const long = deferred<string>();
    const { calls, started, lost } = connect({}, () => long.promise);
    const first = stoppable(calls, 'first');
    await arrive();
    first.stop();
    await pass(4_000);
    expect(await first.outcome).toBeInstanceOf(Cancelled);
    expect(started[0]!.ended).toBe(false);

    const second = stoppable(calls, 'second');
    await arrive();
    second.stop();
    await pass(4_000);
    expect(await second.outcome).toBeInstanceOf(Cancelled);
    expect(started[0]!.ended).toBe(true);
    expect(lost).toHaveLength(1);
  });

  it('ends a worker that has not come up without a word: there was nothing to lose', async () => {
    const { calls, started, lost } = connect();
    const first = stoppable(calls, 'first');
    started[0]!.block();
    first.stop();
    await pass(4_000);
    expect(await first.outcome).toBeInstanceOf(Cancelled);
    expect(started[0]!.ended).toBe(true);
    expect(lost).toEqual([]);
  });

  it('has a fresh worker asked for the others, where requests stand on nothing', async () => {
    const { calls, started } = connect({ stateless: true }, async (input) => `done ${input}`);
    expect(await calls.call('work', 'before')).toBe('done before');
    started[0]!.block();
    const first = stoppable(calls, 'first');
    const also = stoppable(calls, 'also stopped');
    const beside = calls.call('work', 'beside');
    await arrive();
    first.stop();
    also.stop();
    await pass(4_000);
    expect(await first.outcome).toBeInstanceOf(Cancelled);
    expect(await also.outcome).toBeInstanceOf(Cancelled);
    expect(await beside).toBe('done beside');
    expect(started.map(({ asked }) => asked)).toEqual([['before'], ['beside']]);
  });
});

describe('a worker that is at work and not heard', () => {
  it('is told of, until it is heard again, and goes on working', async () => {
    const told: boolean[] = [];
    const { calls, started } = connect({ onSilence: (silent) => told.push(silent) });
    const first = stoppable(calls, 'first');
    await arrive();
    for (let second = 0; second < 30; second += 2) await pass(2_000);
    expect(told).toEqual([]);
    started[0]!.block();
    for (let second = 0; second < 30; second += 2) await pass(2_000);
    expect(told).toEqual([true]);
    started[0]!.unblock();
    await pass(2_000);
    expect(told).toEqual([true, false]);
    expect(started[0]!.ended).toBe(false);
    first.stop();
    await arrive();
    expect(await first.outcome).toBeInstanceOf(Cancelled);
  });
});

describe('a request', () => {
  it('is a span in the developer tools', async () => {
    const names: string[] = [];
    const observer = new PerformanceObserver((list) => names.push(...list.getEntries().map(({ name }) => name)));
    observer.observe({ entryTypes: ['measure'] });
    closing.push(() => observer.disconnect());
    const { calls } = connect({}, async () => 'done');
    await calls.call('work', 'first');
    await arrive();
    expect(names).toEqual(['work']);
  });
});
