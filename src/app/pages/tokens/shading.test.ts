import { describe, expect, it } from 'vitest';
import { PAPER_GROUPS } from '../../../engine/analysis/groups.ts';
import { recording, tableRecording, token } from '../../../engine/analysis/testing/recordings.ts';
import { type ShadingOptions, shade } from './shading.ts';
import { NO_FILTER } from './view-store.ts';

const options: ShadingOptions = {
  alpha: null,
  granularity: 'token',
  scale: 'linear',
  filter: NO_FILTER,
  groups: PAPER_GROUPS,
};
const note = recording([
  token('den', 0.1, 0.7),
  token('ies', 0.9, 0.9),
  token(' pain', 0.8, 0.65),
  token('.', 0.5, 0.5),
  token(' No', null, 0.5),
]);

describe('shading', () => {
  it('is by the shift of each token, or the mean of its unit', () => {
    expect(shade(note, options).levels).toEqual([4, 0, -2, 0, 0]);
    expect(shade(note, { ...options, granularity: 'word' }).levels).toEqual([3, 3, -2, 0, 0]);
    expect(shade(note, { ...options, granularity: 'sentence' }).levels).toEqual([2, 2, 2, 2, 0]);
  });

  it('by quantiles shades half of the tokens, however little they moved', () => {
    const faint = recording(Array.from({ length: 100 }, (_, i) => token(' a', 0.5, 0.5 + i / 10_000 + 0.002)));
    const { levels } = shade(faint, { ...options, scale: 'quantile' });
    expect(shade(faint, options).levels.every((level) => level === 0)).toBe(true);
    expect([0, 1, 2, 3, 4].map((level) => levels.filter((each) => each === level).length)).toEqual([50, 25, 15, 7, 3]);
  });
});

describe('the filter', () => {
  it.each([
    [{ changedOnly: true }, [0]],
    [{ sign: 'held' }, [2]],
    [{ least: 0.3 }, [0]],
    [{ group: 'Negations' }, [0, 1]],
    [{ group: 'Negations', sign: 'pushed' }, [0]],
  ] as const)('%j lets %j through', (filter, expected) => {
    const { matches, matching } = shade(note, { ...options, filter: { ...NO_FILTER, ...filter } });
    expect(matches.flatMap((match, index) => (match ? [index] : []))).toEqual(expected);
    expect(matching).toBe(expected.length);
  });
});

it('another α shades what it would have made of the text', async () => {
  const recorded = await tableRecording({ alpha: 1, candidates: 8 });
  const none = shade(recorded, { ...options, alpha: 0 });
  for (const shift of none.shifts) expect(shift).toBeCloseTo(0, 9);
  expect(none.changed.every((changed) => !changed)).toBe(true);
  expect(shade(recorded, { ...options, alpha: 1 }).rescored).toBeNull();
});
