/** Against scikit-learn, rouge-score, numpy and scipy: `training/golden-metrics/make.py` made the files. */
import { describe, expect, it } from 'vitest';
import answersGolden from '../../../training/golden-metrics/answers.json' with { type: 'json' };
import classesGolden from '../../../training/golden-metrics/classification.json' with { type: 'json' };
import distinctGolden from '../../../training/golden-metrics/distinct.json' with { type: 'json' };
import rougeGolden from '../../../training/golden-metrics/rouge.json' with { type: 'json' };
import spansGolden from '../../../training/golden-metrics/spans.json' with { type: 'json' };
import stemsGolden from '../../../training/golden-metrics/stems.json' with { type: 'json' };
import { bootstrap, resample } from '../analysis/bootstrap.ts';
import { accuracy, confusion, macroF1, perClass } from './classes.ts';
import { acrossDatasets, complementarity, gapRecovered, meanImprovement, pairedP } from './comparison.ts';
import { distinct, isDegenerate } from './distinct.ts';
import { medicationCoverage, numberCoverage, sectionPresence } from './note-content.ts';
import { porterStem } from './porter-stem.ts';
import { rouge } from './rouge.ts';
import { exactMatch, tokenF1 } from './short-answer.ts';
import { countSpans, locate, spanF1 } from './spans.ts';

/** `toBeCloseTo` digits for a difference below 1e-9, a thousandth of what is promised. */
const DIGITS = 9;

describe('ROUGE', () => {
  it('equals rouge-score, with and without stemming', () => {
    for (const { prediction, reference, plain, stemmed } of rougeGolden) {
      for (const [expected, stem] of [
        [plain, false],
        [stemmed, true],
      ] as const) {
        const found = rouge(prediction, reference, { stem });
        expect(found.rouge1).toBeCloseTo(expected.rouge1, DIGITS);
        expect(found.rouge2).toBeCloseTo(expected.rouge2, DIGITS);
        expect(found.rougeL).toBeCloseTo(expected.rougeL, DIGITS);
      }
    }
  });

  it('stems as its stemmer does', () => {
    expect(stemsGolden.map(([word = '']) => [word, porterStem(word)])).toEqual(stemsGolden);
  });
});

describe('classification', () => {
  it.each(classesGolden)('equals scikit-learn for $labels labels', (golden) => {
    const { gold, predicted, labels } = golden;
    expect(confusion(gold, predicted, labels)).toEqual(golden.confusion);
    expect(macroF1(gold, predicted, labels)).toBeCloseTo(golden.macroF1, DIGITS);
    expect(accuracy(gold, predicted)).toBeCloseTo(golden.accuracy, DIGITS);
    for (const [label, scores] of perClass(gold, predicted, labels).entries()) {
      for (const key of ['precision', 'recall', 'f1', 'support'] as const) {
        expect(scores[key]).toBeCloseTo(golden.perClass[label]![key], DIGITS);
      }
    }
  });

  it.each(classesGolden)('has the bootstrap that numpy has on the same resamples ($labels labels)', (golden) => {
    const { gold, predicted, base, labels } = golden;
    const { samples, seed, ...expected } = golden.bootstrap;
    expect([...resample(seed, 0, gold.length)]).toEqual(expected.firstDraw);
    const at = (answers: readonly number[]) => (items: Uint32Array) => {
      const pick = (from: readonly number[]) => Array.from(items, (index) => from[index]!);
      return macroF1(pick(gold), pick(answers), labels);
    };
    const { low, high, standardError } = bootstrap(gold.length, at(predicted), { samples, seed });
    expect(low).toBeCloseTo(expected.low, DIGITS);
    expect(high).toBeCloseTo(expected.high, DIGITS);
    expect(standardError).toBeCloseTo(expected.standardError, DIGITS);
    const difference = (items: Uint32Array) => at(predicted)(items) - at(base)(items);
    expect(pairedP(difference, gold.length, { samples, seed })).toBeCloseTo(expected.p, DIGITS);
  });

  it('counts an answer outside the set as wrong for its gold label and as no other', () => {
    expect(confusion([0, 1], [-1, 1], 2)).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(macroF1([0, 1], [-1, 1], 2)).toBe(0.5);
  });
});

