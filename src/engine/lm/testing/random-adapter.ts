/** A small LoRA adapter in PEFT's layout. */
import type { Files } from './memory-source.ts';
import { safetensorsFile } from './safetensors-file.ts';

export interface RandomAdapterOptions {
  /** Rows and columns of each weight that it changes, by its path in a layer, e.g. `mlp.down_proj`. Of the first layer. */
  readonly modules: Readonly<Record<string, readonly [number, number]>>;
  readonly rank: number;
  /** Settings of `adapter_config.json` besides the rank. */
  readonly config?: Readonly<Record<string, unknown>>;
}

export function randomAdapter({ modules, rank, config = {} }: RandomAdapterOptions): Files {
  const tensor = (name: string, rows: number, columns: number, factor: number) => ({
    name: `base_model.model.model.layers.0.${name}.weight`,
    dtype: 'F32',
    shape: [rows, columns],
    bytes: new Uint8Array(Float32Array.from({ length: rows * columns }, (_, i) => factor * Math.sin(i * i + 1)).buffer),
  });
  const tensors = Object.entries(modules).flatMap(([name, [rows, columns]]) => [
    tensor(`${name}.lora_A`, rank, columns, 0.3),
    tensor(`${name}.lora_B`, rows, rank, 0.6),
  ]);
  return {
    'adapter_config.json': JSON.stringify({ peft_type: 'LORA', r: rank, lora_alpha: 2 * rank, ...config }),
    'adapter_model.safetensors': safetensorsFile(tensors),
  };
}
