/** Tensors packed into `params_shard_N.bin`, with the index that says where they are. */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { MlcIndex, MlcShard, MlcTensor } from './index-file.ts';
import type { MlcSink } from './sink.ts';

/** As MLC's own converter: a larger tensor has a shard to itself. */
const SHARD_BYTES = 32 << 20;

export interface NewTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'uint32' | 'float16' | 'float32';
  readonly bytes: Uint8Array;
}

export class ShardWriter {
  readonly #sink: MlcSink;
  readonly #shards: MlcShard[] = [];
  #open: NewTensor[] = [];
  #size = 0;

  constructor(sink: MlcSink) {
    this.#sink = sink;
  }

  async add(tensor: NewTensor): Promise<void> {
    if (this.#size > 0 && this.#size + tensor.bytes.length > SHARD_BYTES) await this.#flush();
    this.#open.push(tensor);
    this.#size += tensor.bytes.length;
    if (this.#size >= SHARD_BYTES) await this.#flush();
  }

  /** The index of all that was added; nothing more can be. @param parameters trained ones, of all tensors */
  async finish(parameters: number): Promise<MlcIndex> {
    if (this.#size > 0) await this.#flush();
    const bytes = this.#shards.reduce((sum, { nbytes }) => sum + nbytes, 0);
    const tensors = this.#shards.reduce((sum, { records }) => sum + records.length, 0);
    return {
      metadata: { ParamSize: tensors, ParamBytes: bytes, BitsPerParam: (8 * bytes) / parameters },
      records: this.#shards,
    };
  }

  async #flush(): Promise<void> {
    const content = new Uint8Array(this.#size);
    const records: MlcTensor[] = [];
    let byteOffset = 0;
    for (const { name, shape, dtype, bytes } of this.#open) {
      content.set(bytes, byteOffset);
      records.push({ name, shape: [...shape], dtype, format: 'raw', nbytes: bytes.length, byteOffset });
      byteOffset += bytes.length;
    }
    this.#open = [];
    this.#size = 0;
    const dataPath = `params_shard_${this.#shards.length}.bin`;
    await this.#sink.put(dataPath, content);
    const md5sum = bytesToHex(md5(content));
    this.#shards.push({ dataPath, format: 'raw-shard', nbytes: content.length, md5sum, records });
  }
}
