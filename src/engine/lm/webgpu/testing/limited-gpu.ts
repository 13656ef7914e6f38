/**
 * A GPU that has so much memory and takes nothing else: no driver can be made to have less. Only what `probeMemory` and
 * its callers use is there.
 */
export interface LimitedGpu {
  readonly gpu: GPU;
  readonly device: GPUDevice;
  /** Bytes that are reserved now, and the most that ever were. */
  readonly reserved: { now: number; most: number };
}

/** @param loses the device goes away when it is asked for too much, as some drivers' do */
export function limitedGpu(memory: number, { loses = false } = {}): LimitedGpu {
  // What callers read of WebGPU itself; Node has none of it.
  globalThis.GPUBufferUsage ??= { STORAGE: 0x80 } as GPUBufferUsage;
  const reserved = { now: 0, most: 0 };
  let refused = false;
  let lose: () => void = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });
  const limits = { maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 };
  const device = {
    limits,
    lost,
    pushErrorScope() {
      refused = false;
    },
    async popErrorScope() {
      if (refused && loses) throw new Error('The device is lost.');
      return refused ? { message: 'Out of memory' } : null;
    },
    createBuffer({ size }: { readonly size: number }) {
      refused = reserved.now + size > memory;
      if (refused && loses) lose();
      const granted = refused ? 0 : size;
      reserved.now += granted;
      reserved.most = Math.max(reserved.most, reserved.now);
      const destroy = () => {
        reserved.now -= granted;
      };
      return { destroy };
    },
    destroy() {},
  } as unknown as GPUDevice;
  const adapter = { info: { vendor: 'acme' }, limits, requestDevice: async () => device };
  return { gpu: { requestAdapter: async () => adapter } as unknown as GPU, device, reserved };
}
