/**
 * A checkpoint written down as Locum holds it in memory: the Hugging Face layout, matrices as q4 or q8 with f16 scales,
 * so that a second start reads a third of the bytes and computes the same. `openCheckpoint` reads it.
 *
 * `config.json` is emptied first and written last: a folder whose writing was cut short is no checkpoint.
 */

import { throwIfCancelled } from '../../errors.ts';
import type { DecoderConfig } from '../decoder-config.ts';
import type { Checkpoint } from './checkpoint.ts';
import { QUANT_METHODS, QUANT_VERSION } from './config.ts';
import { type CheckpointFiles, PIECE_ELEMENTS, type WeightsOptions } from './layout.ts';
import { SCALE_SUFFIX } from './match.ts';
import { GROUP_SIZE, type Weight } from './matrix.ts';
import type { Dtype } from './safetensors.ts';
import { type CheckpointSink, type FileSink, writeText } from './sink.ts';
import { textIfPresent } from './source.ts';
import { decoderTensors, elements } from './tensors.ts';

export type QuantisedPrecision = (typeof QUANT_METHODS)[number]['precision'];

/** What belongs to a checkpoint beside its weights; absent files stay absent. */
const COMPANIONS = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'chat_template.jinja',
  'generation_config.json',
] as const;
const MODEL = 'model.safetensors';
const CONFIG = 'config.json';

interface Placed {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

interface Layout {
  readonly tensors: ReadonlyMap<string, Placed>;
  /** The file up to its data. */
  readonly head: Uint8Array;
  readonly bytes: number;
}

/** Every tensor's place, known before the first weight arrives. */
function layOut(config: DecoderConfig, precision: QuantisedPrecision): Layout {
  const tensors = new Map<string, Placed>();
  let end = 0;
  const add = (name: string, dtype: Dtype, shape: readonly number[], width: number): void => {
    const begin = end;
    end += elements({ shape }) * width;
    tensors.set(name, { dtype, shape, begin, end });
  };
  for (const { name, shape } of decoderTensors(config)) {
    const [rows, columns] = shape;
    if (columns === undefined) {
      add(name, 'F32', shape, 4);
      continue;
    }
    if (precision === 'q8') add(name, 'I8', shape, 1);
    else add(name, 'U32', [rows, columns / 8], 4);
    add(name + SCALE_SUFFIX, 'F16', [rows, columns / GROUP_SIZE], 2);
  }
  const entries = [...tensors].map(([name, { dtype, shape, begin, end: last }]) => [
    name,
    { dtype, shape, data_offsets: [begin, last] },
  ]);
  const json = new TextEncoder().encode(
    JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) }),
  );
  // Padded with spaces, so that the data is aligned.
  const length = Math.ceil(json.length / 8) * 8;
  const head = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(head.buffer).setBigUint64(0, BigInt(length), true);
  head.set(json, 8);
  return { tensors, head, bytes: head.length + end };
}

/** Bytes that the weights of a model take when they are kept so. */
export function quantisedBytes(config: DecoderConfig, precision: QuantisedPrecision): number {
  return layOut(config, precision).bytes;
}

class WeightsFile {
  readonly #file: FileSink;
  readonly #layout: Layout;

  private constructor(file: FileSink, layout: Layout) {
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

async function writeCompanions(
  files: CheckpointFiles,
  sink: CheckpointSink,
  precision: QuantisedPrecision,
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const path of COMPANIONS) {
    const text = await textIfPresent(files, path, signal);
    if (text !== null) await writeText(sink, path, text);
  }
  const { quant_method, bits } = QUANT_METHODS.find((method) => method.precision === precision)!;
  const config: unknown = JSON.parse(await files.text(CONFIG, signal));
  const quantization_config = { quant_method, bits, group_size: GROUP_SIZE, version: QUANT_VERSION };
  await writeText(sink, CONFIG, `${JSON.stringify({ ...(config as object), quantization_config }, null, 2)}\n`);
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
  await writeCompanions(checkpoint.files, sink, precision, signal);
  return quantisedBytes(checkpoint.config, precision);
}
