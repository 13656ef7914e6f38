/** A recording as it is drawn: the shift of every token under the α looked at, its shade, and whether the filter lets it through. */
import { quantile } from '../../../engine/analysis/bootstrap.ts';
import { groupFinder, type TokenGroup } from '../../../engine/analysis/groups.ts';
import { isEnd, type Recording } from '../../../engine/analysis/recording.ts';
import { type Rescored, rescore, rescoringOf } from '../../../engine/analysis/rescore.ts';
import { shiftedTokens, shiftOf } from '../../../engine/analysis/shift.ts';
import { type Granularity, unitsOf } from '../../../engine/analysis/spans.ts';
import { SHIFT_BOUNDS, shiftLevel } from '../../text/probability-shift.ts';
import type { Filter, Scale } from './view-store.ts';

export interface Shading {
  /** Under the α looked at; null where no base ran. */
  readonly shifts: readonly (number | null)[];
  readonly changed: readonly boolean[];
  /** −4 … 4, of the unit that a token is in. */
  readonly levels: readonly number[];
  readonly matches: readonly boolean[];
  readonly matching: number;
  /** |δ| between the levels. */
  readonly bounds: readonly number[];
  readonly rescored: Rescored | null;
}

export interface ShadingOptions {
  /** Null: the recorded one. */
  readonly alpha: number | null;
  readonly granularity: Granularity;
  readonly scale: Scale;
  readonly filter: Filter;
  readonly groups: readonly TokenGroup[];
}

/** Shares of the units at which the levels of the quantile scale begin. */
const QUANTILES = [0.5, 0.75, 0.9, 0.97] as const;
/** What moved less is not shaded, however little the others moved. */
const LEAST_SHADED = 0.001;

export function shade(recording: Recording, options: ShadingOptions): Shading {
  const { alpha, granularity, scale, filter, groups } = options;
  const { tokens } = recording;
  const rescoring = alpha === null ? 'no-pair' : rescoringOf(recording);
  const rescored =
    alpha === null || typeof rescoring === 'string' || rescoring.from === alpha
      ? null
      : rescore({ tokens, alpha: rescoring.from }, alpha);
  const shifts = tokens.map((token, index) => {
    const pCombined = rescored?.tokens[index]?.pCombined ?? token.pCombined;
    return shiftOf({ pBase: token.pBase, pCombined });
  });
  const changed = tokens.map((token, index) => rescored?.tokens[index]?.argmaxChanged ?? token.argmaxChanged);
  const units = unitsOf(tokens, granularity, isEnd(recording, tokens.length - 1));
  const means = units.map(({ first, end }) => mean(shifts.slice(first, end)));
  const bounds = scale === 'linear' ? SHIFT_BOUNDS : quantileBounds(means);
  const levels = units.flatMap(({ first, end }, unit) => {
    const own = means[unit] ?? null;
    return Array.from({ length: end - first }, () => (own === null ? 0 : shiftLevel(own, bounds)));
  });
  const inGroup = membersOf(recording, filter.group, groups);
  const matches = shifts.map((shift, index) => {
    const { changedOnly, sign, least } = filter;
    const size = Math.abs(shift ?? 0) >= least;
    const direction = sign === 'both' || (sign === 'pushed' ? (shift ?? 0) > 0 : (shift ?? 0) < 0);
    return (!changedOnly || (changed[index] ?? false)) && size && direction && (inGroup?.has(index) ?? true);
  });
  return { shifts, changed, levels, matches, matching: matches.filter(Boolean).length, bounds, rescored };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function quantileBounds(means: readonly (number | null)[]): readonly number[] {
  const sizes = means.flatMap((value) => (value === null ? [] : [Math.abs(value)])).sort((a, b) => a - b);
  return QUANTILES.map((share) => Math.max(LEAST_SHADED, sizes.length === 0 ? 1 : quantile(sizes, share)));
}

function membersOf(
  recording: Recording,
  group: string | null,
  groups: readonly TokenGroup[],
): ReadonlySet<number> | null {
  if (group === null) return null;
  const find = groupFinder(groups);
  const members = shiftedTokens(recording).filter((token) => find(token).includes(group));
  return new Set(members.map(({ index }) => index));
}
