/** The library packed as it would be published, and the strictest types that a program may ask of it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackage } from './build.ts';

/** @returns the tarball, written to `folder` */
export async function packLibrary(folder: string): Promise<string> {
  const built = join(folder, 'package');
  await buildPackage(built);
  const packed = run('npm', ['pack', '--json', '--pack-destination', folder], built);
  const [{ filename }] = JSON.parse(packed) as [{ readonly filename: string }];
  return join(folder, filename);
}

/** @returns what it printed @throws with all of it, unless it ends well */
export function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? status}\n${stdout}\n${stderr}`);
}

/** An empty project with these files. */
export function project(folder: string, files: Readonly<Record<string, string>>): string {
  mkdirSync(folder, { recursive: true });
  const manifest = JSON.stringify({ name: 'program', private: true, type: 'module' });
  for (const [path, text] of Object.entries({ 'package.json': manifest, ...files }))
    writeFileSync(join(folder, path), text);
  return folder;
}

/** @param types packages of ambient types */
export function tsconfig(types: readonly string[]): string {
  const compilerOptions = {
    target: 'ES2023',
    lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: 'ESNext',
    moduleResolution: 'bundler',
    types,
    outDir: 'built',
    rewriteRelativeImportExtensions: true,
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
  };
  return JSON.stringify({ compilerOptions, include: ['*.ts'] });
}
