/**
 * An ensemble whose logits meet in the host's memory: any mix of backends. Float64 arithmetic, so it is also the
 * reference for the ensemble on the GPU.
 */
import { LocumError, throwIfCancelled } from '../errors.ts';
import type { CausalLM, ExtendOptions, Logits } from './causal-lm.ts';
import { combineScores } from './combine.ts';
import type { Candidate, Ensemble, EnsembleMembers, Role, StepRequest, StepResult } from './ensemble.ts';
import { checkSampling, chooseToken } from './sample.ts';
import { argmax, logSumExp } from './softmax.ts';
import { keepAllowed } from './token-mask.ts';
import { topIds } from './top-ids.ts';

/** One distinct model and the roles it plays. */
interface Member {
  readonly model: CausalLM;
  readonly roles: readonly Role[];
  /** The ids in its KV cache, to rebuild it where the backend cannot roll back. */
  context: number[];
}

/** A row of logits and what turns it into probabilities. */
interface Row {
  readonly logits: Float32Array;
  readonly logSum: number;
}

/** @throws {LocumError} `vocabulary-mismatch` when widths differ and no `sharedIds` says which ids are the same */
export function createHostEnsemble(members: EnsembleMembers): Ensemble {
  return new HostEnsemble(members);
}

class HostEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #members: readonly Member[];
  readonly #sharedIds: Uint8Array | null;
  readonly #scores: Float64Array;

  constructor({ base, pair, sharedIds }: EnsembleMembers) {
    const played: [Role, CausalLM][] = [['base', base]];
    if (pair !== undefined) played.push(['expert', pair.expert], ['anti', pair.anti]);
    this.roles = played.map(([role]) => role);
    this.#members = [...new Set(played.map(([, model]) => model))].map((model) => ({
      model,
      roles: played.filter(([, other]) => other === model).map(([role]) => role),
      context: [],
    }));
    const width = base.info.vocabularySize;
    const sameWidth = played.every(([, model]) => model.info.vocabularySize === width);
    if (sharedIds === null ? !sameWidth : sharedIds.length !== width) {
      throw new LocumError('vocabulary-mismatch', 'The models have vocabularies of different size.', {
        hint: 'Proxy tuning needs models of one tokenizer family; across families use CAPT.',
        details: Object.fromEntries(played.map(([role, model]) => [role, model.info.vocabularySize])),
      });
    }
    this.#sharedIds = pair === undefined ? null : sharedIds;
    this.#scores = new Float64Array(width);
  }

  async prefill(
    ids: Readonly<Partial<Record<Role, readonly number[]>>>,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (tokensDone: number, tokensTotal: number) => void },
  ): Promise<void> {
    const jobs = this.#members.map((member) => idsFor(member, ids)).map((own, index) => ({ own, index, done: 0 }));
    const total = jobs.reduce((sum, job) => sum + job.own.length, 0);
    await this.#extendAll(
      jobs.map((job) => job.own),
      (index) => ({
        logits: 'none',
        ...(options.signal && { signal: options.signal }),
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
    const appended = this.#members.map((member) => idsFor(member, request.append));
    if (appended.some((ids) => ids.length === 0)) {
      throw new LocumError('bad-argument', 'Every model of the ensemble needs at least one token a step.');
    }
    const results = await this.#extendAll(appended, () => ({
      logits: 'last',
      ...(request.signal && { signal: request.signal }),
    }));
    const rows = results.map((result) => {
      if (result === null) throw new LocumError('internal', 'A model returned no logits.', { recoverable: false });
      return { logits: result.data, logSum: logSumExp(result.data) };
    });
    return this.#choose((role) => rows[this.#members.findIndex((member) => member.roles.includes(role))], request);
  }

  async reset(): Promise<void> {
    await Promise.all(this.#members.map((member) => rollBack(member, 0)));
  }

  #choose(rowOf: (role: Role) => Row | undefined, request: StepRequest): StepResult {
    const [base, expert, anti] = [rowOf('base'), rowOf('expert'), rowOf('anti')];
    if (base === undefined) throw new LocumError('internal', 'An ensemble without a base.', { recoverable: false });
    const pair = expert && anti && { expert: expert.logits, anti: anti.logits };
    const logits = { base: base.logits, ...(pair && { pair }) };
    const scores = combineScores(logits, request.alpha, this.#sharedIds, this.#scores);
    const logSum = logSumExp(scores);
    if (request.allowed) {
      keepAllowed(scores, request.allowed);
      // The rows are this ensemble's own; from here on only allowed ids are read.
      keepAllowed(base.logits, request.allowed);
    }
    const combinedArgmax = argmax(scores);
    const top = topIds(scores, request.candidates);
    const shared = (id: number) => this.#sharedIds === null || this.#sharedIds[id] === 1;
    const probability = (row: Row | undefined, id: number) =>
      row === undefined || id >= row.logits.length ? 0 : Math.exp(row.logits[id]! - row.logSum);
    const candidate = (id: number, combined: number): Candidate => ({
      id,
      base: probability(base, id),
      expert: shared(id) ? probability(expert, id) : 0,
      anti: shared(id) ? probability(anti, id) : 0,
      combined,
    });
    const candidates = top.map((id) => candidate(id, Math.exp(scores[id]! - logSum)));
    // Choosing applies the repetition penalty to the scores: the probabilities are those before it.
    const before = request.sampling.repetitionPenalty === 1 ? scores : scores.slice();
    const id = chooseToken(scores, request);
    return {
      chosen: candidate(id, Math.exp(before[id]! - logSum)),
      baseArgmax: argmax(base.logits),
      combinedArgmax,
      top: candidates,
    };
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
    const outcomes = await Promise.allSettled(
      this.#members.map(async (member, index) => {
        const own = ids[index] ?? [];
        if (own.length === 0) return null;
        const { signal } = options(index);
        throwIfCancelled(signal);
        const logits = await member.model.extend(own, options(index));
        member.context.push(...own);
        return logits;
      }),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure === undefined)
      return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null));
    // A device that is lost cannot roll back either; the first failure is the one to tell.
    await Promise.allSettled(this.#members.map((member, index) => rollBack(member, before[index] ?? 0)));
    throw failure.reason;
  }
}

/** One forward serves all roles of a model, so they must ask for the same tokens. */
function idsFor(member: Member, ids: Readonly<Partial<Record<Role, readonly number[]>>>): readonly number[] {
  const [first = [], ...others] = member.roles.map((role) => ids[role] ?? []);
  const same = others.every((other) => other.length === first.length && other.every((id, i) => id === first[i]));
  if (!same) {
    throw new LocumError(
      'bad-argument',
      `One model plays ${member.roles.join(' and ')} but was given different tokens.`,
      {
        hint: 'Fork the model when its roles need different prompts.',
      },
    );
  }
  return first;
}

async function rollBack(member: Member, length: number): Promise<void> {
  const { model } = member;
  member.context.length = Math.min(member.context.length, length);
  if (model.length <= length) return;
  if (model.info.capabilities.truncate || length === 0) return model.truncate(length);
  const kept = [...member.context];
  await model.truncate(0);
  await model.extend(kept, { logits: 'none' });
}
