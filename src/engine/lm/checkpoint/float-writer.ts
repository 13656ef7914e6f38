/**
 * A checkpoint written down with floats, in the Hugging Face layout and under its names: what Phi-3 fuses is fused. Any tool of that
 * world reads it, and so does `openCheckpoint`.
 */

import { invariant, throwIfCancelled } from '../../errors.ts';
import type { Architecture } from '../decoder-config.ts';
import type { Checkpoint } from './checkpoint.ts';
import { CONFIG, writeCompanions } from './companions.ts';
import { floatToBfloat, narrowToHalfs } from './half.ts';
import { PIECE_ELEMENTS, type WeightsOptions } from './layout.ts';
import { dequantizeRow } from './quantize.ts';
import type { Dtype } from './safetensors.ts';
import { planSafetensors } from './safetensors-head.ts';
import { type FileSink, writeText } from './sink.ts';
import { elements, storedTensors } from './tensors.ts';

/** How all weights are written, by the names that Hugging Face and PyTorch have for it. */
export const FLOAT_TYPES = {
  f32: { dtype: 'F32', torch: 'float32', width: 4 },
  f16: { dtype: 'F16', torch: 'float16', width: 2 },
  bf16: { dtype: 'BF16', torch: 'bfloat16', width: 2 },
} as const satisfies Readonly<Record<string, { dtype: Dtype; torch: string; width: number }>>;

export type FloatType = keyof typeof FLOAT_TYPES;

/** By what transformers finds its code; files that were GGUF do not say it. */
const MODEL_TYPES: Readonly<Record<Architecture, string>> = {
  LlamaForCausalLM: 'llama',
  MistralForCausalLM: 'mistral',
  Qwen2ForCausalLM: 'qwen2',
  Qwen3ForCausalLM: 'qwen3',
  Phi3ForCausalLM: 'phi3',
  Gemma3ForCausalLM: 'gemma3_text',
};

const MODEL = 'model.safetensors';
const WRITE_ELEMENTS = 1 << 20;

export interface FloatsWritten {
  readonly tensors: number;
  readonly bytes: number;
}

/**
 * Writes without loading: memory holds a piece of a weight.
 * @throws {LocumError} what the checkpoint or the sink throws
 * @throws {Cancelled}
 */
export async function writeFloats(
  checkpoint: Checkpoint,
  sink: Parameters<typeof writeText>[0],
  { type, ...options }: Pick<WeightsOptions, 'signal' | 'onProgress'> & { readonly type: FloatType },
): Promise<FloatsWritten> {
  const { dtype, width, torch } = FLOAT_TYPES[type];
  const { signal } = options;
  throwIfCancelled(signal);
  const stored = storedTensors(checkpoint.config, new Set());
  const plan = planSafetensors(stored.map(({ name, shape }) => ({ name, shape, dtype, width })));
  /** Of every weight its first byte in the file. */
  const places = new Map<string, number>();
  for (const { name, parts } of stored) {
    let at = plan.head.length + plan.tensors.get(name)!.begin;
    for (const part of parts) {
      places.set(part.name, at);
      at += elements(part) * width;
    }
  }
  // Emptied first: a folder whose writing is cut short is no checkpoint.
  await writeText(sink, CONFIG, '');
  const file = await sink.open(MODEL);
  try {
    await file.write(plan.head, 0);
    for await (const weight of checkpoint.weights({ ...options, pieceElements: PIECE_ELEMENTS })) {
      const place = places.get(weight.name);
      invariant(place !== undefined, `${weight.name} has a place`);
      if (weight.kind === 'vector') {
        await file.write(encoded(weight.vector, type), place);
        continue;
      }
      const { matrix, piece } = weight;
      await writeMatrix(file, place + (piece?.row ?? 0) * matrix.columns * width, matrix, type);
    }
  } finally {
    await file.close();
  }
  // transformers 5 says `dtype`, earlier ones `torch_dtype`; how weights were quantised is true no longer.
  const change = ({ quantization_config, ...config }: Readonly<Record<string, unknown>>) => ({
    model_type: MODEL_TYPES[checkpoint.config.architecture],
    ...config,
    tie_word_embeddings: checkpoint.config.tiedEmbeddings,
    torch_dtype: torch,
    dtype: torch,
  });
  await writeCompanions(checkpoint.files, sink, change, signal);
  return { tensors: stored.length, bytes: plan.bytes };
}

async function writeMatrix(
  file: FileSink,
  place: number,
  matrix: Parameters<typeof dequantizeRow>[0],
  type: FloatType,
): Promise<void> {
  const { rows, columns } = matrix;
  const step = Math.min(rows, Math.max(1, Math.floor(WRITE_ELEMENTS / columns)));
  const values = new Float32Array(step * columns);
  for (let row = 0; row < rows; row += step) {
    const count = Math.min(step, rows - row);
    for (let i = 0; i < count; i++) dequantizeRow(matrix, row + i, values.subarray(i * columns, (i + 1) * columns));
    await file.write(
      encoded(values.subarray(0, count * columns), type),
      place + row * columns * FLOAT_TYPES[type].width,
    );
  }
}

function encoded(values: Float32Array, type: FloatType): Uint8Array {
  switch (type) {
    case 'f32':
      return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    case 'f16': {
      const halves = new Uint16Array(values.length);
      narrowToHalfs(values, halves, 0);
      return new Uint8Array(halves.buffer);
    }
    case 'bf16':
      return new Uint8Array(Uint16Array.from(values, floatToBfloat).buffer);
    default:
      return type satisfies never;
  }
}
