import { describe, expect, it } from 'vitest';
import { Conversation } from '../../analysis/evidence/frames/conversation.ts';
import { Lexicon } from '../../analysis/evidence/lexicon/concepts.ts';
import { planItems } from './plan-items.ts';

const lexicon = new Lexicon(null);

function itemsOf(plan: string, talk: readonly string[] = [], header = 'ASSESSMENT AND PLAN') {
  const heard = new Conversation(talk.join('\n'), lexicon);
  return planItems([{ header, text: plan }], heard, lexicon).map(({ kind, text, part, turns }) => {
    return { kind, text, said: part === null, turns: turns.map((turn) => turn + 1) };
  });
}
const briefly = (plan: string, talk?: readonly string[]) =>
  itemsOf(plan, talk).map(({ kind, text }) => `${kind}: ${text}`);

describe('what is to be done after a visit', () => {
  it('is a clause of the plan for each thing, in its own words', () => {
    expect(briefly('Start lisinopril 10 mg daily, order an echocardiogram and refer to cardiology.')).toEqual([
      'medicine: Start lisinopril 10 mg daily',
      'order: order an echocardiogram',
      'referral: refer to cardiology.',
    ]);
    expect(
      briefly('1. Steroid cream - hydrocortisone BD\n2. Urine dip and MSU\n3. Review in 10-14d, or earlier if worse'),
    ).toEqual([
      'medicine: Steroid cream - hydrocortisone BD',
      'order: Urine dip and MSU',
      'follow-up: Review in 10-14d, or earlier if worse',
    ]);
    expect(briefly('Medical Treatment: Increase metformin to 1000 mg twice a day.')).toEqual([
      'medicine: Increase metformin to 1000 mg twice a day.',
    ]);
  });

  it('keeps a condition with what depends on it', () => {
    expect(briefly('If she is not better at that time, we will obtain an MRI.')).toEqual([
      'order: If she is not better at that time, we will obtain an MRI.',
    ]);
  });

  it('is not what is denied, goes on as it was, lies behind, or is of somebody else', () => {
    for (const sentence of [
      'He will not start lisinopril.',
      'Continue lisinopril 20 mg daily.',
      'She has been compliant with metformin as prescribed.',
      'She presents today for follow-up of hypertension.',
      'Her follow-up blood work revealed a low hemoglobin.',
      'His mother was started on insulin.',
      'She was referred to me for suspected esophagitis.',
    ]) {
      expect(itemsOf(sentence), sentence).toEqual([]);
    }
  });

  it('cites the turns that say it, and tells what was said and not written', () => {
    const talk = [
      'Doctor: Any other pills?',
      'Patient: No. My sister started ibuprofen last year.',
      "Doctor: Okay, I'm going to start you on lisinopril 10 mg.",
      'Patient: Fine.',
      "Doctor: I'd also like to order an x-ray of that knee. Should we start naproxen?",
      'Doctor: Come back and see me in two weeks.',
    ];
    expect(itemsOf('Start lisinopril 10 mg daily.', talk)).toEqual([
      { kind: 'medicine', text: 'Start lisinopril 10 mg daily.', said: false, turns: [3] },
      { kind: 'order', text: "I'd also like to order an x-ray of that knee.", said: true, turns: [5] },
      { kind: 'follow-up', text: 'Come back and see me in two weeks.', said: true, turns: [6] },
    ]);
  });

  it('is looked for anywhere in a note without a plan, where it is decided and not only named', () => {
    const items = itemsOf('Takes aspirin. Increase furosemide to 80 mg.', [], 'HISTORY');
    expect(items.map(({ text }) => text)).toEqual(['Increase furosemide to 80 mg.']);
  });
});
