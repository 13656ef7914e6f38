/** What answers leave open, and what is said beside the matter: kinds of faithful sentences that once were flagged. */
import { type Case, describeCases } from './testing/cases.ts';

const CASES: readonly Case[] = [
  // Allergies asked for in other words, and denied in other words.
  {
    talk: 'Doctor: Any known drug allergies?\nPatient: Nope, none whatsoever.',
    faithful: ['NKDA.', 'No known drug allergies.'],
    wrong: ['Allergic to penicillin.'],
  },
  {
    talk: 'Doctor: Ever reacted poorly to any medications taken in the past?\nPatient: Hm, I do not think so.',
    faithful: ['He has no allergies.'],
    wrong: ['Allergies: sulfa.'],
  },
  // A thing itself, before what goes by the same words.
  {
    talk: 'Doctor: Do you get any numbing or tingling down your legs?\nPatient: A little bit of numbing, but nothing tingling.',
    faithful: ['Endorses numbness in her legs.', 'No tingling.'],
    wrong: ['No numbness.'],
  },
  // What is asked for with “how” is not answered with the no to “any”.
  {
    talk: 'Doctor: How has your health been, any headaches or fatigue?\nPatient: No, I have been feeling great.',
    faithful: ['She has been in her usual state of health with no headaches or fatigue.'],
    wrong: ['Reports headaches.'],
  },
  // A heading denies nothing; a list repeats its cue; of a test that is told of, its report says more.
  {
    talk: 'Doctor: Any urgency or incontinence?\nPatient: No.\nDoctor: The MRI and the nerve study were done, and we went over them.\nPatient: Yes.',
    faithful: [
      'UROLOGICAL: No urgency or nocturia.',
      'Negative urgency, negative dysuria, negative incontinence.',
      'The MRI came back negative for radiculopathy.',
    ],
    wrong: ['No hemoptysis.', 'Denies urgency and negative for fever.'],
  },
];

describeCases(CASES);
