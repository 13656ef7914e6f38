/**
 * The ensemble step on the GPU: forward passes of all models, combination, filters and the draw in one submission, and
 * one readback of a few hundred bytes. Nothing as wide as the vocabulary reaches the host.
 */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import { forcedId } from '../choice.ts';
import {
  type Candidate,
  type Ensemble,
  type EnsembleMembers,
  MOST_CANDIDATES,
  type PrefillOptions,
  type Role,
  type StepRequest,
  type StepResult,
} from '../ensemble.ts';
import {
  checkWidths,
  distinctMembers,
  idsFor,
  idsForStep,
  type Member,
  type RoleIds,
  sharingWeights,
} from '../members.ts';
import { checkSampling } from '../sample.ts';
import { Chooser } from './chooser.ts';
import type { ContextGroup, Part } from './context-group.ts';
import type { GpuModel } from './gpu-model.ts';
import { type ChooseResult, parseResult, type ResultEntry, resultBytes } from './kernels/choose.ts';
import type { GpuServices } from './services.ts';

/** What a member has still to encode. */
interface Last {
  readonly model: GpuModel;
  readonly ids: readonly number[];
}

export class GpuEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #services: GpuServices;
  readonly #members: readonly Member<GpuModel>[];
  readonly #base: GpuModel;
  readonly #pair: { readonly expert: GpuModel; readonly anti: GpuModel } | null;
  readonly #sharedIds: Uint8Array | null;
  #chooser: Chooser | null = null;

  /** @throws {LocumError} `vocabulary-mismatch` when widths differ and no `sharedIds` says which ids are the same */
  constructor(services: GpuServices, members: EnsembleMembers<GpuModel>) {
    const { base, pair = null, sharedIds } = members;
    checkWidths(members);
    this.roles = pair === null ? ['base'] : ['base', 'expert', 'anti'];
    this.#services = services;
    this.#members = distinctMembers(members);
    this.#base = base;
    this.#pair = pair;
    this.#sharedIds = pair === null ? null : sharedIds;
  }

  async prefill(ids: RoleIds, options: PrefillOptions): Promise<void> {
    const { signal, onProgress } = options;
    const all = this.#members.map(({ model }, index) => ({ model, ids: idsFor(this.#members[index]!, ids), done: 0 }));
    const total = all.reduce((sum, job) => sum + job.ids.length, 0);
    const tell = (): void => {
      const done = all.reduce((sum, job) => sum + job.done, 0);
      onProgress?.(done, total);
    };
    await this.#allOrNothing(async () => {
      for (const group of sharingWeights(all.filter((job) => job.ids.length > 0))) {
        throwIfCancelled(signal);
        const jobs = group.map((job) => ({
          context: job.model,
          ids: job.ids,
          options: {
            logits: 'none' as const,
            onProgress: (tokens: number) => {
              job.done = tokens;
              tell();
            },
          },
        }));
        await group[0]!.model.shared.extend(jobs, signal);
      }
    });
  }

  async step(request: StepRequest): Promise<StepResult> {
    const { signal, candidates, baseCandidates = 0 } = request;
    checkSampling(request.sampling);
    if (request.allowed || request.sampling.bias) {
      throw new LocumError('unsupported', 'The GPU ensemble knows neither constraints nor biases.', {
        hint: 'Let the logits meet on the host.',
      });
    }
    const countable = (count: number) => Number.isInteger(count) && count >= 0 && count <= MOST_CANDIDATES;
    if (!countable(candidates) || !countable(baseCandidates)) {
      throw new LocumError('bad-argument', `An ensemble step reports 0 to ${MOST_CANDIDATES} candidates.`);
    }
    forcedId(request, this.#base.info.vocabularySize);
    const appended = idsForStep(this.#members, request.append);
    throwIfCancelled(signal);
    return this.#allOrNothing(async () => {
      const { device, readback } = this.#services;
      const chooser = await this.#prepare();
      const last: Last[] = [];
      for (const [index, { model }] of this.#members.entries())
        last.push({ model, ids: await model.allButLastChunk(appended[index]!, signal) });
      const passes = await Promise.all(togetherOrAlone(last).map(groupOf));
      const staged = await readback.stage(resultBytes(candidates + baseCandidates));
      const encoder = device.device.createCommandEncoder();
      for (const { group, parts } of passes) group.encode(encoder, parts);
      const pass = encoder.beginComputePass();
      chooser.encode(pass, request);
      pass.end();
      staged.copyFrom(encoder, chooser.result);
      device.device.queue.submit([encoder.finish()]);
      const result = parseResult(await staged.read(), candidates);
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

  #stepResult(result: ChooseResult): StepResult {
    const { baseBest, combinedBest, logSum, expected, chosen, top, baseTop } = result;
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
        delta: isShared && this.#pair !== null ? this.#delta(entry) : 0,
      };
    };
    return {
      chosen: candidate(chosen),
      baseArgmax: baseBest,
      combinedArgmax: combinedBest,
      top: top.map(candidate),
      baseTop: baseTop.map(candidate),
      spread: {
        entropyBase: Math.max(0, -expected.base.logProbability),
        entropyCombined: Math.max(0, -expected.combined.logProbability),
        klCombined: Math.max(0, expected.combined.shift - logSum.combined + logSum.base),
        klBase: Math.max(0, logSum.combined - logSum.base - expected.base.shift),
      },
    };
  }

  /** As the shader adds it. */
  #delta({ id, expert, anti }: ResultEntry): number {
    const width = Math.min(...[this.#pair?.expert, this.#pair?.anti].map((model) => model?.info.vocabularySize ?? 0));
    const delta = expert - anti;
    return id < width && Number.isFinite(delta) ? delta : 0;
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

/** What goes in a pass each: contexts over the same weights together, if there is room for so many tokens. */
function togetherOrAlone(last: readonly Last[]): readonly (readonly Last[])[] {
  return sharingWeights(last).flatMap((group) => {
    const tokens = group.reduce((sum, { ids }) => sum + ids.length, 0);
    return tokens <= group[0]!.model.shared.shared.chunkTokens ? [group] : group.map((one) => [one]);
  });
}

async function groupOf(jobs: readonly Last[]): Promise<{ readonly group: ContextGroup; readonly parts: Part[] }> {
  const contexts = await Promise.all(jobs.map(({ model }) => model.context()));
  const group = await jobs[0]!.model.shared.group(contexts);
  return { group, parts: jobs.map(({ ids }) => ({ ids, logits: true })) };
}
