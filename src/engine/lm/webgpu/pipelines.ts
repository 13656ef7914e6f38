/** Compute pipelines, compiled once per device and shared by all models on it. */

import { LocumError } from '../../errors.ts';
import type { GpuDevice } from './device.ts';

/** How a shader sees binding 0, 1, 2 …; `step` is a uniform chosen by a dynamic offset. */
export type BindingKind = 'uniform' | 'step' | 'read' | 'write';

export interface Kernel {
  /** Names the code uniquely, and the pipeline in a debugger. */
  readonly name: string;
  readonly bindings: readonly BindingKind[];
  readonly wgsl: () => string;
}

export interface CompiledKernel {
  readonly pipeline: GPUComputePipeline;
  readonly layout: GPUBindGroupLayout;
}

export class PipelineCache {
  readonly #device: GpuDevice;
  readonly #kernels = new Map<string, Promise<CompiledKernel>>();
  readonly #layouts = new Map<string, GPUBindGroupLayout>();

  constructor(device: GpuDevice) {
    this.#device = device;
  }

  get(kernel: Kernel): Promise<CompiledKernel> {
    let compiled = this.#kernels.get(kernel.name);
    if (compiled === undefined) {
      compiled = this.#compile(kernel);
      this.#kernels.set(kernel.name, compiled);
    }
    return compiled;
  }

  async #compile({ name, bindings, wgsl }: Kernel): Promise<CompiledKernel> {
    const { device } = this.#device;
    const layout = this.#layout(bindings);
    const code = wgsl();
    const module = device.createShaderModule({ label: name, code });
    const pipeline = device.createComputePipelineAsync({
      label: name,
      layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
      compute: { module, entryPoint: 'main' },
    });
    try {
      return { pipeline: await this.#device.wait(pipeline), layout };
    } catch (cause) {
      throw await explained(cause, name, module, code);
    }
  }

  /** Written out: `layout: 'auto'` drops bindings that a variant does not use, and bind groups then differ. */
  #layout(bindings: readonly BindingKind[]): GPUBindGroupLayout {
    const key = bindings.join();
    let layout = this.#layouts.get(key);
    if (layout === undefined) {
      layout = this.#device.device.createBindGroupLayout({
        entries: bindings.map((kind, binding) => ({
          binding,
          visibility: GPUShaderStage.COMPUTE,
          buffer: bufferLayout(kind),
        })),
      });
      this.#layouts.set(key, layout);
    }
    return layout;
  }
}

function bufferLayout(kind: BindingKind): GPUBufferBindingLayout {
  switch (kind) {
    case 'uniform':
      return { type: 'uniform' };
    case 'step':
      return { type: 'uniform', hasDynamicOffset: true };
    case 'read':
      return { type: 'read-only-storage' };
    case 'write':
      return { type: 'storage' };
  }
}

/** With the lines at fault, where it is the shader's: a driver's own sentence seldom names them. */
async function explained(cause: unknown, name: string, module: GPUShaderModule, code: string): Promise<unknown> {
  if (!(cause instanceof LocumError) || cause.code !== 'internal') return cause;
  // Not through the device's `wait`: it has failed by now, though it is not lost.
  const { messages } = await module.getCompilationInfo();
  const errors = messages.filter(({ type }) => type === 'error');
  if (errors.length === 0) return cause;
  const lines = code.split('\n');
  const told = errors.map(({ lineNum, message }) => `line ${lineNum}: ${message}: ${lines[lineNum - 1]?.trim()}`);
  return new LocumError('internal', `The kernel “${name}” does not compile. ${told.join('; ')}`, {
    recoverable: false,
    hint: cause.hint,
    cause,
  });
}
