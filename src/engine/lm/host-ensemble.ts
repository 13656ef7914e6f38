/**
 * An ensemble whose logits meet in the host's memory: any mix of backends. Float64 arithmetic, so it is also the
 * reference for the ensemble on the GPU.
 */
import { LocumError, throwIfCancelled } from '../errors.ts';
import type { ExtendOptions, Logits } from './causal-lm.ts';
import { chooseFromRows } from './choice.ts';
import type { Ensemble, EnsembleMembers, PrefillOptions, Role, StepRequest, StepResult } from './ensemble.ts';
import {
  checkWidths,
  distinctMembers,
  idsFor,
  idsForStep,
  type Member,
  type RoleIds,
  sharingWeights,
} from './members.ts';
import { checkSampling } from './sample.ts';

/** A member with the ids in its KV cache, to rebuild it where the backend cannot roll back. */
interface MemberContext extends Member {
  context: number[];
}

/** @throws {LocumError} `vocabulary-mismatch` when widths differ and no `sharedIds` says which ids are the same */
export function createHostEnsemble(members: EnsembleMembers): Ensemble {
  return new HostEnsemble(members);
}

class HostEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #members: readonly MemberContext[];
  readonly #sharedIds: Uint8Array | null;
  readonly #scores: Float64Array;

  constructor(members: EnsembleMembers) {
    checkWidths(members);
    this.#members = distinctMembers(members).map((member) => ({ ...member, context: [] }));
    this.roles = members.pair === undefined ? ['base'] : ['base', 'expert', 'anti'];
    this.#sharedIds = members.pair === undefined ? null : members.sharedIds;
    this.#scores = new Float64Array(members.base.info.vocabularySize);
  }

  async prefill(ids: RoleIds, options: PrefillOptions): Promise<void> {
    const jobs = this.#members.map((member) => idsFor(member, ids)).map((own, index) => ({ own, index, done: 0 }));
    const total = jobs.reduce((sum, job) => sum + job.own.length, 0);
    await this.#extendAll(
      jobs.map((job) => job.own),
      (index) => ({
        logits: 'none',
        signal: options.signal,
        onProgress: (tokens) => {
          const job = jobs[index];
          if (job === undefined) return;
          job.done = tokens;
          options.onProgress?.(
            jobs.reduce((sum, each) => sum + each.done, 0),
            total,
          );
        },
      }),
    );
  }

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    const results = await this.#extendAll(idsForStep(this.#members, request.append), () => ({
      logits: 'last',
      signal: request.signal,
    }));
    const rows: Partial<Record<Role, Float32Array>> = {};
    for (const [index, { roles }] of this.#members.entries()) {
      const logits = results[index];
      if (!logits) throw new LocumError('internal', 'A model returned no logits.', { recoverable: false });
      for (const role of roles) rows[role] = logits.data;
    }
    return chooseFromRows(rows, request, this.#sharedIds, this.#scores);
  }

  async reset(): Promise<void> {
    await Promise.all(this.#members.map((member) => rollBack(member, 0)));
  }

  /**
   * All models at once. If one fails or is cancelled, the others are taken back to where they were, so that the contexts
   * stay in step; then the first failure is thrown.
   */
  async #extendAll(
    ids: readonly (readonly number[])[],
    options: (index: number) => ExtendOptions,
  ): Promise<(Logits | null)[]> {
    const before = this.#members.map((member) => member.model.length);
    const results: (Logits | null)[] = this.#members.map(() => null);
    const members = this.#members.map((member, index) => ({ model: member.model, member, index }));
    const outcomes = await Promise.allSettled(
      sharingWeights(members).map(async (group) => {
        const jobs = group.flatMap(({ member, index }) => {
          const own = ids[index] ?? [];
          return own.length === 0 ? [] : [{ member, index, context: member.model, ids: own, options: options(index) }];
        });
        const [first] = jobs;
        if (first === undefined) return;
        const { signal } = first.options;
        throwIfCancelled(signal);
        const { shared } = first.context;
        const rows =
          jobs.length > 1 && shared !== undefined
            ? await shared.extend(jobs, signal)
            : [await first.context.extend(first.ids, first.options)];
        for (const [at, job] of jobs.entries()) {
          results[job.index] = rows[at] ?? null;
          job.member.context.push(...job.ids);
        }
      }),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure === undefined) return results;
    // A device that is lost cannot roll back either; the first failure is the one to tell.
    await Promise.allSettled(this.#members.map((member, index) => rollBack(member, before[index] ?? 0)));
    throw failure.reason;
  }
}

async function rollBack(member: MemberContext, length: number): Promise<void> {
  const { model } = member;
  member.context.length = Math.min(member.context.length, length);
  if (model.length <= length) return;
  if (model.info.capabilities.truncate || length === 0) return model.truncate(length);
  const kept = [...member.context];
  await model.truncate(0);
  await model.extend(kept, { logits: 'none' });
}
