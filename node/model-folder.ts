/** Models by name, for whoever runs in Node: a folder, or one of those that the project ships. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LocumError } from '../src/engine/errors.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { isGguf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { listed, PUBLIC } from './shipped.ts';

/** The model in a folder, in a GGUF file (the first, if it is in parts), or one of those in `public/models` by its id. */
export function modelSource(name: string): FileSource {
  const path = resolve(name);
  const isFile = isGguf(name) && existsSync(path) && statSync(path).isFile();
  return isFile ? folderSource(dirname(path), basename(path)) : folderSource(modelFolder(name));
}

/** @throws {LocumError} `file-not-found` */
export function modelFolder(name: string): string {
  const isFolder = (path: string) => existsSync(path) && statSync(path).isDirectory();
  const folder = [resolve(name), join(PUBLIC, 'models', name)].find(isFolder);
  if (folder !== undefined) return folder;
  throw new LocumError('file-not-found', `There is no model “${name}”.`, {
    hint: `Name a folder in the Hugging Face layout, a GGUF file, or one of ${listed('models').join(', ')}.`,
    details: { model: name },
  });
}
