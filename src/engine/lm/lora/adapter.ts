/**
 * A LoRA adapter in PEFT's layout: `adapter_config.json` and `adapter_model.safetensors`, checked against the decoder it is
 * to change before any weights are read. What it adds to a weight W `[out, in]` is scale · B · A, B `[out, rank]`, A `[rank, in]`.
 */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import { DataReader } from '../checkpoint/data-reader.ts';
import type { Shard, TensorEntry } from '../checkpoint/safetensors.ts';
import { readShard } from '../checkpoint/safetensors-layout.ts';
import type { FileSource } from '../checkpoint/source.ts';
import { type StoredTensor, storedTensors } from '../checkpoint/tensors.ts';
import { readValues } from '../checkpoint/weight-stream.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import { ADAPTER_CONFIG, type AdapterConfig, parseAdapterConfig } from './adapter-config.ts';
import type { AdapterWeights, LowRank } from './low-rank.ts';

const WEIGHTS = 'adapter_model.safetensors';

export interface Adapter {
  readonly id: string;
  readonly config: AdapterConfig;
  /** Bytes of its tensors in the file. */
  readonly storedBytes: number;
  /** @param names only what changes these weights; default: all @throws {LocumError} as `Checkpoint.weights` @throws {Cancelled} */
  weights(signal?: AbortSignal, names?: ReadonlySet<string>): Promise<AdapterWeights>;
}

/** A module of the base with both its matrices. */
interface Module {
  readonly stored: StoredTensor;
  readonly rank: number;
  readonly scale: number;
  readonly a: TensorEntry;
  readonly b: TensorEntry;
}

/**
 * @param base the decoder that is adapted, and its name for people
 * @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `checkpoint-truncated`, `unsupported` (by name),
 *   `adapter-mismatch` when it was made for another base; `network`
 * @throws {Cancelled}
 */
export async function openAdapter(
  source: FileSource,
  base: { readonly id: string; readonly config: DecoderConfig },
  signal?: AbortSignal,
): Promise<Adapter> {
  throwIfCancelled(signal);
  const config = parseAdapterConfig(await source.text(ADAPTER_CONFIG, signal));
  const shard = await readShard(source, WEIGHTS, signal);
  const modules = matchModules(shard, config, base);
  return {
    id: source.label,
    config,
    storedBytes: shard.header.dataBytes,
    weights: (inner, names) => {
      const changes = ({ stored }: Module) => stored.parts.some(({ name }) => names?.has(name) !== false);
      return readModules(source, shard, modules.filter(changes), inner, names !== undefined);
    },
  };
}

/** `base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight`: the module's path, and which matrix. */
const TENSOR = /^base_model\.model\.(.+)\.lora_(A|B)(?:\.default)?\.weight$/;
/** What only a model's eyes have; the decoder is the same without. */
const NOT_TEXT = /(?:^|\.)(?:vision_tower|vision_model|multi_modal_projector)\./;

function matchModules(
  { header }: Shard,
  config: AdapterConfig,
  base: { readonly id: string; readonly config: DecoderConfig },
): readonly Module[] {
  const stored = new Map(storedTensors(base.config, new Set()).map((tensor) => [tensor.name, tensor]));
  const found = new Map<string, { a?: TensorEntry; b?: TensorEntry }>();
  for (const tensor of header.tensors) {
    if (NOT_TEXT.test(tensor.name)) continue;
    const [, path = '', matrix] = TENSOR.exec(tensor.name) ?? [];
    if (matrix === undefined) throw notPlain(tensor.name);
    const entry = found.get(path) ?? {};
    found.set(path, matrix === 'A' ? { ...entry, a: tensor } : { ...entry, b: tensor });
  }
  if (found.size === 0) throw unusable('it adapts nothing of the text model');
  return [...found].map(([path, { a, b }]) => {
    if (a === undefined || b === undefined) throw unusable(`${path} has only one of its two matrices`);
    const name = `${path.replace(/^(?:language_model\.model|model\.language_model)\./, 'model.')}.weight`;
    if (name === 'lm_head.weight' && base.config.tiedEmbeddings) {
      throw new LocumError('unsupported', 'This adapter changes the head of a model whose head is its embedding.', {
        hint: 'Merge the adapter into its base with PEFT, and open the merged model.',
      });
    }
    const target = stored.get(name);
    if (target === undefined) throw mismatch(base.id, config, `it changes ${path}, which “${base.id}” does not have`);
    const [rows, columns = 0] = target.shape;
    const rank = config.rankOf(path);
    for (const [tensor, shape] of [
      [a, [rank, columns]],
      [b, [rows, rank]],
    ] as const) {
      if (tensor.shape.length === 2 && tensor.shape.every((size, axis) => size === shape[axis])) continue;
      const has = `${tensor.name} is [${tensor.shape.join(', ')}]`;
      throw mismatch(
        base.id,
        config,
        `${has}, which should be [${shape.join(', ')}] for rank ${rank} and “${base.id}”`,
      );
    }
    for (const { name: tensorName, dtype } of [a, b]) {
      if (dtype !== 'F32' && dtype !== 'F16' && dtype !== 'BF16') {
        throw unusable(`the type ${dtype} of ${tensorName} cannot be read`);
      }
    }
    return { stored: target, rank, scale: config.scaleOf(path), a, b };
  });
}

async function readModules(
  source: FileSource,
  { file, header }: Shard,
  modules: readonly Module[],
  signal: AbortSignal | undefined,
  isPart: boolean,
): Promise<AdapterWeights> {
  const wanted = new Set(modules.flatMap(({ a, b }) => [a.name, b.name]));
  const values = new Map<string, Float32Array>();
  const reader = new DataReader({ source, file, ...header, signal }, isPart);
  try {
    for (const tensor of header.tensors) {
      if (!wanted.has(tensor.name)) continue;
      await reader.seek(tensor.begin);
      values.set(tensor.name, await readValues(reader, tensor));
    }
  } finally {
    await reader.close();
  }
  const weights = new Map<string, LowRank>();
  for (const { stored, rank, scale, a, b } of modules) {
    const both = values.get(b.name)!.map((value) => value * scale);
    let row = 0;
    for (const { name, shape } of stored.parts) {
      weights.set(name, {
        rank,
        a: values.get(a.name)!,
        b: both.subarray(row * rank, (row + shape[0]) * rank),
      });
      row += shape[0];
    }
  }
  return weights;
}

function notPlain(tensor: string): LocumError {
  const kind = /lora_magnitude/.test(tensor)
    ? 'DoRA'
    : /lora_embedding/.test(tensor)
      ? 'an adapted embedding'
      : 'weights beside LoRA’s';
  return new LocumError('unsupported', `This adapter has ${kind} (${tensor}); Locum does not support that.`, {
    hint: 'Locum reads plain and rank-stabilised LoRA. Merge the adapter into its base with PEFT, and open the merged model.',
    details: { tensor },
  });
}

function unusable(what: string): LocumError {
  return new LocumError('checkpoint-invalid', `${WEIGHTS} is not usable: ${what}.`, {
    hint: 'Fetch the adapter again; it may be incomplete.',
    details: { file: WEIGHTS },
  });
}

function mismatch(base: string, { baseName }: AdapterConfig, what: string): LocumError {
  return new LocumError('adapter-mismatch', `The adapter does not fit “${base}”: ${what}.`, {
    hint:
      baseName === null
        ? 'Give the base that it was trained over.'
        : `It was trained over ${baseName}: give that as its base.`,
    details: { base, ...(baseName === null ? {} : { trainedOver: baseName }) },
  });
}
