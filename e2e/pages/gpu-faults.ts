/** What goes wrong with a GPU, done to the real one: its device destroyed, or its driver without memory. */
import type { Page, Worker } from '@playwright/test';

/** The worker of this name: it runs already where a text's room has been told, or it is waited for. */
async function workerOf(page: Page, name: string): Promise<Worker> {
  const named = (worker: Worker) => worker.url().includes(name);
  return page.workers().find(named) ?? page.waitForEvent('worker', named);
}

/** Lets a test lose the real device: what the worker gets from its adapter, the test can destroy. */
export async function watchDevices(page: Page): Promise<() => Promise<void>> {
  const watched = workerOf(page, 'engine.worker').then((worker) =>
    worker.evaluateHandle(() => {
      const devices: GPUDevice[] = [];
      const request = GPUAdapter.prototype.requestDevice;
      GPUAdapter.prototype.requestDevice = async function (...descriptor) {
        const device = await request.apply(this, descriptor);
        devices.push(device);
        return device;
      };
      return devices;
    }),
  );
  // The worker asks for a device once it has read the models' configuration.
  await page.route('**/models/**/config.json', async (route) => {
    await watched;
    await route.continue();
  });
  return async () => {
    await (await watched).evaluate((devices) => {
      for (const device of devices) device.destroy();
    });
  };
}

/**
 * The driver grants so many bytes and no more, in the worker of this name, which must not have asked for a device yet;
 * software adapters, whose memory is the machine's, call themselves another.
 * @returns resolves when that is so
 */
export async function limitMemory(page: Page, name: string, bytes: number): Promise<void> {
  const worker = await workerOf(page, name);
  await worker.evaluate((memory) => {
    let granted = 0;
    let refused = false;
    const create = GPUDevice.prototype.createBuffer;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      granted += descriptor.size;
      refused = granted > memory;
      return create.call(this, refused ? { ...descriptor, size: 16, mappedAtCreation: false } : descriptor);
    };
    const pop = GPUDevice.prototype.popErrorScope;
    GPUDevice.prototype.popErrorScope = async function () {
      const found = await pop.call(this);
      return refused ? new GPUOutOfMemoryError('No memory') : found;
    };
    Object.defineProperty(GPUAdapter.prototype, 'info', { get: () => ({ vendor: 'acme', architecture: 'one' }) });
  }, bytes);
}
