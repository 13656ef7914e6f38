/** y[row + t] = x[first + t] / √(mean(x²) + ε) · weight (Zhang & Sennrich 2019), stored or added to what is there. */

import type { Kernel } from '../pipelines.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import { reduction } from './matmul.ts';
import { STEP } from './shape.ts';
import { struct } from './struct.ts';

const SHAPE = struct('Shape', { quads: 'u32', epsilon: 'f32' });

export function rmsNormShape(columns: number, epsilon: number): Uint32Array<ArrayBuffer> {
  return SHAPE.words({ quads: columns / 4, epsilon });
}

/** What becomes of the result. */
export type RmsNormMode = 'store' | 'add';
const ASSIGN: Readonly<Record<RmsNormMode, string>> = { store: '=', add: '+=' };

/** One workgroup a token. */
const BINDINGS = [
  uniform('shape', 'Shape'),
  step('step', 'Step'),
  read('x', 'array<vec4<f32>>'),
  read('weight', 'array<vec4<f32>>'),
  write('y', 'array<vec4<f32>>'),
];
const COMMON = SHAPE.wgsl + STEP.wgsl;

/** Without barriers: each of a few invocations takes the whole sum and writes its share. */
export function scalarRmsNorm(mode: RmsNormMode): Kernel {
  const threads = 8;
  return declared(
    `rms-norm-scalar-${mode}`,
    BINDINGS,
    () => `${COMMON}
@compute @workgroup_size(${threads})
fn main(@builtin(workgroup_id) token: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  let origin = (step.first + token.x) * shape.quads;
  var squares = vec4<f32>(0.0);
  for (var i = 0u; i < shape.quads; i++) { let v = x[origin + i]; squares += v * v; }
  let inverse = inverseSqrt(dot(squares, vec4<f32>(1.0)) / f32(4 * shape.quads) + shape.epsilon);
  for (var i = local; i < shape.quads; i += ${threads}) {
    y[(step.row + token.x) * shape.quads + i] ${ASSIGN[mode]} x[origin + i] * inverse * weight[i];
  }
}`,
  );
}

export function workgroupRmsNorm(subgroups: boolean, mode: RmsNormMode): Kernel {
  const threads = 128;
  return declared(
    `rms-norm-${subgroups ? 'subgroup' : 'workgroup'}-${mode}`,
    BINDINGS,
    () => `${COMMON}
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
    y[(step.row + token.x) * shape.quads + i] ${ASSIGN[mode]} x[origin + i] * inverse * weight[i];
  }
}`,
    subgroups ? 'enable subgroups;' : '',
  );
}
