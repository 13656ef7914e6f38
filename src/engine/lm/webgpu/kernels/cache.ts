/**
 * How WGSL reads and writes keys and values of past tokens: `[position, kv head, head]`, a head as `quads` elements of four
 * dimensions and, in q8, one more that holds its scale.
 */

import type { CacheFormat } from '../../cache-format.ts';
import type { DecoderConfig } from '../../decoder-config.ts';
import type { Kernel } from '../pipelines.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import { ATTENTION_SHAPE, STEP } from './shape.ts';

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

const WORKGROUP = 32;

export interface StoreKernel extends Kernel {
  readonly grid: (config: DecoderConfig, tokens: number) => readonly [number, number];
}

/** Puts a chunk's keys, rotated, and its values into the cache. Bindings: attention shape, step, k, qkv, keys, values. */
export function storeKernel(cache: CacheCode): StoreKernel {
  const { format, element } = cache;
  const bindings = [
    uniform('shape', 'Shape'),
    step('step', 'Step'),
    read('k', 'array<vec4<f32>>'),
    read('qkv', 'array<vec4<f32>>'),
    write('keys', `array<${element}>`),
    write('values', `array<${element}>`),
  ];
  const code = (): string => `${ATTENTION_SHAPE.wgsl}${STEP.wgsl}
fn put(is_key: bool, at: u32, element: ${element}) {
  if (is_key) { keys[at] = element; } else { values[at] = element; }
}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let quads = shape.head_dim / 4;
  let head = id.x${format === 'q8' ? '' : ' / quads'};
  if (head >= 2 * shape.kv_heads) { return; }
  let token = id.y;
  let is_key = head < shape.kv_heads;
  let own = select(head - shape.kv_heads, head, is_key);
  let row = step.row + token;
  let from_k = (row * shape.kv_heads + own) * quads;
  let from_v = (row * (shape.heads + 2 * shape.kv_heads) + shape.heads + shape.kv_heads + own) * quads;
  let to = ((step.start + token) * shape.kv_heads + own) * ${cache.stride};
  ${format === 'q8' ? STORE_HEAD : `let i = id.x % quads; ${QUAD}\n  put(is_key, to + i, ${narrowed(cache)});`}
}`;
  const invocations = ({ kvHeads, headDim }: DecoderConfig): number =>
    2 * kvHeads * (format === 'q8' ? 1 : headDim / 4);
  return {
    ...declared(`store-${cache.name}`, bindings, code, cache.enable),
    grid: (config, tokens) => [Math.ceil(invocations(config) / WORKGROUP), tokens],
  };
}

/** (Both are read: a branch would save nothing.) */
const QUAD = `let of_k = k[select(0u, from_k + i, is_key)]; let value = select(qkv[from_v + i], of_k, is_key);`;

const STORE_HEAD = `var largest = 0.0;
  for (var i = 0u; i < quads; i++) {
    ${QUAD}
    let size = abs(value);
    largest = max(largest, max(max(size.x, size.y), max(size.z, size.w)));
  }
  let inverse = select(0.0, 1.0 / largest, largest > 0.0);
  for (var i = 0u; i < quads; i++) {
    ${QUAD}
    put(is_key, to + i, pack4x8snorm(value * inverse));
  }
  put(is_key, to + quads, bitcast<u32>(largest));`;

function narrowed({ element }: CacheCode): string {
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
