/**
 * A judge of triplets: five criteria of 1 … 4, each asked as often as wanted (self-consistency, Wang et al. 2023), as [MediPhi] filters
 * MediFlow with. An automatic estimate, as good as the model that makes it; the demonstration models are too small to judge.
 */
import * as v from 'valibot';
import { CRITERIA, type Criterion, judgingPrompt } from './prompts.ts';
import type { Triplet } from './triplet.ts';
import type { Writer } from './writer.ts';

const ANSWERS = ['1', '2', '3', '4'] as const;
const Grade = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(ANSWERS.length));

export const Rating = v.strictObject({
  /** Of the triplet. */
  id: v.string(),
  /** The output of another triplet stands in the place of its own: how good the judge is shows in what it makes of these. */
  isPlanted: v.boolean(),
  judge: v.string(),
  grades: v.record(v.picklist(CRITERIA), v.array(Grade)),
});
export type Rating = v.InferOutput<typeof Rating>;

export interface RatingRequest {
  readonly samples: number;
  readonly seed: number;
  readonly isPlanted?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export async function rateTriplet(writer: Writer, triplet: Triplet, request: RatingRequest): Promise<Rating> {
  const { samples, seed, isPlanted = false, signal } = request;
  const grades: Partial<Record<Criterion, number[]>> = {};
  for (const [index, criterion] of CRITERIA.entries()) {
    const prompt = judgingPrompt(triplet, criterion, ANSWERS);
    const stream = (seed + triplet.index) * CRITERIA.length + index;
    grades[criterion] = (await writer.choose({ prompt, answers: ANSWERS, samples, seed: stream, signal })).map(Number);
  }
  return { id: triplet.id, isPlanted, judge: writer.label, grades: grades as Rating['grades'] };
}

/** Mean of all grades, 1 … 4; 0 where the judge gave none that could be read. */
export function scoreOf({ grades }: Rating): number {
  const all = Object.values(grades).flat();
  return all.length === 0 ? 0 : all.reduce((sum, grade) => sum + grade, 0) / all.length;
}

/** Share of pairs of samples of one question that are equal, over all questions; null where none was asked twice. */
export function consistency(ratings: readonly Rating[]): number | null {
  const pairs = ratings
    .flatMap(({ grades }) => Object.values(grades))
    .flatMap((own) => own.flatMap((a, i) => own.slice(i + 1).map((b) => Number(a === b))));
  return pairs.length === 0 ? null : pairs.reduce((sum, equal) => sum + equal, 0) / pairs.length;
}

/** A triplet to judge; `isPlanted` as in `Rating`. */
export interface Judged {
  readonly triplet: Triplet;
  readonly isPlanted: boolean;
}

/** All triplets as they are, then the first `planted` once more with the output of another of their type, so that its form alone does not give it away. */
export function judgedOf(triplets: readonly Triplet[], planted: number): readonly Judged[] {
  const foreign = triplets.slice(0, planted).flatMap((triplet, index) => {
    const others = [...triplets.slice(index + 1), ...triplets.slice(0, index)];
    const other = others.find(({ type, format }) => type === triplet.type && format === triplet.format);
    return other === undefined ? [] : [withForeignOutput(triplet, other)];
  });
  return [
    ...triplets.map((triplet) => ({ triplet, isPlanted: false })),
    ...foreign.map((triplet) => ({ triplet, isPlanted: true })),
  ];
}

/** The triplet with the output of another. */
export function withForeignOutput(triplet: Triplet, other: Triplet): Triplet {
  return { ...triplet, output: other.output };
}

export interface PlantedAgreement {
  readonly pairs: number;
  /** Share in which the own output has the better score than the foreign one; ties count half. 0.5 is chance. */
  readonly share: number;
}

/** How often the judge prefers the output that belongs to the triplet. */
export function plantedAgreement(ratings: readonly Rating[]): PlantedAgreement {
  const own = new Map(ratings.filter(({ isPlanted }) => !isPlanted).map((rating) => [rating.id, scoreOf(rating)]));
  const wins = ratings.flatMap((rating) => {
    const score = own.get(rating.id);
    if (!rating.isPlanted || score === undefined) return [];
    return [(Math.sign(score - scoreOf(rating)) + 1) / 2];
  });
  return { pairs: wins.length, share: wins.reduce((sum, win) => sum + win, 0) / Math.max(1, wins.length) };
}
