/** WebAssembly text to binary, for the script that commits the kernels and the test that they are up to date. */

import wabt from 'wabt';

export async function compileKernels(source: string): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat('kernels.wat', source, { simd: true });
  try {
    module.validate();
    return module.toBinary({}).buffer;
  } finally {
    module.destroy();
  }
}
