/**
 * Answers as models write them: padded, hedged, denied, misnumbered. What a reader would be sure of is to be read so in 95 % of them
 * or more; what a reader would not be sure of is no answer; and none may be read as something that it does not say.
 */
import { describe, expect, it } from 'vitest';
import type { FieldTexts } from '../definition.ts';
import { libraryTask } from '../library.ts';
import { parseAnswer } from './answer.ts';
import type { AnswerValue } from './parsed.ts';

/** What is read, in short: a label, a list's entries, spans as entity/label/value, sections as header: text; null for no answer. */
type Reading = string | readonly string[] | null;
type Case = readonly [written: string, reading: Reading];

const OPTIONS: FieldTexts = {
  input: 'Records.',
  question: 'Which drug?',
  options: 'A. Aspirin\nB. Warfarin\nC. Heparin drip\nD. None of the above',
};
const SENTENCES: FieldTexts = {
  input: '0 A man of 54 has chest pain.\n1 ECG shows ST elevation.\n2 He is given 325 mg of aspirin.\n3 He goes home.',
};
const NOTE: FieldTexts = {
  input: 'Retired teacher, lives with his wife. Denies alcohol. Smokes one pack per day. Denies drugs.',
};
const QUESTIONS: FieldTexts = {
  input: 'No effusion. Heart mildly enlarged.',
  questions: '1. Effusion?\n2. Heart?\n3. Nodule?',
};

