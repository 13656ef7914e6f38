/**
 * How WGSL reads the weights of a matrix. Quantised words are taken apart with masks, not shifts: the byte or nibble
 * in place k converts to a float 2^(bits·k) too large, and the activation is multiplied by 2^-(bits·k) instead, once for
 * all rows. (Shifts by a vector run lane by lane on SwiftShader; this halves its time and costs a real GPU nothing.)
 * The place at the top keeps its sign, the others are stored with an offset that the kernels take off again as
 * `dot(x, offset)`; `packQ8` and `packQ4` set the words up so.
 */

import { LocumError } from '../../../errors.ts';
import type { Precision } from '../../causal-lm.ts';
import { GROUP_SIZE, groupSize, isGrouped } from '../../checkpoint/matrix.ts';

/** A quad is four neighbouring columns of one row: `vec4<f32>`. */
interface Quad {
  /** The stored quad as floats, from the loaded element `q`: the weights · 1 / xScale + offset · 1 / xScale. */
  readonly value: (q: string) => string;
}

export interface Packing {
  readonly precision: Precision;
  /** WGSL type of one loaded element. */
  readonly element: 'u32' | 'vec2<u32>' | 'vec4<f16>' | 'vec4<f32>';
  /** Columns that one element holds. */
  readonly columns: number;
  readonly quads: readonly Quad[];
  /** How many columns have a scale in common; null where there are no scales. */
  readonly group: number | null;
  /** Present when each group has a minimum, too, which is added to all of its weights. */
  readonly minimum: boolean;
  /** WGSL names of constants by which x is multiplied, and of what is stored too much, for quad k of an element. */
  readonly xScale: (quad: number) => string | null;
  readonly offset: (quad: number) => string | null;
  /** Constants and functions the expressions use; where `group`, `scale_of(row, group)` over the bindings `shape` and `scales`, with a minimum both of them. */
  readonly prelude: string;
  /** Directives, which come before all else in a shader. */
  readonly enable: string;
}

/** Scales are half floats, two a word, a row from a word on. @param group columns that have one in common */
const scaleWgsl = (group: number): string => `
fn scale_of(row: u32, group: u32) -> f32 {
  let word = scales[row * ((shape.columns + ${group}) / ${2 * group}) + group / 2];
  return unpack2x16float(word >> (16 * (group & 1))).x;
}
`;

/** Scale and minimum of a group are one word. */
const SCALE_AND_MINIMUM_WGSL = `
fn scale_of(row: u32, group: u32) -> vec2<f32> {
  return unpack2x16float(scales[row * (shape.columns / 32) + group]);
}
`;

const BYTES_WGSL = `
const X_SCALE = vec4<f32>(1.0, 0x1p-8, 0x1p-16, 0x1p-24);
const OFFSET = vec4<f32>(128.0, 128.0, 128.0, 0.0);
fn quad_of(q: u32) -> vec4<f32> {
  return vec4<f32>(vec4<i32>(i32(q)) & vec4<i32>(0xff, 0xff00, 0xff0000, i32(0xff000000u)));
}
`;

const NIBBLES_WGSL = `
const X_SCALE_LOW = vec4<f32>(1.0, 0x1p-4, 0x1p-8, 0x1p-12);
const X_SCALE_HIGH = vec4<f32>(0x1p-16, 0x1p-20, 0x1p-24, 0x1p-28);
fn quad_low(q: u32) -> vec4<f32> {
  return vec4<f32>(vec4<i32>(i32(q)) & vec4<i32>(0xf, 0xf0, 0xf00, 0xf000));
}
fn quad_high(q: u32) -> vec4<f32> {
  return vec4<f32>(vec4<i32>(i32(q)) & vec4<i32>(0xf0000, 0xf00000, 0xf000000, i32(0xf0000000u)));
}
`;

const Q4_PRELUDE = `${scaleWgsl(GROUP_SIZE)}${NIBBLES_WGSL}
const OFFSET_LOW = vec4<f32>(7.0);
const OFFSET_HIGH = vec4<f32>(7.0, 7.0, 7.0, -1.0);
`;

const Q4_1_PRELUDE = `${SCALE_AND_MINIMUM_WGSL}${NIBBLES_WGSL}
const OFFSET_LOW = vec4<f32>(0.0);
const OFFSET_HIGH = vec4<f32>(0.0, 0.0, 0.0, -8.0);
`;

