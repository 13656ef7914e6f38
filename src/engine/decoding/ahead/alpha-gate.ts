/**
 * A learned gate for α (DLLG, arXiv 2606.04378: fusion weights per token from a tiny network over what the models' distributions look like; here a
 * logistic one, of ten numbers, that a user's own twenty notes suffice for):
 *
 *     α_t = α · most · σ(bias + Σ weightᵢ · featureᵢ)
 *
 * The features, all in [0, 1], are of the three distributions of the next token alone, so that a gate that was fitted with one α and one
 * set of texts can be used with others; `gate-fit.ts` finds the ten numbers.
 */
import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import type { RoleRows } from '../../lm/choice.ts';
import { argmax, logSumExp } from '../../lm/softmax.ts';
import { type AlphaScale, disagreement } from './alpha-scale.ts';

/** In the order of the weights. Entropies are shares of the largest there can be, distances as in `disagreement`. */
export const GATE_FEATURES = [
  'entropy of the base',
  'entropy of the expert',
  'entropy of the anti-expert',
  'distance of expert and anti-expert',
  'distance of base and anti-expert',
  'best of the base',
  'best of the expert',
  'what the base gives the best of the expert',
  'what the expert gives the best of the base',
] as const;

const FORMAT = 'locum-alpha-gate-1';

const GateFile = v.object({
  format: v.literal(FORMAT),
  features: v.strictTuple(GATE_FEATURES.map((name) => v.literal(name))),
  most: v.pipe(v.number(), v.finite(), v.minValue(0)),
  bias: v.pipe(v.number(), v.finite()),
  weights: v.pipe(v.array(v.pipe(v.number(), v.finite())), v.length(GATE_FEATURES.length)),
});

export interface AlphaGate {
  /** α_t ≤ α · most. */
  readonly most: number;
  readonly bias: number;
  /** One for each of `GATE_FEATURES`. */
  readonly weights: readonly number[];
}

/** @throws {LocumError} `bad-argument`, naming what is wrong */
export function readGate(text: string): AlphaGate {
  const wrong = (what: string, cause?: unknown) =>
    new LocumError('bad-argument', `This is no gate for α: ${what}.`, {
      hint: '`npm run locum -- gate` writes such a file.',
      cause,
    });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (thrown) {
    throw wrong('it is not JSON', thrown);
  }
  const read = v.safeParse(GateFile, json);
  if (read.success) return read.output;
  const [issue] = read.issues;
  throw wrong(`${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}

export function writeGate({ most, bias, weights }: AlphaGate): string {
  return `${JSON.stringify({ format: FORMAT, features: GATE_FEATURES, most, bias, weights }, null, 2)}\n`;
}

/** 1 where no pair has looked. */
export function gateScale(gate: AlphaGate): AlphaScale {
  return (rows) => {
    const features = gateFeatures(rows);
    return features === null ? 1 : gateValue(gate, features);
  };
}

/** @returns 0 … most */
export function gateValue({ most, bias, weights }: AlphaGate, features: ArrayLike<number>): number {
  const sum = weights.reduce((total, weight, index) => total + weight * features[index]!, bias);
  return most / (1 + Math.exp(-sum));
}

/** One number for each of `GATE_FEATURES`; null without a pair. */
export function gateFeatures({ base, expert, anti }: RoleRows): Float64Array | null {
  if (base === undefined || expert === undefined || anti === undefined) return null;
  const [ofBase, ofExpert, ofAnti] = [shapeOf(base), shapeOf(expert), shapeOf(anti)];
  const given = (row: Float32Array, logSum: number, id: number) => (id < row.length ? Math.exp(row[id]! - logSum) : 0);
  return Float64Array.of(
    ofBase.entropy,
    ofExpert.entropy,
    ofAnti.entropy,
    disagreement(expert, anti),
    base === anti ? 0 : disagreement(base, anti),
    given(base, ofBase.logSum, ofBase.best),
    given(expert, ofExpert.logSum, ofExpert.best),
    given(base, ofBase.logSum, ofExpert.best),
    given(expert, ofExpert.logSum, ofBase.best),
  );
}

/** Entropy as a share of ln(vocabulary). */
function shapeOf(row: Float32Array) {
  const logSum = logSumExp(row);
  let entropy = 0;
  for (const logit of row) {
    const logProbability = logit - logSum;
    const probability = Math.exp(logProbability);
    if (probability > 0) entropy -= probability * logProbability;
  }
  return { logSum, best: argmax(row), entropy: Math.min(1, Math.max(0, entropy / Math.log(row.length))) };
}
