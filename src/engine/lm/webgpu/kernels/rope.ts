/**
 * Takes a chunk's q‖k‖v apart: normalises heads of q and k where the model does (Qwen3, Gemma 3), rotates them (Su et al. 2021,
 * halves of what is rotated as pairs, as Hugging Face has it; v needs none of it), and puts keys and values into the cache. q leaves
 * scaled as attention wants it. Cosines and sines come from a table made in float64: in the shader they would be off by 1e-3.
 */

import type { DecoderConfig } from '../../decoder-config.ts';
import { eachRotation, type RopeConfig, ropeFrequencies } from '../../rope.ts';
import type { Kernel } from '../pipelines.ts';
import { type CacheCode, narrowed } from './cache.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import { ATTENTION_SHAPE, STEP } from './shape.ts';

const WORKGROUP = 32;

export interface RopeKernel extends Kernel {
  readonly grid: (config: DecoderConfig, tokens: number) => readonly [number, number];
}

/** `[positions, dims / 2]` of (cos, sin). @param long which factors of LongRoPE */
export function ropeTable(rope: RopeConfig, positions: number, long: boolean): Float32Array<ArrayBuffer> {
  const table = new Float32Array(positions * rope.dims);
  eachRotation(ropeFrequencies(rope, long), 0, positions, (place, cosine, sine) => {
    table[2 * place] = cosine;
    table[2 * place + 1] = sine;
  });
  return table;
}

/**
 * Bindings: attention shape (of any window: none is read), step, qkv, table, norm of q, norm of k, q, keys, values. An invocation
 * takes four dimensions of a head, or in q8, where a head has one scale, a head.
 */
export function ropeKernel({ qkNorm, rope }: DecoderConfig, cache: CacheCode): RopeKernel {
  const { format, element } = cache;
  const wholeHeads = format === 'q8';
  const { name, number, turn, code: reading, perHead, squares } = rope.dims % 8 === 0 ? IN_QUADS : ONE_BY_ONE;
  const bindings = [
    uniform('shape', 'Shape'),
    step('step', 'Step'),
    read('qkv', `array<${number}>`),
    read('table', `array<${turn}>`),
    read('q_norm', `array<${number}>`),
    read('k_norm', `array<${number}>`),
    write('q', 'array<vec4<f32>>'),
    write('keys', `array<${element}>`),
    write('values', `array<${element}>`),
  ];
  const code = (): string => `${ATTENTION_SHAPE.wgsl}${STEP.wgsl}
${reading(qkNorm)}
fn put(is_key: bool, at: u32, element: ${element}) {
  if (is_key) { keys[at] = element; } else { values[at] = element; }
}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let quads = shape.head_dim / 4;
  let all_heads = shape.heads + 2 * shape.kv_heads;
  let head = id.x${wholeHeads ? '' : ' / quads'};
  if (head >= all_heads) { return; }
  let row = step.row + id.y;
  let position = step.start + id.y;
  let origin = (row * all_heads + head) * ${perHead};
  ${
    qkNorm
      ? `var squares = 0.0;
  for (var j = 0u; j < ${perHead}; j++) { let v = qkv[origin + j]; squares += ${squares}; }
  let inverse = inverseSqrt(squares / f32(shape.head_dim) + shape.norm_eps);`
      : 'let inverse = 1.0;'
  }
  let is_key = head < shape.heads + shape.kv_heads;
  let own = head - shape.heads - select(shape.kv_heads, 0u, is_key);
  let to_q = (row * shape.heads + head) * quads;
  let to = (position * shape.kv_heads + own) * ${cache.stride};
  ${wholeHeads ? WHOLE_HEAD : `${QUAD}\n  if (head < shape.heads) { q[to_q + i] = value * shape.scale; } else { put(is_key, to + i, ${narrowed(cache)}); }`}
}`;
  return {
    ...declared(`rope-${name}-${cache.name}${qkNorm ? '-qk-norm' : ''}`, bindings, code, cache.enable),
    grid: ({ heads, kvHeads, headDim }, tokens) => {
      const invocations = (heads + 2 * kvHeads) * (wholeHeads ? 1 : headDim / 4);
      return [Math.ceil(invocations / WORKGROUP), tokens];
    },
  };
}

