/** A LoRA adapter on the GPU, by the matrices that the decoder multiplies: q‖k‖v, output, gates‖ups, down, head. */

import type { DecoderConfig } from '../decoder-config.ts';
import { heldRows } from '../lora/held-rows.ts';
import { type AdapterWeights, paddedRank } from '../lora/low-rank.ts';
import type { AdapterKernels } from './decoder-kernels.ts';
import type { GpuDevice } from './device.ts';
import { lowRankDownShape, lowRankUpShape } from './kernels/low-rank.ts';

/** Kernels read ranks four numbers at a time. */
const RANK_UNIT = 4;

/** What it adds to one matrix. */
export interface LowRankTarget {
  readonly a: GPUBuffer;
  readonly b: GPUBuffer;
  readonly downShape: GPUBuffer;
  readonly upShape: GPUBuffer;
  /** Rows of A, of all parts together. */
  readonly innerRows: number;
  readonly outputs: number;
}

export interface AdaptedLayer {
  readonly qkv: LowRankTarget | null;
  readonly output: LowRankTarget | null;
  readonly gateUp: LowRankTarget | null;
  readonly down: LowRankTarget | null;
}

/** A weight of the decoder among the parts of a matrix. */
interface Part {
  readonly name: string;
  readonly rows: number;
}

export class GpuAdapter {
  readonly layers: readonly AdaptedLayer[];
  readonly head: LowRankTarget | null;
  /** `[chunk, rows of A]`, what it computes on the way. */
  readonly inner: GPUBuffer;
  /** Of its matrices. */
  readonly bytes: number;
  /** Whether gates or ups are among what it changes. */
  readonly changesGates: boolean;
  readonly kernels: AdapterKernels;
  readonly #device: GpuDevice;
  readonly #buffers: readonly GPUBuffer[];

  private constructor(
    device: GpuDevice,
    kernels: AdapterKernels,
    layers: readonly AdaptedLayer[],
    head: LowRankTarget | null,
    inner: GPUBuffer,
    buffers: readonly GPUBuffer[],
  ) {
    this.#device = device;
    this.kernels = kernels;
    this.layers = layers;
    this.head = head;
    this.inner = inner;
    this.#buffers = buffers;
    this.changesGates = layers.some(({ gateUp }) => gateUp !== null);
    const targets = [...layers.flatMap((layer) => Object.values(layer)), head];
    this.bytes = targets.reduce((sum, target) => sum + (target === null ? 0 : target.a.size + target.b.size), 0);
  }

  /** @param chunkTokens most tokens at a time @throws {LocumError} `out-of-memory`, `device-lost` */
  static async create(
    device: GpuDevice,
    kernels: AdapterKernels,
    config: DecoderConfig,
    weights: AdapterWeights,
    chunkTokens: number,
  ): Promise<GpuAdapter> {
    const buffers: GPUBuffer[] = [];
    let mostInner = RANK_UNIT;
    const put = async (
      label: string,
      data: ReturnType<typeof heldRows> | Uint32Array,
      usage: GPUBufferUsageFlags,
    ): Promise<GPUBuffer> => {
      const buffer = await device.createBuffer(label, data.byteLength, usage | GPUBufferUsage.COPY_DST);
      buffers.push(buffer);
      device.device.queue.writeBuffer(buffer, 0, data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
      return buffer;
    };
    const target = async (parts: readonly Part[], columns: number): Promise<LowRankTarget | null> => {
      const found = parts.map(({ name }) => weights.get(name));
      const present = found.filter((lowRank) => lowRank !== undefined);
      const [first] = present;
      if (first === undefined) return null;
      const rank = Math.ceil(Math.max(...present.map((lowRank) => lowRank.rank)) / RANK_UNIT) * RANK_UNIT;
      const one = present.length === parts.length && present.every(({ a }) => a === first.a);
      const innerRows = one ? rank : parts.length * rank;
      const outputs = parts.reduce((sum, { rows }) => sum + rows, 0);
      const a = new Float32Array(innerRows * columns);
      const b = new Float32Array(outputs * rank);
      let row = 0;
      for (const [index, part] of parts.entries()) {
        const lowRank = found[index];
        if (lowRank !== undefined) {
          const padded = paddedRank(lowRank, rank);
          a.set(padded.a, one ? 0 : index * rank * columns);
          b.set(padded.b, row * rank);
        }
        row += part.rows;
      }
      const [second = outputs, third = outputs] = parts.slice(0, -1).map((_, index) => endOf(parts, index));
      const label = parts[0]!.name;
      mostInner = Math.max(mostInner, innerRows);
      const shape = { outputs, rank, innerRows, partRows: one ? 0 : rank, bounds: [second, third] } as const;
      return {
        a: await put(`${label} A`, heldRows(a, columns, kernels.format), GPUBufferUsage.STORAGE),
        b: await put(`${label} B`, heldRows(b, rank, kernels.format), GPUBufferUsage.STORAGE),
        downShape: await put('low-rank shape', lowRankDownShape(innerRows, columns), GPUBufferUsage.UNIFORM),
        upShape: await put('low-rank shape', lowRankUpShape(shape), GPUBufferUsage.UNIFORM),
        innerRows,
        outputs,
      };
    };
    try {
      const { hiddenSize, ffnSize, headDim, vocabularySize } = config;
      const [queries, keys] = [config.heads * headDim, config.kvHeads * headDim];
      const layers: AdaptedLayer[] = [];
      for (let layer = 0; layer < config.layers; layer++) {
        const part = (path: string, rows: number): Part => ({ name: `model.layers.${layer}.${path}.weight`, rows });
        const qkv = [part('self_attn.q_proj', queries), part('self_attn.k_proj', keys), part('self_attn.v_proj', keys)];
        layers.push({
          qkv: await target(qkv, hiddenSize),
          output: await target([part('self_attn.o_proj', hiddenSize)], queries),
          gateUp: await target([part('mlp.gate_proj', ffnSize), part('mlp.up_proj', ffnSize)], hiddenSize),
          down: await target([part('mlp.down_proj', hiddenSize)], ffnSize),
        });
      }
      const head = await target([{ name: 'lm_head.weight', rows: vocabularySize }], hiddenSize);
      const inner = await device.createBuffer('low-rank inner', 4 * chunkTokens * mostInner, GPUBufferUsage.STORAGE);
      buffers.push(inner);
      return new GpuAdapter(device, kernels, layers, head, inner, buffers);
    } catch (thrown) {
      device.free(...buffers);
      throw thrown;
    }
  }

  destroy(): void {
    this.#device.free(...this.#buffers);
  }
}

/** The row behind the last of part `index`. */
function endOf(parts: readonly Part[], index: number): number {
  return parts.slice(0, index + 1).reduce((sum, { rows }) => sum + rows, 0);
}
