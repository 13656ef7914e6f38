/**
 * Where the models run. A real GPU beats the CPU backend; a software adapter (SwiftShader, llvmpipe, WARP) is slower
 * than it, so one is used only when WebGPU is asked for by name.
 */
import { LocumError } from '../errors.ts';
import { findAdapter } from './adapter.ts';

export type BackendPreference = 'auto' | 'webgpu' | 'cpu';

export interface BackendChoice {
  readonly backend: 'webgpu' | 'cpu';
  /** Why, in the user's words. */
  readonly reason: string;
}

/** @throws {LocumError} `no-webgpu` when WebGPU is asked for and there is none */
export async function chooseBackend(preference: BackendPreference, gpu: GPU | undefined): Promise<BackendChoice> {
  if (preference === 'cpu') return { backend: 'cpu', reason: 'The CPU was asked for.' };
  const adapter = await findAdapter(gpu);
  if (preference === 'webgpu') {
    if (!adapter) throw noWebGpu(gpu);
    return { backend: 'webgpu', reason: `WebGPU was asked for; the adapter is ${adapter.name}.` };
  }
  if (!gpu) return { backend: 'cpu', reason: 'There is no WebGPU here, so the models run on the CPU.' };
  if (!adapter) return { backend: 'cpu', reason: 'WebGPU finds no graphics adapter, so the models run on the CPU.' };
  if (adapter.isSoftware) {
    const reason = `The only WebGPU adapter (${adapter.name}) is software, which is slower than the CPU backend.`;
    return { backend: 'cpu', reason };
  }
  return { backend: 'webgpu', reason: `A graphics adapter was found: ${adapter.name}.` };
}

function noWebGpu(gpu: GPU | undefined): LocumError {
  const message = gpu ? 'WebGPU finds no graphics adapter.' : 'This browser or runtime has no WebGPU.';
  return new LocumError('no-webgpu', message, {
    hint: 'Use a current Chrome, Edge or Safari with hardware acceleration on, or run the models on the CPU.',
  });
}
