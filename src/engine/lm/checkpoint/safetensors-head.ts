/** The beginning of a safetensors file that is about to be written: every tensor's place, known before the first value arrives. */

import type { Dtype } from './safetensors.ts';
import { elements } from './tensors.ts';

export interface PlacedTensor {
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

export interface SafetensorsPlan {
  readonly tensors: ReadonlyMap<string, PlacedTensor>;
  /** The file up to its data. */
  readonly head: Uint8Array;
  /** Of the whole file. */
  readonly bytes: number;
}

/** A tensor to come; `width` is its bytes an element. */
export interface PlannedTensor {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly width: number;
}

/** One after the other, in the order given. */
export function planSafetensors(planned: readonly PlannedTensor[]): SafetensorsPlan {
  const tensors = new Map<string, PlacedTensor>();
  let end = 0;
  for (const { name, dtype, shape, width } of planned) {
    const begin = end;
    end += elements({ shape }) * width;
    tensors.set(name, { dtype, shape, begin, end });
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
