/**
 * The ensemble step on the GPU: forward passes of all models, combination, filters and the draw in one submission, and
 * one readback of a few hundred bytes. Nothing as wide as the vocabulary reaches the host.
 */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { Candidate, Ensemble, Role, StepRequest, StepResult } from '../ensemble.ts';
import { checkSampling } from '../sample.ts';
import type { DecoderContext } from './decoder-context.ts';
import type { GpuModel } from './gpu-model.ts';
import {
  type ChooseParameters,
  type ChooseResult,
  chooseWords,
  combineKernel,
  drawKernel,
  filterKernel,
  finishKernel,
  isFiltered,
  parseResult,
  type ResultEntry,
  resultBytes,
  SCORE_BYTES,
  STRIP_BYTES,
} from './kernels/choose.ts';
import type { Kernel } from './pipelines.ts';
import type { GpuServices, KernelFamily } from './services.ts';

/** One distinct model and the roles it plays. */
interface Member {
  readonly model: GpuModel;
  readonly roles: readonly Role[];
}

export interface GpuMembers {
  readonly base: GpuModel;
  readonly pair?: { readonly expert: GpuModel; readonly anti: GpuModel };
  readonly sharedIds: Uint8Array | null;
}

const MOST_CANDIDATES = 32;
type RoleIds = Readonly<Partial<Record<Role, readonly number[]>>>;

