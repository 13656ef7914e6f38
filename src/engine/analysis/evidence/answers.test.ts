/** Answers that are no plain yes or no, what is over, who of a family, and other words for the same. */
import { type Case, describeCases } from './testing/cases.ts';

const CASES: readonly Case[] = [
  {
    talk: "Doctor: What about illicit substances?\nPatient: Absolutely not, nothing like that.\nDoctor: With the pandemic I check on mental health. Any depression or anxiety?\nPatient: I have always been a homebody. This is normal for me. Nothing like that.\nDoctor: Tremors or loss of sensation like paralysis or-\nPatient: No.\nDoctor: Is there any associated trauma? Did you fall?\nPatient: No, no falls or anything.\nDoctor: Anything else bothering you? Any other complaints?\nPatient: No, that's all.",
    faithful: [
      'Denies drug use.',
      'No anxiety or depression.',
      'Denies tremors or paralysis.',
      'Denies trauma.',
      'No other complaints.',
    ],
    wrong: [
      'Reports drug use.',
      'Some anxiety.',
      'Has tremors.',
      'She reported trauma.',
      'The patient reports other complaints.',
    ],
  },
  {
    talk: "Doctor: Is this the first time you've fallen?\nPatient: I had one other fall in the spring.\nDoctor: I have one more question to ask regarding tobacco and alcohol. Do you smoke or drink?\nPatient: I don't do either.\nDoctor: Can you stand on the knee?\nPatient: Not well, it feels unstable.",
    faithful: ['Previous fall in the spring.', 'Does not smoke and does not drink alcohol.', 'The knee is unstable.'],
    wrong: ['This is her first fall.', 'No previous falls.', 'No instability.'],
  },
  {
    talk: 'Doctor: You smoke?\nPatient: Not since two thousand and twelve.\nDoctor: Any medicines you can’t take?\nPatient: No, none.\nDoctor: How is your weight?\nPatient: My weight is the same.',
    faithful: ['He quit smoking in 2012.', 'Ex-smoker since 2012.', 'NKDA.', 'No weight loss.'],
    wrong: ['He smokes.', 'She has lost weight.'],
  },
  // A sigh, thanks or an excuse before the answer; a “yeah” that is taken back; no by saying so.
  {
    talk: 'Doctor: Any dizziness?\nPatient: Ah, not really!\nDoctor: Any plans of quitting? Any chest pain?\nPatient: Eh, no.\nDoctor: Any recent surgery?\nPatient: Thankfully no!\nDoctor: Do you have a rash?\nPatient: Yeah, no, nothing like that.\nDoctor: Do you smoke, or use drugs?\nPatient: I can confidently say no to each one.',
    faithful: ['No dizziness.', 'Denies chest pain.', 'No recent surgery.', 'No rash.', 'Does not smoke.'],
    wrong: ['Reports dizziness.', 'Reports chest pain.', 'Has a rash.', 'He smokes.', 'Reports drug use.'],
  },
  // Histories that name nothing, asked for and denied.
  {
    talk: 'Doctor: Any medical problems?\nPatient: No.\nDoctor: Any surgeries in the past?\nPatient: No, never.\nDoctor: Are you taking any other medicines?\nPatient: No, just the lisinopril.\nDoctor: Any allergies?\nPatient: No, I do not.\nDoctor: Anyone in the family with cancer?\nPatient: No one.\nDoctor: Any vomiting today? Does it hurt with movement?\nPatient: It hurts with any movement.',
    faithful: [
      'No significant past medical problems.',
      'No past surgical history.',
      'Takes no other medications.',
      'Denies any vomiting.',
      'Pain with any movement.',
      'Call us with any further concerns.',
      'He should return if he has any vomiting.',
    ],
    wrong: [
      'Some significant past medical problems.',
      'Some past surgical history.',
      'Takes some other medications.',
      'There are some known allergies.',
      'Positive for cancer.',
      'Reports any injury.',
    ],
  },
  // What the patient denies stands beside what the clinician finds; what is asked of now says nothing of then.
  {
    talk: 'Doctor: Any swelling in your legs?\nPatient: No.\nDoctor: On your legs I appreciate one plus edema, so there is swelling. Are you still having any nausea?\nPatient: No, not at all. But a bit of numbing, and nothing tingling in the feet.\nDoctor: You have a cough, and the lungs are clear. And when did it all begin?\nPatient: Five days ago.\nDoctor: And your age?\nPatient: Sixty two.',
    faithful: [
      'Denies swelling in the legs.',
      'He had nausea, which has resolved.',
      'No tingling.',
      '5/7 hx of cough.',
      'This is a 62-year-old man.',
    ],
    wrong: [
      'No edema of the legs on examination.',
      'Reports nausea.',
      'Reports tingling.',
      'This is a 72-year-old man.',
    ],
  },
  // What is over, later and elsewhere.
  {
    talk: "Patient: I used to have seizures, but they have stopped now.\nDoctor: Was there a cause of the seizures?\nPatient: A stroke. And I cut the metformin because of the diarrhea.\nDoctor: Did that help?\nPatient: Yes, that's all gone now.\nDoctor: Short of breath?\nPatient: I get winded on the stairs.",
    faithful: ['History of seizures.', 'Diarrhea has resolved.', 'Dyspnea on exertion.'],
    wrong: ['He has seizures now.', 'He continues to have diarrhea.', 'Denies dyspnea on exertion.'],
  },
  // Better and worse; back to a dose.
  {
    talk: "Doctor: Is the shoulder pain any better?\nPatient: Not really. It's worse at night.\nDoctor: Lifting it is painful. Your A1c is eight point two, up from seven point four. The higher amlodipine made you dizzy, so we're going to go back to five.\nPatient: I took iron in the pregnancy, but I came off it.",
    faithful: [
      'The shoulder pain is worse at night.',
      'Hemoglobin A1c 8.2%, increased from 7.4%.',
      'Reduce amlodipine to 5 mg.',
      'Took iron in pregnancy, stopped after it.',
    ],
    wrong: [
      'The shoulder pain is improving.',
      'Hemoglobin A1c has improved.',
      'Increase amlodipine to 5 mg.',
      'She takes iron.',
    ],
  },
  // Who of the family.
  {
    talk: "Doctor: Any family history?\nPatient: My mom and dad are both diabetics. My mom and her sister had melanoma. My uncle on my dad's side had leukemia.",
    faithful: [
      'Mother with diabetes.',
      'Father with diabetes.',
      'Melanoma in her mother and maternal aunt.',
      'Leukemia on the paternal side of the family.',
    ],
    wrong: ['Brother with diabetes.', 'She has melanoma.', 'She has leukemia.'],
  },
  // Words that are no findings, and other words for findings.
  {
    talk: 'Doctor: Your liver enzymes are up, the A L T is one twenty eight. Did you get the covid shot?\nPatient: I got my vaccine. I got a nerve shot in the back, and the pain is a two out of ten. I leak when I stand up, and I go a lot at night. My slip on a grape at the store hurt me. I take the mini pill.\nDoctor: Your thyroid is a bit enlarged, you have no wasting.',
    faithful: [
      'Hepatic function panel: ALT 128.',
      'She received her COVID-19 vaccine.',
      'Pain is 2/10 on the pain scale.',
      'Incontinence.',
      'Nocturia.',
      'Fell in a store.',
      'Takes the POP.',
      'Mild thyromegaly.',
    ],
    wrong: ['Muscle wasting.', 'She has hepatitis.'],
  },
  // What goes with a part that was examined may have been looked for; nothing bears it out.
  {
    talk: 'Doctor: I listen to your lungs, they are fine. The heart sounds fine.\nPatient: My throat is sore.',
    faithful: ['No wheezes, rales, or rhonchi.', 'No murmurs, gallops or rubs.'],
    wrong: ['Rhonchi.', 'Exam: no hernia.', 'No thyromegaly.', 'No sore throat.'],
  },
  // An age that somebody tells in passing is told.
  {
    talk: 'Doctor: And you said you are sixty six?\nPatient: Yes. My brother is here, too.',
    faithful: ['This is a 66-year-old male who presents today.'],
    wrong: ['This is a 61-year-old male who presents today.'],
  },
  {
    talk: 'Doctor: Good morning.\nPatient: I have been coming to you for fifteen of my seventy eight years on Earth.',
    faithful: [],
    wrong: ['The patient is a 76-year-old female who presents for recheck.'],
  },
];

describeCases(CASES);
