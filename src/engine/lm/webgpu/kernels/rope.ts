/**
 * Takes a chunk's q‖k‖v apart: normalises heads of q and k where the model does (Qwen3, Gemma 3), rotates them (Su et al. 2021,
 * halves of what is rotated as pairs, as Hugging Face has it) and puts k and v into the cache. q leaves scaled as attention wants it.
 * Cosines and sines come from a table made in float64: in the shader they would be off by 1e-3.
 */

import type { DecoderConfig } from '../../decoder-config.ts';
import { eachRotation, type RopeConfig, ropeFrequencies } from '../../rope.ts';
import type { Kernel } from '../pipelines.ts';
import { ATTENTION_SHAPE_WGSL, STEP_WGSL } from './shape.ts';

const WORKGROUP = 32;

export function ropeGrid({ heads, kvHeads, headDim }: DecoderConfig, tokens: number): readonly [number, number] {
  return [Math.ceil(((heads + 2 * kvHeads) * headDim) / 2 / WORKGROUP), tokens];
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

/** Bindings: attention shape, step, qkv, table, norm of q, norm of k, q, keys, values. */
export function ropeKernel(qkNorm: boolean): Kernel {
  return {
    name: qkNorm ? 'rope-qk-norm' : 'rope',
    bindings: ['uniform', 'step', 'read', 'read', 'read', 'read', 'write', 'write', 'write'],
    wgsl: () => `
${ATTENTION_SHAPE_WGSL}
${STEP_WGSL}
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<uniform> step: Step;
@group(0) @binding(2) var<storage, read> qkv: array<f32>;
@group(0) @binding(3) var<storage, read> table: array<vec2<f32>>;
@group(0) @binding(4) var<storage, read> q_norm: array<f32>;
@group(0) @binding(5) var<storage, read> k_norm: array<f32>;
@group(0) @binding(6) var<storage, read_write> q: array<f32>;
@group(0) @binding(7) var<storage, read_write> keys: array<f32>;
@group(0) @binding(8) var<storage, read_write> values: array<f32>;

@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let half = shape.head_dim / 2;
  let all_heads = shape.heads + 2 * shape.kv_heads;
  let head = id.x / half;
  let i = id.x % half;
  let token = id.y;
  if (head >= all_heads) { return; }
  let origin = (token * all_heads + head) * shape.head_dim;
  // Two dimensions an invocation: a pair that is rotated, or two neighbours behind those.
  let rotated = i < shape.pairs;
  let first = select(2 * i, i, rotated);
  let second = select(2 * i + 1, i + shape.pairs, rotated);
  var a = qkv[origin + first];
  var b = qkv[origin + second];
  let cached = (step.start + token) * shape.kv_heads;
  if (head >= shape.heads + shape.kv_heads) {
    let to = (cached + head - shape.heads - shape.kv_heads) * shape.head_dim;
    values[to + first] = a;
    values[to + second] = b;
    return;
  }
  let is_query = head < shape.heads;
  ${
    qkNorm
      ? `var squares = 0.0;
  for (var j = 0u; j < shape.head_dim; j++) { let v = qkv[origin + j]; squares += v * v; }
  let inverse = inverseSqrt(squares / f32(shape.head_dim) + shape.norm_eps);
  a *= inverse * select(k_norm[first], q_norm[first], is_query);
  b *= inverse * select(k_norm[second], q_norm[second], is_query);`
      : ''
  }
  var turn = vec2<f32>(1.0, 0.0);
  if (rotated) { turn = table[(step.start + token) * shape.pairs + i]; }
  let turned = vec2<f32>(a * turn.x - b * turn.y, b * turn.x + a * turn.y);
  if (is_query) {
    let to = (token * shape.heads + head) * shape.head_dim;
    q[to + first] = turned.x * shape.scale;
    q[to + second] = turned.y * shape.scale;
  } else {
    let to = (cached + head - shape.heads) * shape.head_dim;
    keys[to + first] = turned.x;
    keys[to + second] = turned.y;
  }
}`,
  };
}
