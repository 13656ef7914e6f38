/**
 * A checkpoint's weights as GPU buffers. q, k and v lie in one matrix (and one bias), gate and up in another: one
 * product each. Parts are written into place as they stream in; nothing is held twice.
 */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { GROUP_SIZE, type Matrix, type Weight } from '../checkpoint/matrix.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { GpuDevice } from './device.ts';
import { checkColumns, dataBytes, packQ4, packQ8 } from './kernels/packing.ts';

export interface GpuMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly precision: Precision;
  readonly data: GPUBuffer;
  /** A dummy where the precision has no scales. */
  readonly scales: GPUBuffer;
}

export interface LayerWeights {
  readonly inputNorm: GPUBuffer;
  readonly qkv: GpuMatrix;
  readonly qkvBias: GPUBuffer | null;
  readonly qNorm: GPUBuffer | null;
  readonly kNorm: GPUBuffer | null;
  readonly output: GpuMatrix;
  readonly ffnNorm: GPUBuffer;
  readonly gateUp: GpuMatrix;
  readonly down: GpuMatrix;
}

export interface LoadOptions {
  readonly precision?: Precision | 'stored';
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((bytesDone: number, bytesTotal: number) => void) | undefined;
}

/** Where the rows of a tensor go. */
interface Place {
  readonly target: string;
  readonly row: number;
  readonly rows: number;
}

/** Bytes handed to the queue before the loader waits for it: the queue keeps a copy until then. */
const IN_FLIGHT_BYTES = 64 << 20;
const STORAGE = (): number => GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;

export class DecoderWeights {
  readonly config: DecoderConfig;
  readonly embedding: GpuMatrix;
  readonly head: GpuMatrix;
  readonly finalNorm: GPUBuffer;
  readonly layers: readonly LayerWeights[];
  /** Stands in for bindings that a variant does not read. */
  readonly empty: GPUBuffer;
  /** How matrices are held; the embedding's precision speaks for all. */
  readonly precision: Precision;
  readonly bytes: number;
  readonly #buffers: readonly GPUBuffer[];

  private constructor(config: DecoderConfig, upload: Upload) {
    const matrix = (name: string): GpuMatrix => upload.matrix(name);
    const vector = (name: string): GPUBuffer => upload.vector(name);
    this.config = config;
    this.empty = upload.empty;
    this.embedding = matrix('model.embed_tokens.weight');
    this.head = config.tiedEmbeddings ? this.embedding : matrix('lm_head.weight');
    this.finalNorm = vector('model.norm.weight');
    this.layers = Array.from({ length: config.layers }, (_, layer) => {
      const at = (name: string): string => `model.layers.${layer}.${name}`;
      return {
        inputNorm: vector(at('input_layernorm.weight')),
        qkv: matrix(at('qkv')),
        qkvBias: config.qkvBias ? vector(at('qkv_bias')) : null,
        qNorm: config.qkNorm ? vector(at('self_attn.q_norm.weight')) : null,
        kNorm: config.qkNorm ? vector(at('self_attn.k_norm.weight')) : null,
        output: matrix(at('self_attn.o_proj.weight')),
        ffnNorm: vector(at('post_attention_layernorm.weight')),
        gateUp: matrix(at('gate_up')),
        down: matrix(at('mlp.down_proj.weight')),
      };
    });
    this.precision = this.embedding.precision;
    this.#buffers = upload.buffers;
    this.bytes = upload.buffers.reduce((sum, buffer) => sum + buffer.size, 0);
  }

  /**
   * @throws {LocumError} `out-of-memory`, `unsupported`, `device-lost`, and what the checkpoint throws
   * @throws {Cancelled}
   */
  static async load(device: GpuDevice, checkpoint: Checkpoint, options: LoadOptions): Promise<DecoderWeights> {
    const { precision = 'stored', signal, onProgress } = options;
    const upload = await Upload.begin(device, checkpoint.config);
    try {
      for await (const weight of checkpoint.weights({ precision, signal, onProgress })) {
        await upload.add(weight);
        throwIfCancelled(signal);
      }
      await device.idle();
      return new DecoderWeights(checkpoint.config, upload);
    } catch (thrown) {
      for (const buffer of upload.buffers) buffer.destroy();
      throw thrown;
    }
  }

  destroy(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}

class Upload {
  readonly buffers: GPUBuffer[] = [];
  readonly empty: GPUBuffer;
  readonly #device: GpuDevice;
  readonly #config: DecoderConfig;
  readonly #matrices = new Map<string, GpuMatrix>();
  readonly #vectors = new Map<string, GPUBuffer>();
  #inFlight = 0;

