/** A model on this machine's disk. */
import { readdirSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { entryOf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';

/** @param path a folder, or a GGUF file (the first, if it is in parts) */
export function localSource(path: string): FileSource {
  if (statSync(path).isFile()) return folderSource(dirname(path), basename(path));
  return folderSource(path, entryOf(readdirSync(path)));
}
