/** A converted model in a folder of this machine. Node only: for the terminal and tests. */
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocumError } from '../../errors.ts';
import { INDEX_FILES } from './index-file.ts';
import type { MlcSink } from './sink.ts';

const NO_ROOM: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

export function folderSink(folder: string): MlcSink {
  async function attempt<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (cause) {
      const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
      if (NO_ROOM.includes(code)) {
        throw new LocumError('quota-exceeded', `There is no room for ${path} in “${folder}”: the disk is full.`, {
          hint: 'Free some space or name another folder, then convert again.',
          details: { file: path, folder },
          cause,
        });
      }
      throw new LocumError('file-not-found', `${path} cannot be written into “${folder}”.`, {
        hint: 'Check that it is a folder and that you may write there.',
        details: { file: path, folder },
        cause,
      });
    }
  }
  return {
    clear: () =>
      attempt('a model', async () => {
        await mkdir(folder, { recursive: true });
        const isPart = (name: string) =>
          INDEX_FILES.some((file) => file === name) || /^params_shard_\d+\.bin$/.test(name);
        for (const name of (await readdir(folder)).filter(isPart)) await rm(join(folder, name));
      }),
    put: (path, content) => attempt(path, () => writeFile(join(folder, path), content)),
  };
}
