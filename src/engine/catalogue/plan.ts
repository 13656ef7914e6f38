/** Which files of a model are needed, how large they are, and what their host promises of them. */
import * as v from 'valibot';
import { LocumError } from '../errors.ts';
import { entriesOf, isGguf, partsOf } from '../lm/checkpoint/gguf/parts.ts';
import { urlSource } from '../lm/checkpoint/source.ts';
import { ADAPTER_CONFIG, parseAdapterConfig } from '../lm/lora/adapter-config.ts';
import type { FileWanted } from '../lm/storage/download-file.ts';
import { FilePath, type ModelAddress } from '../lm/storage/manifest.ts';
import type { ModelPlan } from '../lm/storage/model-store.ts';
import { blobOrigin, httpOrigin, type Origin, textFrom } from '../lm/storage/origin.ts';
import { hubFile, type WantedAddress } from './address.ts';
import { hubRepository, parseAnswer } from './hub-repository.ts';

export interface Planned {
  readonly plan: ModelPlan;
  readonly origin: Origin;
  /** The licence that the host names. */
  readonly licence: string | null;
}

const NEEDED = ['config.json', 'tokenizer.json'];
const WELCOME = ['generation_config.json', 'tokenizer_config.json', 'special_tokens_map.json', 'chat_template.jinja'];
const SINGLE = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';

const Index = v.object({ weight_map: v.record(v.string(), FilePath) });

/**
 * A hub's repository at the commit that its revision names now: a download that is resumed later is of the same files.
 * @throws {LocumError} `checkpoint-missing-file` (with what the repository has instead), `access-denied`, `network`
 */
export async function planHub(wanted: Extract<WantedAddress, { kind: 'hub' }>, signal?: AbortSignal): Promise<Planned> {
  const { endpoint, revision } = wanted;
  const { repository, file, word } = hubFile(wanted.id);
  const label = wanted.id;
  const { sha, files, origin, licence } = await hubRepository({ endpoint, repository, revision, label }, signal);
  const has = (path: string): boolean => files.has(path);
  const entry = file ?? (word === null && (has(SINGLE) || has(INDEX)) ? null : chooseGguf(repository, word, files));
  if (entry === null) await refuseAdapter(repository, origin, has, signal);
  const weights = entry === null ? await weightFiles(repository, origin, has, signal) : partsOf(entry);
  const id = entry === null ? repository : `${repository}/${entry}`;
  return {
    plan: {
      label: id,
      address: { kind: 'hub', id, endpoint, revision: sha },
      files: entry === null ? required(id, files, weights) : partFiles(id, files, weights),
    },
    origin,
    licence,
  };
}

/** @throws {LocumError} `checkpoint-missing-file` */
function required(
  label: string,
  files: ReadonlyMap<string, FileWanted>,
  weights: readonly string[],
): readonly FileWanted[] {
  const needed = [...NEEDED, ...(weights.length > 0 ? weights : [SINGLE])];
  for (const name of needed) if (!files.has(name)) throw lacks(label, name, [...files.keys()]);
  return [...NEEDED, ...WELCOME, INDEX, ...weights].flatMap((name) => files.get(name) ?? []);
}

/** The quantisation that llama.cpp takes, too, where nothing is said. */
const USUAL_QUANTISATION = 'Q4_K_M';

/**
 * The GGUF file to take where none is named: the only one, or the one with `word` or the usual quantisation in its name.
 * @returns null where there is none
 * @throws {LocumError} `bad-argument` where it is not plain which one is meant; `checkpoint-missing-file`
 */
function chooseGguf(label: string, word: string | null, files: ReadonlyMap<string, unknown>): string | null {
  const entries = entriesOf([...files.keys()]);
  const having = (part: string): readonly string[] =>
    entries.filter((entry) => entry.toLowerCase().includes(part.toLowerCase()));
  const fitting = word === null ? entries : having(word);
  const [first] = fitting;
  if (fitting.length === 1 && first !== undefined) return first;
  if (entries.length === 0 && word === null) return null;
  const [usual, ...more] = word === null ? having(USUAL_QUANTISATION) : [];
  if (usual !== undefined && more.length === 0) return usual;
  const names = entries.map((entry) => entry.replace(/\.gguf$/i, '')).join(', ');
  if (first === undefined) throw lacks(label, `GGUF file with “${word}” in its name`, [...files.keys()]);
  throw new LocumError('bad-argument', `“${label}” has several GGUF files: ${names}.`, {
    hint: `Name one of them: ${label}/${first}, or ${label}: and a part of its name that no other has.`,
    details: { files: entries.length },
  });
}

/** @throws {LocumError} `checkpoint-missing-file` */
function partFiles(
  label: string,
  files: ReadonlyMap<string, FileWanted>,
  parts: readonly string[],
): readonly FileWanted[] {
  return parts.map((part) => {
    const file = files.get(part);
    if (file === undefined) throw lacks(label, part, [...files.keys()]);
    return file;
  });
}

/**
 * A folder or a GGUF file at any address. Sizes come from the host's headers; digests from a file `SHA256SUMS` beside the others, if
 * there is one, else the first download is trusted and recorded.
 * @throws {LocumError} `checkpoint-missing-file`, `access-denied`, `network`
 */
