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
  // A number that is nobody's age, the ends of a scale, a number within a name, a price; what is told on a scale turns later.
  {
    talk: 'Doctor: On a scale of one to ten, how bad is the pain?\nPatient: It is about a seven.\nDoctor: Does anything make it worse?\nPatient: Walking. Sometimes it gets to a nine.\nDoctor: How long has it been?\nPatient: Just about three weeks. They charged me $ 100 for the gel, and I read of indole-3-carbinol.\nDoctor: Take one tablet every, uh, six hours of the Lortab five milligrams.',
    faithful: [
      'A pleasant 53-year-old male who presents for evaluation of pain.',
      'Pain on a 0-10 scale: 7.',
      'At times the pain is 9 out of 10.',
      'She did not fill the gel due to its cost of $100.',
      'We discussed indole-3-carbinol.',
      'Lortab 5 mg every 6 hours.',
    ],
    wrong: ['The pain is 5 out of 10.', 'The gel costs $300.', 'Lortab 5 mg every 8 hours.'],
  },
  {
    talk: "Patient: I'm almost forty, and I worry.\nDoctor: I see. Is the baby well?\nPatient: He is just one year.",
    faithful: [],
    wrong: ['A 53-year-old female who presents for follow-up.'],
  },
  // Salts and verbs beside a dose are no medicines, a vaccine is no infection.
  {
    talk: 'Doctor: Did you get the covid 19 vaccine?\nPatient: Yes, I got my vaccine. I take the testosterone, one hundred forty milligrams, and Cialis five milligrams when I go to the gym, two point five otherwise.\nDoctor: We gave you five milligrams of metoprolol.',
    faithful: [
      'She got her COVID-19 vaccine.',
      'Testosterone cypionate 140 mg.',
      'Cialis 5 mg on days he exercises, 2.5 mg otherwise.',
      'The patient received 5 mg of metoprolol.',
    ],
    wrong: ['Has COVID-19 pneumonia.', 'Takes Zorbaflex 40 mg.'],
  },
  // An examination that is told of in the second person, whoever is named as its speaker; normal behind a comma; a side is no flank.
  {
    talk: "[patient] on your lung exam your lungs are clear. your neck, there's no thyroid enlargement. the left testicle , normal , and the right testicle has a nodule. pain on my left back started monday. the right flank is not tender",
    faithful: [
      'Lungs are clear.',
      'Neck: Supple without thyromegaly.',
      'Left testicle normal.',
      'Left-sided back pain.',
    ],
    wrong: ['The abdomen is soft.', 'Right testicle normal, left testicle has a nodule.'],
  },
];

describeCases(CASES);
