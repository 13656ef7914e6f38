/** The dispatches from several models' logits to a chosen token, over fixed buffers. */

import { MOST_CANDIDATES, type StepRequest } from '../ensemble.ts';
import { tokenCount } from '../padding.ts';
import { maskOf } from '../token-mask.ts';
import type { DecoderContext } from './decoder-context.ts';
import {
  type ChooseParameters,
  chooseWords,
  combineKernel,
  drawKernel,
  filterKernel,
  finishKernel,
  isFiltered,
  resultBytes,
  scoreBytes,
  stripBytes,
} from './kernels/choose.ts';
import type { Kernel } from './pipelines.ts';
import type { GpuServices, KernelFamily } from './services.ts';

interface Rows {
  readonly base: DecoderContext;
  readonly expert: DecoderContext;
  readonly anti: DecoderContext;
}

interface Stage {
  readonly pipeline: GPUComputePipeline;
  readonly bindings: GPUBindGroup;
}

type Fixed = Pick<
  ChooseParameters,
  'vocabulary' | 'expertVocabulary' | 'antiVocabulary' | 'strips' | 'hasPair' | 'masked'
>;
type StageName = 'combine' | 'filter' | 'draw' | 'finish';

/** Strips and invocations: few where barriers cost, many where there are thousands of lanes. */
function sizes(family: KernelFamily, vocabulary: number): { strips: number; workgroup: number; threads: number } {
  if (family === 'scalar') return { strips: 64, workgroup: 8, threads: 8 };
  const strips = 2 ** Math.round(Math.log2(vocabulary / 32));
  return { strips: Math.max(256, Math.min(4096, strips)), workgroup: 64, threads: 64 };
}

export class Chooser {
  readonly result: GPUBuffer;
  readonly #services: GpuServices;
  readonly #fixed: Fixed;
  readonly #recent: GPUBuffer;
  readonly #stripGroups: number;
  readonly #stages: Readonly<Record<StageName, Stage>>;

  private constructor(
    services: GpuServices,
    fixed: Fixed,
    stripGroups: number,
    { recent, result }: { readonly recent: GPUBuffer; readonly result: GPUBuffer },
    stages: Readonly<Record<StageName, Stage>>,
  ) {
    this.#services = services;
    this.#fixed = fixed;
    this.#stripGroups = stripGroups;
    this.#recent = recent;
    this.result = result;
    this.#stages = stages;
  }

  static async create(
    services: GpuServices,
    { base, expert, anti }: Rows,
    hasPair: boolean,
    sharedIds: Uint8Array | null,
  ): Promise<Chooser> {
    const { device, pipelines, steps, family } = services;
    // Padding behind the last token is not looked at.
    const width = (context: DecoderContext): number => tokenCount(context.shared.weights.config);
    const vocabulary = width(base);
    const { strips, workgroup, threads } = sizes(family, vocabulary);
    const storage = GPUBufferUsage.STORAGE;
    const bitBytes = Math.ceil(vocabulary / 32) * 4;
    const shared = await device.createBuffer('shared ids', sharedIds ? bitBytes : 0, storage | GPUBufferUsage.COPY_DST);
    if (sharedIds !== null)
      device.device.queue.writeBuffer(
        shared,
        0,
        maskOf(vocabulary, (id) => sharedIds[id] === 1),
      );
    const recent = await device.createBuffer('recent ids', bitBytes, storage | GPUBufferUsage.COPY_DST);
    const scores = await device.createBuffer('scores', scoreBytes(vocabulary), storage);
    const strip = await device.createBuffer('strips', stripBytes(strips), storage);
    const threshold = await device.createBuffer('threshold', 4, storage);
    const result = await device.createBuffer(
      'result',
      resultBytes(2 * MOST_CANDIDATES),
      storage | GPUBufferUsage.COPY_SRC,
    );

    const rows = [base.lastLogits, expert.lastLogits, anti.lastLogits];
    const stage = async (kernel: Kernel, ...buffers: GPUBuffer[]): Promise<Stage> => {
      const { pipeline, layout } = await pipelines.get(kernel);
      const resources = [steps.binding, ...buffers.map((buffer) => ({ buffer }))];
      const entries = resources.map((resource, binding) => ({ binding, resource }));
      return { pipeline, bindings: device.device.createBindGroup({ label: kernel.name, layout, entries }) };
    };
    const [combine, filter, draw, finish] = await Promise.all([
      stage(combineKernel(workgroup), ...rows, shared, recent, scores, strip),
      stage(filterKernel(threads), scores, threshold),
      stage(drawKernel(workgroup), scores, threshold, strip),
      stage(finishKernel(threads), ...rows, scores, strip, result),
    ]);
    const fixed: Fixed = {
      vocabulary,
      expertVocabulary: width(expert),
      antiVocabulary: width(anti),
      strips,
      hasPair,
      masked: sharedIds !== null,
    };
    const stripGroups = Math.ceil(strips / workgroup);
    return new Chooser(services, fixed, stripGroups, { recent, result }, { combine, filter, draw, finish });
  }

  encode(pass: GPUComputePassEncoder, request: StepRequest): void {
    const { steps, device } = this.#services;
    const { repetitionPenalty, temperature, topK, topP } = request.sampling;
    const { alpha, seed, stepIndex, candidates, baseCandidates = 0, forced = null } = request;
    const penalty = request.recent.length > 0 ? repetitionPenalty : 1;
    if (penalty !== 1) {
      const recent = new Set(request.recent);
      device.device.queue.writeBuffer(
        this.#recent,
        0,
        maskOf(this.#fixed.vocabulary, (id) => recent.has(id)),
      );
    }
    const wanted = { candidates, baseCandidates, forced, alpha, penalty, temperature, seed, stepIndex, topK, topP };
    const parameters = { ...this.#fixed, ...wanted };
    const slot = steps.write(chooseWords(parameters));
    const run = (name: StageName, groups: number): void => {
      const { pipeline, bindings } = this.#stages[name];
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindings, [slot]);
      pass.dispatchWorkgroups(groups);
    };
    run('combine', this.#stripGroups);
    if (isFiltered(parameters)) {
      run('filter', 1);
      run('draw', this.#stripGroups);
    }
    run('finish', 1);
  }
}
