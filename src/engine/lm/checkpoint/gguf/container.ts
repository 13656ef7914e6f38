/** The head of a GGUF file as bytes: the counterpart of `header.ts`. */

import type { TensorType } from './tensor-types.ts';

export type Entry =
  | { readonly key: string; readonly kind: 'count' | 'float'; readonly value: number }
  | { readonly key: string; readonly kind: 'flag'; readonly value: boolean }
  | { readonly key: string; readonly kind: 'text'; readonly value: string }
  | { readonly key: string; readonly kind: 'texts'; readonly value: readonly string[] }
  | { readonly key: string; readonly kind: 'counts' | 'floats'; readonly value: readonly number[] };

export interface PlacedTensor {
  readonly name: string;
  /** As Hugging Face has it, `[rows, columns]`. */
  readonly shape: readonly number[];
  readonly type: TensorType;
  /** Bytes from the start of the data section. */
  readonly begin: number;
}

/** Where data begins, and every tensor in it. */
export const ALIGNMENT = 32;
const TYPE = { count: 4, float: 6, flag: 7, text: 8, texts: 9, counts: 9, floats: 9 } as const;
const I32 = 5;

/** The file up to its data. */
export function encodeHeader(entries: readonly Entry[], tensors: readonly PlacedTensor[]): Uint8Array {
  const out = new Bytes();
  out.add(new TextEncoder().encode('GGUF'));
  out.u32(3);
  out.u64(tensors.length);
  out.u64(entries.length);
  for (const entry of entries) {
    out.text(entry.key);
    out.u32(TYPE[entry.kind]);
    addValue(out, entry);
  }
  for (const { name, shape, type, begin } of tensors) {
    out.text(name);
    out.u32(shape.length);
    for (const size of [...shape].reverse()) out.u64(size);
    out.u32(type.id);
    out.u64(begin);
  }
  out.add(new Uint8Array(-out.length & (ALIGNMENT - 1)));
  return out.whole();
}

function addValue(out: Bytes, entry: Entry): void {
  switch (entry.kind) {
    case 'count':
      out.u32(entry.value);
      return;
    case 'float':
      out.f32(entry.value);
      return;
    case 'flag':
      out.add(Uint8Array.of(entry.value ? 1 : 0));
      return;
    case 'text':
      out.text(entry.value);
      return;
    case 'texts':
      out.list(TYPE.text, entry.value.length);
      for (const text of entry.value) out.text(text);
      return;
    case 'counts':
      out.list(I32, entry.value.length);
      out.add(new Uint8Array(Int32Array.from(entry.value).buffer));
      return;
    case 'floats':
      out.list(TYPE.float, entry.value.length);
      out.add(new Uint8Array(Float32Array.from(entry.value).buffer));
      return;
    default:
      entry satisfies never;
  }
}

class Bytes {
  length = 0;
  #bytes = new Uint8Array(1 << 16);
  readonly #encoder = new TextEncoder();

  add(bytes: Uint8Array): void {
    if (this.length + bytes.length > this.#bytes.length) {
      const larger = new Uint8Array(2 * (this.length + bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  u32(value: number): void {
    this.add(new Uint8Array(Uint32Array.of(value).buffer));
  }

  u64(value: number): void {
    this.add(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }

  f32(value: number): void {
    this.add(new Uint8Array(Float32Array.of(value).buffer));
  }

  text(text: string): void {
    const bytes = this.#encoder.encode(text);
    this.u64(bytes.length);
    this.add(bytes);
  }

  list(type: number, length: number): void {
    this.u32(type);
    this.u64(length);
  }

  whole(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}
