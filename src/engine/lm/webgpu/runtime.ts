/** The WGSL runtime: several models on one GPUDevice, whose logits meet there. */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { CausalLM } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import type { Ensemble, EnsembleMembers } from '../ensemble.ts';
import type { LoadOptions } from '../load-options.ts';
import { type AdapterDescription, GpuDevice } from './device.ts';
import { GpuEnsemble } from './ensemble.ts';
import { GpuModel } from './gpu-model.ts';
import { PipelineCache } from './pipelines.ts';
import { Readback } from './readback.ts';
import type { GpuServices, KernelFamily } from './services.ts';
import { StepUniforms } from './step-uniforms.ts';

export interface RuntimeOptions {
  /** Default: the browser's `navigator.gpu`. */
  readonly gpu?: GPU | undefined;
  /** `auto`: scalar on software adapters; else subgroup, or workgroup where the adapter has no subgroups. */
  readonly kernels?: 'auto' | KernelFamily;
  /** False: do without subgroup operations even where the adapter has them. */
  readonly subgroups?: boolean;
  /** Most bytes of weights in one buffer, where the adapter would bind more: larger matrices are split. */
  readonly largestBlock?: number;
}

export interface RuntimeDescription extends AdapterDescription {
  readonly kernels: KernelFamily;
}

export class GpuRuntime {
  readonly description: RuntimeDescription;
  readonly #services: GpuServices;

  private constructor(services: GpuServices) {
    this.#services = services;
    this.description = { ...services.device.adapter, kernels: services.family };
  }

  /** @throws {LocumError} `no-webgpu`, `unsupported` (subgroup kernels on an adapter without subgroups) */
  static async open(options: RuntimeOptions = {}): Promise<GpuRuntime> {
    const { gpu = globalThis.navigator?.gpu, kernels = 'auto', subgroups = true, largestBlock } = options;
    const device = await GpuDevice.open(gpu, subgroups, largestBlock);
    try {
      const family = kernelFamily(device, kernels);
      const pipelines = new PipelineCache(device);
      const steps = await StepUniforms.create(device);
      return new GpuRuntime({ device, pipelines, steps, readback: new Readback(device), family, lanes: device.lanes });
    } catch (thrown) {
      device.close();
      throw thrown;
    }
  }

  /** Resolves when the device is lost (not on `destroy`); every call rejects with the same error from then on. */
  get lost(): Promise<LocumError> {
    return this.#services.device.lost;
  }

  /** Bytes of all buffers that were made and not freed. */
  get allocatedBytes(): number {
    return this.#services.device.allocatedBytes;
  }

  /** The most bytes that were there at once. */
  get peakBytes(): number {
    return this.#services.device.peakBytes;
  }

  /** The device itself, for a test that takes it away. */
  get device(): GPUDevice {
    return this.#services.device.device;
  }

  /**
   * @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost`, and what the checkpoint throws
   * @throws {Cancelled}
   */
  async load(checkpoint: Checkpoint, options: LoadOptions = {}): Promise<GpuModel> {
    throwIfCancelled(options.signal);
    return GpuModel.load(this.#services, checkpoint, options);
  }

  /** @throws {LocumError} `bad-argument` when a member belongs to another runtime */
  ensemble(members: EnsembleMembers): Ensemble {
    const own = (model: CausalLM): GpuModel => {
      if (model instanceof GpuModel && model.belongsTo(this.#services)) return model;
      throw new LocumError('bad-argument', `The model ${model.info.id} does not live in this GPU runtime.`);
    };
    const { base, pair, sharedIds } = members;
    return new GpuEnsemble(this.#services, {
      base: own(base),
      ...(pair === undefined ? {} : { pair: { expert: own(pair.expert), anti: own(pair.anti) } }),
      sharedIds,
    });
  }

  /** Frees everything on the GPU. Later calls reject with `disposed`. */
  destroy(): void {
    this.#services.device.close();
  }
}

function kernelFamily(device: GpuDevice, wanted: 'auto' | KernelFamily): KernelFamily {
  switch (wanted) {
    case 'auto':
      if (device.adapter.isSoftware) return 'scalar';
      return device.subgroups ? 'subgroup' : 'workgroup';
    case 'subgroup':
      if (!device.subgroups) throw new LocumError('unsupported', 'This graphics adapter has no subgroup operations.');
      return wanted;
    case 'workgroup':
    case 'scalar':
      return wanted;
  }
}
