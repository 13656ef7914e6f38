/**
 * WebGPU in Node for the tests: Dawn, through the `webgpu` package, on whatever Vulkan driver the process was started
 * with. On a machine without a GPU that is Chromium's SwiftShader, and the environment has to say so before the
 * process starts: `npm test` does.
 */

export type Dawn = { readonly gpu: GPU } | { readonly gpu: null; readonly missing: string };

/** Dawn needs its entry object alive as long as anything made from it. */
let entry: GPU | undefined;
let checking: GPU | undefined;

export async function openDawn(): Promise<Dawn> {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    entry ??= create([]);
  } catch (thrown) {
    return { gpu: null, missing: `the package webgpu does not start here (${String(thrown)})` };
  }
  if ((await entry.requestAdapter()) !== null) return { gpu: entry };
  return {
    gpu: null,
    missing: 'Dawn finds no adapter: set VK_ICD_FILENAMES and LD_LIBRARY_PATH to a Vulkan driver, as `npm test` does',
  };
}

/**
 * A GPU that computes nothing but checks everything, with more features than the software adapters have: shaders and
 * commands that it accepts are valid.
 */
export async function openCheckingGpu(): Promise<GPU> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  checking ??= create(['backend=null']);
  return checking;
}

/** Title of a suite that needs a GPU: says why it is skipped. */
export function titled(title: string, dawn: Dawn): string {
  return dawn.gpu === null ? `${title} (skipped: ${dawn.missing})` : title;
}
