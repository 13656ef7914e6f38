/** WebGPU in Node: Dawn, through the `webgpu` package. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import type { BackendPreference } from '../src/engine/lm/backend.ts';
import { findSwiftShader, swiftShaderEnvironment } from './software-vulkan.ts';

/** Set in a process that was started again with SwiftShader, so that it is not started a third time. */
const RESTARTED = 'LOCUM_SWIFTSHADER';

/** Dawn needs its entry object alive as long as anything made from it. */
let entry: GPU | undefined;

async function openDawn(): Promise<GPU | undefined> {
  try {
    const { create, globals } = await import('webgpu');
    Object.assign(globalThis, globals);
    entry ??= create([]);
    return entry;
  } catch {
    // The package has no binary for this platform: the CPU backend works everywhere.
    return undefined;
  }
}

/** On Linux a GPU shows as a device node; without one Dawn would only warn that it cannot load Vulkan. */
function mayHaveGpu(): boolean {
  if (process.platform !== 'linux' || process.env.VK_ICD_FILENAMES || process.env.VK_DRIVER_FILES) return true;
  const renderNodes = existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
  return renderNodes || existsSync('/dev/nvidia0') || existsSync('/dev/dxg');
}

/** The WebGPU entry point that `preference` can use; undefined where there is none. */
export async function gpuFor(preference: BackendPreference): Promise<GPU | undefined> {
  if (preference === 'cpu' || (preference === 'auto' && !mayHaveGpu())) return undefined;
  return openDawn();
}

/**
 * WebGPU was asked for and this process finds no adapter: runs the same command in a process that has SwiftShader.
 * @returns its exit status, or null when a second process would not help
 */
export async function restartWithSwiftShader(preference: BackendPreference): Promise<number | null> {
  if (preference !== 'webgpu' || process.env[RESTARTED]) return null;
  const folder = findSwiftShader(process.env.CHROMIUM_PATH);
  if (folder === null) return null;
  if (mayHaveGpu() && (await (await openDawn())?.requestAdapter())) return null;
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    stdio: 'inherit',
    env: { ...process.env, ...swiftShaderEnvironment(folder), [RESTARTED]: '1' },
  });
  // Ctrl-C reaches the child by itself; this process only waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}
