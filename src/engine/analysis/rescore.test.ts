import { describe, expect, it } from 'vitest';
import type { TokenEvent } from '../decoding/events.ts';
import { rescore, rescoreToken, rescoringOf, storedCandidates } from './rescore.ts';
import { AUTHORSHIP, recording, tableRecording, token } from './testing/recordings.ts';

const ALPHAS = [-0.5, 0, 0.3, 0.7, 1, 1.4, 2];

/** `ln combined` of each id in a fresh event that lists many candidates. */
function logCombined(event: TokenEvent): ReadonlyMap<number, number> {
  return new Map(storedCandidates(event).map(({ id, combined }) => [id, Math.log(combined)]));
}

describe.each([
  ['greedy', { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 }],
  ['sampled', { repetitionPenalty: 1.2, temperature: 1.1, topK: 20, topP: 0.95 }],
])('re-scoring a %s text at another α', (_, sampling) => {
  const recorded = tableRecording({ alpha: 0.8, candidates: 6, sampling });

  it.each(ALPHAS)('gives the scores of a fresh run of the models over the same text (α = %d)', async (alpha) => {
    const { tokens } = await recorded;
    const opening = { ids: tokens.map(({ id }) => id) };
    const fresh = await tableRecording({ alpha, candidates: 32, sampling, opening });
    const rescored = rescore({ tokens, alpha: 0.8 }, alpha).tokens;
    expect(fresh.tokens.map(({ id }) => id)).toEqual(opening.ids);
    let compared = 0;
    for (const [index, event] of fresh.tokens.entries()) {
      const exact = logCombined(event);
      const ours = rescored[index]!;
      const known = ours.candidates.filter(({ id }) => exact.has(id));
      const [first] = known;
      for (const { id, score } of known) {
        expect(Math.abs(score - first!.score - (exact.get(id)! - exact.get(first!.id)!))).toBeLessThan(1e-5);
        compared++;
      }
      // What the softmax adds: within the bounds, and exact at 0 and at the recorded α.
      const truth = 1 - ours.candidates.reduce((sum, { id }) => sum + Math.exp(exact.get(id) ?? -Infinity), 0);
      if (known.length === ours.candidates.length) {
        expect(truth).toBeGreaterThan(ours.rest.least - 1e-5);
        expect(truth).toBeLessThan(ours.rest.most + 1e-5);
      }
      if (ours.isCertain) expect(ours.argmax).toBe(event.candidates[0]?.id);
    }
    expect(compared).toBeGreaterThan(200);
  });

  it.each([0, 0.8])('gives the probabilities, too, at 0 and at the recorded α (%d)', async (alpha) => {
    const { tokens } = await recorded;
    const fresh = await tableRecording({
      alpha,
      candidates: 1,
      sampling,
      opening: { ids: tokens.map(({ id }) => id) },
    });
    for (const [index, { pCombined, argmaxChanged }] of fresh.tokens.entries()) {
      const ours = rescoreToken(tokens[index]!, 0.8, alpha)!;
      expect(ours.pCombined).toBeCloseTo(pCombined, 5);
      expect(ours.rest.least).toBeCloseTo(ours.rest.most, 9);
      if (ours.isCertain) expect(ours.argmaxChanged).toBe(argmaxChanged);
    }
  });

  it('is off by little in probability between them', async () => {
    const { tokens } = await recorded;
    const fresh = await tableRecording({
      alpha: 0.4,
      candidates: 1,
      sampling,
      opening: { ids: tokens.map(({ id }) => id) },
    });
    const errors = fresh.tokens.map(({ pCombined }, index) =>
      Math.abs(rescoreToken(tokens[index]!, 0.8, 0.4)!.pCombined - pCombined),
    );
    // Six candidates a list of a distribution that is nearly flat: the worst case for what was not stored.
    expect(Math.max(...errors)).toBeLessThan(0.01);
  });
});

it('says where a text would have gone another way', async () => {
  const { tokens } = await tableRecording({ alpha: 1, candidates: 8 });
  expect(rescore({ tokens, alpha: 1 }, 1).firstTurn).toBeNull();
  const { firstTurn } = rescore({ tokens, alpha: 1 }, 0);
  const first = tokens.findIndex(({ baseCandidates, id }) => baseCandidates[0]?.id !== id);
  expect(firstTurn).toBe(first);
});

it('leaves alone what the pair did not look at', () => {
  expect(rescoreToken(token('x', 0.5, 0.5, { pExpert: null, pAnti: null }), 1, 0.5)).toBeNull();
  expect(rescoreToken(token('x', null, 0.5), 1, 0.5)).toBeNull();
});

it('is for methods that add α times a difference', () => {
  const tokens = [token('a', 0.2, 0.6)];
  expect(rescoringOf(recording(tokens))).toEqual({ from: 1 });
  expect(rescoringOf(recording(tokens, { authorship: { ...AUTHORSHIP, method: 'unite' } }))).toBe('no-pair');
});

it('is not for recordings that do not say what the pair added', () => {
  const silent = token('a', 0.2, 0.6, { delta: null });
  expect(rescoringOf(recording([token('a', 0.2, 0.6), silent]))).toBe('not-recorded');
  expect(rescoreToken(silent, 1, 2)).toBeNull();
  const { alpha: _, ...unknown } = AUTHORSHIP;
  expect(rescoringOf(recording([token('a', 0.2, 0.6)], { authorship: unknown }))).toBe('not-recorded');
  // Where the pair did not look at a token, nothing is missing.
  expect(rescoringOf(recording([token('a', null, 0.6, { delta: null })]))).toEqual({ from: 1 });
});
