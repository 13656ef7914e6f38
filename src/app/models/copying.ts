/** How fast this device copies its memory: no model can read its weights faster. */

const BYTES = 64 << 20;
/** Copies of one measurement, of which the fastest counts. */
const TIMES = 6;

/** Of the memory that the CPU computes with, bytes a second, what is read and what is written counted both. */
export async function cpuCopying(): Promise<number> {
  const from = new Float64Array(BYTES / 8).fill(1);
  const to = new Float64Array(BYTES / 8);
  return fastest(async () => to.set(from));
}

/** The same of a GPU's memory. @returns null where there is none, or it gives no buffers so large */
export async function gpuCopying(gpu: GPU | undefined): Promise<number | null> {
  const device = await (await gpu?.requestAdapter())?.requestDevice();
  if (device === undefined) return null;
  try {
    const usage = GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const [from, to] = [device.createBuffer({ size: BYTES, usage }), device.createBuffer({ size: BYTES, usage })];
    return await fastest(async () => {
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(from, 0, to, 0, BYTES);
      device.queue.submit([encoder.finish()]);
      await device.queue.onSubmittedWorkDone();
    });
  } finally {
    device.destroy();
  }
}

async function fastest(copy: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < TIMES; time++) {
    // The page has a turn between two of them.
    await new Promise((resolve) => setTimeout(resolve));
    const started = performance.now();
    await copy();
    least = Math.min(least, performance.now() - started);
  }
  return (2 * BYTES * 1000) / least;
}
