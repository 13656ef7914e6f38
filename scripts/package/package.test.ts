/** The library as strangers get it: from the packed file, with the packages that it names and no others. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC } from '../../node/shipped.ts';
import { ROOT } from './build.ts';
import { exampleIn, libraryExamples, linesOf } from './examples.ts';
import { packLibrary, project, run, tsconfig } from './pack.ts';

/** Bytes of a page's scripts, compressed, its packages included. */
const MOST_BYTES = 120_000;

/** Milliseconds; the compiler and the bundler take seconds, unless others want the machine, too. */
const LONGEST = 300_000;

const folder = mkdtempSync(join(tmpdir(), 'locum-package-'));
const place = join(folder, 'program');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm install` would, without a network: what is declared is linked from this project's own packages. */
async function install(): Promise<void> {
  const tarball = await packLibrary(folder);
  const packages = join(place, 'node_modules');
  const own = join(packages, 'locum-engine');
  mkdirSync(own, { recursive: true });
  run('tar', ['-xzf', tarball, '--strip-components=1', '-C', own], place);
  const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  for (const name of [...Object.keys(dependencies), '@types/node']) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(packages, name), 'dir');
  }
}

describe('the packed library', () => {
  const examples = libraryExamples();
  const printing = examples.filter(({ prints }) => prints !== null);

  beforeAll(async () => {
    const runner = printing.map(
      ({ file }) => `console.log('\\0${file}');\nawait import('./${file.replace('.ts', '.js')}');`,
    );
    project(place, {
      ...Object.fromEntries(examples.map(({ file, code }) => [file, code])),
      'tsconfig.json': tsconfig(['node']),
    });
    mkdirSync(join(place, 'built'));
    project(join(place, 'built'), { 'all.js': runner.join('\n') });
    symlinkSync(join(PUBLIC, 'models'), join(place, 'models'), 'dir');
    await install();
  }, LONGEST);

  it('has everything that its page links to', () => {
    const own = join(place, 'node_modules', 'locum-engine');
    const links = [...readFileSync(join(own, 'README.md'), 'utf8').matchAll(/\]\(([^):]+)\)/g)].map(
      ([, to = '']) => to,
    );
    expect(links).toContain('token-events.schema.json');
    expect(links.filter((to) => !existsSync(join(own, to)))).toEqual([]);
  });

  it('writes a note with proxy tuning in fifteen lines', () => {
    expect(linesOf(exampleIn('note.ts'))).toBeLessThanOrEqual(15);
    expect(linesOf(exampleIn('page.ts'))).toBeLessThanOrEqual(15);
  });

  it(
    'has types that are strict, and examples that print what their page says',
    () => {
      run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.'], place);
      const printed = run(process.execPath, ['built/all.js'], place).split('\0').slice(1);
      const told = printing.map(({ file, prints }) => `${file}\n${prints}`);
      expect(printed.map(asPage)).toEqual(told.map(asPage));
    },
    LONGEST,
  );

  it(
    'has a page download little to write a note, packages included',
    async () => {
      const chunks = await pageChunks();
      const entry = chunks.find(({ isEntry }) => isEntry);
      for (const backend of ['webgpu', 'cpu'] as const) {
        const runtime = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.includes(`/lm/${backend}/`)));
        const scripts = withImports([entry!, runtime!], chunks);
        const bytes = scripts.reduce((sum, { code }) => sum + gzipSync(code).length, 0);
        expect(bytes, backend).toBeLessThan(MOST_BYTES);
      }
    },
    LONGEST,
  );
});

/** Blanks at the end of a line do not show. */
const asPage = (text: string): string => text.replace(/[ \t]+$/gm, '').trim();

async function pageChunks(): Promise<readonly Rolldown.OutputChunk[]> {
  const options = { write: false, target: 'es2023', rolldownOptions: { input: join(place, 'page.ts') } };
  const built = await build({ root: place, configFile: false, logLevel: 'error', build: options });
  return [built]
    .flat()
    .flatMap((each) => ('output' in each ? each.output : []))
    .filter((file) => file.type === 'chunk');
}

/** Those, and all that they import from the start. */
function withImports(
  from: readonly Rolldown.OutputChunk[],
  chunks: readonly Rolldown.OutputChunk[],
): readonly Rolldown.OutputChunk[] {
  const reached = new Set(from);
  for (const { imports } of reached) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) reached.add(chunk);
  }
  return [...reached];
}