describe('answers, spans and variety', () => {
  it('equal the independent implementations', () => {
    for (const { prediction, reference, ...golden } of answersGolden) {
      expect(exactMatch(prediction, reference), prediction).toBe(golden.exact);
      expect(tokenF1(prediction, reference), prediction).toBeCloseTo(golden.tokenF1, DIGITS);
    }
    for (const { predicted, gold, matched } of spansGolden) {
      expect(countSpans(predicted, gold)).toEqual({ matched, predicted: predicted.length, gold: gold.length });
    }
    for (const { texts, distinct1, distinct2 } of distinctGolden) {
      expect(distinct(texts, 1)).toBeCloseTo(distinct1, DIGITS);
      expect(distinct(texts, 2)).toBeCloseTo(distinct2, DIGITS);
    }
  });

  it('finds values in their document, the second equal value at its second place', () => {
    const [first, second, third] = locate('smokes and smokes', [
      { type: 'Tobacco', value: 'smokes' },
      { type: 'Tobacco', value: 'smokes' },
      { type: 'Tobacco', value: 'smokes' },
    ]);
    expect([first?.start, second?.start, third?.start]).toEqual([0, 11, null]);
    expect(spanF1([countSpans([], [])])).toBe(1);
  });

  it('sees a text that goes round in circles', () => {
    expect(isDegenerate('the pain is bad '.repeat(4))).toBe(true);
    expect(isDegenerate('the pain is bad '.repeat(3))).toBe(false);
  });
});

describe('what a note holds', () => {
  const headers = ['CHIEF COMPLAINT', 'RESULTS', 'PHYSICAL EXAM'];

  it('is told by sections, numbers and medications of the reference', () => {
    const reference = 'CHIEF COMPLAINT\n\nCough.\n\nRESULTS\n\nBP 120/80, metformin 1,000 mg and lisinopril.';
    const note = '**Chief complaint:** cough since 120 days\nThe results are pending. Metformin 1000 mg.';
    expect(sectionPresence(note, reference, headers)).toBe(1 / 2);
    expect(numberCoverage(note, reference)).toBe(2 / 3);
    expect(medicationCoverage(note, reference)).toBe(1 / 2);
  });

  it('is nothing to be measured where the reference has none', () => {
    expect(sectionPresence('RESULTS', 'plain text', headers)).toBeNull();
    expect(numberCoverage('5', 'none')).toBeNull();
    expect(medicationCoverage('aspirin', 'none')).toBeNull();
  });
});

describe('side by side', () => {
  it('counts what each of two classifiers alone gets right', () => {
    expect(complementarity([true, true, false, false], [true, false, true, false])).toEqual({
      onlyA: 1,
      onlyB: 1,
      both: 1,
      neither: 1,
      union: 3,
    });
  });

  it('counts gains over data sets and how uneven they are', () => {
    // μ = 0.1, E[(d − μ)²] = (0.01 + 0.01) / 2.
    const { gains, datasets, cvDelta } = acrossDatasets([0.2, 0]);
    expect([gains, datasets]).toEqual([1, 2]);
    expect(cvDelta).toBeCloseTo(1, 12);
    expect(acrossDatasets([]).cvDelta).toBeNull();
  });

  it('tells improvements in shares of the base, and how much of the gap to a tuned model is recovered', () => {
    const pairs = [
      { value: 0.3, base: 0.2, tuned: 0.4 },
      { value: 0.5, base: 0.5, tuned: 0.6 },
      { value: 0.1, base: 0, tuned: 0.1 },
    ];
    // (0.5 + 0) / 2: nothing can be a share of nothing. (0.1 + 0 + 0.1) / (0.2 + 0.1 + 0.1).
    expect(meanImprovement(pairs)).toBeCloseTo(0.25, 12);
    expect(gapRecovered(pairs)).toBeCloseTo(0.5, 12);
    expect(meanImprovement([{ value: 1, base: 0 }])).toBeNull();
    expect(gapRecovered([{ value: 1, base: 0.5, tuned: 0.5 }])).toBeNull();
  });
});
