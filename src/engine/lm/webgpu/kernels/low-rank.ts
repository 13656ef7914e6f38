/**
 * LoRA beside a product: y += B · (A · x) for the tokens of one context. Parts of a matrix (q‖k‖v, gates‖ups) have their A's one
 * behind the other, or one for all; which part a row of B belongs to is told by two bounds.
 */

import type { Kernel } from '../pipelines.ts';
import type { KernelFamily } from '../services.ts';
import type { CacheCode } from './cache.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import { reduction } from './matmul.ts';
import { STEP } from './shape.ts';
import { struct } from './struct.ts';

export interface LowRankKernel extends Kernel {
  /** Workgroups for so many rows of A or of B. */
  readonly grid: (rows: number, tokens: number) => readonly [number, number];
}

const WORKGROUP = 32;
const REDUCERS = 64;

const DOWN_SHAPE = struct('Shape', { rows: 'u32', quads: 'u32' });

/** @param rows of all A's together */
export function lowRankDownShape(rows: number, columns: number): Uint32Array<ArrayBuffer> {
  return DOWN_SHAPE.words({ rows, quads: columns / 4 });
}

/** A row · what it is multiplied by, summed over quads, as the row's format has it. */
const scaled = ({ scale }: CacheCode, sum: string, array: string): string =>
  scale === null ? sum : `${sum} * ${scale(array, 'own')}`;

/** inner[token, row] = A[row] · x[token]. Bindings: shape, step, x, A, inner. @param rows how rows of A are held */
export function lowRankDownKernel(family: KernelFamily, rows: CacheCode): LowRankKernel {
  const a = rows.quad('a[own + i]');
  const own = `let quads = shape.quads;
  let own = id.x * ${rows.stride};`;
  const bindings = [
    uniform('shape', 'Shape'),
    step('step', 'Step'),
    read('x', 'array<vec4<f32>>'),
    read('a', `array<${rows.element}>`),
    write('inner', 'array<f32>'),
  ];
  const head = `${DOWN_SHAPE.wgsl}${STEP.wgsl}`;
  if (family === 'scalar') {
    return {
      ...declared(
        `low-rank-down-scalar-${rows.name}`,
        bindings,
        () => `${head}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= shape.rows) { return; }
  ${own}
  let origin = (step.row + id.y) * quads;
  var sum = vec4<f32>(0.0);
  for (var i = 0u; i < quads; i++) { sum += ${a} * x[origin + i]; }
  inner[id.y * shape.rows + id.x] = ${scaled(rows, 'dot(sum, vec4<f32>(1.0))', 'a')};
}`,
        rows.enable,
      ),
      grid: (count, tokens) => [Math.ceil(count / WORKGROUP), tokens],
    };
  }
  return {
    ...declared(
      `low-rank-down-workgroup-${rows.name}`,
      bindings,
      () => `${head}
${reduction('f32', REDUCERS, false)}
@compute @workgroup_size(${REDUCERS})
fn main(@builtin(workgroup_id) id: vec3<u32>, @builtin(local_invocation_index) local: u32) {
  ${own}
  let origin = (step.row + id.y) * quads;
  var sum = 0.0;
  for (var i = local; i < quads; i += ${REDUCERS}) { sum += dot(${a}, x[origin + i]); }
  let total = reduce(sum, local);
  if (local == 0) { inner[id.y * shape.rows + id.x] = ${scaled(rows, 'total', 'a')}; }
}`,
      rows.enable,
    ),
    grid: (count, tokens) => [count, tokens],
  };
}

export interface LowRankUp {
  readonly outputs: number;
  readonly rank: number;
  /** Rows of all A's together. */
  readonly innerRows: number;
  /** Rows of the next part's A behind those of one; 0 where all have the same. */
  readonly partRows: number;
  /** Rows of B at which the second and third part begin; beyond the last where there is none. */
  readonly bounds: readonly [number, number];
}

const UP_SHAPE = struct('Shape', {
  outputs: 'u32',
  quads: 'u32',
  /** Quads from one token's A · x to the next one's. */
  stride: 'u32',
  /** Quads from one part's to the next part's. */
  part: 'u32',
  second: 'u32',
  third: 'u32',
});

export function lowRankUpShape(shape: LowRankUp): Uint32Array<ArrayBuffer> {
  const { outputs, rank, innerRows, partRows, bounds } = shape;
  const [second, third] = bounds;
  return UP_SHAPE.words({ outputs, quads: rank / 4, stride: innerRows / 4, part: partRows / 4, second, third });
}

/** y[token, row] += B[row] · inner[token]. Bindings: shape, step, inner, B, y. @param rows how rows of B are held */
export function lowRankUpKernel(rows: CacheCode): LowRankKernel {
  return {
    ...declared(
      `low-rank-up-${rows.name}`,
      [
        uniform('shape', 'Shape'),
        step('step', 'Step'),
        read('inner', 'array<vec4<f32>>'),
        read('b', `array<${rows.element}>`),
        write('y', 'array<f32>'),
      ],
      () => `${UP_SHAPE.wgsl}${STEP.wgsl}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= shape.outputs) { return; }
  let part = select(0u, 1u, id.x >= shape.second) + select(0u, 1u, id.x >= shape.third);
  let origin = id.y * shape.stride + part * shape.part;
  let quads = shape.quads;
  let own = id.x * ${rows.stride};
  var sum = 0.0;
  for (var i = 0u; i < quads; i++) { sum += dot(${rows.quad('b[own + i]')}, inner[origin + i]); }
  y[(step.row + id.y) * shape.outputs + id.x] += ${scaled(rows, 'sum', 'b')};
}`,
      rows.enable,
    ),
    grid: (count, tokens) => [Math.ceil(count / WORKGROUP), tokens],
  };
}
