/** WebAssembly text to binary, for the script that commits the kernels and the test that they are up to date. */

import { readFileSync } from 'node:fs';
import wabt from 'wabt';
import { integerKernels } from './integer/kernel-source.ts';

async function compile(name: string, source: string): Promise<string> {
  const { parseWat } = await wabt();
  const module = parseWat(name, source, { simd: true, relaxed_simd: true });
  try {
    module.validate();
    return Buffer.from(module.toBinary({}).buffer).toString('base64');
  } finally {
    module.destroy();
  }
}

/** The modules of the CPU backend in base64, by the names of the files that hold them. */
export async function compileKernels(): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const plain = readFileSync(new URL('kernels.wat', import.meta.url), 'utf8');
  return {
    'kernels-binary.ts': { KERNELS_BASE64: await compile('kernels.wat', plain) },
    'integer/fixed-binary.ts': { FIXED_KERNELS_BASE64: await compile('fixed', integerKernels('fixed')) },
    'integer/relaxed-binary.ts': { RELAXED_KERNELS_BASE64: await compile('relaxed', integerKernels('relaxed')) },
  };
}
