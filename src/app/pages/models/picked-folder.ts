/** A folder of this device as the user gives it: chosen in a dialogue, or dropped. */
import type { DirectoryDropItem, DropItem } from 'react-aria-components';
import { LocumError } from '../../../engine/errors.ts';
import type { Wanted } from '../../../workers/models-protocol.ts';

type Folder = Extract<Wanted, { kind: 'folder' }>;

/** @throws {LocumError} `file-not-found` when it is empty */
export function pickedFolder(files: readonly File[]): Folder {
  const [first] = files;
  if (first === undefined) throw nothing('The folder is empty.');
  const name = first.webkitRelativePath.split('/')[0] || 'model';
  // A checkpoint's files lie side by side: deeper folders hold other things.
  const own = files.filter(({ webkitRelativePath }) => webkitRelativePath.split('/').length <= 2);
  return { kind: 'folder', name, files: new Map(own.map((file) => [file.name, file])) };
}

/** @throws {LocumError} `file-not-found` when no folder was dropped */
export async function droppedFolder(items: readonly DropItem[]): Promise<Folder> {
  const directory = items.find((item): item is DirectoryDropItem => item.kind === 'directory');
  const files = new Map<string, Blob>();
  if (directory !== undefined) {
    for await (const entry of directory.getEntries()) {
      if (entry.kind === 'file') files.set(entry.name, await entry.getFile());
    }
    return { kind: 'folder', name: directory.name, files };
  }
  // The files themselves, without their folder.
  for (const item of items) if (item.kind === 'file') files.set(item.name, await item.getFile());
  if (files.size === 0) throw nothing('What was dropped holds no files.');
  return { kind: 'folder', name: 'dropped-model', files };
}

function nothing(message: string): LocumError {
  return new LocumError('file-not-found', message, {
    hint: 'Choose the folder that holds config.json, tokenizer.json and the *.safetensors files.',
  });
}
