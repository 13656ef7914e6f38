import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ENTRIES, ROOT } from './build.ts';

const changes = readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8');

it.each(Object.entries(ENTRIES))('the changelog names all that %s exports', async (_, entry) => {
  const names = Object.keys(await import(/* @vite-ignore */ join(ROOT, `${entry}.ts`)));
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !changes.includes(`\`${name}\``))).toEqual([]);
});
