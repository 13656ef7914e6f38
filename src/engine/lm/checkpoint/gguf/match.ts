/** The tensors of GGUF files against what a decoder asks for, and how each is held. */

import { LocumError } from '../../../errors.ts';
import type { DecoderConfig } from '../../decoder-config.ts';
import { type StoredTensor, storedTensors } from '../tensors.ts';
import { BLOCKS } from './blocks.ts';
import { type GgufHeader, type GgufTensor, invalidGguf } from './header.ts';
import { type Change, namedTensor } from './tensor-names.ts';
import type { TensorTypeName } from './tensor-types.ts';

/** One file of a model. */
export interface GgufPart {
  readonly file: string;
  readonly header: GgufHeader;
}

/** A tensor of the files that the decoder needs. */
export interface GgufWeight {
  readonly tensor: GgufTensor;
  readonly stored: StoredTensor;
  readonly change: Change | null;
}

export interface GgufWeights {
  /** By the names that the tensors have in the files. */
  readonly byName: ReadonlyMap<string, GgufWeight>;
  readonly bytes: number;
  readonly precision: 'f32' | 'q8' | 'q4';
  readonly config: DecoderConfig;
}

/**
 * @param architecture as the metadata name it
 * @throws {LocumError} `checkpoint-invalid`, `unsupported` (a type that is not read here, by its name)
 */
export function matchWeights(config: DecoderConfig, architecture: string, parts: readonly GgufPart[]): GgufWeights {
  const found = new Map<
    string,
    { readonly file: string; readonly tensor: GgufTensor; readonly change: Change | null }
  >();
  for (const { file, header } of parts) {
    for (const tensor of header.tensors) {
      const named = namedTensor(architecture, tensor.name);
      if (named !== null) found.set(named.name, { file, tensor, change: named.change });
    }
  }
  const byName = new Map<string, GgufWeight>();
  const matrices = new Set<TensorTypeName>();
  let bytes = 0;
  for (const stored of storedTensors(config, found)) {
    const place = found.get(stored.name);
    if (place === undefined) throw invalidGguf(parts[0]?.file ?? '', `it has no tensor for ${stored.name}`);
    const { file, tensor, change } = place;
    if (tensor.shape.join() !== stored.shape.join()) {
      const [is, needed] = [tensor.shape.join(', '), stored.shape.join(', ')];
      throw invalidGguf(file, `${tensor.name} has the shape [${is}] where its metadata ask for [${needed}]`);
    }
    if (BLOCKS[tensor.type.name] === undefined) throw unreadable(tensor);
    if (stored.shape.length === 2) matrices.add(tensor.type.name);
    bytes += tensor.end - tensor.begin;
    byName.set(tensor.name, { tensor, stored, change });
  }
  return { byName, bytes, precision: heldAs(matrices), config };
}

const FLOATS: ReadonlySet<TensorTypeName> = new Set(['F32', 'F16', 'BF16']);

/** Matrices are held alike, because a GPU's kernels are made for one precision: the one that loses nothing to speak of. */
function heldAs(types: ReadonlySet<TensorTypeName>): GgufWeights['precision'] {
  const all = [...types];
  if (all.every((type) => FLOATS.has(type))) return 'f32';
  return all.every((type) => type === 'Q4_0') ? 'q4' : 'q8';
}

function unreadable({ name, type }: GgufTensor): LocumError {
  const readable = Object.keys(BLOCKS).join(', ');
  return new LocumError(
    'unsupported',
    `This model’s weights are quantised as ${type.name}, which Locum does not read.`,
    {
      hint: `Locum reads ${readable}. Choose a file such as Q4_K_M, Q6_K or Q8_0 of the same model.`,
      details: { tensor: name, type: type.name },
    },
  );
}
