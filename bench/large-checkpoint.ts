/**
 * A random Llama checkpoint of a billion parameters in bf16, written shard by shard, for measurements: nothing in it means
 * anything, but shapes, bytes and arithmetic are those of a real model.
 */
import { existsSync } from 'node:fs';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseConfig } from '../src/engine/lm/checkpoint/config.ts';
import { floatToBfloat } from '../src/engine/lm/checkpoint/half.ts';
import { decoderTensors, elements, type TensorSpec } from '../src/engine/lm/checkpoint/tensors.ts';

/** Depth apart, Llama-3.2-1B with a vocabulary of 32,000: 1.04 billion parameters in 16 layers. */
const SHAPE = {
  architectures: ['LlamaForCausalLM'],
  hidden_size: 2048,
  intermediate_size: 8192,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  head_dim: 64,
  vocab_size: 32_000,
  max_position_embeddings: 131_072,
  rms_norm_eps: 1e-5,
  rope_theta: 500_000,
  rope_scaling: {
    rope_type: 'llama3',
    factor: 32,
    low_freq_factor: 1,
    high_freq_factor: 4,
    original_max_position_embeddings: 8192,
  },
  tie_word_embeddings: true,
  eos_token_id: 0,
  torch_dtype: 'bfloat16',
};
const SHARD_BYTES = 1 << 30;
/** Random values that repeat: drawing a billion of them would take longer than all else. */
const BLOCK = 1 << 20;

export interface LargeCheckpoint {
  readonly folder: string;
  readonly parameters: number;
  /** Of the weights, bf16. */
  readonly bytes: number;
}

/** Writes it to `folder`, unless it is there already. */
export async function largeCheckpoint(folder: string, layers = 16): Promise<LargeCheckpoint> {
  const config = JSON.stringify({ ...SHAPE, num_hidden_layers: layers }, null, 2);
  const specs = decoderTensors(parseConfig(config).decoder);
  const parameters = specs.reduce((sum, spec) => sum + elements(spec), 0);
  const result = { folder, parameters, bytes: 2 * parameters };
  if (existsSync(join(folder, 'config.json'))) return result;
  await mkdir(folder, { recursive: true });
  const shards = inShards(specs);
  const weightMap: Record<string, string> = {};
  for (const [index, shard] of shards.entries()) {
    const file = `model-${number(index + 1)}-of-${number(shards.length)}.safetensors`;
    for (const { name } of shard) weightMap[name] = file;
    await writeShard(join(folder, file), shard);
  }
  await writeFile(join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map: weightMap }));
  await writeFile(join(folder, 'config.json'), config);
  return result;
}

const number = (value: number): string => String(value).padStart(5, '0');

function inShards(specs: readonly TensorSpec[]): TensorSpec[][] {
  const shards: TensorSpec[][] = [[]];
  let bytes = 0;
  for (const spec of specs) {
    const size = 2 * elements(spec);
    if (bytes > 0 && bytes + size > SHARD_BYTES) {
      shards.push([]);
      bytes = 0;
    }
    shards.at(-1)!.push(spec);
    bytes += size;
  }
  return shards;
}

async function writeShard(path: string, specs: readonly TensorSpec[]): Promise<void> {
  const header: Record<string, unknown> = {};
  let end = 0;
  for (const spec of specs) {
    const begin = end;
    end += 2 * elements(spec);
    header[spec.name] = { dtype: 'BF16', shape: spec.shape, data_offsets: [begin, end] };
  }
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const file = await open(path, 'w');
  try {
    await file.write(length);
    await file.write(json);
    for (const spec of specs) {
      const block = blockFor(spec);
      for (let left = 2 * elements(spec); left > 0; left -= block.length) {
        await file.write(block.subarray(0, Math.min(left, block.length)));
      }
    }
  } finally {
    await file.close();
  }
}

const blocks = new Map<number, Buffer>();

/** Uniform numbers as large as in a trained model; norms are around 1. */
function blockFor({ shape }: TensorSpec): Buffer {
  const [, columns = 0] = shape;
  let block = blocks.get(columns);
  if (block === undefined) {
    const [middle, width] = columns === 0 ? [1, 0.2] : [0, Math.sqrt(12 / columns)];
    let state = 12345 + columns;
    const bits = Uint16Array.from({ length: BLOCK }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return floatToBfloat(middle + width * (state / 2 ** 32 - 0.5));
    });
    block = Buffer.from(bits.buffer);
    blocks.set(columns, block);
  }
  return block;
}
