/** The tensors of GGUF files against what a decoder asks for, and how each is held. */

import { LocumError } from '../../../errors.ts';
import type { Precision } from '../../causal-lm.ts';
import type { DecoderConfig } from '../../decoder-config.ts';
import type { StoredPrecision } from '../layout.ts';
import { elements, heldBytes, type StoredTensor, storedTensors } from '../tensors.ts';
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
  /** How its matrix lies in memory when it is loaded as it is stored. */
  readonly held: HeldPrecision;
}

/** How a matrix can be held near its own size. */
export type HeldPrecision = Precision;

export interface GgufWeights {
  /** By the names that the tensors have in the files. */
  readonly byName: ReadonlyMap<string, GgufWeight>;
  readonly bytes: number;
  /** Of most of the matrices' elements. */
  readonly precision: StoredPrecision;
  /** In memory. */
  readonly heldBytes: number;
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
  const matched: Omit<GgufWeight, 'held'>[] = [];
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
    bytes += tensor.end - tensor.begin;
    matched.push({ tensor, stored, change });
  }
  const held = heldTogether(matched);
  const byName = new Map(matched.map((weight) => [weight.tensor.name, { ...weight, held: held(weight) }]));
  const ofParts = [...byName.values()].flatMap(({ stored, held: own }) =>
    stored.parts.map(({ name }) => [name, own] as const),
  );
  const byPart = new Map(ofParts);
  return {
    byName,
    bytes,
    precision: mostly([...byName.values()]),
    heldBytes: heldBytes(config, (name) => byPart.get(name)!),
    config,
  };
}

const FLOATS: ReadonlySet<TensorTypeName> = new Set(['F32', 'F16', 'BF16']);

/** From the smallest to what holds everything. */
const BY_SIZE = ['q4', 'q4_1', 'q8', 'q8_16', 'f16', 'f32'] as const satisfies readonly HeldPrecision[];

/** The precision that holds a type without loss, or nearly so, at about its own size. */
function heldAs(type: TensorTypeName): HeldPrecision {
  if (FLOATS.has(type)) return 'f16';
  if (type === 'Q4_0') return 'q4';
  if (type === 'Q6_K') return 'q8_16';
  return type === 'Q4_1' || type === 'Q4_K' ? 'q4_1' : 'q8';
}

/** Matrices that are multiplied as one: backends put their rows together. */
const PRODUCTS = /(self_attn\.)[qkv](_proj)|(mlp\.)(?:gate|up)(_proj)/;
const productOf = (name: string): string => name.replace(PRODUCTS, '$1$3*$2$4');

/**
 * Each matrix as its type asks for, but alike where several make one product. Where the file has nothing but floats, they
 * are as wide as whoever loads them wants them.
 */
function heldTogether(
  weights: readonly Omit<GgufWeight, 'held'>[],
): (weight: Omit<GgufWeight, 'held'>) => HeldPrecision {
  const matrices = weights.filter(({ stored }) => stored.shape.length === 2);
  if (matrices.every(({ tensor }) => FLOATS.has(tensor.type.name))) return () => 'f32';
  const widest = new Map<string, HeldPrecision>();
  for (const { tensor, stored } of matrices) {
    const product = productOf(stored.parts[0]!.name);
    const others = widest.get(product) ?? 'q4';
    const own = heldAs(tensor.type.name);
    widest.set(product, BY_SIZE.indexOf(own) > BY_SIZE.indexOf(others) ? own : others);
  }
  return ({ stored }) => widest.get(productOf(stored.parts[0]!.name)) ?? 'f32';
}

/** What most elements of matrices are held as, by which the whole is called. */
function mostly(weights: readonly GgufWeight[]): StoredPrecision {
  const sizes = new Map<StoredPrecision, number>();
  for (const { stored, held } of weights) {
    if (stored.shape.length < 2) continue;
    const name = storedAs(held);
    sizes.set(name, (sizes.get(name) ?? 0) + elements(stored));
  }
  return [...sizes].reduce((most, entry) => (entry[1] > most[1] ? entry : most))[0];
}

/** What is told of a matrix that is held so: by the number of its bits. */
function storedAs(held: HeldPrecision): StoredPrecision {
  if (held === 'f16') return 'f32';
  return held === 'q8_16' ? 'q8' : held;
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
