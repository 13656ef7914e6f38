/** The uniforms of a model that never change: sizes that kernels read. */

import { visibleTokens } from '../decoder-config.ts';
import type { DecoderWeights } from './decoder-weights.ts';
import type { GpuDevice } from './device.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import { embedShape } from './kernels/embed.ts';
import { gateShape } from './kernels/gate.ts';
import { type Block, GATED_MODE, isGated, type MatmulMode, matmulShape } from './kernels/matmul.ts';
import { rmsNormShape } from './kernels/rms-norm.ts';
import { attentionShape } from './kernels/shape.ts';

export class ShapeUniforms {
  readonly norm: GPUBuffer;
  readonly gate: GPUBuffer;
  readonly #device: GpuDevice;
  /** By the number of positions a query sees. */
  readonly #attention: ReadonlyMap<number, GPUBuffer>;
  readonly #matrices: ReadonlyMap<string, GPUBuffer>;
  /** By the blocks of the embedding. */
  readonly #embeddings: ReadonlyMap<Block, GPUBuffer>;

  private constructor(
    device: GpuDevice,
    norm: GPUBuffer,
    gate: GPUBuffer,
    embeddings: ReadonlyMap<Block, GPUBuffer>,
    attention: ReadonlyMap<number, GPUBuffer>,
    matrices: ReadonlyMap<string, GPUBuffer>,
  ) {
    this.#device = device;
    this.norm = norm;
    this.gate = gate;
    this.#embeddings = embeddings;
    this.#attention = attention;
    this.#matrices = matrices;
  }

  static async create(device: GpuDevice, weights: DecoderWeights): Promise<ShapeUniforms> {
    const made: GPUBuffer[] = [];
    const uniform = async (label: string, words: Uint32Array<ArrayBuffer>): Promise<GPUBuffer> => {
      const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
      const buffer = await device.createBuffer(label, words.byteLength, usage);
      made.push(buffer);
      device.device.queue.writeBuffer(buffer, 0, words);
      return buffer;
    };
    try {
      return await ShapeUniforms.#make(device, weights, uniform);
    } catch (thrown) {
      device.free(...made);
      throw thrown;
    }
  }

  static async #make(
    device: GpuDevice,
    { config, embedding, head, layers }: DecoderWeights,
    uniform: (label: string, words: Uint32Array<ArrayBuffer>) => Promise<GPUBuffer>,
  ): Promise<ShapeUniforms> {
    const matrices = new Map<string, GPUBuffer>();
    const add = async (matrix: GpuMatrix, mode: MatmulMode = 'store', hasBias = false): Promise<void> => {
      for (const block of matrix.blocks) {
        const key = shapeKey(matrix, block, mode, hasBias);
        if (matrices.has(key)) continue;
        const words = matmulShape(block, matrix.columns, outputsOf(matrix, mode), mode, hasBias, config.rmsNormEps);
        matrices.set(key, await uniform(`shape ${key}`, words));
      }
    };
    const embeddings = new Map<Block, GPUBuffer>();
    for (const block of embedding.blocks) {
      const words = embedShape(block, embedding.columns, config.embeddingScale);
      embeddings.set(block, await uniform('embedding shape', words));
    }
    await add(head);
    // Matrices of one shape may lie in other blocks in another layer, where they are held in another precision.
    for (const layer of layers) {
      await add(layer.qkv, 'store', layer.qkvBias !== null);
      await add(layer.output, layer.after === null ? 'add' : 'store');
      await add(layer.gateUp, GATED_MODE[config.activation]);
      await add(layer.gateUp, 'pairs');
      await add(layer.down, layer.after === null ? 'add' : 'store');
    }
    const attention = new Map<number, GPUBuffer>();
    for (const index of layers.keys()) {
      const visible = visibleTokens(config, index);
      if (attention.has(visible)) continue;
      attention.set(visible, await uniform('attention shape', attentionShape(config, visible)));
    }
    const norm = await uniform('norm shape', rmsNormShape(config.hiddenSize, config.rmsNormEps));
    const gate = await uniform('gate shape', gateShape(config));
    return new ShapeUniforms(device, norm, gate, embeddings, attention, matrices);
  }

  /** @param visible how many positions a query sees */
  attention(visible: number): GPUBuffer {
    return this.#attention.get(visible)!;
  }

  /** For kernels that read no window. */
  get anyAttention(): GPUBuffer {
    return this.#attention.values().next().value!;
  }

  /** @param block of the embedding */
  embedding(block: Block): GPUBuffer {
    return this.#embeddings.get(block)!;
  }

  matrix(matrix: GpuMatrix, block: Block, mode: MatmulMode = 'store', hasBias = false): GPUBuffer {
    return this.#matrices.get(shapeKey(matrix, block, mode, hasBias))!;
  }

  destroy(): void {
    const maps = [this.#embeddings, this.#attention, this.#matrices];
    this.#device.free(this.norm, this.gate, ...maps.flatMap((map) => [...map.values()]));
  }
}

function outputsOf({ rows }: GpuMatrix, mode: MatmulMode): number {
  return isGated(mode) ? rows / 2 : rows;
}

function shapeKey({ rows, columns }: GpuMatrix, block: Block, mode: MatmulMode, hasBias: boolean): string {
  return `${rows}x${columns} ${block.first}+${block.rows} ${mode}${hasBias ? ' bias' : ''}`;
}