const MEDNLI: readonly Case[] = [
  ['The answer is **entailment**.', 'entailment'],
  ['Label: Contradiction\n\nExplanation: the premise says she has no fever.', 'contradiction'],
  ['The premise entails the hypothesis.', 'entailment'],
  ['The hypothesis contradicts the premise, so it cannot be true.', 'contradiction'],
  ['This is not entailment.', null],
  ['It is neither entailment nor contradiction, so neutral.', 'neutral'],
  ['Not a contradiction; it is neutral.', 'neutral'],
  ["It isn't entailment but contradiction.", 'contradiction'],
  ['entailment or neutral', null],
  ['neutral/contradiction', null],
  ['At first it looks like entailment. The final answer is: neutral', 'neutral'],
  ['I cannot tell whether it is entailment.', null],
  ['Entailment?', null],
  ['Perhaps contradiction.', null],
  ['{"label": "neutral"}', 'neutral'],
  ['NEUTRAL – nothing is said of diabetes.', 'neutral'],
  ['The hypothesis is not entailed by the premise.', null],
  ['The statement is contradictory to the record.', 'contradiction'],
  ['Answer - entailment (the premise states it outright).', 'entailment'],
  ['Because the note never mentions smoking, this is neutral.', 'neutral'],
  ['I would rule out contradiction and entailment.', null],
  ['It does not contradict the premise.', null],
  ['1. entailment', 'entailment'],
];
const FALL: readonly Case[] = [
  ['The patient did not fall.', 'no fall'],
  ['Fall: no', 'no fall'],
  ['Fall event: No.', 'no fall'],
  ['The patient fell out of bed on day two.', 'fall'],
  ["The patient didn't fall.", 'no fall'],
  ['No evidence of a fall.', 'no fall'],
  ['There was no fall during this admission', 'no fall'],
  ['No.', 'no fall'],
  ['Yes, there was a fall on 3/4.', 'fall'],
  ['Yes', 'fall'],
  ['No, the patient fell.', null],
  ['The patient is at high fall risk.', null],
  ['History of falls, but did not fall after surgery.', 'no fall'],
  ['It is unclear whether the patient had a fall.', null],
  ['Fall? Yes.', 'fall'],
  ['A fall was not documented.', 'no fall'],
  ['The note rules out a fall.', 'no fall'],
  ['No doubt the patient had a fall.', 'fall'],
  ['It cannot be said that there was no fall.', null],
  ['Without falls; answer: no fall', 'no fall'],
  ['The patient has never fallen.', 'no fall'],
  ['Blood pressure did fall, but there was no fall of the patient.', null],
  ['Fall precautions were in place. No fall.', 'no fall'],
  ['FALL = FALSE', 'no fall'],
  ['She slipped in the bathroom and fell.', 'fall'],
  ['The patient denies any fall.', 'no fall'],
];
const SPECIALTY: readonly Case[] = [
  ['Cardiovascular / Pulmonary', 'Cardiovascular / Pulmonary'],
  ['The specialty is Orthopedic.', 'Orthopedic'],
  ['Consult - History and Phy.', 'Consult - History and Phy.'],
  ['**Neurology**', 'Neurology'],
  ['Neurology or Orthopedic', null],
  ['Not Urology, but Nephrology.', 'Nephrology'],
  ['I am not sure.', null],
];
const CHOICE: readonly Case[] = [
  ['The correct answer is option C.', 'C'],
  ['(B) Warfarin', 'B'],
  ['I think the answer is (B).', 'B'],
  ['Option A is correct.', 'A'],
  ['**C**', 'C'],
  ['b', 'B'],
  ['Heparin drip', 'C'],
  ['A or B', null],
  ['B and C', null],
  ['Not A but C.', 'C'],
  ['It is not warfarin.', null],
  ['A thorough look at the records is needed.', null],
  ['B) Warfarin, because aspirin is too weak.', 'B'],
  ['Aspirin and warfarin are both possible.', null],
  ['Answer: D) None of the above', 'D'],
  ['The answer is E.', null],
  ['So I would pick warfarin (B).', 'B'],
  ['Both A and C.', null],
  ['Neither A nor B; C.', 'C'],
  ["It can't be determined.", null],
];
const ERROR: readonly Case[] = [
  ['The text is **not correct**.', null],
  ['The text is correct.', '-1'],
  ['There is no medical error.', '-1'],
  ['All sentences are correct.', '-1'],
  ['Sentence 2', '2'],
  ['The error is in sentence 3: he should stay.', '3'],
  ['In 1 of the sentences there is an error: sentence 2', '2'],
  ['0-3', null],
  ['Sentences 1 and 2', null],
  ['1, 2', null],
  ['-1', '-1'],
  ['−1 (no error)', '-1'],
  ['2. He is given 325 mg of aspirin.', '2'],
  ['Sentence 1 is fine; sentence 3 is the wrong one, so the answer is 3', '3'],
  ['It is not sentence 1 but sentence 2.', '2'],
  ['There is 1 error, in sentence 0.', '0'],
  ['Sentence 7', null],
  ['One of them is incorrect.', null],
  ['the dose of 325 mg', null],
  ['**Sentence 0** has the error', '0'],
  ['The second sentence.', null],
  ['No sentence is wrong.', '-1'],
  ['Nothing seems wrong.', '-1'],
  ['Error: 3', '3'],
];
const CODES: readonly Case[] = [
  ['I10, E11.9', ['I10', 'E11.9']],
  ['ICD-10-CM codes:\n- I10 (hypertension)\n- E119', ['I10', 'E11.9']],
  ['E53.8 for low vitamin B12', ['E53.8']],
  ['D51.9, B12 deficiency anemia', ['D51.9']],
  ['G20; take every 6 hours (q12h)', ['G20']],
  ['not I10 but I15.9', ['I15.9']],
  ['No codes apply.', null],
];
const PROBLEMS: readonly Case[] = [
  ['CHF, COPD, and hypertension', ['CHF', 'COPD', 'hypertension']],
  ['Problems: CHF, COPD, HTN.', ['CHF', 'COPD', 'HTN']],
  ['1. CHF 2. COPD 3. HTN', ['CHF', 'COPD', 'HTN']],
  ['* CHF\n* COPD', ['CHF', 'COPD']],
  ['Pneumonia, right lower lobe', ['Pneumonia, right lower lobe']],
];
const ANSWERS: readonly Case[] = [
  ['**1.** No effusion\n**2.** Mildly enlarged\n**3.** None', ['No effusion', 'Mildly enlarged', 'None']],
  ['Q1: No effusion\nQ2: Mildly enlarged\nQ3: None', ['No effusion', 'Mildly enlarged', 'None']],
  ['No effusion\nMildly enlarged\nNone', ['No effusion', 'Mildly enlarged', 'None']],
  ['1. No effusion 2. Mildly enlarged 3. None', ['No effusion', 'Mildly enlarged', 'None']],
  ['Answer 1: No effusion\nAnswer 3: None', ['No effusion', '', 'None']],
  ['No effusion, and the heart is enlarged.', null],
];
const span = (entity: string, label: string, value: string) => JSON.stringify({ entity, label, value });
const SDOH: readonly Case[] = [
  [`{"entities": [${span('Employment', 'StatusEmploy', 'Retired')}]}`, ['Employment/StatusEmploy/Retired']],
  [`[${span('Employment', 'StatusEmploy', 'retired')}]`, ['Employment/StatusEmploy/Retired']],
  [`[${span('tobacco', 'amount', 'one pack')},]`, ['Tobacco/Amount/one pack']],
  [`[${span('Tobacco', 'Amount', 'one pack')}, {"entity": "Drug", "lab`, ['Tobacco/Amount/one pack']],
  [span('Employment', 'Type', 'teacher'), ['Employment/Type/teacher']],
  [`Here you are:\n\`\`\`\n[${span('Employment', 'Type', 'teacher')}]\n\`\`\``, ['Employment/Type/teacher']],
  [`[${span('Alcohol', 'Amount', 'two beers')}]`, []],
  ['He is a retired teacher.', null],
];
const SECTIONS: readonly Case[] = [
  [
    '**HPI:** Cough.\n\n**Assessment & Plan:** Rest.',
    ['HISTORY OF PRESENT ILLNESS: Cough.', 'ASSESSMENT AND PLAN: Rest.'],
  ],
  [
    '1. HISTORY OF PRESENT ILLNESS\nCough.\n\n2. ASSESSMENT AND PLAN\n1. Rest.\n2. Fluids.',
    ['HISTORY OF PRESENT ILLNESS: Cough.', 'ASSESSMENT AND PLAN: 1. Rest.\n2. Fluids.'],
  ],
  ['## Exam\nClear.\n\n## A/P\nRest.', ['PHYSICAL EXAM: Clear.', 'ASSESSMENT AND PLAN: Rest.']],
  ['ASSESSMENT\n\nBronchitis.\n\nPLAN\n\nRest.', ['ASSESSMENT AND PLAN: Bronchitis.\n\nRest.']],
  ['The patient has a cough and shall rest.', null],
];

