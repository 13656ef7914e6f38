/** The tensors of a checkpoint's files against what its config asks for: all present, of the right shape, of a readable type. */

import { LocumError } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { GROUP_SIZE } from './matrix.ts';
import type { Shard, TensorEntry } from './safetensors.ts';
import { type StoredTensor, storedTensors } from './tensors.ts';

/** Names the scales of a quantised matrix. */
export const SCALE_SUFFIX = '_scale';

/** A tensor of the files that the decoder needs: weights, or the scales of some. */
export interface Part {
  readonly stored: StoredTensor;
  readonly kind: 'floats' | 'q8' | 'q4' | 'scales';
}

/**
 * @returns the tensors to read by name, scales of quantised ones among them
 * @throws {LocumError} `checkpoint-invalid`
 */
export function matchTensors(config: DecoderConfig, shards: readonly Shard[]): ReadonlyMap<string, Part> {
  const entries = new Map<string, TensorEntry>();
  for (const { header } of shards) for (const tensor of header.tensors) entries.set(tensor.name, tensor);
  const parts = new Map<string, Part>();
  for (const stored of storedTensors(config, entries)) {
    const entry = entries.get(stored.name);
    if (entry === undefined) throw badTensor(stored.name, 'it is missing');
    const kind = kindOf(entry, stored);
    parts.set(stored.name, { stored, kind });
    if (kind === 'floats') {
      requireShape(entry, stored.shape);
      continue;
    }
    const [rows, columns = 0] = stored.shape;
    if (columns % GROUP_SIZE !== 0)
      throw badTensor(stored.name, `${columns} columns do not divide into groups of ${GROUP_SIZE}`);
    requireShape(entry, [rows, kind === 'q8' ? columns : columns / 8]);
    const scaleName = stored.name + SCALE_SUFFIX;
    const scale = entries.get(scaleName);
    if (scale === undefined) throw badTensor(scaleName, 'it is missing');
    requireShape(scale, [rows, columns / GROUP_SIZE]);
    if (scale.dtype !== 'F16' && scale.dtype !== 'F32')
      throw badTensor(scaleName, `its type ${scale.dtype} cannot be read`);
    parts.set(scaleName, { stored, kind: 'scales' });
  }
  return parts;
}

function kindOf({ dtype }: TensorEntry, { name, shape }: StoredTensor): 'floats' | 'q8' | 'q4' {
  if (dtype === 'F32' || dtype === 'F16' || dtype === 'BF16' || dtype === 'F64') return 'floats';
  if (dtype === 'I8' && shape.length === 2) return 'q8';
  if (dtype === 'U32' && shape.length === 2) return 'q4';
  throw badTensor(name, `its type ${dtype} cannot be read`);
}

function requireShape(entry: TensorEntry, shape: readonly number[]): void {
  if (entry.shape.length === shape.length && entry.shape.every((size, axis) => size === shape[axis])) return;
  throw badTensor(
    entry.name,
    `it has the shape [${entry.shape.join(', ')}] where config.json asks for [${shape.join(', ')}]`,
  );
}

function badTensor(name: string, what: string): LocumError {
  return new LocumError('checkpoint-invalid', `The tensor ${name} is not usable: ${what}.`, {
    hint: 'Check that config.json and the weights belong to the same model.',
    details: { tensor: name },
  });
}
