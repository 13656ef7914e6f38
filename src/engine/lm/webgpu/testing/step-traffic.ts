/**
 * What a step costs beside its arithmetic, counted on a GPU that checks every command and computes nothing: dispatches, and bytes of
 * weights read. The layers are Phi-3-mini's in number and kind, and narrower, because dispatches do not depend on widths that one
 * buffer holds.
 */

import { openCheckpoint } from '../../checkpoint/checkpoint.ts';
import { matrixBytes, quantize } from '../../checkpoint/quantize.ts';
import { decoderTensors, EMBEDDING } from '../../checkpoint/tensors.ts';
import { randomCheckpoint } from '../../testing/random-checkpoint.ts';
import { GpuRuntime } from '../runtime.ts';
import { openCheckingGpu } from './dawn.ts';

export const PHI3_MINI = { layers: 32, heads: 4, kvHeads: 4, ffnSize: 128, tiedEmbeddings: false } as const;

export interface StepTraffic {
  readonly kernels: 'subgroup' | 'workgroup';
  readonly dispatches: number;
  /** Bytes of weights read, over those that the matrices take. */
  readonly overFloor: number;
}

export async function stepOfPhi3Mini(kernels: StepTraffic['kernels']): Promise<StepTraffic> {
  const checkpoint = await openCheckpoint(randomCheckpoint({ config: PHI3_MINI }).source);
  const runtime = await GpuRuntime.open({ gpu: await openCheckingGpu(), kernels });
  const model = await runtime.load(checkpoint, { precision: 'q4' });
  await model.extend([1, 2, 3]);
  const before = { ...model.shared.traffic };
  await model.extend([4]);
  const { dispatches, bytes } = model.shared.traffic;
  runtime.destroy();
  let floor = 0;
  for (const { name, shape } of decoderTensors(checkpoint.config)) {
    const [rows, columns] = shape;
    if (columns === undefined) continue;
    // Of the embedding a row.
    const read = name === EMBEDDING ? 1 : rows;
    floor += matrixBytes(quantize(new Float32Array(read * columns), read, columns, 'q4'));
  }
  return { kernels, dispatches: dispatches - before.dispatches, overFloor: (bytes - before.bytes) / floor };
}
