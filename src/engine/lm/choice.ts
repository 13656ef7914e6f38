/** From rows of logits to the chosen token and its story: one step's arithmetic on the host, in float64. */
import { LocumError } from '../errors.ts';
import { combineScores } from './combine.ts';
import type { Candidate, Role, StepRequest, StepResult } from './ensemble.ts';
import { chooseToken } from './sample.ts';
import { argmax, logSumExp } from './softmax.ts';
import { keepAllowed } from './token-mask.ts';
import { topIds } from './top-ids.ts';

/** `[vocabulary]` logits of every role that has looked at this token. They are read only. */
export type RoleRows = Readonly<Partial<Record<Role, Float32Array>>>;

export type ChoiceRequest = Omit<StepRequest, 'append' | 'signal'>;

/**
 * @param scores `[base vocabulary]`, overwritten: afterwards the combined scores as they were drawn from, after mask and
 *   repetition penalty and before temperature and filters
 */
export function chooseFromRows(
  rows: RoleRows,
  request: ChoiceRequest,
  sharedIds: Uint8Array | null,
  scores: Float64Array,
): StepResult {
  const { base, expert, anti } = rows;
  if (base === undefined) throw new LocumError('internal', 'An ensemble without a base.', { recoverable: false });
  combineScores({ base, ...(expert && anti && { pair: { expert, anti } }) }, request.alpha, sharedIds, scores);
  return chooseFromScores({ ...rows, base }, request, sharedIds, scores);
}

/** As `chooseFromRows`, once `scores` hold the combined scores. */
export function chooseFromScores(
  rows: RoleRows & { readonly base: Float32Array },
  request: ChoiceRequest,
  sharedIds: Uint8Array | null,
  scores: Float64Array,
): StepResult {
  const { base, expert, anti } = rows;
  const logSums = { base: logSumExp(base), expert: expert && logSumExp(expert), anti: anti && logSumExp(anti) };
  const logSum = logSumExp(scores);
  let baseChoice = base;
  if (request.allowed) {
    keepAllowed(scores, request.allowed);
    baseChoice = base.slice();
    keepAllowed(baseChoice, request.allowed);
  }
  const combinedArgmax = argmax(scores);
  const top = topIds(scores, request.candidates);
  const isShared = (id: number) => sharedIds === null || sharedIds[id] === 1;
  const probability = (role: Role, id: number): number => {
    const row = rows[role];
    const sum = logSums[role];
    return row === undefined || sum === undefined || id >= row.length ? 0 : Math.exp(row[id]! - sum);
  };
  const candidate = (id: number, combined: number): Candidate => ({
    id,
    base: probability('base', id),
    expert: isShared(id) ? probability('expert', id) : 0,
    anti: isShared(id) ? probability('anti', id) : 0,
    combined,
  });
  const candidates = top.map((id) => candidate(id, Math.exp(scores[id]! - logSum)));
  // Choosing applies the repetition penalty to the scores: the probabilities are those before it.
  const before = request.sampling.repetitionPenalty === 1 ? scores : scores.slice();
  const id = chooseToken(scores, request);
  return {
    chosen: candidate(id, Math.exp(before[id]! - logSum)),
    baseArgmax: argmax(baseChoice),
    combinedArgmax,
    top: candidates,
  };
}
