/** Compiles the SIMD kernels of the CPU backend: `npx tsx scripts/compile-cpu-kernels.ts`, after every change to kernels.wat. */

import { readFileSync, writeFileSync } from 'node:fs';
import { compileKernels } from '../src/engine/lm/cpu/compile-kernels.ts';

const folder = new URL('../src/engine/lm/cpu/', import.meta.url);
const binary = await compileKernels(readFileSync(new URL('kernels.wat', folder), 'utf8'));
const base64 = Buffer.from(binary).toString('base64');
writeFileSync(
  new URL('kernels-binary.ts', folder),
  `/** kernels.wat as WebAssembly, written by scripts/compile-cpu-kernels.ts. */\nexport const KERNELS_BASE64 =\n  '${base64}';\n`,
);
process.stdout.write(`kernels.wat: ${binary.length} bytes\n`);