export async function planUrl(
  url: string,
  label: string,
  address: ModelAddress,
  sums: ReadonlyMap<string, string> | null,
  signal?: AbortSignal,
): Promise<Planned> {
  const source = urlSource(new URL('.', url), label);
  const origin = httpOrigin(label, (path) => new URL(path, url).href);
  const promised = sums ?? parseSums(await optional(source.text('SHA256SUMS', signal)));
  const sizes = new Map<string, number | null>();
  const probe = async (path: string): Promise<boolean> => {
    const size = await optional(source.size(path, signal).then((bytes) => ({ bytes })));
    if (size) sizes.set(path, size.bytes);
    return size !== null;
  };
  const need = async (name: string): Promise<void> => {
    if (!sizes.has(name) && !(await probe(name))) throw lacks(label, name, []);
  };
  const { pathname } = new URL(url);
  if (isGguf(pathname)) {
    for (const part of partsOf(decodeURIComponent(pathname.split('/').at(-1) ?? ''))) await need(part);
  } else {
    const hasWeights = (await probe(SINGLE)) || (await probe(INDEX));
    if (!hasWeights && (await probe(ADAPTER_CONFIG)))
      await refuseAdapter(label, origin, (path) => sizes.has(path), signal);
    for (const name of NEEDED) await need(name);
    for (const name of WELCOME) await probe(name);
    if (!hasWeights) throw lacks(label, SINGLE, []);
    for (const name of await weightFiles(label, origin, (path) => sizes.has(path), signal)) await need(name);
  }
  // Small files first: what is wrong with them is known before the weights are on their way.
  const isSmall = (path: string): boolean => NEEDED.includes(path) || WELCOME.includes(path);
  const paths = [...sizes].sort(([a], [b]) => Number(isSmall(b)) - Number(isSmall(a)));
  const files = paths.map(([path, size]): FileWanted => {
    const hex = promised.get(path);
    return { path, size, digest: hex === undefined ? null : { algorithm: 'sha256', hex } };
  });
  return { plan: { label, address, files }, origin, licence: null };
}

/** A folder or a GGUF file that the user picked, to be copied into the store. @throws {LocumError} `checkpoint-missing-file` */
export async function planFolder(name: string, files: ReadonlyMap<string, Blob>): Promise<Planned> {
  const origin = blobOrigin(name, async (path) => files.get(path) ?? null);
  const wanted = (path: string): FileWanted => ({ path, size: files.get(path)?.size ?? 0, digest: null });
  const listed = new Map([...files.keys()].map((path) => [path, wanted(path)]));
  const has = (path: string): boolean => files.has(path);
  const address: ModelAddress = { kind: 'folder', name };
  const entry = has(SINGLE) || has(INDEX) ? null : chooseGguf(name, null, listed);
  if (entry !== null) {
    return { plan: { label: name, address, files: partFiles(name, listed, partsOf(entry)) }, origin, licence: null };
  }
  await refuseAdapter(name, origin, has);
  const weights = await weightFiles(name, origin, has);
  return { plan: { label: name, address, files: required(name, listed, weights) }, origin, licence: null };
}

/** Lines of `sha256sum`: digest, blank, perhaps an asterisk, name. */
export function parseSums(text: string | null): ReadonlyMap<string, string> {
  const sums = new Map<string, string>();
  for (const [, hex = '', path = ''] of (text ?? '').matchAll(/^([0-9a-fA-F]{64}) [ *](?:\.\/)?(.+)$/gm)) {
    sums.set(path.trim(), hex.toLowerCase());
  }
  return sums;
}

/** Whether files are a LoRA adapter's. Training pipelines keep one beside the merged model, too, which is then meant. */
export function isAdapter(has: (path: string) => boolean): boolean {
  return has(ADAPTER_CONFIG) && !has(SINGLE) && !has(INDEX);
}

/** An adapter alone is no model: says which model it changes. @throws {LocumError} `unsupported` where the files are an adapter's */
async function refuseAdapter(
  label: string,
  origin: Origin,
  has: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  if (!isAdapter(has)) return;
  const { baseName, rank } = parseAdapterConfig(await textFrom(origin, label, ADAPTER_CONFIG, signal));
  const base = baseName ?? 'a model that it does not name';
  throw new LocumError(
    'unsupported',
    `“${label}” is a LoRA adapter of rank ${rank}: it changes ${base} and is no model by itself.`,
    {
      hint: `Choose the folder with its files on the Models page. In the terminal, name both: --expert BASE+ADAPTER, where BASE is ${base}.`,
      details: { rank, ...(baseName === null ? {} : { trainedOver: baseName }) },
    },
  );
}

/** The files that the weights are in. */
async function weightFiles(
  label: string,
  origin: Origin,
  has: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  if (has(SINGLE)) return [SINGLE];
  if (!has(INDEX)) return [];
  const index = parseAnswer(Index, await textFrom(origin, label, INDEX, signal), label);
  return [...new Set(Object.values(index.weight_map))].sort();
}

async function optional<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file') return null;
    throw thrown;
  }
}

/** @param names what the model has instead, as far as is known */
function lacks(label: string, file: string, names: readonly string[]): LocumError {
  const other = [
    [/^pytorch_model.*\.bin$/, 'PyTorch files (*.bin), which can run code when they are opened'],
    [/^(?:tensor|ndarray)-cache\.json$/, 'files converted for web-llm'],
  ].flatMap(([pattern, what]) => (names.some((name) => (pattern as RegExp).test(name)) ? (what as string) : []));
  const instead = other.length > 0 ? ` It holds ${other.join(' and ')}.` : '';
  return new LocumError('checkpoint-missing-file', `“${label}” has no ${file}.${instead}`, {
    hint: 'Locum reads GGUF files, and models in the Hugging Face layout: config.json, tokenizer.json and *.safetensors.',
    details: { file },
  });
}
