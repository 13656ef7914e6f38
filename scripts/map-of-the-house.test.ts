/** The maps are true: every file and folder that docs/ARCHITECTURE.md and CONTRIBUTING.md name is there, and so is every command. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** What is written by machines, and what others made. */
const NOT_OURS = new Set(['node_modules', 'dist', 'test-results', '.git', 'results']);
const FILE = /(?<![\w./*-])\.?\w[\w@.-]*(?:\/[\w@.-]+)*\.(?:tsx?|[cm]?js|json|wat|html|py)\b/gu;
const FOLDER = /(?<![\w./:-])\.?[\w-]+(?:\/[\w-]+)*\/(?![\w*.[<>])/gu;

/** Every path below a folder, with `/` before and between; that of a folder ends with `/`. */
function paths(folder: string, above = '/'): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const path = above + entry.name;
    return entry.isDirectory() ? [`${path}/`, ...paths(join(folder, entry.name), `${path}/`)] : [path];
  });
}

/** Maps name what lies deep by the end of its path. */
const there = paths(ROOT);
const isThere = (named: string): boolean => there.some((path) => path.endsWith(`/${named}`));
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

describe.each(['docs/ARCHITECTURE.md', 'CONTRIBUTING.md'])('%s', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  /** Evaluation data lie outside of the repository, and results come of running. */
  const elsewhere = /\.\.\/shared\/[\w/]*|bench\/results\/|DIR\/\w+/gu;
  const named = (pattern: RegExp) => [...text.replaceAll(elsewhere, '').matchAll(pattern)].map(([found]) => found);

  it('names files and folders that are there', () => {
    const found = [...named(FILE), ...named(FOLDER)];
    expect(found.length).toBeGreaterThan(15);
    expect([...new Set(found)].filter((path) => !isThere(path))).toEqual([]);
  });

  it('names commands that are there', () => {
    const known = (name: string) => name in scripts || ['test', 'start', 'ci', 'install'].includes(name);
    const commands = named(/(?<=npm run )[\w:-]+|(?<=`)(?:bench|verify|e2e|soak):[\w-]+(?=`)/gu);
    expect([...new Set(commands)].filter((name) => !known(name))).toEqual([]);
  });
});

it('a path that is not there is noticed', () => {
  expect([isThere('lm/causal-lm.ts'), isThere('decoding/'), isThere('lm/remote/'), isThere('causal.ts')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