const SETS: readonly (readonly [task: string, fields: FieldTexts, cases: readonly Case[]])[] = [
  ['bbw-mednli', {}, MEDNLI],
  ['bbw-fall', {}, FALL],
  ['bbw-specialty', {}, SPECIALTY],
  ['clue-longhealth', OPTIONS, CHOICE],
  ['clue-medec', SENTENCES, ERROR],
  ['clue-medisumcode', {}, CODES],
  ['clue-problem-list', {}, PROBLEMS],
  ['clue-rrs-qa', QUESTIONS, ANSWERS],
  ['clue-sdoh', NOTE, SDOH],
  ['bbw-aci-bench', {}, SECTIONS],
];

function shortly(value: AnswerValue): Reading {
  switch (value.kind) {
    case 'label':
      return value.label;
    case 'list':
      return value.entries;
    case 'spans':
      return value.spans.map(({ entity, label, value: own }) => `${entity}/${label}/${own}`);
    case 'sections':
      return value.sections.map(({ header, text }) => `${header}: ${text}`);
    case 'text':
      return value.text;
    case 'json':
      return JSON.stringify(value.value);
    default:
      return value satisfies never;
  }
}

describe('sloppy answers', () => {
  it('are read as a reader would, or refused, and never read as what they do not say', async () => {
    const outcomes: {
      readonly task: string;
      readonly written: string;
      readonly reading: Reading;
      readonly found: Reading;
    }[] = [];
    for (const [task, fields, cases] of SETS) {
      for (const [written, reading] of cases) {
        const parsed = await parseAnswer(libraryTask(task), fields, written);
        outcomes.push({ task, written, reading, found: parsed.ok ? shortly(parsed.value) : null });
      }
    }
    const isRight = ({ reading, found }: (typeof outcomes)[number]) =>
      JSON.stringify(reading) === JSON.stringify(found);
    const wrong = outcomes.filter((outcome) => !isRight(outcome));
    expect(outcomes.length).toBeGreaterThanOrEqual(85);
    expect(wrong.filter(({ found }) => found !== null)).toEqual([]);
    expect(1 - wrong.length / outcomes.length, JSON.stringify(wrong)).toBeGreaterThanOrEqual(0.95);
  });
});
