/** The two backends behind one face, each fetched when it is needed. */
import type { LocumError } from '../errors.ts';
import type { CausalLM } from './causal-lm.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import type { ThreadHost } from './cpu/threads/thread-host.ts';
import type { ThreadPool } from './cpu/threads/thread-pool.ts';
import type { Ensemble, EnsembleMembers } from './ensemble.ts';
import { createHostEnsemble } from './host-ensemble.ts';
import type { LoadOptions } from './load-options.ts';

export interface Loader {
  load(checkpoint: Checkpoint, options?: LoadOptions): Promise<CausalLM>;
  /** Of models that this loader loaded. */
  ensemble(members: EnsembleMembers): Ensemble;
  /** Resolves when the device is lost; on the CPU never. */
  readonly lost: Promise<LocumError>;
  /** What is to be said of how it computes, in the user's words; absent where that goes without saying. */
  readonly remark?: string | undefined;
  /** Frees what the backend holds beside the models. */
  destroy(): void;
}

export interface LoaderOptions {
  readonly gpu?: GPU | undefined;
  /** Default: none, and nothing is said of threads. */
  readonly threads?: ThreadHost | undefined;
}

/** @throws {LocumError} `no-webgpu` */
export function openLoader(backend: 'webgpu' | 'cpu', { gpu, threads }: LoaderOptions): Promise<Loader> {
  switch (backend) {
    case 'webgpu':
      return openWebGpu(gpu);
    case 'cpu':
      return openCpu(threads);
    default:
      return backend satisfies never;
  }
}

async function openWebGpu(gpu: GPU | undefined): Promise<Loader> {
  const { GpuRuntime } = await import('./webgpu/runtime.ts');
  return GpuRuntime.open({ gpu });
}

async function openCpu(host: ThreadHost | undefined): Promise<Loader> {
  const { isSmall, loadCpuModel } = await import('./cpu/model.ts');
  const threads = await import('./cpu/threads/thread-pool.ts');
  let opening: Promise<ThreadPool> | undefined;
  let pool: ThreadPool | undefined;
  return {
    async load(checkpoint, options) {
      if (host === undefined || isSmall(checkpoint.parameters)) return loadCpuModel(checkpoint, options);
      opening ??= threads.ThreadPool.open(host);
      pool = await opening;
      return loadCpuModel(checkpoint, { ...options, threads: pool });
    },
    ensemble: createHostEnsemble,
    lost: new Promise(() => {}),
    get remark() {
      return pool?.told;
    },
    destroy: () => void pool?.giveUp('the models were unloaded'),
  };
}
