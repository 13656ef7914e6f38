/**
 * SwiftShader, the software Vulkan driver that Chromium brings along: how WebGPU runs in Node on a Linux machine
 * without a GPU driver. The Vulkan loader reads its environment when a process starts, so whoever wants it must start
 * a process with `environment()`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';

const ICD = 'vk_swiftshader_icd.json';
const LOADER = 'libvulkan.so.1';
const USUAL_FOLDERS = [
  '/usr/lib/chromium',
  '/usr/lib64/chromium-browser',
  '/usr/lib/chromium-browser',
  '/opt/google/chrome',
  '/snap/chromium/current/usr/lib/chromium-browser',
];

/** Folder with SwiftShader and a Vulkan loader: beside `browser` (a Chromium executable) or where distributions put one. */
export function findSwiftShader(browser?: string): string | null {
  if (process.platform !== 'linux') return null;
  const beside = browser && existsSync(browser) ? [dirname(realpathSync(browser))] : [];
  const complete = (folder: string) => [ICD, LOADER].every((file) => existsSync(join(folder, file)));
  return [...beside, ...USUAL_FOLDERS].find(complete) ?? null;
}

/** The variables that point the Vulkan loader at SwiftShader in `folder`. */
export function swiftShaderEnvironment(folder: string): Record<string, string> {
  const libraries = process.env.LD_LIBRARY_PATH;
  return {
    VK_ICD_FILENAMES: join(folder, ICD),
    LD_LIBRARY_PATH: libraries ? `${folder}${delimiter}${libraries}` : folder,
  };
}

/** Whether a process started with `environment` finds a WebGPU adapter; asked of a child process. */
export function adapterExists(environment: NodeJS.ProcessEnv = process.env): boolean {
  const entry = createRequire(import.meta.url).resolve('webgpu');
  const script = `const { create } = await import(${JSON.stringify(entry)});
    process.exit((await create([]).requestAdapter()) ? 0 : 1);`;
  const arguments_ = ['--input-type=module', '--eval', script];
  return spawnSync(process.execPath, arguments_, { env: environment, stdio: 'ignore' }).status === 0;
}
