/** Compute pipelines, compiled once per device and shared by all models on it. */

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
    const pipeline = await this.#device.wait(
      device.createComputePipelineAsync({
        label: name,
        layout: device.createPipelineLayout({ bindGroupLayouts: [layout] }),
        compute: { module: device.createShaderModule({ label: name, code: wgsl() }), entryPoint: 'main' },
      }),
    );
    return { pipeline, layout };
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
