/** A tiny model in MLC's layout as far as web-llm's side of Locum looks: weights are just bytes. */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Files } from '../../testing/memory-source.ts';

export interface MlcFilesOptions {
  readonly vocabularySize?: number;
  readonly contextLength?: number;
  readonly quantization?: string;
  readonly stopIds?: readonly number[];
  readonly tokenizer?: string;
  readonly seed?: number;
}

/** Two shards of 3000 and 1000 bytes. */
export function mlcFiles(options: MlcFilesOptions = {}): Record<string, Uint8Array | string> & Files {
  const { vocabularySize = 100, contextLength = 600, quantization = 'q4f32_1', stopIds = [2], seed = 1 } = options;
  const shards = [3000, 1000].map((size, shard) =>
    Uint8Array.from({ length: size }, (_, index) => (index * 7 + shard + seed) % 251),
  );
  const records = shards.map((bytes, shard) => ({
    dataPath: `params_shard_${shard}.bin`,
    format: 'raw-shard',
    nbytes: bytes.length,
    md5sum: bytesToHex(md5(bytes)),
    records: [
      {
        name: `model.layers.${shard}.mlp.down_proj.q_weight`,
        shape: [bytes.length / 4 / 25, 25],
        dtype: 'uint32',
        format: 'raw',
        nbytes: bytes.length,
        byteOffset: 0,
      },
    ],
  }));
  const config = {
    model_type: 'llama',
    quantization,
    vocab_size: vocabularySize,
    context_window_size: contextLength,
    sliding_window_size: -1,
    tokenizer_files: ['tokenizer.json'],
    conv_template: { name: 'none', stop_token_ids: stopIds },
    temperature: 0.7,
  };
  return {
    'mlc-chat-config.json': JSON.stringify(config),
    'tensor-cache.json': JSON.stringify({ metadata: { ParamSize: 2, ParamBytes: 4000, BitsPerParam: 4 }, records }),
    'tokenizer.json': options.tokenizer ?? '{}',
    ...Object.fromEntries(shards.map((bytes, shard) => [`params_shard_${shard}.bin`, bytes])),
  };
}

/** WebAssembly with one function, which does nothing; its name is what makes it look like a model library. */
export const LIBRARY_FILES: Files = { 'model_lib.wasm': moduleWith('TVMWasmAllocSpace') };

function moduleWith(name: string): Uint8Array {
  const text = new TextEncoder().encode(name);
  const sections = [
    [1, 1, 0x60, 0, 0],
    [3, 1, 0],
    [7, 1, text.length, ...text, 0, 0],
    [10, 1, 2, 0, 0x0b],
  ];
  const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from([...magic, ...sections.flatMap(([id, ...body]) => [id!, body.length, ...body])]);
}
