/** Which files of a model are needed, how large they are, and what their host promises of them. */
import * as v from 'valibot';
import { LocumError } from '../errors.ts';
import { urlSource } from '../lm/checkpoint/source.ts';
import { ADAPTER_CONFIG, parseAdapterConfig } from '../lm/lora/adapter-config.ts';
import type { FileWanted } from '../lm/storage/download-file.ts';
import { FilePath, type ModelAddress } from '../lm/storage/manifest.ts';
import type { ModelPlan } from '../lm/storage/model-store.ts';
import { blobOrigin, httpOrigin, type Origin, refuse, request } from '../lm/storage/origin.ts';
import type { WantedAddress } from './address.ts';

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
const Revision = v.object({
  sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{7,64}$/)),
  cardData: v.nullish(v.object({ license: v.nullish(v.union([v.string(), v.array(v.string())])) })),
});
const Tree = v.array(
  v.object({
    type: v.string(),
    path: v.string(),
    size: v.number(),
    oid: v.string(),
    lfs: v.nullish(v.object({ oid: v.string(), size: v.number() })),
  }),
);

/**
 * A hub's repository at the commit that its revision names now: a download that is resumed later is of the same files.
 * Large files have their SHA-256 in the listing, small ones their git name, so that every file is checked.
 * @throws {LocumError} `checkpoint-missing-file` (with what the repository has instead), `access-denied`, `network`
 */
export async function planHub(wanted: Extract<WantedAddress, { kind: 'hub' }>, signal?: AbortSignal): Promise<Planned> {
  const { id, endpoint, revision } = wanted;
  const api = `${endpoint}/api/models/${id}`;
  const { sha, cardData } = await json(`${api}/revision/${encodeURIComponent(revision)}`, Revision, id, signal);
  const tree = await json(`${api}/tree/${sha}?recursive=true`, Tree, id, signal);
  const files = new Map<string, FileWanted>();
  for (const { type, path, size, oid, lfs } of tree) {
    if (type !== 'file' || !v.is(FilePath, path)) continue;
    const digest = lfs
      ? ({ algorithm: 'sha256', hex: lfs.oid } as const)
      : ({ algorithm: 'git-sha1', hex: oid } as const);
    files.set(path, { path, size: lfs?.size ?? size, digest });
  }
  const origin = httpOrigin(id, (path) => `${endpoint}/${id}/resolve/${sha}/${path}`);
  await refuseAdapter(id, origin, (path) => files.has(path), signal);
  const weights = await weightFiles(id, origin, (path) => files.has(path), signal);
  const licence = cardData?.license;
  return {
    plan: {
      label: id,
      address: { kind: 'hub', id, endpoint, revision: sha },
      files: required(id, files, weights),
    },
    origin,
    licence: typeof licence === 'string' ? licence : (licence?.[0] ?? null),
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

/**
 * A folder at any address. Sizes come from the host's headers; digests from a file `SHA256SUMS` beside the others, if
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
  const source = urlSource(url, label);
  const origin = httpOrigin(label, (path) => new URL(path, url).href);
  const promised = sums ?? parseSums(await optional(source.text('SHA256SUMS', signal)));
  const sizes = new Map<string, number | null>();
  const probe = async (path: string): Promise<boolean> => {
    const size = await optional(source.size(path, signal).then((bytes) => ({ bytes })));
    if (size) sizes.set(path, size.bytes);
    return size !== null;
  };
  const hasWeights = (await probe(SINGLE)) || (await probe(INDEX));
  if (!hasWeights && (await probe(ADAPTER_CONFIG)))
    await refuseAdapter(label, origin, (path) => sizes.has(path), signal);
  for (const name of NEEDED) if (!(await probe(name))) throw lacks(label, name, []);
  for (const name of WELCOME) await probe(name);
  if (!hasWeights) throw lacks(label, SINGLE, []);
  const names = await weightFiles(label, origin, (path) => sizes.has(path), signal);
  for (const name of names) if (!sizes.has(name) && !(await probe(name))) throw lacks(label, name, []);
  const files = [...sizes].map(([path, size]): FileWanted => {
    const hex = promised.get(path);
    return { path, size, digest: hex === undefined ? null : { algorithm: 'sha256', hex } };
  });
  return { plan: { label, address, files }, origin, licence: null };
}

/** A folder that the user picked, to be copied into the store. @throws {LocumError} `checkpoint-missing-file` */
export async function planFolder(name: string, files: ReadonlyMap<string, Blob>): Promise<Planned> {
  const origin = blobOrigin(name, async (path) => files.get(path) ?? null);
  const wanted = (path: string): FileWanted => ({ path, size: files.get(path)?.size ?? 0, digest: null });
  const listed = new Map([...files.keys()].map((path) => [path, wanted(path)]));
  await refuseAdapter(name, origin, (path) => files.has(path));
  const weights = await weightFiles(name, origin, (path) => files.has(path));
  const address: ModelAddress = { kind: 'folder', name };
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

/** An adapter alone is no model: says which model it changes. @throws {LocumError} `unsupported` where the files are an adapter's */
async function refuseAdapter(
  label: string,
  origin: Origin,
  has: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  if (has(SINGLE) || has(INDEX) || !has(ADAPTER_CONFIG)) return;
  const { body } = await origin.open(ADAPTER_CONFIG, 0, signal);
  const { baseName, rank } = parseAdapterConfig(await new Response(body).text());
  const base = baseName ?? 'a model that it does not name';
  throw new LocumError(
    'unsupported',
    `“${label}” is a LoRA adapter of rank ${rank}: it changes ${base} and is no model by itself.`,
    {
      hint: `In the terminal, name both: --expert BASE+ADAPTER, where BASE is ${base}.`,
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
  const { body } = await origin.open(INDEX, 0, signal);
  const index = parse(Index, await new Response(body).text(), label);
  return [...new Set(Object.values(index.weight_map))].sort();
}

async function json<Schema extends v.GenericSchema>(
  url: string,
  schema: Schema,
  label: string,
  signal: AbortSignal | undefined,
): Promise<v.InferOutput<Schema>> {
  const response = await request(url, { signal: signal ?? null }, label);
  await refuse(response, label, 'the list of its files');
  return parse(schema, await response.text(), label);
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string, label: string): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new LocumError('checkpoint-invalid', `What the host says of “${label}” cannot be read.`, {
      hint: 'Check the name, or download the folder and open it here.',
      cause,
    });
  }
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
    [/\.gguf$/, 'GGUF files, which are made for llama.cpp'],
    [/^pytorch_model.*\.bin$/, 'PyTorch files (*.bin), which can run code when they are opened'],
    [/^(?:tensor|ndarray)-cache\.json$/, 'files converted for web-llm'],
  ].flatMap(([pattern, what]) => (names.some((name) => (pattern as RegExp).test(name)) ? (what as string) : []));
  const instead = other.length > 0 ? ` It holds ${other.join(' and ')}.` : '';
  return new LocumError('checkpoint-missing-file', `“${label}” has no ${file}.${instead}`, {
    hint: 'Locum reads models in the Hugging Face layout: config.json, tokenizer.json and *.safetensors.',
    details: { file },
  });
}
