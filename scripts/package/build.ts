/**
 * Builds the library that strangers install: a folder for `npm pack`, a module a file under the paths of the sources, so that whoever
 * bundles it takes what is used and leaves the rest.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { build, type Rolldown } from 'vite';

export const ROOT = join(import.meta.dirname, '..', '..');
const NAME = 'locum-engine';
/** Where a program imports from, and the source of it. */
export const ENTRIES = {
  '.': 'src/engine/index',
  './node': 'node/index',
  './ai-sdk': 'src/engine/adapters/ai-sdk',
  './transformers': 'src/engine/adapters/transformers',
  './web-llm': 'src/engine/adapters/web-llm',
} as const;

/** Of what `generate` yields. */
const SCHEMA = 'token-events.schema.json';

const root = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** @param folder emptied first @throws when the types cannot be told */
export async function buildPackage(folder: string): Promise<void> {
  const built = await build({
    root: ROOT,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2023',
      minify: false,
      lib: { entry: Object.values(ENTRIES).map((entry) => `${entry}.ts`), formats: ['es'] },
      rolldownOptions: {
        // Packages are installed beside it, so that a program has each once.
        external: (id) => !id.startsWith('.') && !isAbsolute(id),
        output: { preserveModules: true, preserveModulesRoot: ROOT, entryFileNames: '[name].js' },
      },
    },
  });
  declareTypes(folder);
  for (const file of ['CHANGELOG.md', 'LICENSE']) cpSync(join(ROOT, file), join(folder, file));
  cpSync(join(ROOT, 'docs', SCHEMA), join(folder, SCHEMA));
  // The page lies beside what it links to.
  const page = readFileSync(join(ROOT, 'docs', 'LIBRARY.md'), 'utf8');
  writeFileSync(join(folder, 'README.md'), page.replaceAll('](../', ']('));
  const files = [built].flat().flatMap((each) => ('output' in each ? each.output : []));
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(importedBy(files)), null, 2)}\n`);
}

/** A declaration beside every module that the types of the entries name. */
function declareTypes(folder: string): void {
  const all = mkdtempSync(join(tmpdir(), 'locum-types-'));
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const args = [tsc, '-p', import.meta.dirname, '--outDir', all];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The types of the library cannot be told:\n${stdout}`);
  const reached = new Set<string>(Object.values(ENTRIES).map((entry) => `${entry}.d.ts`));
  for (const path of reached) {
    const text = readFileSync(join(all, path), 'utf8');
    for (const [, id = ''] of text.matchAll(/(?:from|import\() ?['"](\.[^'"]+)['"]/g)) {
      reached.add(join(dirname(path), id.replace(/\.ts$/, '.d.ts')));
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(all, path), join(folder, path));
  }
  rmSync(all, { recursive: true });
}

function manifest(dependencies: readonly string[]): object {
  const target = (entry: string) => ({ types: `./${entry}.d.ts`, default: `./${entry}.js` });
  return {
    name: NAME,
    version: root.version,
    description:
      'Language models that write together on your own machine: proxy tuning, CAPT, exact label scores, evidence.',
    license: root.license,
    type: 'module',
    sideEffects: false,
    engines: root.engines,
    exports: {
      ...Object.fromEntries(Object.entries(ENTRIES).map(([name, entry]) => [name, target(entry)])),
      [`./${SCHEMA}`]: `./${SCHEMA}`,
      './package.json': './package.json',
    },
    dependencies: Object.fromEntries([...dependencies].sort().map((name) => [name, versionOf(name)])),
  };
}

/** The packages that built files ask for. */
function importedBy(files: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]): readonly string[] {
  const chunks = files.filter((file) => file.type === 'chunk');
  const own = new Set(chunks.map(({ fileName }) => fileName));
  const asked = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
  const foreign = asked.filter((id) => !own.has(id) && !id.startsWith('node:'));
  return [...new Set(foreign.map((id) => /^(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? id))];
}

function versionOf(name: string): string {
  const version = root.dependencies[name];
  if (version === undefined) throw new Error(`The library imports ${name}, which package.json does not name.`);
  return version;
}
