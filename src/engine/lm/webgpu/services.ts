/** What all models on one device share. */

import type { GpuDevice } from './device.ts';
import type { Lanes } from './kernels/lanes.ts';
import type { PipelineCache } from './pipelines.ts';
import type { Readback } from './readback.ts';
import type { StepUniforms } from './step-uniforms.ts';

/**
 * How kernels divide their work: `subgroup` and `workgroup` let neighbours read together and then reduce (real GPUs,
 * with and without the subgroups feature); `scalar` needs no barriers (software adapters).
 */
export type KernelFamily = 'subgroup' | 'workgroup' | 'scalar';

export interface GpuServices {
  readonly device: GpuDevice;
  readonly pipelines: PipelineCache;
  readonly steps: StepUniforms;
  readonly readback: Readback;
  readonly family: KernelFamily;
  readonly lanes: Lanes;
}