  private constructor(device: GpuDevice, config: DecoderConfig, empty: GPUBuffer) {
    this.#device = device;
    this.#config = config;
    this.empty = empty;
    this.buffers.push(empty);
  }

  static async begin(device: GpuDevice, config: DecoderConfig): Promise<Upload> {
    return new Upload(device, config, await device.createBuffer('empty', 16, STORAGE()));
  }

  async add(weight: Weight): Promise<void> {
    if (weight.kind === 'matrix') await this.#addMatrix(weight.name, weight.matrix);
    else await this.#addVector(weight.name, weight.vector);
    if (this.#inFlight > IN_FLIGHT_BYTES) {
      await this.#device.idle();
      this.#inFlight = 0;
    }
  }

  matrix(name: string): GpuMatrix {
    return found(this.#matrices.get(name), name);
  }

  vector(name: string): GPUBuffer {
    return found(this.#vectors.get(name), name);
  }

  async #addMatrix(name: string, matrix: Matrix): Promise<void> {
    const { target, row, rows } = place(this.#config, name, matrix.rows);
    const { columns, precision } = matrix;
    checkColumns(name, columns, precision);
    let gpu = this.#matrices.get(target);
    if (gpu === undefined) {
      const data = await this.#buffer(target, dataBytes(precision, rows * columns));
      const grouped = precision === 'q8' || precision === 'q4';
      const scales = grouped ? await this.#buffer(`${target} scales`, (rows * columns * 4) / GROUP_SIZE) : this.empty;
      gpu = { rows, columns, precision, data, scales };
      this.#matrices.set(target, gpu);
    }
    if (gpu.precision !== precision) {
      throw new LocumError('unsupported', `${name} is held as ${precision}, its neighbours as ${gpu.precision}.`, {
        hint: 'Load the model with one precision for all matrices, e.g. q8.',
      });
    }
    this.#write(gpu.data, dataBytes(precision, row * columns), wordsOf(matrix));
    if (matrix.precision === 'q8' || matrix.precision === 'q4') {
      this.#write(gpu.scales, (row * columns * 4) / GROUP_SIZE, matrix.scales);
    }
  }

  async #addVector(name: string, vector: Float32Array): Promise<void> {
    const { target, row, rows } = place(this.#config, name, vector.length);
    let buffer = this.#vectors.get(target);
    if (buffer === undefined) {
      buffer = await this.#buffer(target, rows * 4);
      this.#vectors.set(target, buffer);
    }
    this.#write(buffer, row * 4, vector);
  }

  async #buffer(label: string, bytes: number): Promise<GPUBuffer> {
    const buffer = await this.#device.createBuffer(label, bytes, STORAGE());
    this.buffers.push(buffer);
    return buffer;
  }

  #write(buffer: GPUBuffer, offset: number, data: ArrayBufferView): void {
    const { queue } = this.#device.device;
    for (let done = 0; done < data.byteLength; done += IN_FLIGHT_BYTES) {
      const bytes = Math.min(IN_FLIGHT_BYTES, data.byteLength - done);
      const piece = new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset + done, bytes);
      queue.writeBuffer(buffer, offset + done, piece);
    }
    this.#inFlight += data.byteLength;
  }
}

function found<T>(value: T | undefined, name: string): T {
  if (value !== undefined) return value;
  throw new LocumError('checkpoint-invalid', `The checkpoint lacks ${name}.`, {
    hint: 'Fetch the model again; its files are incomplete or of another architecture.',
  });
}

function wordsOf(matrix: Matrix): ArrayBufferView {
  switch (matrix.precision) {
    case 'f32':
    case 'f16':
      return matrix.data;
    case 'q8':
      return packQ8(matrix.data);
    case 'q4':
      return packQ4(matrix.data);
  }
}

/** The matrix or vector that a tensor is part of, and its first row there. */
function place({ heads, kvHeads, headDim, ffnSize }: DecoderConfig, name: string, rows: number): Place {
  const match = /^(model\.layers\.\d+\.)(?:self_attn\.([qkv])_proj\.(weight|bias)|mlp\.(gate|up)_proj\.weight)$/.exec(
    name,
  );
  if (match === null) return { target: name, row: 0, rows };
  const [, layer, qkv, kind, gate] = match;
  if (gate !== undefined) return { target: `${layer}gate_up`, row: gate === 'gate' ? 0 : ffnSize, rows: 2 * ffnSize };
  const row = qkv === 'q' ? 0 : (heads + (qkv === 'k' ? 0 : kvHeads)) * headDim;
  const target = `${layer}${kind === 'weight' ? 'qkv' : 'qkv_bias'}`;
  return { target, row, rows: (heads + 2 * kvHeads) * headDim };
}
