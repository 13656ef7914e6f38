/** gated[t] = activation(gates[t]) · ups[t], where the two are computed apart: an adapter changes them before they meet. */

import type { DecoderConfig } from '../../decoder-config.ts';
import type { Kernel } from '../pipelines.ts';
import { declared, read, step, uniform, write } from './declared.ts';
import { ACTIVATE_WGSL, GATED_MODE, MATMUL_MODE } from './matmul.ts';
import { STEP } from './shape.ts';
import { struct } from './struct.ts';

const WORKGROUP = 32;

export interface GateKernel extends Kernel {
  readonly grid: (outputs: number, tokens: number) => readonly [number, number];
}

const SHAPE = struct('Shape', { outputs: 'u32', mode: 'u32' });

export function gateShape({ ffnSize, activation }: DecoderConfig): Uint32Array<ArrayBuffer> {
  return SHAPE.words({ outputs: ffnSize, mode: MATMUL_MODE[GATED_MODE[activation]] });
}

/** Bindings: shape, step, gates‖ups of each token, gated. */
export function gateKernel(): GateKernel {
  return {
    ...declared(
      'gate',
      [uniform('shape', 'Shape'), step('step', 'Step'), read('pairs', 'array<f32>'), write('gated', 'array<f32>')],
      () => `${SHAPE.wgsl}${STEP.wgsl}
${ACTIVATE_WGSL}
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  if (id.x >= shape.outputs) { return; }
  let token = step.row + id.y;
  let origin = token * 2 * shape.outputs + id.x;
  gated[token * shape.outputs + id.x] = activate(pairs[origin]) * pairs[origin + shape.outputs];
}`,
    ),
    grid: (outputs, tokens) => [Math.ceil(outputs / WORKGROUP), tokens],
  };
}
