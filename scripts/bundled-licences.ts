/**
 * Writes `licenses.md` into the built app: what Locum and its NOTICE say, and the licence of every package that the page or one
 * of its workers has built in. Vite's own list knows nothing of workers, and leaves out what a package brings no file for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin, Rolldown } from 'vite';

const PROJECT = join(import.meta.dirname, '..');

/** Built in, and no module of the build: Tailwind writes its reset into our styles; web-llm's file has loglevel inside, docx's nanoid. */
const WITHIN = ['tailwindcss', 'loglevel', 'nanoid'];

const UNLICENSE = `This is free and unencumbered software released into the public domain.

Anyone is free to copy, modify, publish, use, compile, sell, or distribute this software, either in source code form or as a
compiled binary, for any purpose, commercial or non-commercial, and by any means. For more information, please refer to
<https://unlicense.org/>`;

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** The folder of the package that a module belongs to, or null for a module of our own or of the bundler. */
function packageOf(moduleId: string): string | null {
  if (moduleId.startsWith('\0')) return null;
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(moduleId.replaceAll('\\', '/'))?.[0] ?? null;
}

/** The text that comes with the package; else, for licences that are the same everywhere, that text with the author's name. */
function licenceText(folder: string, { name, license, author }: Manifest): string {
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length > 0) return files.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const holder = typeof author === 'object' ? author.name : author;
  if (license === 'MIT' && holder !== undefined) {
    return readFileSync(join(PROJECT, 'LICENSE'), 'utf8')
      .replace(/^Copyright.*$/m, `Copyright (c) ${holder}`)
      .trim();
  }
  if (license === 'Unlicense') return UNLICENSE;
  throw new Error(`No licence text is known for ${name} (${license}), which is built in: scripts/bundled-licences.ts`);
}

function section(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const title = `## ${manifest.name} ${manifest.version} (${manifest.license})`;
  return `${title}\n\n${licenceText(folder, manifest)}\n`;
}

function document(folders: ReadonlySet<string>): string {
  const own = ['LICENSE', 'NOTICE'].map((file) => readFileSync(join(PROJECT, file), 'utf8').trim());
  const sections = [...folders].map(section).sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1));
  return `# Locum\n\n${own.join('\n\n')}\n\n# Packages built in\n\n${sections.join('\n')}`;
}

/** One plugin for the page and one for the workers, which are built first, each in a bundle of its own. */
export function bundledLicences(fileName: string): { readonly page: Plugin; readonly worker: Plugin } {
  const folders = new Set<string>();
  const note = (bundle: Rolldown.OutputBundle, root: string) => {
    for (const output of Object.values(bundle)) {
      // A typeface is a file of its package.
      const files = output.type === 'chunk' ? output.moduleIds : output.originalFileNames;
      for (const file of files) {
        const folder = packageOf(file.startsWith('\0') ? file : resolve(root, file));
        if (folder !== null) folders.add(folder);
      }
    }
  };
  return {
    page: {
      name: 'locum:licences',
      apply: 'build',
      generateBundle(_options, bundle) {
        note(bundle, this.environment.config.root);
        for (const name of WITHIN) folders.add(join(PROJECT, 'node_modules', name));
        this.emitFile({ type: 'asset', fileName, source: document(folders) });
      },
    },
    worker: {
      name: 'locum:licences-of-workers',
      generateBundle(_options, bundle) {
        note(bundle, this.environment.config.root);
      },
    },
  };
}
