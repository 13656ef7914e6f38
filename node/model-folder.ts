/** Models by name, for whoever runs in Node: a folder, a GGUF file, one of those that the project ships, or a base and an adapter. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LocumError } from '../src/engine/errors.ts';
import { folderSource } from '../src/engine/lm/checkpoint/folder-source.ts';
import { isGguf } from '../src/engine/lm/checkpoint/gguf/parts.ts';
import type { FileSource } from '../src/engine/lm/checkpoint/source.ts';
import { adaptedSource } from '../src/engine/lm/lora/adapted-source.ts';
import { ADAPTER_CONFIG, parseAdapterConfig } from '../src/engine/lm/lora/adapter-config.ts';
import { localSource } from './local-source.ts';
import { listed, PUBLIC } from './shipped.ts';

/** Where a model's files are: a folder, or the GGUF file that holds everything. */
export interface ModelFolders {
  readonly base: string;
  readonly adapter: string | null;
}

/**
 * The model in a folder or a GGUF file (the first, if it is in parts), or one of those in `public/models` by its id; `BASE+ADAPTER`, or an adapter that names its base.
 * @param known sources by folder: the same folder is the same source, whose weights are loaded once
 * @throws {LocumError} `file-not-found`
 */
export function modelSource(name: string, known: Map<string, FileSource> = new Map()): FileSource {
  const { base, adapter } = modelFolders(name);
  const open = (key: string, make: () => FileSource): FileSource => {
    const source = known.get(key) ?? make();
    known.set(key, source);
    return source;
  };
  const own = open(base, () => localSource(base));
  if (adapter === null) return own;
  return open(`${base}+${adapter}`, () => adaptedSource(own, folderSource(adapter)));
}

/** @throws {LocumError} `file-not-found` */
export function modelFolders(name: string): ModelFolders {
  const [base, adapter] = pieces(name, (part) => folderOf(part) !== null);
  if (base === undefined) throw unknownModel(name);
  const folder = folderOf(base)!;
  if (adapter !== undefined) return { base: folder, adapter: folderOf(adapter) };
  const has = (path: string): boolean => existsSync(join(folder, path));
  const isAdapter = has(ADAPTER_CONFIG) && !has('model.safetensors') && !has('model.safetensors.index.json');
  return isAdapter ? { base: baseOf(folder), adapter: folder } : { base: folder, adapter: null };
}

/**
 * A name as that of one model, or as those of a base and an adapter with + between them; none where neither is known.
 * Folders may have a + in their own names.
 */
export function pieces(name: string, isKnown: (part: string) => boolean): readonly string[] {
  if (isKnown(name)) return [name];
  for (let at = name.indexOf('+'); at >= 0; at = name.indexOf('+', at + 1)) {
    const parts = [name.slice(0, at), name.slice(at + 1)];
    if (parts.every(isKnown)) return parts;
  }
  return [];
}

function folderOf(name: string): string | null {
  const isModel = (path: string) => existsSync(path) && (isGguf(path) || statSync(path).isDirectory());
  return name === '' ? null : ([resolve(name), join(PUBLIC, 'models', name)].find(isModel) ?? null);
}

/** The folder of the base that an adapter names: as it stands there, beside the adapter, or among the shipped ones. */
function baseOf(adapter: string): string {
  const { baseName } = parseAdapterConfig(readFileSync(join(adapter, ADAPTER_CONFIG), 'utf8'));
  const found = baseName === null ? null : (folderOf(baseName) ?? folderOf(join(adapter, '..', baseName)));
  if (found !== null) return found;
  throw new LocumError('file-not-found', `“${adapter}” is a LoRA adapter, and its base is not here.`, {
    hint: `Name both: BASE+${adapter}, where BASE is the folder of ${baseName ?? 'the model that it was trained over'}.`,
    details: { adapter, ...(baseName === null ? {} : { trainedOver: baseName }) },
  });
}

function unknownModel(name: string): LocumError {
  return new LocumError('file-not-found', `There is no model “${name}”.`, {
    hint: `Name a folder in the Hugging Face layout, a GGUF file, BASE+ADAPTER for two of them, or one of ${listed('models').join(', ')}.`,
    details: { model: name },
  });
}
