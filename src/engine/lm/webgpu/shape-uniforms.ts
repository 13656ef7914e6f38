/** The uniforms of a model that never change: sizes that kernels read. */

import { visibleTokens } from '../decoder-config.ts';
import type { DecoderWeights } from './decoder-weights.ts';
import type { GpuDevice } from './device.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import { type Block, type MatmulMode, matmulShapeWords } from './kernels/matmul.ts';
import { rmsNormShapeWords } from './kernels/rms-norm.ts';
import { attentionShapeWords } from './kernels/shape.ts';

export class ShapeUniforms {
  readonly norm: GPUBuffer;
  /** By the number of positions a query sees. */
  readonly #attention: ReadonlyMap<number, GPUBuffer>;
  readonly #matrices: ReadonlyMap<string, GPUBuffer>;

  private constructor(
    norm: GPUBuffer,
    attention: ReadonlyMap<number, GPUBuffer>,
    matrices: ReadonlyMap<string, GPUBuffer>,
  ) {
    this.norm = norm;
    this.#attention = attention;
    this.#matrices = matrices;
  }

  static async create(device: GpuDevice, weights: DecoderWeights): Promise<ShapeUniforms> {
    const { config, embedding, head, layers } = weights;
    const uniform = async (label: string, words: Uint32Array<ArrayBuffer>): Promise<GPUBuffer> => {
      const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
      const buffer = await device.createBuffer(label, words.byteLength, usage);
      device.device.queue.writeBuffer(buffer, 0, words);
      return buffer;
    };
    const matrices = new Map<string, GPUBuffer>();
    const add = async (matrix: GpuMatrix, mode: MatmulMode = 'store', hasBias = false): Promise<void> => {
      for (const block of matrix.blocks) {
        const key = shapeKey(matrix, block, mode, hasBias);
        if (matrices.has(key)) continue;
        const words = matmulShapeWords(block, matrix.columns, outputsOf(matrix, mode), mode, hasBias);
        matrices.set(key, await uniform(`shape ${key}`, words));
      }
    };
    await add(embedding);
    await add(head);
    const layer = layers[0];
    if (layer !== undefined) {
      await add(layer.qkv, 'store', layer.qkvBias !== null);
      await add(layer.output, 'add');
      await add(layer.gateUp, 'swiglu');
      await add(layer.down, 'add');
    }
    const attention = new Map<number, GPUBuffer>();
    for (const index of layers.keys()) {
      const visible = visibleTokens(config, index);
      if (attention.has(visible)) continue;
      attention.set(visible, await uniform('attention shape', attentionShapeWords(config, visible)));
    }
    const norm = await uniform('norm shape', rmsNormShapeWords(config.hiddenSize, config.rmsNormEps));
    return new ShapeUniforms(norm, attention, matrices);
  }

  /** @param visible how many positions a query sees */
  attention(visible: number): GPUBuffer {
    return this.#attention.get(visible)!;
  }

  matrix(matrix: GpuMatrix, block: Block, mode: MatmulMode = 'store', hasBias = false): GPUBuffer {
    return this.#matrices.get(shapeKey(matrix, block, mode, hasBias))!;
  }

  destroy(): void {
    for (const buffer of [this.norm, ...this.#attention.values(), ...this.#matrices.values()]) buffer.destroy();
  }
}

function outputsOf({ rows }: GpuMatrix, mode: MatmulMode): number {
  return mode === 'swiglu' ? rows / 2 : rows;
}

function shapeKey({ rows, columns }: GpuMatrix, block: Block, mode: MatmulMode, hasBias: boolean): string {
  return `${rows}x${columns} ${block.first}+${block.rows} ${mode}${hasBias ? ' bias' : ''}`;
}
