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
  // A course that is not so is no other course; what goes down for the worse is none; a hedge before a result; an effect is no result.
  {
    talk: 'Doctor: How are your headaches?\nPatient: The headaches did not improve with the tablets, they are worse.\nDoctor: You have decreased range of motion, and the pain is worse. Your blood pressure was a little bit high today.\nPatient: I think the testosterone has a good effect on my blood work.',
    faithful: [
      'The tablets failed to improve her headaches.',
      'The pain is worse.',
      'Blood pressure was slightly elevated today.',
      'The testosterone has a positive effect on his blood work.',
      'The patient is stable.',
    ],
    wrong: ['The pain is better.', 'The headaches have improved.'],
  },
  // What is not taken now may be begun, and what is not always taken goes on; a clause of its own has its own medicine.
  {
    talk: "Doctor: She is not currently on a potassium supplement. I will start her on a magnesium supplement.\nPatient: Okay.\nDoctor: How is the Norvasc?\nPatient: I haven't been great about taking it.\nDoctor: We'll keep you on the Norvasc. I'd like you to stop taking any of the nonsteroidals that you're taking the motrin and i'm gon na give you meloxicam.\nPatient: Okay.\nDoctor: A test would not delay your surgery, we have scheduled that.",
    faithful: ['Start magnesium supplement.', 'Continue Norvasc.', 'Stop Motrin.', 'She is scheduled for surgery.'],
    wrong: ['Take Motrin daily.'],
  },
  // Who was referred here came; who is careful with something limits it; when somebody stops moving, nothing is given up.
  {
    talk: 'Doctor: Your own doctor wanted us to see you for the flank pain.\nPatient: Yes. It hurts when I move, and it is easier when I keep still.\nDoctor: Do watch your diet, and the salt.\nPatient: I resisted the salty foods.',
    faithful: [
      'A patient who was referred to us from Dr. X for flank pain.',
      'She is avoiding salty foods.',
      'Dietary restrictions were discussed.',
      'The pain improves when she is still and stops moving.',
    ],
    wrong: ['She was referred to neurology.'],
  },
  // Amounts of what is denied; a denied history; “no” before a history; hardly ever; what is wrong with a test; means.
  {
    talk: 'Doctor: Any weight gain?\nPatient: Yeah, suddenly I gained about ten pounds.\nDoctor: Did you ever use IV drugs?\nPatient: I used to use IV drugs, but I have been clean for fifteen years.\nDoctor: Any clots in your legs?\nPatient: Not that I know of, no.\nDoctor: How about alcohol?\nPatient: Hardly ever.\nDoctor: Any abnormal pap smears?\nPatient: No, they have all been normal.\nDoctor: Palpitations means that you notice your own heart.\nPatient: No, I never had that.\nDoctor: And no dizziness?\nPatient: Yes, I do.\nDoctor: Any blood in your stool?\nPatient: On the paper, twice.',
    faithful: [
      'Reports a 10-pound weight gain.',
      'He used IV drugs 15 years ago.',
      'No FH or PMHx of DVT.',
      'He hardly ever uses alcohol.',
      'Pap smears have all been normal.',
      'Denies palpitations.',
      'Dizziness.',
      'Blood in the stool.',
    ],
    wrong: [
      'Denies a 10-pound weight gain.',
      'Denies a history of IV drug use.',
      'No blood in the stool.',
      'No dizziness.',
    ],
  },
  // Before, it was so; a test is not its disease; what a body does is no finding; what is declined was offered.
  {
    talk: "Doctor: You saw the dermatologist last month?\nPatient: Yes, it was my first time there.\nDoctor: The rapid covid test was negative. Was your urine checked again?\nPatient: No, not yet.\nDoctor: Are you constipated?\nPatient: No, but there is some pain when I go.\nDoctor: I want you to have a bed monitor and some pain medication.\nPatient: No, I don't want that, thank you.\nDoctor: Double stranded DNA and Smith were used, and all came back negative. You said you're a bit short of breath?\nPatient: Yes.",
    faithful: [
      'She had never seen a dermatologist prior to last month.',
      'COVID-19 test was negative.',
      'Her urine has not been rechecked.',
      'Some pain with the bowel movement.',
      'The patient has declined use of a bed monitor.',
      'Patient would like to defer pain medication.',
      'Double-stranded DNA and Smith were negative.',
      'Exam: not short of breath.',
    ],
    wrong: ['Has COVID-19.', 'Reports constipation.', 'Denies shortness of breath.'],
  },
  // Figures half in words, pairs in two breaths, a pronoun's figure, hours, counts, how often; what everybody knows of a baby aspirin.
  {
    talk: 'Doctor: Your blood pressure was one 45 over 90 today, and one sixty two by eighty three at home. Pulse ox was ninety eight percent.\nPatient: I take one baby aspirin. My fasting sugar is a hundred to one twenty, and after meals they have been one hundred and eighty five.\nDoctor: I see one plus pitting edema. When did it start?\nPatient: Around four P M.\nDoctor: How often has it been happening?\nPatient: Once a week at the start.\nDoctor: Call me if you have diarrhea more than eight times a day.',
    faithful: [
      'Blood pressure 145/90.',
      'Home blood pressure was 162/83.',
      'Pulse oximetry 98%.',
      'Aspirin 81 mg.',
      'Blood sugars after meals have been 185.',
      '1+ pitting edema.',
      'It began at 4 p.m.',
      'Attacks occurring once a week.',
      'If there is diarrhea more than 8 episodes, call.',
    ],
    wrong: [
      'Blood pressure 155/90.',
      'Pulse oximetry 92%.',
      'Blood sugars have been 285.',
      '3+ pitting edema.',
      'It began at 9 p.m.',
    ],
  },
  // A word is asserted with what it is of; places; more of a habit; what is said of a relative.
  {
    talk: "Doctor: Are you coughing up anything, any fevers with this?\nPatient: No, no fever. I am just bringing up a whole bunch of yuck.\nDoctor: Does the pressure radiate to your head?\nPatient: Not to my head, no. More in the left shoulder.\nDoctor: No pain to palpation of the frontal or maxillary sinuses.\nPatient: I used to smoke more, I smoke two a day now. I have never had that before my father's had them.\nDoctor: There is mild pain with external rotation, internal rotation is normal.",
    faithful: [
      'Reports productive cough.',
      'Radiating to the left shoulder.',
      'No pain to palpation of the maxillary sinuses.',
      'He used to smoke more.',
    ],
    wrong: ['Reports fever.', 'Radiating to the head.', 'He does not smoke.'],
  },
  // A complaint that the clinician puts into words; its place in the next answers; beside it what the patient denies of another place.
  {
    talk: "Doctor: I see you're coming in for some right knee pain?\nPatient: Yes.\nDoctor: Have you had any joint stiffness?\nPatient: A bit of stiffness.\nDoctor: In more joints, or just one?\nPatient: The right wrist.\nDoctor: When I press here on the elbow, any pain?\nPatient: No.\nDoctor: Any numbness?\nPatient: Yeah, the whole foot is numb.",
    faithful: ['Reports right knee pain.', 'Stiffness in his right wrist.', 'Numbness in his entire right foot.'],
    wrong: [
      'Denies right knee pain.',
      'Denies stiffness in his right wrist.',
      'Denies numbness in his entire right foot.',
    ],
  },
  // Not new, not lately, not since: when it was, beside what is said of it.
  {
    talk: "Doctor: On your heart exam I hear a murmur, which we've heard in the past.\nPatient: Okay.",
    faithful: ['Systolic murmur, heard before.'],
    wrong: ['The murmur is a new finding.'],
  },
  {
    talk: 'Doctor: Any operations?\nPatient: I had my appendix taken out when I was eighteen.',
    faithful: ['Appendectomy at the age of 18.'],
    wrong: ['She recently underwent an appendectomy.', 'Appendectomy last month.'],
  },
  {
    talk: "Doctor: Has the headache been since the tick bite?\nPatient: Yes, it has.\nDoctor: When was your last colonoscopy?\nPatient: Five years ago. They said they'd see me in ten years.",
    faithful: ['Headache began after the tick bite.', 'Last colonoscopy 5 years ago.'],
    wrong: ['His headache began before the tick bite.', 'Her last colonoscopy was ten years ago.'],
  },
  {
    talk: 'Doctor: Any constipation?\nPatient: I had a bit of constipation, but that is better now. I felt some tingling in my toes until Sunday, and then that seemed to go away.\nDoctor: We would do a transsphenoidal approach to the surgery, and our scheduler will get you set up. The only way to know is to do a kidney ultrasound.',
    faithful: ['She had constipation, now better.', 'The tingling in the toes has resolved.'],
    wrong: [
      'She is currently constipated.',
      'He continues to have tingling in the toes.',
      'S/p transsphenoidal surgery.',
      'Kidney ultrasound shows a cyst.',
    ],
  },
  // What hardly helps, what cannot be done, and what ends a list of denials.
  {
    talk: "Doctor: Has the ice helped?\nPatient: No, it does not seem to help much. I can't catch my breath when I walk.\nDoctor: Your lungs are clear, there is no jugular venous distention, and your legs have a trace edema.\nPatient: It is sore when I press on it, and it does not go anywhere.",
    faithful: [
      'Ice has given little relief.',
      'She becomes breathless on walking.',
      'No JVD, lungs CTAB, trace edema of the legs.',
      'No radiation, sore on pressing.',
    ],
    wrong: ['Ice has given a lot of relief.', 'Denies breathlessness on walking.', 'No leg edema.'],
  },
  // Medicines: taken or not, not yet, put right, in so many glasses; results that nobody has spoken of.
  {
    talk: "Doctor: And you're taking your medication?\nPatient: Yes.\nDoctor: Do you have any antihistamines?\nPatient: Yes, in the house.\nDoctor: Then start the antihistamine now. How much do you drink?\nPatient: One glass of wine a week.\nDoctor: You can take two tablets, uh, one tablet twice a day. Drink three litres of water a day.",
    faithful: [
      'He takes his medication.',
      'Nil taken for it yet, has antihistamines in the house.',
      'EtOH: 1 glass of wine a week.',
      'One tablet BD.',
    ],
    wrong: [
      'He has not been taking his blood pressure medication.',
      'EtOH: 1 glass of wine a day.',
      'Two tablets BD.',
      'Prolactin is raised.',
    ],
  },
  // An examination is more than a complaint; a side is more than a word; a telephone rings, too.
  {
    talk: "Doctor: So it is really your tummy pain, and you feel wheezy. Call us if you get worse.\nPatient: My left arm is numb, and I can't feel some of the fingers. The left arm is bad. I hurt my knuckles on my right hand. The kids are grown up.\nDoctor: The numbness is only in your left arm?\nPatient: Yes, the left arm.",
    faithful: [
      'Numb fingers of the left hand.',
      'Children have left home.',
      'Advised to ring sooner if worse.',
      'Call right away if worse.',
    ],
    wrong: [
      'Abdomen soft, with mild tenderness.',
      'Chest: widespread expiratory wheeze.',
      'Carotids 2+, no bruits.',
      'Right arm is numb.',
    ],
  },
  {
    talk: 'Doctor: Did you hear a pop at the injury?\nPatient: I did feel something pop, yes.\nDoctor: Was it ibuprofen or naproxen?\nPatient: Naproxen.',
    faithful: ['He felt a pop at the time of the injury.', 'He took naproxen.'],
    wrong: ['Denies a pop at the time of the injury.', 'He took ibuprofen.', 'His sister has autism.'],
  },
  {
    talk: 'Patient: My brother has autism.',
    faithful: ['Brother: autism.'],
    wrong: ['Brother: negative for autism.', 'Sister: autism.'],
  },
  // The right step is on no side.
  {
    talk: 'Doctor: There are about thirty moles, one on the left calf. On both hands the skin is dry. The right step is to remove the one on the left calf.\nPatient: Okay.',
    faithful: ['About thirty moles, one on the left calf.'],
    wrong: ['About thirty moles on her right hand side.', 'A mole on the right calf.'],
  },
  // He and she.
  {
    talk: 'Doctor: So Logan is a 58 year old male who has back pain. How are you, sir?\nPatient: My mother has arthritis. She is well.',
    faithful: ['He has back pain.', 'His mother has arthritis. She is well.'],
    wrong: [
      'She has back pain.',
      'Her back hurts.',
      'The patient states that she has back pain.',
      'A 58-year-old female with back pain.',
    ],
  },
];

describeCases(CASES);
