import { describe, expect, it } from 'vitest';
import { reviewParts } from '../../analysis/evidence/evidence.ts';
import { Lexicon } from '../../analysis/evidence/lexicon/concepts.ts';
import { joinParts } from '../../tasks/templates.ts';
import { LETTER_KINDS, letterTemplate } from './kinds.ts';
import { composeLetter } from './letters.ts';

const lexicon = new Lexicon(null);
const NOTE = [
  {
    header: 'HISTORY OF PRESENT ILLNESS',
    text: 'Brian White is a 58-year-old male with hypertension, who presents today with knee pain.\nHe reports that he twisted his left knee and takes ibuprofen. The patient denies fever, chills, or dyspnea.\nHis mother had gout when she was 60.',
  },
  { header: 'MEDICATIONS', text: 'Lisinopril 20 mg daily.' },
  { header: 'ALLERGIES', text: 'Allergic to penicillin, which gives a rash.' },
  { header: 'PHYSICAL EXAM', text: 'Left knee: No erythema. Mild edema on palpation.' },
  {
    header: 'ASSESSMENT AND PLAN',
    text: 'Knee sprain.\n- Medical Treatment: Start naproxen 500 mg BID.\n- Specialist Referrals: Refer to orthopedics.\n- I advised the patient to rest.\n- Return in 2 weeks.\n- Seek emergency care if fever develops.',
  },
];
const written = (kind: (typeof LETTER_KINDS)[number]) =>
  Object.fromEntries(
    composeLetter(kind, NOTE, 'Dr A. Example', lexicon).map(({ header, text }, at) => [header || at, text]),
  );

describe('letters from a signed note', () => {
  it('to the patient say you, in plain words, and leave others in the third person', () => {
    expect(written('patient')).toEqual({
      0: 'Dear patient,\n\nThank you for coming to see me.',
      'WHY YOU CAME':
        'You came today with knee pain.\nYou report that you twisted your left knee and take ibuprofen. You say that you have no fever, chills, or shortness of breath.\nHis mother had gout when she was 60.',
      'WHAT WE FOUND': 'Left knee: No redness. Mild swelling on palpation.',
      'WHAT WE THINK': 'Knee sprain.',
      'WHAT TO DO':
        '- Start naproxen 500 mg twice a day.\n- I advised you to rest.\n- Return in 2 weeks.\n- Refer to orthopedics.',
      'WHEN TO GET HELP': '- Seek emergency care if fever develops.',
      6: 'Kind regards,\nDr A. Example',
    });
  });

  it('to colleagues hold the sentences of the note as they stand, each where it is looked for', () => {
    const referral = written('referral');
    expect(referral['REASON FOR REFERRAL']).toBe('- Refer to orthopedics.');
    expect(referral['MEDICINES AND ALLERGIES']).toBe(
      'Lisinopril 20 mg daily.\nAllergic to penicillin, which gives a rash.',
    );
    expect(referral['EXAMINATION AND RESULTS']).toBe('Left knee: No erythema. Mild edema on palpation.');
    const discharge = written('discharge');
    expect(discharge['MEDICINES AND ALLERGIES']).toContain('- Start naproxen 500 mg BID.');
    expect(discharge['FOLLOW-UP']).toContain('- Return in 2 weeks.');
    expect(discharge.BACKGROUND).toBe('');
    const [, , , allergies] = composeLetter(
      'referral',
      [{ header: 'ALLERGIES', text: 'Penicillin.' }],
      'Dr A',
      lexicon,
    );
    expect(allergies?.text).toBe('Allergies: Penicillin.');
  });

  it('are borne out by the note, greetings and closing aside; what is not of it is flagged', () => {
    const source = joinParts(NOTE);
    for (const kind of LETTER_KINDS) {
      const parts = composeLetter(kind, NOTE, 'Dr A. Example', lexicon).filter(({ text }) => text !== '');
      const { sentences } = reviewParts(
        parts.map(({ text }) => text),
        source,
        lexicon,
        'note',
      );
      expect(sentences.filter(({ level }) => level !== 'supported').map(({ sentence }) => sentence.text)).toEqual([]);
    }
    const wrong =
      'Dear Dr Example,\nStart naproxen 250 mg BID. Thank you for seeing this lady with fever.\nKind regards,\nDr B\nTakes warfarin.';
    const { sentences } = reviewParts([wrong], source, lexicon, 'note');
    expect(sentences.map(({ level }) => level)).toEqual([
      'supported',
      'unsupported',
      'unsupported',
      'supported',
      'supported',
      'unsupported',
    ]);
  });

  it('have nothing to say of an empty note', () => {
    expect(composeLetter('referral', [], 'Dr A', lexicon).filter(({ text }) => text !== '')).toHaveLength(2);
    expect(letterTemplate('discharge').sections).toHaveLength(6);
  });
});