/** How `quad(origin, i, head, inverse, position)`, the i-th four dimensions of a head, out of its norm and rotated, is read. */
interface Reading {
  /** In names of kernels. */
  readonly name: string;
  /** WGSL type in which states and norms are read, and that of cosines and sines. */
  readonly number: string;
  readonly turn: string;
  /** Numbers from one head to the next. */
  readonly perHead: string;
  /** The squares of a number `v`, summed. */
  readonly squares: string;
  readonly code: (qkNorm: boolean) => string;
}

/** Where halves of what is rotated come in fours: their pairs do, too. */
const IN_QUADS: Reading = {
  name: 'quads',
  number: 'vec4<f32>',
  turn: 'vec4<f32>',
  perHead: 'quads',
  squares: 'dot(v, v)',
  code: (qkNorm) => `
fn normed(origin: u32, i: u32, is_query: bool, inverse: f32) -> vec4<f32> {
  ${qkNorm ? 'return qkv[origin + i] * inverse * select(k_norm[i], q_norm[i], is_query);' : 'return qkv[origin + i];'}
}
fn quad(origin: u32, i: u32, head: u32, inverse: f32, position: u32) -> vec4<f32> {
  if (head >= shape.heads + shape.kv_heads) { return qkv[origin + i]; }
  let is_query = head < shape.heads;
  let own = normed(origin, i, is_query, inverse);
  let half = shape.pairs / 4;
  if (i >= 2 * half) { return own; }
  let is_first = i < half;
  let pair = select(i - half, i, is_first);
  let other = normed(origin, select(pair, pair + half, is_first), is_query, inverse);
  let a = table[2 * (position * half + pair)];
  let b = table[2 * (position * half + pair) + 1];
  return own * vec4<f32>(a.x, a.z, b.x, b.z) + select(other, -other, is_first) * vec4<f32>(a.y, a.w, b.y, b.w);
}`,
};

const ONE_BY_ONE: Reading = {
  name: 'numbers',
  number: 'f32',
  turn: 'vec2<f32>',
  perHead: 'shape.head_dim',
  squares: 'v * v',
  code: (qkNorm) => `
fn normed(origin: u32, dim: u32, is_query: bool, inverse: f32) -> f32 {
  ${qkNorm ? 'return qkv[origin + dim] * inverse * select(k_norm[dim], q_norm[dim], is_query);' : 'return qkv[origin + dim];'}
}
fn turned(origin: u32, dim: u32, is_query: bool, inverse: f32, position: u32) -> f32 {
  let own = normed(origin, dim, is_query, inverse);
  if (dim >= 2 * shape.pairs) { return own; }
  let is_first = dim < shape.pairs;
  let pair = select(dim - shape.pairs, dim, is_first);
  let other = normed(origin, select(pair, pair + shape.pairs, is_first), is_query, inverse);
  let turn = table[position * shape.pairs + pair];
  return own * turn.x + select(other, -other, is_first) * turn.y;
}
fn quad(origin: u32, i: u32, head: u32, inverse: f32, position: u32) -> vec4<f32> {
  let d = 4 * i;
  if (head >= shape.heads + shape.kv_heads) {
    return vec4<f32>(qkv[origin + d], qkv[origin + d + 1], qkv[origin + d + 2], qkv[origin + d + 3]);
  }
  let is_query = head < shape.heads;
  return vec4<f32>(${[0, 1, 2, 3].map((j) => `turned(origin, d + ${j}, is_query, inverse, position)`)});
}`,
};

const QUAD = `let i = id.x % quads;
  let value = quad(origin, i, head, inverse, position);`;

const WHOLE_HEAD = `if (head < shape.heads) {
    for (var i = 0u; i < quads; i++) { q[to_q + i] = quad(origin, i, head, inverse, position) * shape.scale; }
    return;
  }
  var largest = 0.0;
  for (var i = 0u; i < quads; i++) {
    let size = abs(quad(origin, i, head, inverse, position));
    largest = max(largest, max(max(size.x, size.y), max(size.z, size.w)));
  }
  let share = select(0.0, 1.0 / largest, largest > 0.0);
  for (var i = 0u; i < quads; i++) {
    put(is_key, to + i, pack4x8snorm(quad(origin, i, head, inverse, position) * share));
  }
  put(is_key, to + quads, bitcast<u32>(largest));`;
