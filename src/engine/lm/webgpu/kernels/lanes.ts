/** How invocations beside each other may share loads, where kernels are barrier-free. */

/** Subgroups of this size share the loads of x: SwiftShader's. */
const SHARING_LANES = 4;

/** Whether neighbours can load a quad of x together, one column each. */
export type Lanes = 'alone' | 'in fours';

export function lanesOf(subgroups: boolean, { subgroupMinSize, subgroupMaxSize }: Partial<GPUAdapterInfo>): Lanes {
  return subgroups && subgroupMinSize === SHARING_LANES && subgroupMaxSize === SHARING_LANES ? 'in fours' : 'alone';
}
