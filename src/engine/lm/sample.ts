/**
 * Drawing one token from combined scores: repetition penalty (Keskar et al. 2019), bias, temperature, top-k (Fan et al. 2018),
 * top-p (Holtzman et al. 2020), then the Gumbel-max trick over what is left.
 */
import { LocumError } from '../errors.ts';
import type { SamplingOptions } from './ensemble.ts';
import { gumbel } from './noise.ts';
import { argmax, type Scores } from './softmax.ts';
import { topIds } from './top-ids.ts';

/** @throws {LocumError} `bad-argument` */
export function checkSampling(sampling: SamplingOptions): void {
  const { repetitionPenalty, temperature, topK, topP } = sampling;
  const fail = (what: string) => new LocumError('bad-argument', `Sampling: ${what}.`);
  if (!(repetitionPenalty > 0 && Number.isFinite(repetitionPenalty)))
    throw fail('the repetition penalty must be above 0');
  if (!(temperature >= 0 && Number.isFinite(temperature))) throw fail('the temperature must be 0 or more');
  if (!(Number.isInteger(topK) && topK >= 0)) throw fail('top-k must be a whole number, 0 or more');
  if (!(topP > 0 && topP <= 1)) throw fail('top-p must be above 0 and at most 1');
  for (const [id, amount] of sampling.bias ?? []) {
    if (!(Number.isInteger(id) && id >= 0 && Number.isFinite(amount))) throw fail('a bias is a number for a token');
  }
}

/** Whether choosing changes the scores that it chooses by. */
export function reweighs({ repetitionPenalty, bias }: SamplingOptions): boolean {
  return repetitionPenalty !== 1 || (bias !== undefined && bias.size > 0);
}

/** Every id of `recent` once, however often it occurs: s > 0 ? s / penalty : s · penalty. In place. */
export function penalizeRepetition(scores: Float64Array, recent: readonly number[], penalty: number): void {
  if (penalty === 1) return;
  for (const id of new Set(recent)) {
    const score = scores[id];
    if (score !== undefined) scores[id] = score > 0 ? score / penalty : score * penalty;
  }
}

/** The lowest score that stays; everything below is cut. −∞ when nothing is. */
export function cutoff(scores: Scores, sampling: Pick<SamplingOptions, 'temperature' | 'topK' | 'topP'>): number {
  const { temperature, topK, topP } = sampling;
  let lowest = Number.NEGATIVE_INFINITY;
  if (topK > 0 && topK < scores.length) {
    const kept = topIds(scores, topK);
    lowest = scores[kept.at(-1) ?? argmax(scores)]!;
  }
  if (topP >= 1) return lowest;
  const highest = scores[argmax(scores)]!;
  const weight = (score: number) => Math.exp((score - highest) / temperature);
  let total = 0;
  let count = 0;
  for (let v = 0; v < scores.length; v++) {
    if (scores[v]! >= lowest && scores[v]! > Number.NEGATIVE_INFINITY) {
      total += weight(scores[v]!);
      count++;
    }
  }
  // Tokens below (1 − p) / count together hold less than 1 − p, so none of them is in the nucleus: no need to sort them.
  const least = ((1 - topP) / count) * total;
  const nucleus = Float64Array.from(scores.filter((score) => score >= lowest && weight(score) >= least)).sort();
  let sum = 0;
  for (let i = nucleus.length - 1; i >= 0; i--) {
    sum += weight(nucleus[i]!);
    if (sum >= topP * total) return nucleus[i]!;
  }
  return nucleus[0] ?? lowest;
}

/** No draw of `gumbel` is larger: its uniform has 24 bits. */
export const MOST_NOISE = -Math.log(-Math.log((2 ** 24 - 0.5) / 2 ** 24));

/** What `chooseToken` needs of a step. */
export interface Draw {
  readonly sampling: SamplingOptions;
  readonly recent: readonly number[];
  readonly seed: number;
  readonly stepIndex: number;
}

/** In place; ids beyond the end are no tokens. */
function addBias(scores: Float64Array, bias: SamplingOptions['bias']): void {
  for (const [id, amount] of bias ?? []) if (id < scores.length) scores[id] = scores[id]! + amount;
}

/** The chosen id. Changes `scores` (penalty and bias). */
export function chooseToken(scores: Float64Array, draw: Draw): number {
  const { sampling, seed, stepIndex } = draw;
  penalizeRepetition(scores, draw.recent, sampling.repetitionPenalty);
  addBias(scores, sampling.bias);
  const { temperature } = sampling;
  const mode = argmax(scores);
  if (temperature === 0) return mode;
  const lowest = cutoff(scores, sampling);
  const noisy = (id: number) => scores[id]! / temperature + gumbel(seed, stepIndex, id);
  let best = mode;
  let highest = noisy(mode);
  for (let v = 0; v < scores.length; v++) {
    const score = scores[v]!;
    if (!(score >= lowest) || score / temperature + MOST_NOISE < highest) continue;
    const value = noisy(v);
    if (value > highest || (value === highest && v < best)) {
      highest = value;
      best = v;
    }
  }
  return best;
}
