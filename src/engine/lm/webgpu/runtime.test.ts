import { describe, expect, it, vi } from 'vitest';
import { LocumError } from '../../errors.ts';
import { openCheckpoint } from '../checkpoint/checkpoint.ts';
import { randomCheckpoint } from '../testing/random-checkpoint.ts';
import { GpuDevice } from './device.ts';
import { PipelineCache } from './pipelines.ts';
import { GpuRuntime } from './runtime.ts';
import { openDawn, titled } from './testing/dawn.ts';

const dawn = await openDawn();
// A software adapter compiles kernels for seconds when the machine is busy.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });
const checkpoint = (seed = 1) => openCheckpoint(randomCheckpoint({ seed, config: { layers: 1 } }).source);
const request = {
  alpha: 1,
  sampling: { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 },
  recent: [],
  seed: 0,
  stepIndex: 0,
  candidates: 3,
};

describe('GPU runtime without WebGPU', () => {
  it('says that the browser has none, and what to do', async () => {
    const none = { requestAdapter: async () => null } as unknown as GPU;
    const gone = { requestAdapter: async () => Promise.reject(new Error('gone')) } as unknown as GPU;
    for (const gpu of [none, gone]) {
      const failure = await GpuRuntime.open({ gpu }).catch((thrown: unknown) => thrown);
      expect(failure).toBeInstanceOf(LocumError);
      expect(failure).toMatchObject({ code: 'no-webgpu', hint: expect.stringContaining('CPU') });
    }
  });
});

