/**
 * One GPUDevice and what can go wrong with it: no adapter, a tensor that does not fit, a device that is lost while
 * promises are pending. Everything that waits for the GPU waits through `GpuDevice.wait`, so that nothing hangs.
 */

import { deferred } from '../../deferred.ts';
import { LocumError } from '../../errors.ts';
import { findAdapter } from '../adapter.ts';
import { type Lanes, lanesOf } from './kernels/lanes.ts';

export interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  /** It runs the shaders on the CPU. */
  readonly isSoftware: boolean;
}

const NO_WEBGPU_HINT =
  'Use a recent Chrome, Edge, Firefox or Safari with hardware acceleration switched on, or let Locum run on the CPU.';

/** Limits that decide which tensors fit; asked for as high as the adapter goes. */
const RAISED_LIMITS = ['maxBufferSize', 'maxStorageBufferBindingSize', 'maxStorageBuffersPerShaderStage'] as const;

export class GpuDevice {
  readonly device: GPUDevice;
  readonly adapter: AdapterDescription;
  readonly subgroups: boolean;
  /** Shaders read half floats as such. */
  readonly halfs: boolean;
  /** How lanes may share loads in scalar kernels. */
  readonly lanes: Lanes;
  /** Most bytes of one storage buffer. */
  readonly largestBinding: number;
  /** Most bytes of weights in one buffer; larger matrices are split. */
  readonly largestBlock: number;
  /** Resolves when the device is lost, not when it is closed on purpose. */
  readonly lost: Promise<LocumError>;
  #failure: LocumError | null = null;
  /** Bytes of the buffers that were made here and not freed. */
  readonly #held = new Map<GPUBuffer, number>();
  #peak = 0;
  readonly #waiting = new Set<(failure: LocumError) => void>();

