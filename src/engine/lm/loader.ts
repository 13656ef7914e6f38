/** The two backends behind one face, each fetched when it is needed. */
import type { LocumError } from '../errors.ts';
import type { CausalLM } from './causal-lm.ts';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import type { Ensemble, EnsembleMembers } from './ensemble.ts';
import { createHostEnsemble } from './host-ensemble.ts';
import type { LoadOptions } from './load-options.ts';

export interface Loader {
  load(checkpoint: Checkpoint, options?: LoadOptions): Promise<CausalLM>;
  /** Of models that this loader loaded. */
  ensemble(members: EnsembleMembers): Ensemble;
  /** Resolves when the device is lost; on the CPU never. */
  readonly lost: Promise<LocumError>;
  /** Frees what the backend holds beside the models. */
  destroy(): void;
}

/** @throws {LocumError} `no-webgpu` */
export function openLoader(backend: 'webgpu' | 'cpu', gpu: GPU | undefined): Promise<Loader> {
  switch (backend) {
    case 'webgpu':
      return openWebGpu(gpu);
    case 'cpu':
      return openCpu();
    default:
      return backend satisfies never;
  }
}

async function openWebGpu(gpu: GPU | undefined): Promise<Loader> {
  const { GpuRuntime } = await import('./webgpu/runtime.ts');
  return GpuRuntime.open({ gpu });
}

async function openCpu(): Promise<Loader> {
  const { loadCpuModel } = await import('./cpu/model.ts');
  return {
    load: loadCpuModel,
    ensemble: createHostEnsemble,
    lost: new Promise(() => {}),
    destroy: () => {},
  };
}