/** @param halfs whether the device has `shader-f16` */
export function packing(precision: Precision, halfs: boolean): Packing {
  const plain = {
    group: null,
    minimum: false,
    xScale: () => null,
    offset: () => null,
    prelude: '',
    enable: '',
  } as const;
  switch (precision) {
    case 'f32':
      return { precision, element: 'vec4<f32>', columns: 4, quads: [{ value: (q) => q }], ...plain };
    case 'f16':
      if (halfs) {
        const quads = [{ value: (q: string) => `vec4<f32>(${q})` }];
        return { ...plain, precision, element: 'vec4<f16>', columns: 4, quads, enable: 'enable f16;' };
      }
      return {
        precision,
        element: 'vec2<u32>',
        columns: 4,
        quads: [{ value: (q) => `vec4<f32>(unpack2x16float(${q}.x), unpack2x16float(${q}.y))` }],
        ...plain,
      };
    case 'q8':
    case 'q8_16':
      return {
        precision,
        element: 'vec2<u32>',
        columns: 8,
        quads: [0, 1].map((k) => ({ value: (q) => `quad_of(${q}[${k}])` })),
        group: groupSize(precision),
        minimum: false,
        xScale: () => 'X_SCALE',
        offset: () => 'OFFSET',
        prelude: `${scaleWgsl(groupSize(precision))}${BYTES_WGSL}`,
        enable: '',
      };
    case 'q4':
    case 'q4_1':
      return {
        precision,
        element: 'u32',
        columns: 8,
        quads: ['low', 'high'].map((part) => ({ value: (q) => `quad_${part}(${q})` })),
        group: GROUP_SIZE,
        minimum: precision === 'q4_1',
        xScale: (k) => (k === 0 ? 'X_SCALE_LOW' : 'X_SCALE_HIGH'),
        offset: (k) => (k === 0 ? 'OFFSET_LOW' : 'OFFSET_HIGH'),
        prelude: precision === 'q4_1' ? Q4_1_PRELUDE : Q4_PRELUDE,
        enable: '',
      };
  }
}

/** Quad k of element `q` as the weights themselves, where `scale` is what `scale_of` says of their group. */
export function weightQuad(packing: Packing, k: number, q: string): string {
  const value = packing.quads[k]!.value(q);
  const xScale = packing.xScale(k);
  if (xScale === null) return value;
  const code = `(${value} * ${xScale} - ${packing.offset(k)})`;
  return packing.minimum ? `(${code} * scale.x + scale.y)` : `${code} * scale`;
}

/**
 * What a group adds to a product, from what `scale_of` says of it: `part` is the sum of stored values times x, `offset` that of
 * offsets times x, `total` that of x.
 */
export function groupSum(
  { minimum }: Packing,
  scale: string,
  { part, offset, total }: { readonly part: string; readonly offset: string; readonly total: string },
): string {
  return minimum ? `${scale}.x * (${part} - ${offset}) + ${scale}.y * ${total}` : `${scale} * (${part} - ${offset})`;
}

/** Bytes per matrix element, for sizes before anything is loaded. */
export function dataBytes(precision: Precision, elements: number): number {
  switch (precision) {
    case 'f32':
      return elements * 4;
    case 'f16':
      return elements * 2;
    case 'q8':
    case 'q8_16':
      return elements;
    case 'q4':
    case 'q4_1':
      return elements / 2;
  }
}

/**
 * What kernels find flipped in every word: q8's words are of three bytes + 128 and, at the top, one signed byte; q4's of seven
 * nibbles 0…14 and, at the top, nibble − 8 in two's complement.
 */
const FLIPPED: Readonly<Record<Precision, number>> = {
  f32: 0,
  f16: 0,
  q8: 0x00808080,
  q8_16: 0x00808080,
  q4: 0x80000000,
  q4_1: 0x80000000,
};

/** Elements as they are stored become those that kernels read, in place. */
export function packWords(precision: Precision, words: Uint32Array): void {
  const flipped = FLIPPED[precision];
  if (flipped === 0) return;
  for (let i = 0; i < words.length; i++) words[i] = words[i]! ^ flipped;
}

/** @throws {LocumError} `unsupported` when rows do not divide into what the kernels load */
export function checkColumns(name: string, columns: number, precision: Precision): void {
  const unit = isGrouped(precision) ? GROUP_SIZE : 4;
  if (columns % unit === 0) return;
  throw new LocumError('unsupported', `${name} has ${columns} columns; the GPU kernels need a multiple of ${unit}.`, {
    hint: 'Run this model on the CPU backend.',
    details: { columns, precision },
  });
}
