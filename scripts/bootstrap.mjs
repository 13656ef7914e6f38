/**
 * What `npm start` and `npm test` run first, on a machine with nothing but Node and git: plain JavaScript without
 * dependencies. It checks Node, installs the packages if they are not those of the lock file, and hands over to
 * `scripts/<name>.ts`.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return null;
  }
}

function requireNode() {
  const wanted = [20, 19];
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > wanted[0] || (major === wanted[0] && minor >= wanted[1])) return;
  console.error(
    `Locum needs Node ${wanted.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(2);
}

/** npm keeps a record of what it installed; packages for other platforms are in the lock file only. */
function installed() {
  const locked = readJson('package-lock.json')?.packages ?? {};
  const present = readJson('node_modules/.package-lock.json')?.packages;
  if (!present) return false;
  return Object.entries(locked).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

function npm(...args) {
  // Under `npm run` this is npm's own script, which saves a shell and works on Windows.
  const script = process.env.npm_execpath;
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: !script && process.platform === 'win32' };
  const result = script?.endsWith('.js')
    ? spawnSync(process.execPath, [script, ...args], options)
    : spawnSync('npm', args, options);
  return result.status === 0;
}

function install() {
  if (installed()) return;
  console.error('Installing packages (once) …');
  const flags = ['--loglevel=error', '--no-audit', '--no-fund'];
  // `install` mends what `ci` refuses: a lock file that lacks packages for this platform.
  if (npm('ci', ...flags) || npm('install', '--no-save', ...flags)) return;
  console.error('The packages could not be installed: see the message above. The first start needs a network.');
  process.exit(1);
}

requireNode();
install();
const [name] = process.argv.splice(2, 1);
// In this process, so that whoever stops it stops what it runs.
const { register } = await import('tsx/esm/api');
register();
await import(`./${name}.ts`);
