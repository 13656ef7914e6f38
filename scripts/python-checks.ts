/** The checks of `training/`, as far as Python and its packages are there; what cannot be run says so and counts as skipped. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Counts, check, SKIPPED } from './counts.ts';

/** What `training/requirements.txt` names, as it is imported. */
const PACKAGES = ['numpy', 'torch', 'tokenizers', 'safetensors', 'jinja2', 'tqdm'];

/** @param root of the repository @param python such as `python3`; its packages decide what is run */
export function pythonChecks(root: string, python = process.env.PYTHON ?? 'python3'): readonly Counts[] {
  const environment = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const runs = (args: readonly string[]) => spawnSync(python, args, { stdio: 'ignore' }).status === 0;
  const step = (title: string, args: readonly string[]): Counts => {
    console.log(`\n── ${title}`);
    return check(spawnSync(python, args, { cwd: root, stdio: 'inherit', env: environment }).status === 0);
  };
  const skip = (title: string, why: string): Counts => {
    console.log(`\n── ${title}: skipped, ${why}`);
    return SKIPPED;
  };

  const lint = runs(['-m', 'ruff', '--version'])
    ? step('python: lint', ['-m', 'ruff', 'check', 'training'])
    : skip('python: lint', `${python} has no ruff (pip install ruff)`);

  const places = ['--start-directory', 'training/lora', '--top-level-directory', 'training'];
  const units = runs(['--version'])
    ? step('python: unit tests', ['-m', 'unittest', 'discover', ...places, '--pattern', '*_test.py'])
    : skip('python: unit tests', `there is no ${python}`);

  const missing = PACKAGES.filter(
    (name) => !runs(['-c', `import importlib.util as u, sys; sys.exit(u.find_spec("${name}") is None)`]),
  );
  if (missing.length > 0) {
    const why = `${python} has no ${missing.join(', ')} (pip install -r training/requirements.txt)`;
    return [lint, units, skip('python: the same figures', why), skip('python: training, from end to end', why)];
  }
  const parity = step('python: the same figures', ['training/golden-parity/make.py', '--check']);
  const data = join(root, '..', 'shared', 'data', 'train');
  if (!existsSync(data)) return [lint, units, parity, skip('python: training, from end to end', `there is no ${data}`)];
  const work = mkdtempSync(join(tmpdir(), 'locum-training-'));
  const folders = [
    '--work',
    join(work, 'work'),
    '--models',
    join(work, 'models'),
    '--results',
    join(work, 'RESULTS.md'),
  ];
  const smoke = step('python: training, from end to end', ['training/run.py', '--preset', 'smoke', ...folders]);
  rmSync(work, { recursive: true, force: true });
  return [lint, units, parity, smoke];
}
