/** y[t] = x[first + t] / √(mean(x²) + ε) · weight (Zhang & Sennrich 2019), stored or added to what is there. */

import type { Kernel } from '../pipelines.ts';
import { reduction } from './matmul.ts';
import { STEP_WGSL } from './shape.ts';

/** Bindings: shape {quads, ε}, step, x, weight, y. One workgroup a token. */
const BINDINGS = ['uniform', 'step', 'read', 'read', 'write'] as const;

export function rmsNormShapeWords(columns: number, epsilon: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array([columns / 4, 0, 0, 0]);
  new Float32Array(words.buffer, 4, 1)[0] = epsilon;
  return words;
}

/** What becomes of the result. */
export type RmsNormMode = 'store' | 'add';
const ASSIGN: Readonly<Record<RmsNormMode, string>> = { store: '=', add: '+=' };

const COMMON = `
struct Shape { quads: u32, epsilon: f32 }
${STEP_WGSL}
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<uniform> step: Step;
@group(0) @binding(2) var<storage, read> x: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> weight: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> y: array<vec4<f32>>;
`;

/** Without barriers: each of a few invocations takes the whole sum and writes its share. */
export function scalarRmsNorm(mode: RmsNormMode): Kernel {
  const threads = 8;
  return {
    name: `rms-norm-scalar-${mode}`,
    bindings: BINDINGS,
    wgsl: () => `${COMMON}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) token: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let origin = (step.first + token.x) * shape.quads;
  var squares = vec4<f32>(0.0);
  for (var i = 0u; i < shape.quads; i++) { let v = x[origin + i]; squares += v * v; }
  let inverse = inverseSqrt(dot(squares, vec4<f32>(1.0)) / f32(4 * shape.quads) + shape.epsilon);
  for (var i = local; i < shape.quads; i += ${threads}) {
    y[token.x * shape.quads + i] ${ASSIGN[mode]} x[origin + i] * inverse * weight[i];
  }
}`,
  };
}

export function workgroupRmsNorm(subgroups: boolean, mode: RmsNormMode): Kernel {
  const threads = 128;
  return {
    name: `rms-norm-${subgroups ? 'subgroup' : 'workgroup'}-${mode}`,
    bindings: BINDINGS,
    wgsl: () => `${subgroups ? 'enable subgroups;' : ''}
${COMMON}
${reduction('f32', threads, subgroups)}
var<workgroup> inverse: f32;
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) token: vec3<u32>, @builtin(local_invocation_index) local: u32${subgroups ? ', @builtin(subgroup_size) lanes: u32, @builtin(subgroup_invocation_id) lane: u32' : ''}) {
  let origin = (step.first + token.x) * shape.quads;
  var squares = 0.0;
  for (var i = local; i < shape.quads; i += ${threads}) { let v = x[origin + i]; squares += dot(v, v); }
  let total = reduce(squares, local${subgroups ? ', lanes, lane' : ''});
  if (local == 0) { inverse = inverseSqrt(total / f32(4 * shape.quads) + shape.epsilon); }
  workgroupBarrier();
  for (var i = local; i < shape.quads; i += ${threads}) {
    y[token.x * shape.quads + i] ${ASSIGN[mode]} x[origin + i] * inverse * weight[i];
  }
}`,
  };
}
