/**
 * A checkpoint written down as Locum holds it in memory: the Hugging Face layout, matrices as q4 or q8 with f16 scales,
 * so that a second start reads a third of the bytes and computes the same. `openCheckpoint` reads it.
 *
 * `config.json` is emptied first and written last: a folder whose writing was cut short is no checkpoint.
 */

import { throwIfCancelled } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CONFIG, writeCompanions } from './companions.ts';
import { QUANT_METHODS, QUANT_VERSION } from './config.ts';
import { PIECE_ELEMENTS, type WeightsOptions } from './layout.ts';
import { SCALE_SUFFIX } from './match.ts';
import { GROUP_SIZE, type Weight } from './matrix.ts';
import { type PlannedTensor, planSafetensors, type SafetensorsPlan } from './safetensors-head.ts';
import { type CheckpointSink, type FileSink, writeText } from './sink.ts';
import { decoderTensors } from './tensors.ts';

export type QuantisedPrecision = (typeof QUANT_METHODS)[number]['precision'];

const MODEL = 'model.safetensors';

/** Every tensor's place, known before the first weight arrives. */
function layOut(config: DecoderConfig, precision: QuantisedPrecision): SafetensorsPlan {
  return planSafetensors(
    decoderTensors(config).flatMap(({ name, shape }): PlannedTensor[] => {
      const [rows, columns] = shape;
      if (columns === undefined) return [{ name, dtype: 'F32', shape, width: 4 }];
      const scales = {
        name: name + SCALE_SUFFIX,
        dtype: 'F16',
        shape: [rows, columns / GROUP_SIZE],
        width: 2,
      } as const;
      return precision === 'q8'
        ? [{ name, dtype: 'I8', shape, width: 1 }, scales]
        : [{ name, dtype: 'U32', shape: [rows, columns / 8], width: 4 }, scales];
    }),
  );
}

/** Bytes that the weights of a model take when they are kept so. */
export function quantisedBytes(config: DecoderConfig, precision: QuantisedPrecision): number {
  return layOut(config, precision).bytes;
}

class WeightsFile {
  readonly #file: FileSink;
  readonly #layout: SafetensorsPlan;

  private constructor(file: FileSink, layout: SafetensorsPlan) {
    this.#file = file;
    this.#layout = layout;
  }

  static async open(sink: CheckpointSink, config: DecoderConfig, precision: QuantisedPrecision): Promise<WeightsFile> {
    const layout = layOut(config, precision);
    await writeText(sink, CONFIG, '');
    const file = await sink.open(MODEL);
    await file.write(layout.head, 0);
    return new WeightsFile(file, layout);
  }

  async add(weight: Weight): Promise<void> {
    if (weight.kind === 'vector') {
      await this.#put(weight.name, weight.vector, 0);
      return;
    }
    const { matrix, piece } = weight;
    const start = (piece?.row ?? 0) * matrix.columns;
    await this.#put(weight.name, matrix.data, matrix.precision === 'q8' ? start : start / 2);
    if ('scales' in matrix) await this.#put(weight.name + SCALE_SUFFIX, matrix.scales, (start / GROUP_SIZE) * 2);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  async #put(name: string, data: ArrayBufferView, offset: number): Promise<void> {
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    await this.#file.write(bytes, this.#layout.head.length + this.#layout.tensors.get(name)!.begin + offset);
  }
}

/**
 * Writes a checkpoint down as `precision` without loading it.
 * @returns the bytes of its weights' file
 * @throws {LocumError} what the checkpoint or the sink throws
 * @throws {Cancelled}
 */
export async function writeQuantised(
  checkpoint: Checkpoint,
  sink: CheckpointSink,
  options: WeightsOptions & { readonly precision: QuantisedPrecision },
): Promise<number> {
  const { precision, signal } = options;
  throwIfCancelled(signal);
  const file = await WeightsFile.open(sink, checkpoint.config, precision);
  try {
    for await (const weight of checkpoint.weights({ pieceElements: PIECE_ELEMENTS, ...options }))
      await file.add(weight);
  } finally {
    await file.close();
  }
  const { quant_method, bits } = QUANT_METHODS.find((method) => method.precision === precision)!;
  const quantization_config = { quant_method, bits, group_size: GROUP_SIZE, version: QUANT_VERSION };
  await writeCompanions(checkpoint.files, sink, (config) => ({ ...config, quantization_config }), signal);
  return quantisedBytes(checkpoint.config, precision);
}
