/**
 * A checkpoint's weights as GPU buffers. q, k and v lie in one matrix (and one bias), gate and up in another: one
 * product each. Parts are written into place as they stream in; nothing is held twice.
 */

import { throwIfCancelled } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { PIECE_ELEMENTS } from '../checkpoint/layout.ts';
import { releaseMatrix } from '../checkpoint/matrix.ts';
import { type DecoderConfig, normNames } from '../decoder-config.ts';
import type { LoadOptions } from '../load-options.ts';
import type { GpuDevice } from './device.ts';
import type { GpuMatrix } from './gpu-matrix.ts';
import { WeightUpload } from './weight-upload.ts';

export interface LayerWeights {
  readonly inputNorm: GPUBuffer;
  readonly qkv: GpuMatrix;
  readonly qkvBias: GPUBuffer | null;
  readonly qNorm: GPUBuffer | null;
  readonly kNorm: GPUBuffer | null;
  readonly output: GpuMatrix;
  readonly ffnNorm: GPUBuffer;
  /** Of what attention and feed-forward give, before it is added; null where that is added as it is. */
  readonly after: { readonly attention: GPUBuffer; readonly feedForward: GPUBuffer } | null;
  readonly gateUp: GpuMatrix;
  readonly down: GpuMatrix;
}

export class DecoderWeights {
  readonly config: DecoderConfig;
  readonly embedding: GpuMatrix;
  readonly head: GpuMatrix;
  readonly finalNorm: GPUBuffer;
  readonly layers: readonly LayerWeights[];
  /** Stands in for bindings that a variant does not read. */
  readonly empty: GPUBuffer;
  /** How matrices are held. */
  readonly precisions: ReadonlySet<Precision>;
  readonly bytes: number;
  readonly #device: GpuDevice;
  readonly #buffers: readonly GPUBuffer[];

  private constructor(device: GpuDevice, config: DecoderConfig, upload: WeightUpload) {
    this.#device = device;
    const matrix = (name: string): GpuMatrix => upload.matrix(name);
    const vector = (name: string): GPUBuffer => upload.vector(name);
    this.config = config;
    this.empty = upload.empty;
    this.embedding = matrix('model.embed_tokens.weight');
    this.head = config.tiedEmbeddings ? this.embedding : matrix('lm_head.weight');
    this.finalNorm = vector('model.norm.weight');
    const norms = normNames(config);
    this.layers = Array.from({ length: config.layers }, (_, layer) => {
      const at = (name: string): string => `model.layers.${layer}.${name}`;
      return {
        inputNorm: vector(at(norms.attention)),
        qkv: matrix(at('qkv')),
        qkvBias: config.qkvBias ? vector(at('qkv_bias')) : null,
        qNorm: config.qkNorm ? vector(at('self_attn.q_norm.weight')) : null,
        kNorm: config.qkNorm ? vector(at('self_attn.k_norm.weight')) : null,
        output: matrix(at('self_attn.o_proj.weight')),
        ffnNorm: vector(at(norms.feedForward)),
        after: norms.after && {
          attention: vector(at(norms.after.attention)),
          feedForward: vector(at(norms.after.feedForward)),
        },
        gateUp: matrix(at('gate_up')),
        down: matrix(at('mlp.down_proj.weight')),
      };
    });
    const layerMatrices = this.layers.flatMap(({ qkv, output, gateUp, down }) => [qkv, output, gateUp, down]);
    this.precisions = new Set([this.embedding, this.head, ...layerMatrices].map((each) => each.precision));
    this.#buffers = upload.buffers;
    this.bytes = upload.buffers.reduce((sum, buffer) => sum + buffer.size, 0);
  }

  /**
   * @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost`, and what the checkpoint throws
   * @throws {Cancelled}
   */
  static async load(device: GpuDevice, checkpoint: Checkpoint, options: LoadOptions): Promise<DecoderWeights> {
    const { precision = 'stored', signal, onProgress } = options;
    const upload = await WeightUpload.begin(device, checkpoint.config);
    try {
      for await (const weight of checkpoint.weights({ precision, pieceElements: PIECE_ELEMENTS, signal, onProgress })) {
        await upload.add(weight);
        if (weight.kind === 'matrix') releaseMatrix(weight.matrix);
        throwIfCancelled(signal);
      }
      await device.idle();
      return new DecoderWeights(device, checkpoint.config, upload);
    } catch (thrown) {
      device.free(...upload.buffers);
      throw thrown;
    }
  }

  destroy(): void {
    this.#device.free(...this.#buffers);
  }
}
