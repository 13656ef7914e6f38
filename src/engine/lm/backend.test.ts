import { describe, expect, it } from 'vitest';
import { findAdapter } from './adapter.ts';
import { chooseBackend } from './backend.ts';

function gpuWith(info: Partial<GPUAdapterInfo> | null): GPU {
  const adapter = info && { info: { vendor: '', architecture: '', device: '', description: '', ...info } };
  return { requestAdapter: async () => adapter } as unknown as GPU;
}

const real = gpuWith({ vendor: 'nvidia', architecture: 'ampere', isFallbackAdapter: false });
const swiftShader = gpuWith({ vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true });
const unmarkedSoftware = gpuWith({ description: 'llvmpipe (LLVM 15.0)', isFallbackAdapter: false });
/** Chrome 113–126: adapters that do not say what they are. */
const unnamed = { requestAdapter: async () => ({}) } as unknown as GPU;
const broken = { requestAdapter: () => Promise.reject(new Error('GPU process crashed')) } as unknown as GPU;

describe('choosing a backend', () => {
  it.each([
    ['a real adapter', real, 'webgpu', /nvidia ampere/],
    ['a software adapter', swiftShader, 'cpu', /google swiftshader.*software/],
    ['a software adapter that is not marked as one', unmarkedSoftware, 'cpu', /llvmpipe.*software/],
    ['an adapter without a description', unnamed, 'webgpu', /unnamed/],
    ['no adapter', gpuWith(null), 'cpu', /no graphics adapter/],
    ['a GPU that fails', broken, 'cpu', /no graphics adapter/],
    ['no WebGPU', undefined, 'cpu', /no WebGPU/],
  ] as const)('auto with %s', async (_, gpu, backend, reason) => {
    const choice = await chooseBackend('auto', gpu);
    expect(choice.backend).toBe(backend);
    expect(choice.reason).toMatch(reason);
  });

  it('takes a software adapter when WebGPU is asked for', async () => {
    expect((await chooseBackend('webgpu', swiftShader)).backend).toBe('webgpu');
  });

  it('takes the CPU when it is asked for, whatever the GPU', async () => {
    expect((await chooseBackend('cpu', real)).backend).toBe('cpu');
  });

  it.each([
    ['there is no WebGPU', undefined],
    ['there is no adapter', gpuWith(null)],
  ])('says so when WebGPU is asked for and %s', async (_, gpu) => {
    await expect(chooseBackend('webgpu', gpu)).rejects.toMatchObject({ code: 'no-webgpu' });
  });
});

describe('findAdapter', () => {
  it('gives up a browser that never answers', async () => {
    const silent = { requestAdapter: () => new Promise<never>(() => {}) };
    expect(await findAdapter(silent, 5)).toBeNull();
  });

  it.each([
    ['swiftshader', { architecture: 'swiftshader' }, true],
    ['lavapipe', { description: 'llvmpipe (LLVM 19.1, 256 bits)' }, true],
    ['WARP', { description: 'Microsoft Basic Render Driver' }, true],
    ['a marked fallback', { vendor: 'acme', isFallbackAdapter: true }, true],
    ['a real one', { vendor: 'apple', architecture: 'metal-3' }, false],
  ])('knows whether %s is software', async (_, info, isSoftware) => {
    expect((await findAdapter(gpuWith(info)))?.isSoftware).toBe(isSoftware);
  });
});
