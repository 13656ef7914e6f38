/** Whoever gets the built app gets the licences of what is in it. */
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, expect, it } from 'vitest';
import { bundledLicences } from './bundled-licences.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-licences-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function licencesOf(sources: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(folder, name), text);
  const { page, worker } = bundledLicences('licenses.md');
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [page],
    worker: { format: 'es', plugins: () => [worker] },
    build: { write: false, minify: false },
  });
  const files = 'output' in built ? built.output : [];
  const list = files.find((file) => file.fileName === 'licenses.md');
  return list?.type === 'asset' ? String(list.source) : '';
}

it('lists what the page has built in, what its workers have, and what theirs have, each with its text', async () => {
  symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(folder, 'node_modules'));
  const list = await licencesOf({
    'index.html': '<link rel="stylesheet" href="./page.css"><script type="module" src="./page.js"></script>',
    'page.css': `@font-face { font-family: a; src: url('@fontsource-variable/inter/files/inter-latin-wght-normal.woff2'); }`,
    'page.js': `import { strToU8 } from 'fflate';
      new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }).postMessage(strToU8('a'));`,
    'worker.js': `import { stemmer } from 'stemmer';
      const inner = new Worker(new URL('./inner.js', import.meta.url), { type: 'module' });
      onmessage = ({ data }) => inner.postMessage(stemmer(String(data)));`,
    // This one comes without a file of its own.
    'inner.js': `import { dereference } from '@cfworker/json-schema';
      onmessage = ({ data }) => postMessage(dereference(data));`,
  });
  const text = (name: string) => list.split('\n## ').find((part) => part.startsWith(`${name} `)) ?? '';
  expect(text('fflate')).toMatch(/\(MIT\)[\s\S]*Arjun Barrett[\s\S]*Permission is hereby granted/);
  expect(text('stemmer')).toMatch(/\(MIT\)[\s\S]*Titus Wormer[\s\S]*Permission is hereby granted/);
  expect(text('@cfworker/json-schema')).toMatch(/\(MIT\)[\s\S]*Jeremy Danyow[\s\S]*Permission is hereby granted/);
  expect(text('@fontsource-variable/inter')).toMatch(/SIL OPEN FONT LICENSE/);
  expect(text('tailwindcss')).toMatch(/Permission is hereby granted/);
  expect(list).not.toContain('## react ');
  expect(list).toContain('Hugging Face TB');
});
