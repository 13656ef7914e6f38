/**
 * Takes a chunk's q‖k‖v apart: normalises heads of q and k where the model does (Qwen3), rotates them (Su et al. 2021,
 * halves of a head as pairs, as Hugging Face has it) and puts k and v into the cache. q leaves scaled by 1/√head_dim.
 * Cosines and sines come from a table made in float64: in the shader they would be off by 1e-3.
 */

import type { DecoderConfig } from '../../decoder-config.ts';
import type { Kernel } from '../pipelines.ts';
import { ATTENTION_SHAPE_WGSL, STEP_WGSL } from './shape.ts';

const WORKGROUP = 32;

export function ropeGrid({ heads, kvHeads, headDim }: DecoderConfig, tokens: number): readonly [number, number] {
  return [Math.ceil(((heads + 2 * kvHeads) * headDim) / 2 / WORKGROUP), tokens];
}

/** `[positions, headDim / 2]` of (cos, sin). */
export function ropeTable(headDim: number, theta: number, positions: number): Float32Array<ArrayBuffer> {
  const half = headDim / 2;
  const table = new Float32Array(positions * half * 2);
  for (let position = 0; position < positions; position++) {
    for (let i = 0; i < half; i++) {
      const angle = position * theta ** (-i / half);
      table[(position * half + i) * 2] = Math.cos(angle);
      table[(position * half + i) * 2 + 1] = Math.sin(angle);
    }
  }
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
  var a = qkv[origin + i];
  var b = qkv[origin + half + i];
  let cached = (step.start + token) * shape.kv_heads;
  if (head >= shape.heads + shape.kv_heads) {
    let to = (cached + head - shape.heads - shape.kv_heads) * shape.head_dim + i;
    values[to] = a;
    values[to + half] = b;
    return;
  }
  let is_query = head < shape.heads;
  ${
    qkNorm
      ? `var squares = 0.0;
  for (var j = 0u; j < shape.head_dim; j++) { let v = qkv[origin + j]; squares += v * v; }
  let inverse = inverseSqrt(squares / f32(shape.head_dim) + shape.norm_eps);
  a *= inverse * select(k_norm[i], q_norm[i], is_query);
  b *= inverse * select(k_norm[half + i], q_norm[half + i], is_query);`
      : ''
  }
  let turn = table[(step.start + token) * half + i];
  let turned = vec2<f32>(a * turn.x - b * turn.y, b * turn.x + a * turn.y);
  if (is_query) {
    let to = (token * shape.heads + head) * shape.head_dim + i;
    q[to] = turned.x * shape.scale;
    q[to + half] = turned.y * shape.scale;
  } else {
    let to = (cached + head - shape.heads) * shape.head_dim + i;
    keys[to] = turned.x;
    keys[to + half] = turned.y;
  }
}`,
  };
}
