/** The uniforms of a model that never change: sizes that kernels read. */

import type { DecoderWeights, GpuMatrix } from './decoder-weights.ts';
import type { GpuDevice } from './device.ts';
import { type MatmulMode, matmulShapeWords } from './kernels/matmul.ts';
import { rmsNormShapeWords } from './kernels/rms-norm.ts';
import { attentionShapeWords } from './kernels/shape.ts';

export class ShapeUniforms {
  readonly attention: GPUBuffer;
  readonly norm: GPUBuffer;
  readonly #matrices: ReadonlyMap<string, GPUBuffer>;

  private constructor(attention: GPUBuffer, norm: GPUBuffer, matrices: ReadonlyMap<string, GPUBuffer>) {
    this.attention = attention;
    this.norm = norm;
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
    const add = async ({ rows, columns }: GpuMatrix, mode: MatmulMode = 'store', hasBias = false): Promise<void> => {
      const key = shapeKey(rows, columns, mode, hasBias);
      if (matrices.has(key)) return;
      matrices.set(key, await uniform(`shape ${key}`, matmulShapeWords(rows, columns, mode, hasBias)));
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
    return new ShapeUniforms(
      await uniform('attention shape', attentionShapeWords(config)),
      await uniform('norm shape', rmsNormShapeWords(config.hiddenSize, config.rmsNormEps)),
      matrices,
    );
  }

  matrix({ rows, columns }: GpuMatrix, mode: MatmulMode = 'store', hasBias = false): GPUBuffer {
    return this.#matrices.get(shapeKey(rows, columns, mode, hasBias))!;
  }

  destroy(): void {
    for (const buffer of [this.attention, this.norm, ...this.#matrices.values()]) buffer.destroy();
  }
}

function shapeKey(rows: number, columns: number, mode: MatmulMode, hasBias: boolean): string {
  return `${rows}x${columns} ${mode}${hasBias ? ' bias' : ''}`;
}
