/**
 * Does a GPU have room? WebGPU tells no amount of memory, only how large one buffer may be. So the memory is asked for
 * and given back at once: an adapter that cannot have it says so before anything is downloaded.
 */
const STEP_BYTES = 256 * 2 ** 20;

export interface ProbeResult {
  readonly fits: boolean;
  /** Bytes that were granted. */
  readonly granted: number;
}

/** @param device of its own, since a driver may take a device away that asked for too much */
export async function probeMemory(device: GPUDevice, bytes: number): Promise<ProbeResult> {
  const step = Math.min(STEP_BYTES, device.limits.maxBufferSize);
  const buffers: GPUBuffer[] = [];
  let lost = false;
  void device.lost.then(() => {
    lost = true;
  });
  let granted = 0;
  try {
    while (granted < bytes && !lost) {
      const size = Math.ceil(Math.min(step, bytes - granted) / 4) * 4;
      device.pushErrorScope('out-of-memory');
      buffers.push(device.createBuffer({ size, usage: GPUBufferUsage.STORAGE }));
      if ((await device.popErrorScope()) !== null) return { fits: false, granted };
      granted += size;
    }
    return { fits: !lost, granted };
  } catch {
    // The device went away while it was asked.
    return { fits: false, granted };
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
}
