/**
 * A build that takes the old one's place file by file when it is whole: `dist/` is never empty or half written, so that it
 * can be served meanwhile, and a build that fails leaves the one before it.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Plugin } from 'vite';

function filesIn(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
}

/** Files that name others come after those they name; the service worker, which asks for all of them, comes last. */
function rank(file: string): number {
  if (file.endsWith('service-worker.js')) return 2;
  return file.endsWith('.html') ? 1 : 0;
}

/**
 * Moves the files of `built` into `place` and removes what else is there. Each is there at every moment, in its old form or
 * its new one: a rename replaces a file in one step, and whoever has the old one open reads it to its end.
 */
export function swapIn(built: string, place: string): void {
  const files = [...filesIn(built)].sort((one, other) => rank(one) - rank(other));
  for (const file of files) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    renameSync(join(built, file), join(place, file));
  }
  const kept = new Set(files);
  for (const file of filesIn(place)) if (!kept.has(file)) rmSync(join(place, file), { force: true });
  removeEmptyFolders(place);
  rmSync(built, { recursive: true, force: true });
}

function removeEmptyFolders(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = join(directory, entry.name);
    removeEmptyFolders(folder);
    if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
  }
}

/** Builds beside `build.outDir` and swaps at the end; the last of the plugins, since others write into the build as well. */
export function swappedBuild(): Plugin {
  let place = '';
  let written = false;
  let built = '';
  return {
    name: 'locum:swapped-build',
    apply: 'build',
    config(config) {
      place = resolve(config.root ?? '.', config.build?.outDir ?? 'dist');
      // One for each process: two builds at once must not write into each other.
      built = `${place}.${process.pid}`;
      return { build: { outDir: built, emptyOutDir: true } };
    },
    writeBundle() {
      written = true;
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        if (written) swapIn(built, place);
        else rmSync(built, { recursive: true, force: true });
      },
    },
  };
}
