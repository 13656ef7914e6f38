/** x[t] = the embedding row of token t, times the model's scale for it. */

import type { Kernel } from '../pipelines.ts';
import type { Block } from './matmul.ts';
import { type Packing, weightQuad } from './packing.ts';
import { STEP_WGSL } from './shape.ts';

const WORKGROUP = 32;

export interface EmbedKernel extends Kernel {
  readonly grid: (columns: number, tokens: number) => readonly [number, number];
}

/** @param scale by which rows are multiplied */
export function embedShapeWords({ rows, first }: Block, columns: number, scale: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array([rows, columns, first, 0]);
  new Float32Array(words.buffer, 12, 1)[0] = scale;
  return words;
}

/** Bindings: shape of the embedding matrix or of a block of it, step, token ids, weights, scales, x. */
export function embedKernel(pack: Packing): EmbedKernel {
  const quads = pack.quads.length;
  const scale = pack.grouped ? ` * scale_of(row, element / ${32 / pack.columns})` : '';
  return {
    name: `embed-${pack.precision}`,
    bindings: ['uniform', 'step', 'read', 'read', 'read', 'write'],
    grid: (columns, tokens) => [Math.ceil(columns / pack.columns / WORKGROUP), tokens],
    wgsl: () => `${pack.enable}
struct Shape { rows: u32, columns: u32, first: u32, scale: f32 }
${STEP_WGSL}
${pack.prelude}
@group(0) @binding(0) var<uniform> shape: Shape;
@group(0) @binding(1) var<uniform> step: Step;
@group(0) @binding(2) var<storage, read> ids: array<u32>;
@group(0) @binding(3) var<storage, read> weights: array<${pack.element}>;
@group(0) @binding(4) var<storage, read> scales: array<u32>;
@group(0) @binding(5) var<storage, read_write> x: array<vec4<f32>>;

@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let elements = shape.columns / ${pack.columns};
  let element = id.x;
  let token = id.y;
  if (element >= elements) { return; }
  // A row of another block wraps round to a number far too large.
  let row = ids[token] - shape.first;
  if (row >= shape.rows) { return; }
  let q = weights[row * elements + element];
  ${pack.quads
    .map(
      (_, k) =>
        `x[(token * elements + element) * ${quads} + ${k}] = ${weightQuad(pack, k, 'q')}${scale} * shape.scale;`,
    )
    .join('\n  ')}
}`,
  };
}
