/**
 * `npm test`: every check there is, to the end even when one fails, and a last line that counts them:
 * `N passed, N failed` (`, N skipped` when some were). Types, lint, dependency rules and the build count as one each.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adapterExists, findSwiftShader, swiftShaderEnvironment } from '../node/software-vulkan.ts';
import { findChromium } from './chromium.ts';
import { type Counts, check, count, playwrightReport, summary, vitestReport } from './counts.ts';
import { pythonChecks } from './python-checks.ts';

const root = join(import.meta.dirname, '..');

function step(
  title: string,
  tool: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): boolean {
  console.log(`\n── ${title}`);
  const path = join(root, 'node_modules', '.bin', tool);
  const options = { cwd: root, stdio: 'inherit', env: environment, shell: process.platform === 'win32' } as const;
  return spawnSync(path, args, options).status === 0;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

const reports = mkdtempSync(join(tmpdir(), 'locum-test-'));
const results: Counts[] = [];

results.push(check(step('types', 'tsc', ['-p', '.'])));
results.push(check(step('lint', 'biome', ['check', '.'])));
results.push(check(step('dependencies', 'depcruise', ['src', 'node', 'cli', 'bench', 'scripts', '--config'])));
const built = step('build', 'vite', ['build', '--logLevel', 'warn']);
results.push(check(built));

const browser = findChromium();
console.log(`\nChromium: ${browser ?? 'none, and none could be installed'}`);
const swiftShader = adapterExists() ? null : findSwiftShader(browser ?? undefined);
const gpu = swiftShader ? swiftShaderEnvironment(swiftShader) : {};
console.log(`WebGPU in Node: ${swiftShader ? `SwiftShader in ${swiftShader}` : 'as the system provides it'}`);

const vitestFile = join(reports, 'vitest.json');
const unitPassed = step(
  'unit',
  'vitest',
  ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitestFile}`],
  { ...process.env, ...gpu },
);
results.push(count(vitestFile, vitestReport, unitPassed));

if (browser) {
  const playwrightFile = join(reports, 'playwright.json');
  const endToEndPassed = step('end-to-end', 'playwright', ['test', '--reporter=list,json'], {
    ...process.env,
    CHROMIUM_PATH: browser,
    LOCUM_TEST_PORT: String(await freePort()),
    PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightFile,
  });
  results.push(count(playwrightFile, playwrightReport, endToEndPassed));
} else {
  console.error('The end-to-end tests need a Chromium: set CHROMIUM_PATH to one.');
  results.push(check(false));
}

results.push(...pythonChecks(root));

rmSync(reports, { recursive: true, force: true });
const { line, failed } = summary(results);
console.log(`\n${line}`);
process.exit(failed === 0 ? 0 : 1);
