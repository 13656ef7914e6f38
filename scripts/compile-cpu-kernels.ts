/** Compiles the SIMD kernels of the CPU backend: `npx tsx scripts/compile-cpu-kernels.ts`, after every change to their sources. */

import { writeFileSync } from 'node:fs';
import { compileKernels } from '../src/engine/lm/cpu/compile-kernels.ts';

const folder = new URL('../src/engine/lm/cpu/', import.meta.url);
for (const [file, modules] of Object.entries(await compileKernels())) {
  const constants = Object.entries(modules).map(([name, base64]) => `export const ${name} =\n  '${base64}';\n`);
  const head = '/** SIMD kernels as WebAssembly, written by scripts/compile-cpu-kernels.ts. */\n';
  writeFileSync(new URL(file, folder), head + constants.join(''));
  for (const [name, base64] of Object.entries(modules)) process.stdout.write(`${name}: ${base64.length} characters\n`);
}