  private constructor(
    device: GPUDevice,
    adapter: AdapterDescription,
    info: Partial<GPUAdapterInfo>,
    largestBlock: number,
  ) {
    this.device = device;
    this.adapter = adapter;
    this.subgroups = device.features.has('subgroups');
    this.halfs = device.features.has('shader-f16');
    this.lanes = lanesOf(this.subgroups, info);
    const { maxBufferSize, maxStorageBufferBindingSize } = device.limits;
    this.largestBinding = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    this.largestBlock = Math.min(this.largestBinding, largestBlock);
    const lost = deferred<LocumError>();
    this.lost = lost.promise;
    device.lost.then(({ message }) => {
      if (this.#failure?.code === 'disposed') return;
      const failure = deviceLost(message);
      this.#fail(failure);
      lost.resolve(failure);
    });
    device.onuncapturederror = ({ error }) => {
      this.#fail(refused(error.message));
    };
  }

  /**
   * @param largestBlock most bytes of weights in one buffer, where the adapter would bind more
   * @throws {LocumError} `no-webgpu`
   */
  static async open(
    gpu: GPU | undefined,
    subgroups = true,
    largestBlock = Number.POSITIVE_INFINITY,
  ): Promise<GpuDevice> {
    if (gpu === undefined) {
      throw new LocumError('no-webgpu', 'This browser has no WebGPU.', { hint: NO_WEBGPU_HINT });
    }
    const found = await findAdapter(gpu);
    if (found === null) {
      throw new LocumError('no-webgpu', 'WebGPU is there, but no graphics adapter can be used.', {
        hint: NO_WEBGPU_HINT,
      });
    }
    const { adapter, info, isSoftware } = found;
    const { vendor = '', architecture = '' } = info;
    const requiredLimits = Object.fromEntries(RAISED_LIMITS.map((name) => [name, adapter.limits[name]]));
    const wanted: readonly GPUFeatureName[] = subgroups ? ['shader-f16', 'subgroups'] : ['shader-f16'];
    const requiredFeatures = wanted.filter((feature) => adapter.features.has(feature));
    let device: GPUDevice;
    try {
      device = await adapter.requestDevice({ requiredLimits, requiredFeatures });
    } catch (cause) {
      throw new LocumError('no-webgpu', 'The graphics adapter gave no device.', { hint: NO_WEBGPU_HINT, cause });
    }
    return new GpuDevice(device, { vendor, architecture, isSoftware }, info, largestBlock);
  }

  /** @throws {LocumError} what ended the device: `device-lost`, `disposed` or a refused command */
  check(): void {
    if (this.#failure !== null) throw this.#failure;
  }

  /**
   * The result of a GPU promise, or the device's failure as soon as there is one: `mapAsync` and its kin need not
   * settle on a lost device. (No `Promise.race` with `lost`: that would keep every reaction until the device goes.)
   */
  async wait<T>(pending: Promise<T>): Promise<T> {
    // Whoever gives up on `pending` must not leave its rejection unhandled.
    pending.catch(() => {});
    this.check();
    const failure = deferred<never>();
    this.#waiting.add(failure.reject);
    const settled = pending.catch((cause: unknown): never => {
      throw this.#failure ?? rejection(cause);
    });
    try {
      const value = await Promise.race([settled, failure.promise]);
      this.check();
      return value;
    } finally {
      this.#waiting.delete(failure.reject);
    }
  }

  /** Resolves when all work submitted so far is done. */
  idle(): Promise<undefined> {
    return this.wait(this.device.queue.onSubmittedWorkDone());
  }

  /**
   * A buffer with zeros, sizes rounded up to whole words.
   * @throws {LocumError} `unsupported` (larger than the adapter binds), `out-of-memory`, `device-lost`
   */
  async createBuffer(label: string, bytes: number, usage: GPUBufferUsageFlags): Promise<GPUBuffer> {
    this.check();
    const size = Math.max(16, Math.ceil(bytes / 4) * 4);
    const limit = usage & GPUBufferUsage.STORAGE ? this.largestBinding : this.device.limits.maxBufferSize;
    if (size > limit) {
      throw new LocumError(
        'unsupported',
        `${label} needs ${megabytes(size)} in one piece; this GPU allows ${megabytes(limit)}.`,
        {
          hint: 'Shorten the text, load the model with a smaller precision (q8 or q4), or choose a smaller model.',
          details: { bytes: size, limit },
        },
      );
    }
    this.device.pushErrorScope('out-of-memory');
    this.device.pushErrorScope('validation');
    const buffer = this.device.createBuffer({ label, size, usage });
    const scopes = [this.device.popErrorScope(), this.device.popErrorScope()];
    const errors = await this.wait(Promise.all(scopes));
    const error = errors.find((found) => found !== null);
    if (error) {
      buffer.destroy();
      throw new LocumError('out-of-memory', `The GPU has no room for ${label} (${megabytes(size)}).`, {
        hint: 'Close other tabs that use the GPU, load with a smaller precision (q4), or choose a smaller model.',
        cause: error,
        details: { bytes: size },
      });
    }
    this.#held.set(buffer, size);
    this.#peak = Math.max(this.#peak, this.allocatedBytes);
    return buffer;
  }

  /** Bytes of all buffers that are there. */
  get allocatedBytes(): number {
    let bytes = 0;
    for (const size of this.#held.values()) bytes += size;
    return bytes;
  }

  /** The most bytes that were there at once. */
  get peakBytes(): number {
    return this.#peak;
  }

  /** Gives buffers back; those that were given back before count no more. */
  free(...buffers: readonly GPUBuffer[]): void {
    for (const buffer of buffers) {
      buffer.destroy();
      this.#held.delete(buffer);
    }
  }

  /** All of `wanted`, or none. @throws {LocumError} as `createBuffer` */
  async createBuffers(
    wanted: readonly { readonly label: string; readonly bytes: number }[],
    usage: GPUBufferUsageFlags,
  ): Promise<readonly GPUBuffer[]> {
    const buffers: GPUBuffer[] = [];
    try {
      for (const { label, bytes } of wanted) buffers.push(await this.createBuffer(label, bytes, usage));
      return buffers;
    } catch (thrown) {
      this.free(...buffers);
      throw thrown;
    }
  }

  /** Ends the device on purpose; whatever still waits rejects with `disposed`. */
  close(): void {
    this.#fail(new LocumError('disposed', 'The GPU runtime has been closed.'));
    this.device.destroy();
  }

  #fail(failure: LocumError): void {
    this.#failure ??= failure;
    for (const reject of this.#waiting) reject(this.#failure);
    this.#waiting.clear();
  }
}

/** A GPU promise breaks before `device.lost` tells why: unless the shader is at fault, the device is gone. */
function rejection(cause: unknown): LocumError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return cause instanceof Error && cause.name === 'GPUPipelineError' ? refused(message) : deviceLost(message);
}

function refused(message: string): LocumError {
  return new LocumError('internal', `The GPU refused a command: ${message}`, {
    recoverable: false,
    hint: 'This is a fault in Locum or in the graphics driver. Your text is kept; reload the page or use the CPU backend.',
  });
}

function deviceLost(cause: string): LocumError {
  return new LocumError('device-lost', 'The connection to the GPU was lost.', {
    hint: 'Your text is kept. Load the models again; if it happens again, use a smaller model or the CPU backend.',
    details: { reason: cause },
  });
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1e6)} MB`;
}
