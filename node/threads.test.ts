import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCheckpoint } from '../src/engine/lm/checkpoint/checkpoint.ts';
import { type CpuLoadOptions, loadCpuModel } from '../src/engine/lm/cpu/model.ts';
import type { Thread, ThreadHost } from '../src/engine/lm/cpu/threads/thread-host.ts';
import { ThreadPool } from '../src/engine/lm/cpu/threads/thread-pool.ts';
import { randomCheckpoint } from '../src/engine/lm/testing/random-checkpoint.ts';
import { nodeThreads, startThread } from './threads.ts';

/** Whatever its size, every job is shared. */
const ALL_WORK = { leastWork: 0 };
const IDS = Array.from({ length: 90 }, (_, index) => (index * 37 + 11) % 100);

const checkpoint = await openCheckpoint(
  randomCheckpoint({ config: { contextLength: 300, tiedEmbeddings: false } }).source,
);

/** Logits of a prefill in several chunks, and of single tokens after it. */
async function logits(options: CpuLoadOptions): Promise<readonly Float32Array[]> {
  const model = await loadCpuModel(checkpoint, { compute: 'wasm', ...options });
  const first = (await model.extend(IDS, { logits: 'all' })).data;
  const steps: Float32Array[] = [];
  for (const id of [5, 17, 40]) steps.push((await model.extend([id])).data);
  const two = (await model.extend([3, 4], { logits: 'all' })).data;
  return [first, ...steps, two];
}

describe('threads of Node', () => {
  let pool: ThreadPool;
  beforeAll(async () => {
    pool = await ThreadPool.open(nodeThreads(3), { ...ALL_WORK, patienceMs: 60_000 });
  });
  afterAll(() => pool.giveUp('the test is over'));

  it.each(['f32', 'f16', 'q8', 'q8_16', 'q4_1', 'q4'] as const)(
    'compute the same bits as one with %s weights',
    async (precision) => {
      for (const activations of ['f32', 'int16'] as const) {
        const alone = await logits({ precision, activations });
        expect(await logits({ precision, activations, threads: pool })).toEqual(alone);
      }
      expect(pool.told).toBe('3 threads compute.');
    },
  );

  it.each(['f32', 'q8'] as const)('compute the same bits with keys and values as %s', async (cache) => {
    expect(await logits({ cache, threads: pool })).toEqual(await logits({ cache }));
  });

  it('serve models in turns, each its own memory', async () => {
    const [one, other] = [
      await loadCpuModel(checkpoint, { threads: pool }),
      await loadCpuModel(checkpoint, { threads: pool, precision: 'q4', activations: 'int16' }),
    ];
    const alone = await loadCpuModel(checkpoint);
    await other.extend(IDS);
    const { data } = await one.extend(IDS);
    await other.extend([1]);
    expect(data).toEqual((await alone.extend(IDS)).data);
    expect((await one.extend([9])).data).toEqual((await alone.extend([9])).data);
  });
});

/** Threads of which the last runs another script. */
function withOne(script: string): ThreadHost {
  const [usual, other] = [new URL('./thread.ts', import.meta.url), new URL(script, import.meta.url)];
  let started = 0;
  return { threads: 3, start: () => startThread(++started === 2 ? other : usual) };
}

describe('one thread goes on alone, and says why', () => {
  const alone = logits({});
  const refused: readonly (readonly [string, ThreadHost, RegExp])[] = [
    [
      'on a machine with one core',
      { none: 'this machine has one core' },
      /^One thread computes, because this machine has one core\.$/,
    ],
    [
      'where threads cannot be started',
      {
        threads: 2,
        start: () => {
          throw new Error('no more workers');
        },
      },
      /no other could be started \(no more workers\)/,
    ],
    ['where a thread ends before it has begun', withOne('./testing/none.ts'), /another one ended/],
    ['where a thread fails while it computes', withOne('./testing/failing-thread.ts'), /another one failed/],
    [
      'where a thread ends while it computes',
      withOne('./testing/dying-thread.ts'),
      /another one failed or ended while it computed/,
    ],
  ];
  it.each(refused)('%s', async (_, host, told) => {
    const pool = await ThreadPool.open(host, { ...ALL_WORK, patienceMs: 200 });
    // A thread that comes late gets no work, and so cannot fail at it: until it has.
    do expect(await logits({ threads: pool })).toEqual(await alone);
    while (pool.hasThreads);
    expect(pool.told).toMatch(told);
    await pool.giveUp('the test is over');
  });

  it('where a thread ends between two passes', async () => {
    const threads: Thread[] = [];
    const start = () => {
      const thread = startThread(new URL('./thread.ts', import.meta.url));
      threads.push(thread);
      return thread;
    };
    const pool = await ThreadPool.open({ threads: 2, start }, ALL_WORK);
    const model = await loadCpuModel(checkpoint, { threads: pool });
    const other = await loadCpuModel(checkpoint);
    expect((await model.extend(IDS)).data).toEqual((await other.extend(IDS)).data);
    await threads[0]!.end();
    expect(pool.told).toMatch(/another one ended/);
    expect((await model.extend([1])).data).toEqual((await other.extend([1])).data);
  });

  it('where memory that threads share is refused', async () => {
    const pool = await ThreadPool.open(nodeThreads(2), ALL_WORK);
    const { Memory } = WebAssembly;
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        if (descriptor.shared) throw new RangeError('WebAssembly.Memory(): could not allocate memory');
        super(descriptor);
      }
    };
    try {
      expect(await logits({ threads: pool })).toEqual(await alone);
    } finally {
      WebAssembly.Memory = Memory;
    }
    expect(pool.told).toBe('One thread computes, because memory that threads share was refused.');
  });
});
