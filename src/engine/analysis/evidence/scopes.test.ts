/** How far a denial reaches, in notes and in talk; and numbers that are said in other words than they are written. */
import { type Case, describeCases } from './testing/cases.ts';

const CASES: readonly Case[] = [
  // A denial of talk without stops ends at “there is” and “and you”; “never like this” and “can't stop” deny nothing.
  {
    talk: "[doctor] there's no rebound or guarding there is tenderness on the right flank and no history of tobacco and you drink alcohol socially\n[patient] i've never felt palpitations like this and i ca n't stop sneezing",
    faithful: ['Tenderness on the right flank.', 'Alcohol socially.', 'Palpitations.', 'Sneezing.'],
    wrong: ['Rebound tenderness and guarding.', 'Smokes tobacco.', 'No palpitations.'],
  },
  {
    talk: "[doctor] i want to order a ct scan without contrast of your abdomen and pelvis\n[patient] okay i do n't know they told me they reconstructed the knee",
    faithful: ['CT scan of the abdomen and pelvis without contrast was ordered.', 'History of knee reconstruction.'],
    wrong: [],
  },
  // What is denied of one thing is not denied of its circumstance.
  {
    talk: 'Doctor: Did you hear a pop at the time of the injury?\nPatient: No. I hurt the knee at work, and it was an injury at the time.\nDoctor: I move your knee. Does it hurt?\nPatient: No. I had a discectomy in the past, but the weakness came later.\nDoctor: Your wrist over the radial artery has no swelling.',
    faithful: [
      'Denies hearing a pop at the time of the injury.',
      'This is not related to his previous discectomy.',
      'Did not seek medical attention despite his weakness.',
      'No swelling over the radial artery.',
    ],
    wrong: ['No injury.', 'Denies weakness.', 'No previous discectomy.'],
  },
  {
    talk: 'Doctor: Have you smoked?\nPatient: I smoked two packs a day, and quit twenty seven years ago.\nDoctor: You have kidney stones. Have you had them before?\nPatient: No, never.\nDoctor: Any rash?\nPatient: Just a rash where the bandages are.\nDoctor: When did you go to the orthopedic clinic?\nPatient: I went to the orthopedist in November.',
    faithful: [
      'He has not smoked for the past 27 years.',
      'Denies having kidney stones before.',
      'No rashes, except where the bandages are.',
      'She was not seen in the orthopedic clinic until November.',
    ],
    wrong: ['He has never smoked.', 'No rash.'],
  },
  // A denial by “free”, “neither of which”, “unaware”, “never been told”; what is prevented is not there; a point without its nought.
  {
    talk: "Doctor: Is he in any pain?\nPatient: No, he seems back to normal.\nDoctor: Could you be pregnant?\nPatient: No, I take the pill.\nDoctor: Have you ever had a hernia?\nPatient: No, never.\nDoctor: When was your last stress test?\nPatient: In twenty nineteen.\nDoctor: We'll repeat the stress test. Your creatinine was .7 in May.\nPatient: I have two pills, but I can't remember their name.\nDoctor: Please stay on the preventer inhaler.",
    faithful: [
      'He is well and pain free.',
      'She takes a contraceptive to prevent pregnancy.',
      'He has never been told that he has a hernia.',
      'The last stress test was performed in 2019.',
      'Creatinine 0.7.',
      'She takes two pills, neither of which she can remember the name.',
    ],
    wrong: ['The preventer was stopped.', 'He is in pain.', 'She is pregnant.', 'He has a hernia.', 'Creatinine 7.'],
  },
  // How long and how often, told near by in other words; a couple of them; an age as an answer.
  {
    talk: "Doctor: Tell me about the discomfort.\nPatient: It came on suddenly.\nDoctor: Go on.\nPatient: It has been a couple of hours now.\nDoctor: And how old are you now, if you don't mind?\nPatient: Twenty nine.\nDoctor: Your creatinine was .8 in June.",
    faithful: ['Discomfort for 1-2 hours.', 'A 29-year-old woman.', 'Creatinine 0.8.'],
    wrong: ['Discomfort for 5-6 hours.', 'A 39-year-old woman.', 'Creatinine 8.'],
  },
  // Words that look like a change of a medicine, a fall or a finding, and are none.
  {
    talk: "Doctor: Vicodin made you sick off and on?\nPatient: Yes, off and on. I fall asleep easily. The cholesterol was high.\nDoctor: You have an infection of the lower leg, resistant to methicillin. We talked about the risks of the surgery.\nPatient: I took progesterone at first. I don't get up at night anymore.\nDoctor: Avoid skiing for now. No skiing.",
    faithful: [
      'Emesis off and on with Vicodin.',
      'He falls asleep easily.',
      'Adds that his cholesterol was high.',
      'I counseled the patient on the risks of surgery.',
      'Methicillin-resistant infection of the lower leg.',
      'He initially took progesterone.',
      'No longer gets up at night.',
      'Advised to avoid skiing.',
    ],
    wrong: ['Vicodin was stopped.'],
  },
  {
    talk: "Patient: I was prescribed Flonase, but I can't remember the last time I took it. Methotrexate has been working well. I was told to take metformin.",
    faithful: [
      'She has not been taking her Flonase.',
      'No problems with methotrexate.',
      'Not consistent with metformin.',
    ],
    wrong: ['She does not take methotrexate.'],
  },
  {
    talk: 'Doctor: Do you drink alcohol?\nPatient: No. Nothing particular bothers me.',
    faithful: ['Alcohol use, denies.', 'No particular complaints.'],
    wrong: ['Alcohol use.'],
  },
  // Dates and amounts in other words.
  {
    talk: 'Patient: The first scan was in March. I had a biopsy in September of O three, and my legs gave way in July of O eight. The heart attack was in ninety six.\nDoctor: And what do you drink?\nPatient: A beer or two on Fridays, and I smoke a pack and a half. I walk half a mile.',
    faithful: [
      'First scan in 03/2021.',
      'Biopsy 9/03.',
      'Legs gave way in July 2008.',
      'Heart attack in 1996.',
      'Drinks 1 to 2 beers.',
      'Smokes 1.5 packs.',
      'Walks a 1/2-mile.',
    ],
    wrong: ['First scan in 04/2021.', 'Heart attack in 1998.', 'Drinks 3 to 4 beers.'],
  },
  // An age that nobody tells is in the records; one that is told must be the same.
  {
    talk: 'Doctor: Hi Anna, good to see you, you are here for your ankle?\nPatient: Yes, my ankle hurts since I fell.',
    faithful: ['Anna Diaz is a pleasant 31-year-old female who presents for evaluation of ankle pain.'],
    wrong: ['She is 31 years old.'],
  },
  {
    talk: 'Doctor: Anna is a 31 year old female who is here for her ankle.\nPatient: Yes, my ankle hurts since I fell.',
    faithful: ['Anna Diaz is a 31 y/o female who presents with ankle pain.'],
    wrong: ['Anna Diaz is a 37-year-old female who presents with ankle pain.'],
  },
  // A denial ends where a circumstance, a state or a decision begins.
  {
    talk: 'Doctor: They removed the cataract from your eye. How is your vision since?\nPatient: No problems at all. I still get migraines, but there are no issues, and I take the allopurinol.\nDoctor: And the shortness of breath?\nPatient: Gradually getting worse, I am short of breath now. No chest pain.\nDoctor: Would you like pain medicine?\nPatient: No, I think physical therapy is the right way. My back hurts, and rest does not help it.',
    faithful: [
      'No vision problems since the cataract was removed.',
      'Migraines: no issues.',
      'No chest pain, gradually increasing SOB.',
      'No vision problems, tolerating allopurinol.',
      'Declined pain medicine and prefers to begin with physical therapy.',
      'Back pain without improvement on rest.',
    ],
    wrong: ['No migraines.', 'No SOB.', 'Has chest pain.'],
  },
  {
    talk: "Doctor: Isn't this your second occurrence of hematuria this month?\nPatient: Yes, it is.\nDoctor: Had you had back pain before this injury?\nPatient: No. I can't walk very well, and my balance has got worse.\nDoctor: There are many reasons why people can have jaundice. If you look at your x-ray here, the bone is broken.",
    faithful: [
      'Second episode of hematuria this month.',
      'Back pain since the injury.',
      'Difficulty walking.',
      'Her balance has declined.',
      'No jaundice in the family.',
    ],
    wrong: ['Denies hematuria.'],
  },
  {
    talk: 'Doctor: We order a CT without contrast. How is the memory, any problem there?\nPatient: No problem. I was never able to run.\nDoctor: And the urine, is the stream normal, any problem with it?\nPatient: No. There is no seizure in the family.',
    faithful: [
      'CT w/o contrast.',
      'No memory complaints.',
      'He is not able to run.',
      'Normal stream.',
      'FHx neg for seizures.',
    ],
    wrong: ['CT with contrast was ordered.'],
  },
  // Sides and parts that are none, and places that are said in other words.
  {
    talk: 'Doctor: The panel came back. Your left knee has a bruise.\nPatient: I have a pain in my lower stomach. I run five or so miles a day, for six or so weeks.',
    faithful: ['Lower abdominal pain.', 'Runs for 6 weeks.', 'Left knee bruise right after a run.'],
    wrong: ['Right knee bruise.'],
  },
  // Whose it is: a speaker who names herself, a wife who was only there, a thing of the child's.
  {
    talk: 'Doctor: Who is with us?\nGuest_family_1: I am her daughter. She has dementia, she had a stroke.\nGuest_family_2: And she fell at my house.\nDoctor: She does have a droop. How old is she?\nGuest_family_1: She is eighty three.',
    faithful: ['PMH: dementia, stroke.', '83-year-old woman with dementia.'],
    wrong: ['Her daughter has dementia.'],
  },
  {
    talk: 'Patient: My wife and I were on a walk. I was talking to her and stepped off the curb and got an injury to my ankle.',
    faithful: ['Ankle injury on a walk with his wife.'],
    wrong: ['His wife has an ankle injury.'],
  },
];

describeCases(CASES);
