import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialogueTurns, type Speaker, speakerOf } from './dialogue.ts';

const who = (text: string) => dialogueTurns(text).map(({ speaker, label, text: said }) => [speaker, label, said]);

describe('speakers', () => {
  it.each<[string, Speaker]>([
    ['Doctor', 'clinician'],
    ['DOCTOR', 'clinician'],
    ['D', 'clinician'],
    ['Dr. Okafor', 'clinician'],
    ['guest_clinician', 'clinician'],
    ['Nurse Patel', 'clinician'],
    ['patient', 'patient'],
    ['Pt', 'patient'],
    ['P', 'patient'],
    ['Patient (mother)', 'patient'],
    ['guest_family', 'other'],
    ['Guest_family_1', 'other'],
    ['Patient 2', 'patient'],
    ['Mother', 'other'],
    ['Speaker 1', 'unknown'],
  ])('%s is a %s', (label, speaker) => {
    expect(speakerOf(label)).toBe(speaker);
  });

  it.each([
    ['[doctor] hello\n[patient] hi there'],
    ['Doctor: hello\nPatient: hi there'],
    ['D: hello\nP: hi there'],
    ['**Doctor:** hello\n**Patient:** hi there'],
    ['00:01 Doctor: hello\n[00:03] Patient: hi there'],
    ['- Doctor: hello\n\n- Patient: hi there\n'],
    ['[doctor]: hello\r\n[patient]: hi there'],
    ['DOCTOR : hello\nPATIENT : hi there'],
  ])('reads %j', (text) => {
    const turns = dialogueTurns(text);
    expect(turns.map(({ speaker, text: said }) => [speaker, said])).toEqual([
      ['clinician', 'hello'],
      ['patient', 'hi there'],
    ]);
    expect(turns.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('may be told by the user', () => {
    const turns = dialogueTurns('Speaker 1: hello\nSpeaker 2: hi', { 'speaker 1': 'clinician' });
    expect(turns.map(({ speaker }) => speaker)).toEqual(['clinician', 'unknown']);
  });
});

describe('turns', () => {
  it('go on over lines that name nobody, and a finding is no speaker', () => {
    expect(who('Doctor: Let me see.\nBlood pressure: 120/80\nHeart rate: 72\nPatient: Is that good?')).toEqual([
      ['clinician', 'Doctor', 'Let me see.\nBlood pressure: 120/80\nHeart rate: 72'],
      ['patient', 'Patient', 'Is that good?'],
    ]);
  });

  it('are taken by names that come again, beside somebody else', () => {
    expect(who('Maria: I feel dizzy.\nJohn Smith: Since when?\nMaria: Monday.\nJohn Smith: I see.')).toHaveLength(4);
    expect(who('Plan: rest.\nPlan: fluids.')).toEqual([
      ['unknown', '', 'Plan: rest.'],
      ['unknown', '', 'Plan: fluids.'],
    ]);
  });

  it('keep what stands before the first speaker', () => {
    expect(who('Visit of 3 May\n\nDoctor: Hello.')).toEqual([
      ['unknown', '', 'Visit of 3 May'],
      ['clinician', 'Doctor', 'Hello.'],
    ]);
  });

  it('are lines where nobody is named', () => {
    expect(who('I have a cough.\n\n  Since when?\n')).toEqual([
      ['unknown', '', 'I have a cough.'],
      ['unknown', '', 'Since when?'],
    ]);
    expect(dialogueTurns('')).toEqual([]);
  });

  it('stand where they say, in any text, in order, and leave out nothing but space', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'Doctor: ',
        'Patient: ',
        '[doctor] ',
        '\n',
        ' ',
        'Maria: ',
        '👩‍⚕️',
        'مرحبا',
        '<script>',
        '**',
        '00:12 ',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let end = 0;
        for (const [index, turn] of dialogueTurns(text).entries()) {
          expect(turn.number).toBe(index + 1);
          expect(turn.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(end, turn.start).trim()).toBe('');
          expect(text.slice(turn.start, turn.end)).toContain(turn.text);
          end = turn.end;
        }
        expect(text.slice(end).trim()).toBe('');
      }),
    );
  });
});
