/** x[t] = the embedding row of token t, times the model's scale for it. */

import type { Kernel } from '../pipelines.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import type { Block } from './matmul.ts';
import { type Packing, weightQuad } from './packing.ts';
import { STEP } from './shape.ts';
import { struct } from './struct.ts';

const WORKGROUP = 32;

export interface EmbedKernel extends Kernel {
  readonly grid: (columns: number, tokens: number) => readonly [number, number];
}

const SHAPE = struct('Shape', { rows: 'u32', columns: 'u32', first: 'u32', scale: 'f32' });

/** Of the embedding matrix or of a block of it. @param scale by which rows are multiplied */
export function embedShape({ rows, first }: Block, columns: number, scale: number): Uint32Array<ArrayBuffer> {
  return SHAPE.words({ rows, columns, first, scale });
}

export function embedKernel(pack: Packing): EmbedKernel {
  const bindings = [
    uniform('shape', 'Shape'),
    step('step', 'Step'),
    read('ids', 'array<u32>'),
    read('weights', `array<${pack.element}>`),
    read('scales', 'array<u32>'),
    write('x', 'array<vec4<f32>>'),
  ];
  const quads = pack.quads.length;
  const scale = pack.group === null ? '' : `let scale = scale_of(row, element / ${pack.group / pack.columns});`;
  const code = (): string => `${SHAPE.wgsl}${STEP.wgsl}
${pack.prelude}
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
  ${scale}
  ${pack.quads
    .map((_, k) => `x[(token * elements + element) * ${quads} + ${k}] = (${weightQuad(pack, k, 'q')}) * shape.scale;`)
    .join('\n  ')}
}`;
  return {
    ...declared(`embed-${pack.precision}`, bindings, code, pack.enable),
    grid: (columns, tokens) => [Math.ceil(columns / pack.columns / WORKGROUP), tokens],
  };
}
