/** A model, or an adapter, on this device as the user gives it: a folder or a GGUF file, chosen in a dialogue or dropped. */
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

/** Files without their folder: all of a model, or a GGUF file in whatever parts. @throws {LocumError} `file-not-found` when there is none */
export function pickedFiles(picked: readonly File[]): Folder {
  if (picked.length === 0) throw nothing('No file was chosen.');
  const files = new Map(picked.map((file) => [file.name, file]));
  const [gguf = 'dropped-model'] = [...files.keys()].filter((name) => /\.gguf$/i.test(name)).sort();
  return { kind: 'folder', name: gguf, files };
}

/** @throws {LocumError} `file-not-found` when nothing of a model was dropped */
export async function droppedModel(items: readonly DropItem[]): Promise<Folder> {
  const directory = items.find((item): item is DirectoryDropItem => item.kind === 'directory');
  if (directory !== undefined) {
    const files = new Map<string, Blob>();
    for await (const entry of directory.getEntries()) {
      if (entry.kind === 'file') files.set(entry.name, await entry.getFile());
    }
    return { kind: 'folder', name: directory.name, files };
  }
  const dropped: File[] = [];
  for (const item of items) if (item.kind === 'file') dropped.push(await item.getFile());
  if (dropped.length === 0) throw nothing('What was dropped holds no files.');
  return pickedFiles(dropped);
}

function nothing(message: string): LocumError {
  return new LocumError('file-not-found', message, {
    hint: 'Choose a GGUF file, or the folder that holds config.json, tokenizer.json and the *.safetensors files.',
  });
}