describe.skipIf(dawn.gpu === null)(titled('GPU runtime', dawn), () => {
  const open = () => GpuRuntime.open({ gpu: dawn.gpu! });

  it('describes its adapter and picks kernels for it', async () => {
    const runtime = await open();
    const { vendor, isSoftware, kernels } = runtime.description;
    expect(vendor).toBeTypeOf('string');
    expect(kernels === 'scalar').toBe(isSoftware);
    runtime.destroy();
  });

  it('rejects pending and later calls when the device is lost, and says so', async () => {
    const runtime = await open();
    const model = await runtime.load(await checkpoint());
    const ensemble = runtime.ensemble({ base: model, sharedIds: null });
    await ensemble.prefill({ base: [1, 2] }, {});
    const pending = Promise.allSettled([model.extend([3, 4, 5]), ensemble.step({ ...request, append: { base: [7] } })]);
    runtime.device.destroy();
    const later = Promise.allSettled([
      model.extend([1]),
      ensemble.step({ ...request, append: { base: [7] } }),
      runtime.load(await checkpoint(2)),
      model.truncate(0),
    ]);
    for (const outcome of [...(await pending), ...(await later)]) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'device-lost', recoverable: true } });
    }
    expect(await runtime.lost).toMatchObject({ code: 'device-lost' });
    await model.dispose();
    runtime.destroy();
  });

  it('opens again after a loss', async () => {
    const first = await open();
    first.device.destroy();
    await first.lost;
    const second = await open();
    const model = await second.load(await checkpoint());
    expect((await model.extend([1, 2])).rows).toBe(1);
    second.destroy();
  });

  it('rejects everything once it is closed', async () => {
    const runtime = await open();
    const model = await runtime.load(await checkpoint());
    const pending = expect(model.extend([3, 4, 5])).rejects.toMatchObject({ code: 'disposed' });
    runtime.destroy();
    await pending;
    await expect(model.extend([1])).rejects.toMatchObject({ code: 'disposed' });
    await expect(runtime.load(await checkpoint())).rejects.toMatchObject({ code: 'disposed' });
  });

  it('lays a matrix that is too large for one binding in blocks, with the same logits', async () => {
    const wide = () => openCheckpoint(randomCheckpoint({ config: { layers: 1, vocabularySize: 1000 } }).source);
    const [whole, split] = [await open(), await GpuRuntime.open({ gpu: withBindingLimit(dawn.gpu!, 1 << 17) })];
    const logits = async (runtime: GpuRuntime) => (await (await runtime.load(await wide())).extend([1, 2, 3])).data;
    const [expected, found] = [await logits(whole), await logits(split)];
    expect(found).toHaveLength(1000);
    expect(Math.max(...Array.from(found, (value, index) => Math.abs(value - expected[index]!)))).toBeLessThan(1e-5);
    whole.destroy();
    split.destroy();
  });

  it('says when memory runs out', async () => {
    const runtime = await open();
    const { device } = runtime;
    const createBuffer = device.createBuffer.bind(device);
    // A buffer that fails as a full GPU makes it fail.
    device.createBuffer = (descriptor) => {
      if (descriptor.label?.includes('down_proj') !== true) return createBuffer(descriptor);
      return createBuffer({ ...descriptor, size: device.limits.maxBufferSize + 4 });
    };
    await expect(runtime.load(await checkpoint())).rejects.toMatchObject({ code: 'out-of-memory' });
    device.createBuffer = createBuffer;
    expect((await (await runtime.load(await checkpoint())).extend([1])).rows).toBe(1);
    runtime.destroy();
  });

  it('leaves nothing behind, whichever buffer there is no room for', async () => {
    const runtime = await open();
    const { device } = runtime;
    const before = runtime.allocatedBytes;
    const createBuffer = device.createBuffer.bind(device);
    const labels: string[] = [];
    device.createBuffer = (descriptor) => {
      labels.push(descriptor.label ?? '');
      return createBuffer(descriptor);
    };
    await (await runtime.load(await checkpoint())).dispose();
    expect(runtime.allocatedBytes).toBe(before);
    expect(labels.length).toBeGreaterThan(20);
    const left: string[] = [];
    for (const [failing, label] of labels.entries()) {
      let made = 0;
      device.createBuffer = (descriptor) => {
        const fails = made++ === failing;
        return createBuffer(fails ? { ...descriptor, size: device.limits.maxBufferSize + 4 } : descriptor);
      };
      await expect(runtime.load(await checkpoint())).rejects.toMatchObject({ code: 'out-of-memory' });
      if (runtime.allocatedBytes !== before) left.push(label);
    }
    expect(left).toEqual([]);
    runtime.destroy();
  });

  it('names the kernel and the line that a driver refuses', async () => {
    const device = await GpuDevice.open(dawn.gpu!);
    const kernel = {
      name: 'broken',
      bindings: [],
      wgsl: () => '@compute @workgroup_size(1)\nfn main() { let x: u32 = 1.5; }',
    };
    await expect(new PipelineCache(device).get(kernel)).rejects.toMatchObject({
      code: 'internal',
      message: expect.stringMatching(/“broken” does not compile. line 2: .*let x: u32 = 1\.5/s),
    });
    device.close();
  });

  it('takes only its own models into an ensemble', async () => {
    const [one, other] = [await open(), await open()];
    const model = await one.load(await checkpoint());
    expect(() => other.ensemble({ base: model, sharedIds: null })).toThrow(/does not live/);
    one.destroy();
    other.destroy();
  });
});

/** The same GPU with an adapter that binds less. */
function withBindingLimit(gpu: GPU, bytes: number): GPU {
  const requestAdapter = async (options?: GPURequestAdapterOptions): Promise<GPUAdapter | null> => {
    const adapter = await gpu.requestAdapter(options);
    if (adapter === null) return null;
    const requestDevice = async (descriptor?: GPUDeviceDescriptor): Promise<GPUDevice> => {
      const device = await adapter.requestDevice(descriptor);
      const limits = { maxBufferSize: device.limits.maxBufferSize, maxStorageBufferBindingSize: bytes };
      Object.defineProperty(device, 'limits', { value: limits });
      return device;
    };
    return { info: adapter.info, features: adapter.features, limits: adapter.limits, requestDevice } as GPUAdapter;
  };
  return { requestAdapter } as GPU;
}
