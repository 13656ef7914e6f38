/**
 * Structures that host and shader share, declared once: the WGSL text, the size, and how the host writes and reads one.
 *
 *     const STEP = struct('Step', { tokens: 'u32', start: 'u32' });
 *     STEP.wgsl                            // struct Step { tokens: u32, start: u32 }
 *     STEP.words({ tokens: 4, start: 0 })  // what goes into a uniform
 *
 * All fields are scalars of four bytes, so that they lie as they are declared, without gaps (WGSL §14.4.4). Fields are named as
 * TypeScript names things; in WGSL `kvHeads` is `kv_heads`.
 */

type Scalar = 'u32' | 'f32';

export type Values<Fields> = { readonly [Name in keyof Fields]: number };

export interface Struct<Fields> {
  readonly wgsl: string;
  /** Of the fields; an array that follows them begins here. */
  readonly bytes: number;
  readonly words: (values: Values<Fields>) => Uint32Array<ArrayBuffer>;
  /** @param offset in bytes, a multiple of 4 */
  readonly read: (buffer: ArrayBuffer, offset?: number) => Values<Fields>;
}

/** @param tail a last member of another type, in WGSL: an array whose length only the buffer knows */
export function struct<const Fields extends Readonly<Record<string, Scalar>>>(
  name: string,
  fields: Fields,
  tail = '',
): Struct<Fields> {
  const names: readonly (keyof Fields & string)[] = Object.keys(fields);
  const bytes = 4 * names.length;
  const members = names.map((field) => `${snakeCase(field)}: ${fields[field]}`);
  return {
    wgsl: `struct ${name} { ${[...members, ...(tail === '' ? [] : [tail])].join(', ')} }\n`,
    bytes,
    words: (values) => {
      const words = new Uint32Array(names.length);
      const floats = new Float32Array(words.buffer);
      for (const [at, field] of names.entries()) (fields[field] === 'f32' ? floats : words)[at] = values[field];
      return words;
    },
    read: (buffer, offset = 0) => {
      const words = new Uint32Array(buffer, offset, names.length);
      const floats = new Float32Array(buffer, offset, names.length);
      const read = names.map((field, at) => [field, (fields[field] === 'f32' ? floats : words)[at]!] as const);
      return Object.fromEntries(read) as Values<Fields>;
    },
  };
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
