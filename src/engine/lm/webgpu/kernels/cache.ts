/**
 * How WGSL reads and writes keys and values of past tokens: `[position, kv head, head]`, a head as `quads` elements of four
 * dimensions and, in q8, one more that holds its scale.
 */

import type { CacheFormat } from '../../cache-format.ts';

export interface CacheCode {
  readonly format: CacheFormat;
  /** Names the code, in the names of kernels. */
  readonly name: string;
  /** WGSL type of an element. */
  readonly element: 'vec4<f32>' | 'vec4<f16>' | 'vec2<u32>' | 'u32';
  /** Elements from one head to the next. */
  readonly stride: 'quads' | '(quads + 1)';
  /** Four dimensions as floats; in q8 before they are multiplied by the scale of their head. */
  readonly quad: (element: string) => string;
  /** The scale of the head that begins at `origin` of `array`; null where there is none. */
  readonly scale: ((array: string, origin: string) => string) | null;
  /** Directives, which come before all else in a shader. */
  readonly enable: string;
}

/** @param halfs whether the device has `shader-f16` */
export function cacheCode(format: CacheFormat, halfs: boolean): CacheCode {
  const plain = { format, stride: 'quads', scale: null, enable: '' } as const;
  switch (format) {
    case 'f32':
      return { ...plain, name: 'f32', element: 'vec4<f32>', quad: (element) => element };
    case 'f16':
      if (halfs) {
        const quad = (element: string): string => `vec4<f32>(${element})`;
        return { ...plain, name: 'f16', element: 'vec4<f16>', quad, enable: 'enable f16;' };
      }
      return {
        ...plain,
        name: 'f16-packed',
        element: 'vec2<u32>',
        quad: (element) => `vec4<f32>(unpack2x16float(${element}.x), unpack2x16float(${element}.y))`,
      };
    case 'q8':
      return {
        ...plain,
        name: 'q8',
        element: 'u32',
        stride: '(quads + 1)',
        quad: (element) => `unpack4x8snorm(${element})`,
        scale: (array, origin) => `bitcast<f32>(${array}[${origin} + quads])`,
      };
    default:
      return format satisfies never;
  }
}

/** Four dimensions, `value`, as the format holds them; in q8 once they are divided by the scale of their head. */
export function narrowed({ element }: CacheCode): string {
  switch (element) {
    case 'vec4<f32>':
      return 'value';
    case 'vec4<f16>':
      return 'vec4<f16>(value)';
    case 'vec2<u32>':
      return 'vec2<u32>(pack2x16float(value.xy), pack2x16float(value.zw))';
    case 'u32':
      return 'pack4x8snorm(value)';
    default:
      return element satisfies never;
  }
}
