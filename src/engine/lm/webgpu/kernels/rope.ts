/**
 * Takes a chunk's q‖k‖v apart: normalises heads of q and k where the model does (Qwen3, Gemma 3), rotates them (Su et al. 2021,
 * halves of what is rotated as pairs, as Hugging Face has it) (v needs none of it). q leaves scaled as attention wants it.
 * Cosines and sines come from a table made in float64: in the shader they would be off by 1e-3.
 */

import type { DecoderConfig } from '../../decoder-config.ts';
import { eachRotation, type RopeConfig, ropeFrequencies } from '../../rope.ts';
import type { Kernel } from '../pipelines.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import { ATTENTION_SHAPE, STEP } from './shape.ts';

const WORKGROUP = 32;

export function ropeGrid({ heads, kvHeads, headDim }: DecoderConfig, tokens: number): readonly [number, number] {
  return [Math.ceil(((heads + kvHeads) * headDim) / 2 / WORKGROUP), tokens];
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

/** Bindings: attention shape (of any window: none is read), step, qkv, table, norm of q, norm of k, q, k. */
export function ropeKernel(qkNorm: boolean): Kernel {
  const bindings = [
    uniform('shape', 'Shape'),
    step('step', 'Step'),
    read('qkv', 'array<f32>'),
    read('table', 'array<vec2<f32>>'),
    read('q_norm', 'array<f32>'),
    read('k_norm', 'array<f32>'),
    write('q', 'array<f32>'),
    write('k', 'array<f32>'),
  ];
  return declared(
    qkNorm ? 'rope-qk-norm' : 'rope',
    bindings,
    () => `${ATTENTION_SHAPE.wgsl}${STEP.wgsl}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let half = shape.head_dim / 2;
  let all_heads = shape.heads + 2 * shape.kv_heads; // with those of v
  let head = id.x / half;
  let i = id.x % half;
  let token = id.y;
  if (head >= shape.heads + shape.kv_heads) { return; }
  let row = step.row + token;
  let origin = (row * all_heads + head) * shape.head_dim;
  // Two dimensions an invocation: a pair that is rotated, or two neighbours behind those.
  let rotated = i < shape.pairs;
  let first = select(2 * i, i, rotated);
  let second = select(2 * i + 1, i + shape.pairs, rotated);
  var a = qkv[origin + first];
  var b = qkv[origin + second];
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
    let to = (row * shape.heads + head) * shape.head_dim;
    q[to + first] = turned.x * shape.scale;
    q[to + second] = turned.y * shape.scale;
  } else {
    let to = (row * shape.kv_heads + head - shape.heads) * shape.head_dim;
    k[to + first] = turned.x;
    k[to + second] = turned.y;
  }
}`,
  );
}
