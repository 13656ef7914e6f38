/** A repository of a Hugging Face hub: its files at one commit, and what the hub promises of them. */
import * as v from 'valibot';
import { LocumError } from '../errors.ts';
import type { FileWanted } from '../lm/storage/download-file.ts';
import { FilePath } from '../lm/storage/manifest.ts';
import { httpOrigin, type Origin, textFrom } from '../lm/storage/origin.ts';

export interface HubRepository {
  /** The commit. */
  readonly sha: string;
  readonly files: ReadonlyMap<string, FileWanted>;
  readonly origin: Origin;
  readonly licence: string | null;
}

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
 * A repository at the commit that its revision names now. Large files have their SHA-256 in the listing, small ones their git name, so
 * that every file is checked.
 * @param label what the files are called where something is wrong with them
 * @throws {LocumError} `access-denied`, `network`, `checkpoint-missing-file`, `checkpoint-invalid`
 */
export async function hubRepository(
  { endpoint, repository, revision, label }: Readonly<Record<'endpoint' | 'repository' | 'revision' | 'label', string>>,
  signal?: AbortSignal,
): Promise<HubRepository> {
  const api = `${endpoint}/api/models/${repository}`;
  const { sha, cardData } = await json(`${api}/revision/${encodeURIComponent(revision)}`, Revision, repository, signal);
  const tree = await json(`${api}/tree/${sha}?recursive=true`, Tree, repository, signal);
  const files = new Map<string, FileWanted>();
  for (const { type, path, size, oid, lfs } of tree) {
    if (type !== 'file' || !v.is(FilePath, path)) continue;
    const digest = lfs
      ? ({ algorithm: 'sha256', hex: lfs.oid } as const)
      : ({ algorithm: 'git-sha1', hex: oid } as const);
    files.set(path, { path, size: lfs?.size ?? size, digest });
  }
  const licence = cardData?.license;
  return {
    sha,
    files,
    origin: httpOrigin(label, (path) => `${endpoint}/${repository}/resolve/${sha}/${path}`),
    licence: typeof licence === 'string' ? licence : (licence?.[0] ?? null),
  };
}

async function json<Schema extends v.GenericSchema>(
  url: string,
  schema: Schema,
  label: string,
  signal: AbortSignal | undefined,
): Promise<v.InferOutput<Schema>> {
  const list = httpOrigin(label, () => url);
  return parseAnswer(schema, await textFrom(list, label, 'the list of its files', signal), label);
}

/** What a host says of a model. @throws {LocumError} `checkpoint-invalid` */
export function parseAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  label: string,
): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch (cause) {
    throw new LocumError('checkpoint-invalid', `What the host says of “${label}” cannot be read.`, {
      hint: 'Check the name, or download the folder and open it here.',
      cause,
    });
  }
}
