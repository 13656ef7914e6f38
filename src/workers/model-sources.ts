/** What a page calls a model, as something that the engine can open. */
import { LocumError } from '../engine/errors.ts';
import type { Precision } from '../engine/lm/causal-lm.ts';
import { isWeights } from '../engine/lm/checkpoint/gguf/parts.ts';
import type { FileSource } from '../engine/lm/checkpoint/source.ts';
import type { Role } from '../engine/lm/ensemble.ts';
import { adaptedSource } from '../engine/lm/lora/adapted-source.ts';
import { filesSource } from '../engine/lm/storage/blob-source.ts';
import type { ModelAddress as StoredAddress } from '../engine/lm/storage/manifest.ts';
import { keyOf } from '../engine/lm/storage/model-store.ts';
import { StagedModels } from '../engine/lm/webllm/staged.ts';
import { mergedSource } from '../engine/merging/merged-source.ts';
import type { ModelSource } from '../engine/runtime.ts';
import type { KeptAddress, KeptModel, MergedAddress, ModelAddress } from './protocol.ts';
import { sharedSource } from './shared-source.ts';
import { shippedSource } from './shipped-source.ts';
import { storedModels } from './stored-models.ts';

/**
 * One source for one address: a model that is named in two roles is loaded once.
 * @throws {LocumError} `checkpoint-missing-file` when a model is not stored here
 */
export async function modelSources<Models extends Readonly<Partial<Record<Role, ModelAddress>>>>(
  models: Models,
): Promise<{ readonly [Named in keyof Models]: ModelSource }> {
  const named: readonly (readonly [string, ModelAddress])[] = Object.entries(models);
  const sources = new Map<string, Promise<ModelSource>>();
  const kept = new Map<string, Promise<FileSource>>();
  const open = (address: ModelAddress): Promise<ModelSource> =>
    once(sources, address, () => sourceOf(address, open, (base) => once(kept, base, () => keptSource(base))));
  const opened = await Promise.all(named.map(async ([role, address]) => [role, await open(address)] as const));
  return Object.fromEntries(opened) as { [Named in keyof Models]: ModelSource };
}

/** What stands under an address, made where it does not yet. */
function once<Value>(known: Map<string, Value>, address: ModelAddress, make: () => Value): Value {
  const key = JSON.stringify(address);
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/**
 * @param open another address, if it is not open yet
 * @param base opens a model that an adapter may change, too: once for all who name it
 */
async function sourceOf(
  address: ModelAddress,
  open: (address: ModelAddress) => Promise<ModelSource>,
  base: (address: KeptModel) => Promise<FileSource>,
): Promise<ModelSource> {
  if (typeof address === 'string') return shippedSource(address);
  if ('base' in address) {
    const { picked, files } = address.adapter;
    const base = await open(address.base);
    if (!('kind' in base)) return adaptedSource(base, filesSource(picked, files));
    throw new LocumError('unsupported', `“${picked}” is an adapter for weights that web-llm holds.`, {
      hint: 'Take a base that Locum runs itself.',
    });
  }
  if ('stored' in address) {
    return address.over === undefined
      ? base(address)
      : adaptedSource(await base(address.over), await keptSource(address));
  }
  if ('picked' in address) {
    const { picked, files, precision } = address;
    return held(filesSource(picked, files), precision);
  }
  if ('merged' in address) return merged(address, open);
  if ('shared' in address) return held(await sharedSource(address.shared, address.port), address.precision);
  return new StagedModels().source(address.staged);
}

async function merged(
  { merged: recipe, label, models }: MergedAddress,
  open: (address: ModelAddress) => Promise<ModelSource>,
): Promise<FileSource> {
  const sources = new Map<string, FileSource>();
  for (const [name, address] of Object.entries(models)) {
    const source = await open(address);
    if ('kind' in source) {
      throw new LocumError('unsupported', `“${source.label}” is held by web-llm, where its weights cannot be merged.`, {
        hint: 'Take a model that Locum runs itself.',
      });
    }
    sources.set(name, source);
  }
  return mergedSource(recipe, sources, label);
}

async function keptSource({ stored, url, entry, precision }: KeptModel): Promise<FileSource> {
  return held(await storedSource(stored, url, entry), precision);
}

function held(source: FileSource, precision: Precision | undefined): FileSource {
  return precision === undefined ? source : { ...source, precision };
}

/** What tells a stored model's weights apart: their digests, the host's own where nothing was quantised. Null: not stored in full. */
export async function storedFingerprint(address: KeptAddress): Promise<string | null> {
  if ('staged' in address) return new StagedModels().fingerprint(address.staged);
  const store = storedModels();
  const found = await store.find(keyOf(address)).catch((thrown: unknown) => {
    // Storage may be switched off.
    if (thrown instanceof LocumError) return null;
    throw thrown;
  });
  if (!found?.complete) return null;
  const { form, files } = found.manifest;
  const weights = files.flatMap(({ path, received }) => (isWeights(path) && received ? received.hex : []));
  return form === 'original' ? weights.join(' ') : [form, ...weights].join(' ');
}

/** The stored copy if it is there in full: then nothing is asked of any network. */
async function storedSource(address: StoredAddress, url: string | null, entry?: string): Promise<FileSource> {
  const store = storedModels();
  const key = keyOf(address);
  if (url === null)
    return store.source(
      key,
      address.kind === 'folder' ? address.name : address.kind === 'url' ? address.url : address.id,
    );
  // Storage may be switched off, or a record damaged; what can be read from its address needs neither.
  const found = await store.find(key).catch((thrown: unknown) => {
    if (thrown instanceof LocumError) return null;
    throw thrown;
  });
  // A stored copy that is damaged is said to be, and not passed over: nobody asked for the address.
  if (found?.complete) return store.source(key);
  const source = shippedSource(url);
  return entry === undefined ? source : { ...source, entry };
}
