/** The weights of one model on the GPU and the contexts over them: alone or together, in as few passes as there have to be. */

import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { CausalLM, ContextJob, ExtendOptions, Logits, SharedWeights, WeightTraffic } from '../causal-lm.ts';
import { withoutPadding } from '../padding.ts';
import { ContextGroup, type Part } from './context-group.ts';
import type { DecoderContext, DecoderShared } from './decoder-context.ts';

/** What a context is to compute. */
export interface Run {
  readonly context: DecoderContext;
  /** Room for them is reserved. */
  readonly ids: readonly number[];
  /** Whether the logits behind the last of them are wanted. */
  readonly logits: boolean;
  readonly onProgress?: ((tokensDone: number) => void) | undefined;
}

/** A model as the weights know it: one context over them. */
export interface WeightUser extends CausalLM {
  /** What has to be computed to append `ids`, with room for it. */
  prepare(ids: readonly number[], options?: ExtendOptions): Promise<Run>;
  rollBack(length: number): void;
}

export class GpuWeights implements SharedWeights {
  readonly shared: DecoderShared;
  readonly #users = new Map<CausalLM, WeightUser>();
  readonly #groups = new Set<ContextGroup>();

  constructor(shared: DecoderShared) {
    this.shared = shared;
  }

  get traffic(): WeightTraffic {
    return this.shared.traffic;
  }

  hold(user: WeightUser): void {
    this.#users.set(user, user);
  }

  /** A user and its context are gone, and the weights with the last of them. */
  release(user: WeightUser, context: DecoderContext | null): void {
    for (const group of this.#groups) {
      if (context === null || !group.contexts.includes(context)) continue;
      group.destroy();
      this.#groups.delete(group);
    }
    context?.destroy();
    this.#users.delete(user);
    if (this.#users.size > 0) return;
    const { activations, scratch, shapes, weights } = this.shared;
    for (const part of [activations, scratch, shapes, weights]) part.destroy();
  }

  /** The group of just these contexts, kept for the next time. @throws {LocumError} `out-of-memory`, `device-lost` */
  async group(contexts: readonly DecoderContext[]): Promise<ContextGroup> {
    for (const group of this.#groups) {
      const own = group.contexts;
      if (own.length === contexts.length && own.every((context, index) => context === contexts[index])) return group;
    }
    const group = await ContextGroup.create(contexts);
    this.#groups.add(group);
    return group;
  }

  async extend(jobs: readonly ContextJob[], signal?: AbortSignal): Promise<readonly Logits[]> {
    const users = jobs.map(({ context }) => {
      const user = this.#users.get(context);
      if (user !== undefined) return user;
      throw new LocumError('bad-argument', `The context of “${context.info.id}” has other weights.`);
    });
    const before = users.map(({ length }) => length);
    try {
      throwIfCancelled(signal);
      // What wants logits at all positions comes by itself.
      const isAlone = jobs.map(({ ids, options }) => options?.logits === 'all' && ids.length > 1);
      const runs: (Run & { readonly job: number })[] = [];
      for (const [job, { ids, options }] of jobs.entries()) {
        if (!isAlone[job]) runs.push({ job, ...(await users[job]!.prepare(ids, options)) });
      }
      const found = await this.run(runs, signal);
      const rows = new Map(runs.map(({ job }, index) => [job, found[index]!]));
      for (const [job, { ids, options }] of jobs.entries()) {
        if (isAlone[job]) rows.set(job, (await users[job]!.extend(ids, { ...options, signal })).data);
      }
      const { vocabularySize } = this.shared.weights.config;
      return jobs.map((_, job) => {
        const data = rows.get(job)!;
        return { rows: data.length / vocabularySize, vocabularySize, data };
      });
    } catch (thrown) {
      for (const [index, user] of users.entries()) user.rollBack(before[index]!);
      throw thrown;
    }
  }

  /**
   * Computes all of them, in passes that share out the room of a chunk, two of them under way at a time. Should it fail, the caller
   * rolls back. @returns the logits of each, of none where they are not wanted
   */
  async run(runs: readonly Run[], signal: AbortSignal | undefined): Promise<readonly Float32Array[]> {
    if (runs.length === 0) return [];
    const { services, chunkTokens, weights } = this.shared;
    const { device, readback } = services;
    const done = runs.map(() => 0);
    const left = (index: number): number => runs[index]!.ids.length - done[index]!;
    const tell = (counts: readonly number[]): void => {
      for (const [index, count] of counts.entries()) runs[index]!.onProgress?.(count);
    };
    let underWay: { readonly idle: Promise<unknown>; readonly done: readonly number[] } | null = null;
    for (;;) {
      const going = runs.flatMap((_, index) => (left(index) > 0 ? [index] : []));
      const group = await this.group(going.map((index) => runs[index]!.context));
      const share = Math.max(1, Math.floor(chunkTokens / going.length));
      const parts = going.map((index): Part => {
        const { ids, logits } = runs[index]!;
        const from = done[index]!;
        const chunk = ids.slice(from, from + share);
        return { ids: chunk, logits: logits && from + chunk.length === ids.length };
      });
      for (const [at, index] of going.entries()) done[index]! += parts[at]!.ids.length;
      const isLast = runs.every((_, index) => left(index) === 0);
      const bytes = 4 * weights.config.vocabularySize;
      const staged = await Promise.all(runs.map(({ logits }) => (isLast && logits ? readback.stage(bytes) : null)));
      const encoder = device.device.createCommandEncoder();
      group.encode(encoder, parts);
      for (const [index, own] of staged.entries()) own?.copyFrom(encoder, runs[index]!.context.lastLogits);
      device.device.queue.submit([encoder.finish()]);
      if (underWay !== null) {
        await underWay.idle;
        tell(underWay.done);
        throwIfCancelled(signal);
      }
      if (!isLast) {
        const idle = device.idle();
        // Awaited in the next round; should that one fail first, this must not count as unhandled.
        idle.catch(() => {});
        underWay = { idle, done: [...done] };
        continue;
      }
      const read = staged.map(async (own) =>
        withoutPadding(new Float32Array(own === null ? [] : await own.read()), weights.config),
      );
      const logits = await Promise.all(read);
      if (staged.every((own) => own === null)) await device.idle();
      tell(done);
      return logits;
    }
  }
}