export class GpuEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #services: GpuServices;
  readonly #members: readonly Member[];
  readonly #base: GpuModel;
  readonly #pair: { readonly expert: GpuModel; readonly anti: GpuModel } | null;
  readonly #sharedIds: Uint8Array | null;
  #chooser: Chooser | null = null;

  /** @throws {LocumError} `vocabulary-mismatch` when widths differ and no `sharedIds` says which ids are the same */
  constructor(services: GpuServices, { base, pair, sharedIds }: GpuMembers) {
    const played: [Role, GpuModel][] = [['base', base]];
    if (pair !== undefined) played.push(['expert', pair.expert], ['anti', pair.anti]);
    this.roles = played.map(([role]) => role);
    this.#services = services;
    this.#members = [...new Set(played.map(([, model]) => model))].map((model) => ({
      model,
      roles: played.filter(([, other]) => other === model).map(([role]) => role),
    }));
    this.#base = base;
    this.#pair = pair ?? null;
    this.#sharedIds = pair === undefined ? null : sharedIds;
    const width = base.info.vocabularySize;
    const sameWidth = played.every(([, model]) => model.info.vocabularySize === width);
    if (sharedIds === null ? !sameWidth : sharedIds.length !== width) {
      throw new LocumError('vocabulary-mismatch', 'The models have vocabularies of different size.', {
        hint: 'Proxy tuning needs models of one tokenizer family; across families use CAPT.',
        details: Object.fromEntries(played.map(([role, model]) => [role, model.info.vocabularySize])),
      });
    }
  }

  async prefill(
    ids: RoleIds,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (tokensDone: number, tokensTotal: number) => void },
  ): Promise<void> {
    const { signal, onProgress } = options;
    const jobs = this.#members.map((member) => ({ member, own: idsFor(member, ids) }));
    const total = jobs.reduce((sum, { own }) => sum + own.length, 0);
    await this.#allOrNothing(async () => {
      let before = 0;
      for (const { member, own } of jobs) {
        throwIfCancelled(signal);
        if (own.length === 0) continue;
        const earlier = before;
        await member.model.extend(own, {
          logits: 'none',
          ...(signal && { signal }),
          onProgress: (tokens) => onProgress?.(earlier + tokens, total),
        });
        before += own.length;
      }
    });
  }

  async step(request: StepRequest): Promise<StepResult> {
    const { signal, candidates } = request;
    checkSampling(request.sampling);
    if (request.allowed) {
      throw new LocumError('unsupported', 'The GPU ensemble cannot keep to a constraint.', {
        hint: 'Let the logits meet on the host.',
      });
    }
    if (!(Number.isInteger(candidates) && candidates >= 0 && candidates <= MOST_CANDIDATES)) {
      throw new LocumError('bad-argument', `An ensemble step reports 0 to ${MOST_CANDIDATES} candidates.`);
    }
    const jobs = this.#members.map((member) => ({ model: member.model, own: idsFor(member, request.append) }));
    if (jobs.some(({ own }) => own.length === 0)) {
      throw new LocumError('bad-argument', 'Every model of the ensemble needs at least one token a step.');
    }
    throwIfCancelled(signal);
    return this.#allOrNothing(async () => {
      const { device, readback } = this.#services;
      const chooser = await this.#prepare();
      const last: { readonly context: DecoderContext; readonly chunk: readonly number[] }[] = [];
      for (const { model, own } of jobs)
        last.push({ context: await model.context(), chunk: await lastChunk(model, own, signal) });
      const staged = await readback.stage(resultBytes(candidates));
      const encoder = device.device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (const { context, chunk } of last) context.encode(pass, chunk, 'last');
      chooser.encode(pass, request);
      pass.end();
      staged.copyFrom(encoder, chooser.result);
      device.device.queue.submit([encoder.finish()]);
      const result = parseResult(await staged.read());
      throwIfCancelled(signal);
      return this.#stepResult(result);
    });
  }

  async reset(): Promise<void> {
    for (const { model } of this.#members) await model.truncate(0);
  }

  async #prepare(): Promise<Chooser> {
    const base = await this.#base.context();
    const expert = (await this.#pair?.expert.context()) ?? base;
    const anti = (await this.#pair?.anti.context()) ?? base;
    this.#chooser ??= await Chooser.create(
      this.#services,
      { base, expert, anti },
      this.#pair !== null,
      this.#sharedIds,
    );
    return this.#chooser;
  }

  #stepResult({ baseBest, combinedBest, logSum, chosen, top }: ChooseResult): StepResult {
    if (!Number.isFinite(logSum.combined)) {
      throw new LocumError('internal', 'The models computed no usable numbers.', {
        recoverable: false,
        hint: 'The model files may be damaged, or the graphics driver at fault. Load the models again or use the CPU backend.',
      });
    }
    const probability = (model: GpuModel | undefined, logit: number, sum: number, id: number): number =>
      model !== undefined && id < model.info.vocabularySize ? Math.exp(logit - sum) : 0;
    const candidate = (entry: ResultEntry): Candidate => {
      const { id } = entry;
      const isShared = this.#sharedIds === null || this.#sharedIds[id] === 1;
      return {
        id,
        base: Math.exp(entry.base - logSum.base),
        expert: isShared ? probability(this.#pair?.expert, entry.expert, logSum.expert, id) : 0,
        anti: isShared ? probability(this.#pair?.anti, entry.anti, logSum.anti, id) : 0,
        combined: Math.exp(entry.combined - logSum.combined),
      };
    };
    return {
      chosen: candidate(chosen),
      baseArgmax: baseBest,
      combinedArgmax: combinedBest,
      top: top.map(candidate),
    };
  }

  /** When `work` fails or is cancelled, every context is as long as before, so that they stay in step. */
  async #allOrNothing<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#members.map(({ model }) => model.length);
    try {
      return await work();
    } catch (thrown) {
      for (const [index, { model }] of this.#members.entries()) model.rollBack(before[index]!);
      throw thrown;
    }
  }
}

/** Appends all of `ids` but the last chunk, and makes room for that. */
async function lastChunk(
  model: GpuModel,
  ids: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly number[]> {
  model.checkIds(ids);
  const context = await model.context();
  let rest = ids;
  const most = context.chunkAt(context.length + ids.length);
  if (rest.length > most) {
    await model.extend(rest.slice(0, -most), { logits: 'none', ...(signal && { signal }) });
    rest = rest.slice(-most);
  }
  await context.reserve(context.length + rest.length);
  return rest;
}

/** One forward serves all roles of a model, so they must ask for the same tokens. */
function idsFor({ roles }: Member, ids: RoleIds): readonly number[] {
  const [first = [], ...others] = roles.map((role) => ids[role] ?? []);
  const same = others.every((other) => other.length === first.length && other.every((id, i) => id === first[i]));
  if (!same) {
    throw new LocumError('bad-argument', `One model plays ${roles.join(' and ')} but was given different tokens.`, {
      hint: 'Fork the model when its roles need different prompts.',
    });
  }
  return first;
}

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

/** The dispatches from logits to a chosen token, over fixed buffers. */
class Chooser {
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
    const width = (context: DecoderContext): number => context.shared.weights.config.vocabularySize;
    const vocabulary = width(base);
    const { strips, workgroup, threads } = sizes(family, vocabulary);
    const storage = GPUBufferUsage.STORAGE;
    const bitBytes = Math.ceil(vocabulary / 32) * 4;
    const shared = await device.createBuffer('shared ids', sharedIds ? bitBytes : 0, storage | GPUBufferUsage.COPY_DST);
    if (sharedIds !== null)
      device.device.queue.writeBuffer(
        shared,
        0,
        bitSet(vocabulary, (id) => sharedIds[id] === 1),
      );
    const recent = await device.createBuffer('recent ids', bitBytes, storage | GPUBufferUsage.COPY_DST);
    const scores = await device.createBuffer('scores', vocabulary * SCORE_BYTES, storage);
    const strip = await device.createBuffer('strips', strips * STRIP_BYTES, storage);
    const threshold = await device.createBuffer('threshold', 4, storage);
    const result = await device.createBuffer('result', resultBytes(MOST_CANDIDATES), storage | GPUBufferUsage.COPY_SRC);

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
    const { alpha, seed, stepIndex, candidates } = request;
    const penalty = request.recent.length > 0 ? repetitionPenalty : 1;
    if (penalty !== 1) {
      const recent = new Set(request.recent);
      device.device.queue.writeBuffer(
        this.#recent,
        0,
        bitSet(this.#fixed.vocabulary, (id) => recent.has(id)),
      );
    }
    const parameters = { ...this.#fixed, candidates, alpha, penalty, temperature, seed, stepIndex, topK, topP };
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

/** One bit an id, 32 to a word. */
function bitSet(size: number, has: (id: number) => boolean): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(size / 32));
  for (let id = 0; id < size; id++) if (has(id)) words[id >> 5] = words[id >> 5]! | (1 << (id & 31));
  return words;
}
