/** `npm run package`: writes `locum-engine-VERSION.tgz` to the folder it is run in. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { packLibrary } from './pack.ts';

const folder = mkdtempSync(join(tmpdir(), 'locum-package-'));
const tarball = await packLibrary(folder);
cpSync(tarball, basename(tarball));
rmSync(folder, { recursive: true });
console.log(basename(tarball));
