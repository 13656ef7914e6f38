/**
 * The same text under another α, from what was stored of each token and without a forward.
 *
 * Exact: the score s(v; α) = ln p_base(v) + α · δ(v) of every stored candidate (δ: what the pair adds at α = 1), hence their order
 * and every ratio of their probabilities, and at α = 0 and the recorded α₀ the probabilities themselves.
 *
 * Approximate: at other α the share of all tokens that were not stored, R(α) = Σ exp s. It is known, with its slope, at 0
 * (p_base sums to 1) and at α₀ (from p_combined and the divergences), and ln R is convex; between them it is interpolated
 * (Hermite) and kept between tangents and chord, beyond them it follows the nearer tangent, which is the least it can be.
 *
 * What no stored figure can tell: how a text would go on after a token at which another would have been chosen.
 */
import type { TokenCandidate, TokenEvent } from '../decoding/events.ts';
import type { Recording } from './recording.ts';

/**
 * What can be told of a recording under another α: nothing where its method's scores are not a base's and α times what a pair
 * adds (`no-pair`), or where the recording does not say what that was (`not-recorded`).
 */
export type Rescoring = { readonly from: number } | 'no-pair' | 'not-recorded';

export function rescoringOf({ authorship, tokens }: Pick<Recording, 'authorship' | 'tokens'>): Rescoring {
  const { method, alpha } = authorship;
  if (method !== 'proxy' && method !== 'speculative') return 'no-pair';
  const told = (candidate: { readonly delta: number | null }) => candidate.delta !== null;
  const isTold = tokens.every(
    (token) => !isLookedAt(token) || (told(token) && token.candidates.every(told) && token.baseCandidates.every(told)),
  );
  return alpha === undefined || !isTold ? 'not-recorded' : { from: alpha };
}

/** By base and pair. */
const isLookedAt = ({ pBase, pExpert, pAnti }: TokenEvent): boolean =>
  pBase !== null && pExpert !== null && pAnti !== null;

/** A candidate of which it is known what the pair adds. */
type PairedCandidate = TokenCandidate & { readonly delta: number };

export interface RescoredCandidate extends PairedCandidate {
  /** ln p_base + α · δ, in nats: what stands before the softmax. Exact. */
  readonly score: number;
}

export interface RescoredToken {
  readonly pCombined: number;
  /** Stored candidates, best first, with `combined` under the new α. */
  readonly candidates: readonly RescoredCandidate[];
  /** Best of the stored candidates. */
  readonly argmax: number;
  /** The argmax is not the base's. */
  readonly argmaxChanged: boolean;
  /** No token that was not stored can be the argmax. */
  readonly isCertain: boolean;
  /** Least and most of the share of tokens not stored. The same where it is exact. */
  readonly rest: { readonly least: number; readonly most: number };
}

