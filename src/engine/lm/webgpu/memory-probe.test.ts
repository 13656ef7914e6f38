import { describe, expect, it } from 'vitest';
import { probeMemory } from './memory-probe.ts';
import { openDawn, titled } from './testing/dawn.ts';
import { limitedGpu } from './testing/limited-gpu.ts';

const dawn = await openDawn();
const GIB = 2 ** 30;

describe('asking a GPU for memory', () => {
  it('is granted what there is, in pieces of what a buffer may be, and gives it back', async () => {
    const { device, reserved } = limitedGpu(3 * GIB);
    expect(await probeMemory(device, 3 * GIB)).toEqual({ fits: true, granted: 3 * GIB });
    expect(reserved).toEqual({ now: 0, most: 3 * GIB });
  });

  it('says how much was granted when that is not enough, and gives it back', async () => {
    const { device, reserved } = limitedGpu(GIB + 5);
    expect(await probeMemory(device, 2 * GIB)).toEqual({ fits: false, granted: GIB });
    expect(reserved.now).toBe(0);
  });

  it('takes a device that goes away for one without room', async () => {
    const { device } = limitedGpu(GIB, { loses: true });
    expect(await probeMemory(device, 2 * GIB)).toEqual({ fits: false, granted: GIB });
  });
});

describe.skipIf(dawn.gpu === null)(titled('a real adapter', dawn), () => {
  it('grants 64 MB, all of it', async () => {
    const adapter = await dawn.gpu!.requestAdapter();
    const device = await adapter!.requestDevice();
    expect(await probeMemory(device, 2 ** 26)).toEqual({ fits: true, granted: 2 ** 26 });
    device.destroy();
  });
});
