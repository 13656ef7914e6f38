/** The graphics adapter of a browser or of Dawn, asked for in one way. */

export interface Adapter {
  readonly adapter: GPUAdapter;
  /** Empty where the browser does not say (Chrome 113–126 has no `GPUAdapter.info`). */
  readonly info: AdapterInfo;
  /** For people: the driver's description, else vendor and architecture. */
  readonly name: string;
  /** It runs shaders on the CPU. */
  readonly isSoftware: boolean;
}

type AdapterInfo = Readonly<Partial<GPUAdapterInfo>>;

/** Software rasterisers that some browsers do not mark as fallback adapters. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|warp/i;

/** A driver that has not answered by then will not: a GPU process that hangs would keep the page loading for ever. */
const PATIENCE_MS = 15_000;

/**
 * The fastest adapter there is; null where there is none, where the browser refuses one or does not answer within
 * `patienceMs`. Never rejects.
 */
export async function findAdapter(
  gpu: Pick<GPU, 'requestAdapter'> | undefined,
  patienceMs = PATIENCE_MS,
): Promise<Adapter | null> {
  if (gpu === undefined) return null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs);
  });
  // Browsers reject rather than answer null when the GPU process is gone.
  const answer = gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  const adapter = await Promise.race([answer, silence]);
  clearTimeout(timer);
  if (adapter === null) return null;
  const info: AdapterInfo = adapter.info ?? {};
  const { vendor = '', architecture = '', device = '', description = '', isFallbackAdapter = false } = info;
  return {
    adapter,
    info,
    name: description || [vendor, architecture].filter(Boolean).join(' ') || 'unnamed',
    isSoftware: isFallbackAdapter || SOFTWARE.test([vendor, architecture, device, description].join(' ')),
  };
}
