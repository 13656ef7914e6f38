import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combineScores } from '../../lm/combine.ts';
import { logSumExp } from '../../lm/softmax.ts';
import { GATE_FEATURES, gateFeatures, gateScale, gateValue, readGate, writeGate } from './alpha-gate.ts';
import { bestConstant, fitGate, GATE_MOST, type GateSample, gateSample, meanNll } from './gate-fit.ts';

const WIDTH = 12;
const row = fc
  .array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: WIDTH, maxLength: WIDTH })
  .map((values) => Float32Array.from(values));
const rows = fc.record({ base: row, expert: row, anti: row });
/** JSON knows no −0. */
const number = fc.double({ min: -50, max: 50, noNaN: true }).map((value) => value + 0);
const gates = fc.record({
  most: fc.double({ min: 0, max: 4, noNaN: true }),
  bias: number,
  weights: fc.array(number, { minLength: GATE_FEATURES.length, maxLength: GATE_FEATURES.length }),
});

describe('a gate', () => {
  it('stays between 0 and its most, of features between 0 and 1, one for each name', () => {
    fc.assert(
      fc.property(rows, gates, (given, gate) => {
        const features = gateFeatures(given)!;
        expect(features).toHaveLength(GATE_FEATURES.length);
        for (const feature of features) {
          expect(feature).toBeGreaterThanOrEqual(0);
          expect(feature).toBeLessThanOrEqual(1 + 1e-9);
        }
        const scale = gateScale(gate)(given);
        expect(scale).toBeGreaterThanOrEqual(0);
        expect(scale).toBeLessThanOrEqual(gate.most);
      }),
    );
  });

  it('measures entropy as a share of the most there can be, and distances as the root of JSD', () => {
    const flat = new Float32Array(4);
    const sure = Float32Array.of(80, 0, 0, 0);
    const other = Float32Array.of(0, 80, 0, 0);
    const [base, expert, anti, pair, ofBase, best, bestExpert, agreed, back] = gateFeatures({
      base: flat,
      expert: sure,
      anti: other,
    })!;
    expect([base, expert, anti, pair].map((value) => value!.toFixed(6))).toEqual([
      '1.000000',
      '0.000000',
      '0.000000',
      '1.000000',
    ]);
    // JSD of (¼, ¼, ¼, ¼) and (0, 1, 0, 0): H(⅝, ⅛, ⅛, ⅛) − 2 / 2 bits
    expect(ofBase).toBeCloseTo(Math.sqrt(-0.625 * Math.log2(0.625) + 3 * 0.125 * 3 - 1), 6);
    expect([best, bestExpert, agreed, back].map((value) => value!.toFixed(6))).toEqual([
      '0.250000',
      '1.000000',
      '0.250000',
      '1.000000',
    ]);
  });

  it('is 1 where no pair has looked', () => {
    expect(gateScale({ most: 2, bias: 9, weights: [] })({ base: new Float32Array(4) })).toBe(1);
  });

  it('is read as it was written', () => {
    fc.assert(
      fc.property(gates, (gate) => {
        expect(readGate(writeGate(gate))).toMatchObject(gate);
      }),
    );
  });

  it.each([
    ['no JSON', 'it is not JSON'],
    ['{}', 'format'],
    [writeGate({ most: 2, bias: 0, weights: [1] }), 'weights'],
    [writeGate({ most: -1, bias: 0, weights: GATE_FEATURES.map(() => 0) }), 'most'],
    [
      writeGate({ most: 2, bias: 0, weights: GATE_FEATURES.map(() => 0) }).replace('entropy of the base', 'x'),
      'features',
    ],
  ])('%j is refused by a sentence', (text, what) => {
    const message = expect.stringContaining(what);
    expect(() => readGate(text)).toThrowError(expect.objectContaining({ code: 'bad-argument', message }));
  });
});

describe('fitting', () => {
  const sample = (feature: number, best: number): GateSample => {
    const features = new Float64Array(GATE_FEATURES.length);
    features[3] = feature;
    const nll = Float64Array.from({ length: 17 }, (_, index) => 4 * ((index / 16) * GATE_MOST - best) ** 2);
    return { features, nll };
  };

  it('takes the likelihood of the token under the sum, at every α that is tried', () => {
    fc.assert(
      fc.property(rows, fc.nat({ max: WIDTH - 1 }), (given, token) => {
        const scores = new Float64Array(WIDTH);
        const { nll } = gateSample(given, token, null, scores);
        for (const index of [0, 8, 16]) {
          const { base, ...pair } = given;
          combineScores({ base, pair }, (index / 16) * GATE_MOST, null, scores);
          expect(nll[index]).toBeCloseTo(logSumExp(scores) - scores[token]!, 9);
        }
      }),
    );
  });

  it('finds the α that each feature asks for, where one for all tokens cannot', () => {
    const samples = Array.from({ length: 40 }, (_, index) => sample(index % 2, index % 2 === 0 ? 0.25 : 1.75));
    const gate = fitGate(samples);
    expect(bestConstant(samples)).toBe(1);
    expect(gateValue(gate, samples[0]!.features)).toBeCloseTo(0.25, 1);
    expect(gateValue(gate, samples[1]!.features)).toBeCloseTo(1.75, 1);
    expect(meanNll(samples, ({ features }) => gateValue(gate, features))).toBeLessThan(0.1 * meanNll(samples, () => 1));
    expect(fitGate(samples)).toEqual(gate);
  });
});