/** Null where the pair did not look at the token, or it is not known what it adds. @param recordedAlpha α₀ */
export function rescoreToken(token: TokenEvent, recordedAlpha: number, alpha: number): RescoredToken | null {
  if (!isLookedAt(token) || token.delta === null) return null;
  const stored = storedCandidates(token);
  const scored = stored.map((candidate) => ({
    ...candidate,
    score: Math.log(candidate.base) + alpha * candidate.delta,
  }));
  const rest = restAt(stored, token, recordedAlpha, alpha);
  const highest = Math.max(...scored.map(({ score }) => score));
  const weight = (score: number) => Math.exp(score - highest);
  const sum = scored.reduce((total, { score }) => total + weight(score), 0);
  const total = sum + rest.weight * Math.exp(-highest);
  const candidates = scored
    .map((candidate) => ({ ...candidate, combined: weight(candidate.score) / total }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
  const [best] = candidates;
  const own = candidates.find(({ id }) => id === token.id);
  const baseArgmax = stored.reduce((a, b) => (b.base > a.base || (b.base === a.base && b.id < a.id) ? b : a)).id;
  const share = (rests: number) => (rests * Math.exp(-highest)) / (sum + rests * Math.exp(-highest));
  return {
    pCombined: own?.combined ?? 0,
    candidates,
    argmax: best?.id ?? token.id,
    argmaxChanged: (best?.id ?? token.id) !== baseArgmax,
    isCertain: rest.most <= Math.exp(highest),
    rest: { least: share(rest.least), most: Number.isFinite(rest.most) ? share(rest.most) : 1 },
  };
}

/** The chosen token and both lists of candidates, each id once; those of which it is known what the pair adds. */
export function storedCandidates(token: TokenEvent): readonly PairedCandidate[] {
  const { id, text, pBase, pExpert, pAnti, pCombined, delta } = token;
  const chosen: TokenCandidate = {
    id,
    text,
    base: pBase ?? 0,
    expert: pExpert ?? 0,
    anti: pAnti ?? 0,
    combined: pCombined,
    delta,
  };
  const byId = new Map([chosen, ...token.baseCandidates, ...token.candidates].map((each) => [each.id, each]));
  return [...byId.values()].filter((each): each is PairedCandidate => each.base > 0 && each.delta !== null);
}

interface Rest {
  /** Σ exp s over what was not stored, relative to the base's own normaliser: the best guess, the least, the most. */
  readonly weight: number;
  readonly least: number;
  readonly most: number;
}

/** ln R at one α with its slope. */
interface Point {
  readonly at: number;
  readonly value: number;
  readonly slope: number;
}

function restAt(stored: readonly PairedCandidate[], token: TokenEvent, recordedAlpha: number, alpha: number): Rest {
  const none: Rest = { weight: 0, least: 0, most: 0 };
  const sums = (at: number) => {
    let sum = 0;
    let shifted = 0;
    for (const { base, delta } of stored) {
      const weight = base * Math.exp(at * delta);
      sum += weight;
      shifted += weight * delta;
    }
    return { sum, shifted };
  };
  // Figures are rounded to f32 on a GPU: a rest below that is none.
  const point = (at: number, total: number, expected: number): Point | null => {
    const { sum, shifted } = sums(at);
    const rest = total - sum;
    if (!(rest > 1e-7 * total)) return null;
    return { at, value: Math.log(rest), slope: (total * expected - shifted) / rest };
  };
  const { klBase, klCombined } = token.spread ?? { klBase: null, klCombined: null };
  // One candidate tells Z(α₀): its share of it is known.
  const known = stored.reduce((a, b) => (b.combined > a.combined ? b : a));
  const logTotal = Math.log(known.base) + recordedAlpha * known.delta - Math.log(known.combined);
  const expectedBase = recordedAlpha === 0 || klBase === null ? 0 : (logTotal - klBase) / recordedAlpha;
  const expectedCombined = recordedAlpha === 0 || klCombined === null ? 0 : (klCombined + logTotal) / recordedAlpha;
  const left = point(0, 1, expectedBase);
  if (recordedAlpha === 0) {
    if (left === null) return none;
    const weight = Math.exp(left.value);
    return alpha === 0 ? exact(weight) : { weight, least: 0, most: Number.POSITIVE_INFINITY };
  }
  const right = point(recordedAlpha, Math.exp(logTotal), expectedCombined);
  if (left === null || right === null) {
    const only = left ?? right;
    return only === null || only.at !== alpha ? none : exact(Math.exp(only.value));
  }
  if (alpha === 0) return exact(Math.exp(left.value));
  if (alpha === recordedAlpha) return exact(Math.exp(right.value));
  return between(left, right, alpha, klBase !== null && klCombined !== null);
}

const exact = (weight: number): Rest => ({ weight, least: weight, most: weight });

function between(left: Point, right: Point, alpha: number, slopesKnown: boolean): Rest {
  const width = right.at - left.at;
  const t = (alpha - left.at) / width;
  const chord = left.value + t * (right.value - left.value);
  if (!slopesKnown) return { weight: Math.exp(chord), least: 0, most: t > 0 && t < 1 ? Math.exp(chord) : Infinity };
  const tangent = ({ at, value, slope }: Point) => value + slope * (alpha - at);
  const lowest = Math.max(tangent(left), tangent(right));
  // Outside the two points a convex curve lies above tangents and chord.
  if (t < 0 || t > 1) {
    const least = Math.max(lowest, chord);
    return { weight: Math.exp(least), least: Math.exp(least), most: Number.POSITIVE_INFINITY };
  }
  const hermite =
    (1 + 2 * t) * (1 - t) ** 2 * left.value +
    t * (1 - t) ** 2 * width * left.slope +
    t * t * (3 - 2 * t) * right.value +
    t * t * (t - 1) * width * right.slope;
  const value = Math.min(chord, Math.max(lowest, hermite));
  return { weight: Math.exp(value), least: Math.exp(Math.min(lowest, chord)), most: Math.exp(chord) };
}

export interface Rescored {
  readonly tokens: readonly (RescoredToken | null)[];
  /** The first token at which the best stored candidate is another than under α₀: from there on a new text would go its own way. */
  readonly firstTurn: number | null;
}

/** Only a greedy text turns for certain; a sampled one may. */
export function rescore(
  { tokens, alpha: recordedAlpha }: { readonly tokens: readonly TokenEvent[]; readonly alpha: number },
  alpha: number,
): Rescored {
  const rescored = tokens.map((token) => rescoreToken(token, recordedAlpha, alpha));
  const turn = rescored.findIndex((token, index) => {
    const before = tokens[index]?.candidates[0]?.id;
    return token !== null && before !== undefined && token.argmax !== before;
  });
  return { tokens: rescored, firstTurn: turn === -1 ? null : turn };
}
