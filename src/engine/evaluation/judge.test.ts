import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderSource } from '../lm/checkpoint/folder-source.ts';
import { openTrio, type Trio } from '../trio.ts';
import { type Judgement, judgeNote, type Rating, summarizeJudgements } from './judge.ts';
import { CRITERIA, judgePrompt, RISK_LEVELS } from './judge-prompts.ts';
import { summarizeJury } from './jury.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'public', 'models', 'demo-it');
const isHere = existsSync(join(folder, 'model.safetensors'));

const conversation = 'Doctor: Any pain?\nPatient: No pain, but a cough for three days.';
const note = 'CHIEF COMPLAINT\n\nCough.';

describe.skipIf(!isHere)(
  isHere ? 'a judge' : 'a judge (skipped: no demo-it in public/models)',
  { timeout: 60_000 },
  () => {
    let trio: Trio;
    beforeAll(async () => {
      trio = await openTrio({ sources: { base: folderSource(folder) }, backend: 'cpu', method: 'base' });
    });
    afterAll(() => trio.dispose());

    it('always gives one of the allowed answers, and says how sure it is of them', async () => {
      const judgement = await judgeNote(trio, { conversation, note, seed: 1 });
      expect(Object.keys(judgement)).toEqual([...CRITERIA]);
      for (const criterion of CRITERIA) {
        const { answer, probabilities, repeatAgreement } = judgement[criterion];
        expect(criterion === 'risk' ? RISK_LEVELS : ['1', '2', '3', '4', '5']).toContain(answer);
        expect(probabilities.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
        expect(repeatAgreement).toBeGreaterThanOrEqual(0);
        expect(repeatAgreement).toBeLessThanOrEqual(1);
      }
      expect(await judgeNote(trio, { conversation, note, seed: 1 })).toEqual(judgement);
    });
  },
);

it('asks every question in two forms that differ in order only', () => {
  const question = { conversation, note, criterion: 'risk', answers: RISK_LEVELS } as const;
  const [one, other] = [false, true].map((swapped) => judgePrompt({ ...question, swapped }).plain);
  expect(one).toContain('Answer with one of: none, low, moderate, high.');
  expect(other).toContain('Answer with one of: high, moderate, low, none.');
  expect(one?.indexOf('CONVERSATION')).toBeLessThan(one?.indexOf('\nNOTE') ?? 0);
  expect(other?.indexOf('CONVERSATION')).toBeGreaterThan(other?.indexOf('NOTE') ?? 0);
  expect([...(one ?? '')].sort()).toEqual([...(other ?? '')].sort());
});

it('shows the expert’s answer where there is one, and names what it judges', () => {
  const question = { conversation: 'Is it safe?', note: 'Yes.', answers: RISK_LEVELS, swapped: false } as const;
  const { plain } = judgePrompt({ ...question, subject: 'answer', gold: 'Ask first.', criterion: 'accuracy' });
  expect(plain).toContain('REQUEST\n\nIs it safe?\n\nEXPERT’S ANSWER\n\nAsk first.\n\nANSWER\n\nYes.');
  expect(plain).toContain('How accurate is the answer');
});

const rating = (answer: string, swapAgrees: boolean): Rating => {
  return { answer, swapAgrees, probabilities: [], repeatAgreement: 0.5 };
};
const judgement = (score: string, risk: string, agrees: boolean): Judgement => {
  const same = rating(score, agrees);
  return { accuracy: same, completeness: same, clarity: same, risk: rating(risk, agrees) };
};

it('lets a jury grade by the mean, and take the graver risk where it is divided', () => {
  const one = [judgement('4', 'none', true), judgement('2', 'none', true)];
  const two = [judgement('4', 'none', true), judgement('1', 'high', false)];
  const found = summarizeJury([one, two]);
  expect(found).toMatchObject({ judges: 2, notes: 2, means: { accuracy: 2.75 }, risk: [1, 0, 0, 1], riskFree: 0.5 });
  // The first text: four criteria alike; the second: none.
  expect(found.judgeAgreement).toBe(0.5);
  expect(found.swapAgreement).toBe(0.75);
  expect(summarizeJury([one])).toMatchObject({ judges: 1, judgeAgreement: null, riskFree: 1 });
});

it('sums up what the questions agree on', () => {
  expect(summarizeJudgements([judgement('4', 'none', true), judgement('1', 'high', false)])).toEqual({
    notes: 2,
    means: { accuracy: 2.5, completeness: 2.5, clarity: 2.5 },
    risk: [1, 0, 0, 1],
    riskFree: 0.5,
    swapAgreement: 0.5,
    repeatAgreement: 0.5,
  });
});
