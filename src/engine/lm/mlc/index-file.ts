/**
 * The index of an MLC model's weights: which tensors lie where in which `params_shard_*.bin`. web-llm 0.2.86 reads it as
 * `tensor-cache.json`, older releases as `ndarray-cache.json`; the content is the same.
 */
import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import { parseJson } from '../checkpoint/json.ts';
import type { FileSource } from '../checkpoint/source.ts';

export const INDEX_FILES = ['tensor-cache.json', 'ndarray-cache.json'] as const;

const Natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** A file beside the index: a name with a path in it could reach outside the folder. */
const FileName = v.pipe(v.string(), v.regex(/^[\w.-]+$/, 'not the name of a file'));

const Tensor = v.object({
  name: v.string(),
  shape: v.array(Natural),
  dtype: v.string(),
  format: v.string(),
  nbytes: Natural,
  byteOffset: Natural,
});
const Shard = v.object({
  dataPath: FileName,
  format: v.string(),
  nbytes: Natural,
  records: v.array(Tensor),
  md5sum: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/, 'not an MD5 sum'))),
});
const Index = v.object({
  metadata: v.optional(v.looseObject({ ParamBytes: v.optional(v.number()) })),
  records: v.array(Shard),
});

export type MlcTensor = v.InferOutput<typeof Tensor>;
export type MlcShard = v.InferOutput<typeof Shard>;
export type MlcIndex = v.InferOutput<typeof Index>;

/** @throws {LocumError} `checkpoint-invalid` when a tensor lies outside its shard */
export function parseIndex(text: string, file: string): MlcIndex {
  const index = parseJson(Index, text, file, 'tensorTable');
  for (const shard of index.records) {
    for (const { name, byteOffset, nbytes } of shard.records) {
      if (byteOffset + nbytes <= shard.nbytes) continue;
      throw new LocumError('checkpoint-invalid', `${file} is not usable: ${name} lies outside ${shard.dataPath}.`, {
        hint: 'The file may be damaged. Fetch or convert the model again.',
        details: { file, tensor: name },
      });
    }
  }
  return index;
}

/** The index under either of its names. @throws {LocumError} `checkpoint-missing-file`, as `parseIndex`, as the source */
export async function readIndex(
  source: FileSource,
  signal?: AbortSignal,
): Promise<{ readonly index: MlcIndex; readonly text: string }> {
  const [newer, older] = INDEX_FILES;
  const read = async (file: string) => {
    const text = await source.text(file, signal);
    return { text, index: parseIndex(text, file) };
  };
  try {
    return await read(newer);
  } catch (thrown) {
    if (!(thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file')) throw thrown;
    return read(older);
  }
}

/** Trained parameters: 8 nibbles a word of a quantised tensor, nothing for its scales. */
export function countParameters({ records }: MlcIndex): number {
  let count = 0;
  for (const { name, shape } of records.flatMap((shard) => shard.records)) {
    const elements = shape.reduce((product, size) => product * size, 1);
    if (name.endsWith('.q_weight')) count += 8 * elements;
    else if (!name.endsWith('.q_scale')) count += elements;
  }
  return count;
}

export function storedBytes({ records }: MlcIndex): number {
  return records.reduce((sum, { nbytes }) => sum + nbytes, 0);
}
