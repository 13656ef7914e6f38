/**
 * The gate that makes texts likely: of every token of them, what the features were (`alpha-gate.ts`) and how unlikely the token is under
 * base + α_t · (expert − anti) for a grid of α_t. Between grid points the likelihood is taken as straight, so that fitting runs over a
 * table of some numbers a token, and models are needed once only. Full-batch gradient descent by Adam (Kingma & Ba 2015) with a weight
 * decay, from a gate that is 1 everywhere; nothing in it is random.
 */
import { invariant } from '../../errors.ts';
import type { RoleRows } from '../../lm/choice.ts';
import { combineScores } from '../../lm/combine.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { type AlphaGate, GATE_FEATURES, gateFeatures, gateValue } from './alpha-gate.ts';

/** Most a gate can make of α, and the multiples that are tried. */
export const GATE_MOST = 2;
const STEPS = 16;
const STEP = GATE_MOST / STEPS;

export interface GateSample {
  readonly features: Float64Array;
  /** −ln p(token), in nats, at α_t = 0, `STEP` … `GATE_MOST`. */
  readonly nll: Float64Array;
}

/** What one token teaches. @param scores `[base vocabulary]`, overwritten */
export function gateSample(
  rows: RoleRows,
  token: number,
  sharedIds: Uint8Array | null,
  scores: Float64Array,
): GateSample {
  const { base, expert, anti } = rows;
  const features = gateFeatures(rows);
  invariant(features !== null && base && expert && anti, 'a gate is fitted to all three models');
  const nll = Float64Array.from({ length: STEPS + 1 }, (_, index) => {
    combineScores({ base, pair: { expert, anti } }, index * STEP, sharedIds, scores);
    return logSumExp(scores) - scores[token]!;
  });
  return { features, nll };
}

/** Mean −ln p of a token with `scale` of each, in nats. */
export function meanNll(samples: readonly GateSample[], scale: (sample: GateSample) => number): number {
  return samples.reduce((sum, sample) => sum + at(sample, scale(sample)).nll, 0) / samples.length;
}

/** The one multiple for all tokens, of those that are tried, that makes the texts likeliest. */
export function bestConstant(samples: readonly GateSample[]): number {
  const tried = Array.from({ length: STEPS + 1 }, (_, index) => index * STEP);
  const costs = tried.map((scale) => meanNll(samples, () => scale));
  return tried[costs.indexOf(Math.min(...costs))]!;
}

const ITERATIONS = 600;
const RATE = 0.05;
const DECAY = 1e-3;

/** @param samples of texts that the gate is not judged by */
export function fitGate(samples: readonly GateSample[]): AlphaGate {
  const size = GATE_FEATURES.length + 1;
  /** The bias, then the weights: at first σ(0) · 2 = 1. */
  const parameters = new Float64Array(size);
  const [first, second] = [new Float64Array(size), new Float64Array(size)];
  for (let iteration = 1; iteration <= ITERATIONS; iteration++) {
    const gradient = gradientAt(parameters, samples);
    for (let index = 0; index < size; index++) {
      const slope = gradient[index]! + (index === 0 ? 0 : DECAY * parameters[index]!);
      first[index] = 0.9 * first[index]! + 0.1 * slope;
      second[index] = 0.999 * second[index]! + 0.001 * slope * slope;
      const step = first[index]! / (1 - 0.9 ** iteration);
      parameters[index]! -= (RATE * step) / (Math.sqrt(second[index]! / (1 - 0.999 ** iteration)) + 1e-8);
    }
  }
  return gateOf(parameters);
}

function gateOf([bias = 0, ...weights]: Float64Array): AlphaGate {
  return { most: GATE_MOST, bias, weights };
}

function gradientAt(parameters: Float64Array, samples: readonly GateSample[]): Float64Array {
  const gate = gateOf(parameters);
  const gradient = new Float64Array(parameters.length);
  for (const sample of samples) {
    const scale = gateValue(gate, sample.features);
    // d scale / d sum = most · σ · (1 − σ)
    const slope = (at(sample, scale).slope * scale * (1 - scale / GATE_MOST)) / samples.length;
    gradient[0]! += slope;
    for (const [index, feature] of sample.features.entries()) gradient[index + 1]! += slope * feature;
  }
  return gradient;
}

function at({ nll }: GateSample, scale: number) {
  const place = Math.min(STEPS - 1e-9, Math.max(0, scale / STEP));
  const below = Math.floor(place);
  const rise = nll[below + 1]! - nll[below]!;
  return { nll: nll[below]! + (place - below) * rise, slope: rise / STEP };
}
