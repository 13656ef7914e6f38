/** From rows of logits to the chosen token and its story: one step's arithmetic on the host, in float64. */
import { LocumError } from '../errors.ts';
import { combineScores } from './combine.ts';
import type { Candidate, Role, Spread, StepRequest, StepResult } from './ensemble.ts';
import { chooseToken, reweighs } from './sample.ts';
import { argmax, logSumExp, type Moments, moments } from './softmax.ts';
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
  const ofBase = moments(base, scores);
  const ofScores = moments(scores, base);
  const logSums = { base: ofBase.logSum, expert: expert && logSumExp(expert), anti: anti && logSumExp(anti) };
  const { logSum } = ofScores;
  let baseChoice = base;
  if (request.allowed) {
    keepAllowed(scores, request.allowed);
    baseChoice = base.slice();
    keepAllowed(baseChoice, request.allowed);
  }
  const combinedArgmax = argmax(scores);
  const top = topIds(scores, request.candidates);
  const baseTop = topIds(baseChoice, request.baseCandidates ?? 0);
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
    delta: isShared(id) ? difference(expert?.[id], anti?.[id]) : 0,
  });
  const withCombined = (id: number) => candidate(id, Math.exp(scores[id]! - logSum));
  const [candidates, baseCandidates] = [top.map(withCombined), baseTop.map(withCombined)];
  // Choosing applies penalty and bias to the scores: the probabilities are those before them.
  const before = reweighs(request.sampling) ? scores.slice() : scores;
  const id = forcedId(request, scores.length) ?? chooseToken(scores, request);
  return {
    chosen: candidate(id, Math.exp(before[id]! - logSum)),
    baseArgmax: argmax(baseChoice),
    combinedArgmax,
    top: candidates,
    baseTop: baseCandidates,
    spread: spreadOf(ofBase, ofScores),
  };
}

/** @throws {LocumError} `bad-argument` when it is no token */
export function forcedId({ forced = null }: ChoiceRequest, vocabularySize: number): number | null {
  if (forced === null || (Number.isInteger(forced) && forced >= 0 && forced < vocabularySize)) return forced;
  throw new LocumError('bad-argument', `There is no token ${forced}.`, { details: { id: forced, vocabularySize } });
}

/** Expert minus anti-expert; 0 where it would not be finite, as `combineScores` has it. */
function difference(expert: number | undefined, anti: number | undefined): number {
  const delta = (expert ?? Number.NaN) - (anti ?? Number.NaN);
  return Number.isFinite(delta) ? delta : 0;
}

/** From E_p[ln p], E_p[ln q] and so on. Rounding can make what is 0 a little less. */
function spreadOf(base: Moments, combined: Moments): Spread {
  return {
    entropyBase: Math.max(0, base.logSum - base.own),
    entropyCombined: Math.max(0, combined.logSum - combined.own),
    klCombined: Math.max(0, combined.own - combined.logSum - (combined.other - base.logSum)),
    klBase: Math.max(0, base.own - base.logSum - (base.other - combined.logSum)),
  };
}
