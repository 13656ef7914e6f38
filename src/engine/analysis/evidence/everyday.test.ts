/** How people talk: parents for their child, answers in other words, denials that end where the next statement begins. */
import { type Case, describeCases } from './testing/cases.ts';

const CASES: readonly Case[] = [
  // Who the patient is: as the clinician addresses them; and how long they have done something is not how old they are.
  {
    talk: "Doctor: Good morning, Mr. Hallworth. How are you?\nPatient: Fine. I had smoked about ten a day for thirty years. A lady at the bus stop fainted, but I feel well.\nDoctor: Mrs. Brown will take your blood.\nPatient: Yes, ma'am.",
    faithful: [
      'The patient is a man.',
      'This is a pleasant gentleman who feels well.',
      'Smoked ten a day for 30 years.',
    ],
    wrong: ['The patient is a 30-year-old female who feels well.', 'The patient is a woman.', 'He is 30 years old.'],
  },
  {
    talk: 'Doctor: Good morning, Mrs. Brown. How is Leo?\nMother: He has a cough, doctor.\nDoctor: Since when does he cough?\nMother: He started on Monday.',
    faithful: ['The patient is a boy who has a cough.'],
    wrong: ['He does not cough.'],
  },
  // A parent who speaks as the patient: he is the patient, and the partner a parent.
  {
    talk: "Doctor: Hello.\nPatient: Hi, I'm calling about my son, Leo. He's just turned three.\nDoctor: Is he hot? Did he cry?\nPatient: He's burning up.\nDoctor: Is there any discharge from his ear?\nPatient: I can't see any.\nDoctor: Has he had ear infections before? How does he seem?\nPatient: He had one last winter.\nDoctor: Is he sick? Does he drink?\nPatient: He was sick once, but he drinks.\nDoctor: Does anyone smoke around him?\nPatient: My partner, outside.\nDoctor: He has an ear infection. If he gets a rash or a stiff neck, bring him in.",
    faithful: [
      '3 year old boy.',
      'Fever.',
      'Previous ear infection last winter.',
      'Ear infection.',
      'No ear discharge.',
    ],
    wrong: [
      'No previous ear infections.',
      'Discharge from the ear.',
      'No vomiting.',
      'His sister has an ear infection.',
    ],
  },
  // A denial ends where a new statement begins; what is supposed is not denied.
  {
    talk: "[doctor] so your neck is supple , i do n't hear any bruits . heart sounds irregular today , but it's not fast , and that two over six systolic murmur is the same as last year . no redness of the knee and the calf is tender .\n[patient] okay .\n[doctor] come in if you ca n't get your breath or you have chest pain .",
    faithful: ['2/6 systolic murmur, unchanged.', 'No carotid bruits.', 'Calf is tender.'],
    wrong: ['No murmur.', 'Calf is not tender.'],
  },
  // Answers in other words, and words between.
  {
    talk: "D: Have you lost any weight?\nP: Not that I've noticed.\nD: Any swelling in your legs?\nP: No.\nD: Does light bother you?\nP: I wouldn't say so.\nD: How is your breathing?\nP: I get puffed going up the hill.\nD: And the lisinopril?\nP: Every morning, I haven't missed any.",
    faithful: ['No weight loss.', 'No leg swelling.', 'Short of breath on exertion.', 'No photophobia.'],
    wrong: [
      'He has lost weight.',
      'Legs have been swollen.',
      'She has photophobia.',
      'He has missed several doses of lisinopril.',
    ],
  },
  {
    talk: 'P: It started Monday. My legs have been swollen.\nD: Are you bringing anything up? Any blood in it?\nP: Uh no, no.',
    faithful: ['No haemoptysis.'],
    wrong: ['No leg swelling.', 'He has coughed up blood.'],
  },
  // Who tells is not whom it is about.
  {
    talk: 'D: Any wheeze?\nP: My wife says I wheeze at night, yeah.\nD: Anyone in the family with lung trouble?\nP: My mum had COPD.',
    faithful: ['Wife has noticed wheeze at night.', 'Mother had COPD.'],
    wrong: ['His wife has a wheeze.', 'Patient has COPD.'],
  },
  // A clause of its own says what becomes of its object, and nothing of what the clause before speaks of.
  {
    talk: "D: Any allergies?\nP: Penicillin brings me out in a rash.\nD: I'd like an MRI, and we'll hold off on the injection for now. You carry on with the ramipril, but we'll stop the ibuprofen.",
    faithful: ['MRI ordered.', 'Continue ramipril.', 'Stop ibuprofen.', 'Allergic to penicillin (rash).'],
    wrong: ['MRI declined.', 'Stop ramipril.', 'Continue ibuprofen.'],
  },
  {
    talk: 'P: I was on naproxen, but I stopped two weeks ago.',
    faithful: ['Naproxen stopped two weeks ago.'],
    wrong: ['He takes naproxen.'],
  },
  // An hour at which it is worse is no course; kidneys are checked by their blood test.
  {
    talk: "D: Any cough?\nP: A dry one, mostly at night.\nD: I think your heart failure has got worse. I'll check your kidneys.",
    faithful: ['Dry cough, worse at night.', 'Check U&Es.'],
    wrong: ['Heart failure improving.', 'Productive cough.'],
  },
  // Of a habit: how much it was, help that is declined.
  {
    talk: 'D: Do you smoke?\nP: I do, yeah, about ten a day. I used to be on twenty.\nD: Would you like some help stopping smoking?\nP: Not at the minute, no.',
    faithful: ['Smokes 10/day, previously 20/day.', 'Declined smoking cessation support.', 'Smoker 10/d.'],
    wrong: ['He does not smoke.', 'Smokes 40/day.'],
  },
  // A scale, a time that is added to, how many times.
  {
    talk: 'D: How bad is the pain?\nP: A six, maybe a seven. I was sick twice yesterday.\nD: Doxycycline two hundred milligrams today and then a hundred once a day for four more days.',
    faithful: [
      'Pain 6-7/10.',
      'The pain is 6-7 out of 10.',
      'Vomiting x 2 yesterday.',
      'Doxycycline 200 mg then 100 mg od for 4 days.',
    ],
    wrong: ['Pain 3-4/10.', 'Vomiting x 5 yesterday.', 'Doxycycline 100 mg od for 8 days.'],
  },
  // A longer phrase, a complaint that stopped, a medicine that is to be stopped and so is taken, a name behind “that's”.
  {
    talk: "D: You're on the Eliquis?\nP: I am. I had a nosebleed last month but it stopped by itself. And the pill, Microgynon.\nD: I'd like you to stop that today, and we can put you on the mini pill, that's desogestrel, instead. Keep going with the Eliquis.",
    faithful: [
      'Nosebleed last month, resolved.',
      'Takes Microgynon.',
      'Continue Eliquis.',
      'Start desogestrel.',
      'Stop Microgynon.',
    ],
    wrong: ['Eliquis was stopped.', 'Desogestrel was stopped.', 'Continue Microgynon.'],
  },
  // Only on a condition; when it was, and nothing that is to be.
  {
    talk: "[patient] the pain started when i got back into swimming .\n[doctor] we would only get an m r i if you do n't get better with therapy . so stop swimming for three weeks and start therapy .",
    faithful: [
      'Pain since she resumed swimming.',
      'MRI will be considered if she fails to improve with therapy.',
      'Stop swimming for 3 weeks.',
    ],
    wrong: ['MRI was ordered today.', 'Continue swimming.'],
  },
  // How far a remedy helped, by idiom.
  {
    talk: "P: Paracetamol, and it didn't touch it. Ibuprofen helped a bit. The heating pad took the edge off, and naproxen takes the edge off too.",
    faithful: ['No relief with paracetamol.', 'Some relief from naproxen.'],
    wrong: ['Paracetamol relieved the headache.', 'No relief with naproxen.'],
  },
  {
    talk: 'P: The pain is on the right, behind my eye.\nD: Just tylenol as needed, no ibuprofen because of the warfarin. Try sumatriptan.',
    faithful: ['Right-sided pain behind the eye.', 'Avoid ibuprofen.', 'Suma prn.'],
    wrong: ['Left-sided pain behind the eye.', 'Start ibuprofen.'],
  },
  // The side that is normal is not the one that hurts.
  {
    talk: '[doctor] which knee is it ?\n[patient] the right one .\n[doctor] okay . there is an effusion of the right knee . the left knee is stable .',
    faithful: ['Right knee effusion.', 'Left knee is stable.'],
    wrong: ['Left knee effusion.'],
  },
  // What is to be avoided is named, too; a class by its name.
  {
    talk: "P: They gave him amoxicillin last winter. So he doesn't need antibiotics?\nD: Not at the moment. Steer clear of ibuprofen.",
    faithful: ['Avoid ibuprofen.', 'No antibiotics.'],
    wrong: ['Avoid diclofenac.'],
  },
  // Answers that give an amount, that say “not yet”, or that go on about the same.
  {
    talk: "[doctor] have you gained any weight ?\n[patient] about seven pounds since i saw you .\n[doctor] have you seen the eye doctor ?\n[patient] not yet , it's scheduled for june .\n[doctor] and could you try cutting down on the wine? I don't want you to stop suddenly .\n[patient] okay .",
    faithful: [
      'Eye exam is scheduled for June.',
      'Advised to cut down alcohol and not to stop suddenly.',
      'Weight gain of 7 pounds.',
    ],
    wrong: ['Denies weight gain.'],
  },
  // Doses that go back, ages beside a sex, ages of relatives, what a number was.
  {
    talk: "D: So you're 67. Restart the lasix, and I'm going to have you take eighty milligrams a day for the next five days and then go back to forty. Your A1c was eight point four, last time it was seven point six, so it's gone up.\nP: OK. I live with my daughter, she's six. My sugars were in the two hundreds. And the aleve?\nD: Take the aleve twice a day.",
    faithful: [
      'Restart Lasix 80 mg daily for 5 days, then return to 40 mg daily.',
      '67F.',
      'Lives with daughter aged 6.',
      'A1c 8.4 (7.6).',
      'Blood sugars in the 200s.',
      'Continue Aleve twice daily.',
    ],
    wrong: [
      'Lasix 80 mg daily for 5 days, then 20 mg daily.',
      '57F.',
      'Lives with daughter aged 9.',
      'A1c decreased to 8.4.',
    ],
  },
  // Until when; of two things in a row; both acute and chronic; how it was.
  {
    talk: "[patient] i twisted the knee and had to stop playing .\n[doctor] it's acute heart failure . drink plenty of water , and tylenol for the pain . no sports until doctor king in orthopedics has seen you .",
    faithful: [
      'He was unable to continue playing.',
      'Acute on chronic heart failure.',
      'Increase fluids, tylenol for pain.',
      'No sports until seen by orthopedics.',
    ],
    wrong: ['Increase tylenol.'],
  },
  // Everyday words.
  {
    talk: "P: I had to sleep in the recliner. It stings when I go, and I'm going every half an hour. I've dropped a dress size, and my back's fine.\nD: Your heart's a bit big, an enlarged heart. Drop a sample off, and we'll do a full blood count.",
    faithful: [
      'Orthopnea.',
      'Dysuria and urinary frequency.',
      'Weight loss.',
      'No loin pain.',
      'Cardiomegaly.',
      'Urine sample, FBC.',
    ],
    wrong: ['No dysuria.', 'No weight loss.'],
  },
  // A pain of the part that is spoken of; both sides in one breath.
  {
    talk: "[doctor] so it's your back ?\n[patient] yeah , i felt something pull , it hurts on the left .\n[doctor] straight leg raise is positive on the left , negative on the right . the left calf , the left side , is tender .",
    faithful: ['Low back pain.', 'Straight leg raise positive on the left, negative on the right.'],
    wrong: ['Neck pain.'],
  },
  // How often, by the question; a denial of one thing that was asked for; what has a plus.
  {
    talk: "D: How many times a day are you going?\nP: Must be eight, maybe ten times.\nD: Any blood or mucus in it?\nP: No blood. There's a bit of slime.\nD: Anything you take?\nP: The blue inhaler, the blue one.",
    faithful: [
      'Bowels open 8-10 times a day.',
      'No blood in stool, some mucus.',
      'Nil PR blood, mucus +.',
      'Salbutamol prn.',
    ],
    wrong: ['Bowels open 4-5 times a day.', 'There was blood in the stool.'],
  },
  // Who stopped; whose words they are; what is no heart rhythm; where a denial ends.
  {
    talk: "D: Do you smoke?\nP: No, I stopped ten years ago.\nD: How's your mood?\nP: I'm a bit snappy, my husband would say. But I'm not depressed. My periods are all over the place.\nD: I'd rather not, I think once the flushes are better you'll sleep. Any clots?\nP: No. My mum had breast cancer.\nD: Come back in ten days.",
    faithful: [
      'Ex-smoker, stopped 10 years ago.',
      'Irritable but denies depression.',
      'Periods irregular.',
      'Hot flushes.',
      'Nil clots, FH breast cancer (mum).',
      'R/v 10/7.',
    ],
    wrong: ['Current smoker.', 'She reports depression.'],
  },
  // A list of which some was asked for; what is denied of now alone, and of others; degrees; “does not seem to help”.
  {
    talk: "D: Any fever or chills?\nP: No. My toes tingled until Sunday. I felt unwell, and there was some blood in the urine.\nD: What have you taken?\nP: Ibuprofen, but it doesn't seem to help much.",
    faithful: [
      'Denies fever, chills, or night terrors and hemoptysis.',
      'Denies tingling today.',
      'No unwell contacts.',
      'Nil frank haematuria.',
    ],
    wrong: ['No hemoptysis.', 'Denies tingling.', 'Taking ibuprofen with relief.'],
  },
  // Where the denial of a note ends, and how far it reaches: however, a new subject, “other than”; verbs that are denied themselves.
  {
    talk: 'D: Any fever, cough or nausea?\nP: No, none. But I have a rash, and I drink two beers a day. I am using gummies, and they help. The wound is red.\nD: Any wheeze?\nP: No.',
    faithful: [
      'Denies fever, however she has been using gummies.',
      'Although she denies fever, she has a rash.',
      'Denies cough and drinks two beers a day.',
      'No fever and the wound is red.',
      'No complaints other than her rash.',
      'She is not reporting fever, cough or wheeze.',
      'He no longer has any nausea.',
    ],
    wrong: ['Denies fever and rash.', 'He is not reporting a rash.', 'She is reporting fever, cough or wheeze.'],
  },
  // The child whom a guest has come with is the patient.
  {
    talk: 'Doctor: How old is your son?\nGuest_family: He is seven. He has had diarrhea for four days, and his brother had diarrhea, too.\nDoctor: Your son has a rash, too.\nGuest_family: Yes.',
    faithful: [
      'The patient is a 7-year-old male with diarrhea for four days.',
      'The patient has a rash.',
      'His brother had diarrhea.',
    ],
    wrong: ['His sister had diarrhea.', 'His brother has a rash.'],
  },
  // Asked for the family, people say “we”.
  {
    talk: 'D: What conditions run in your family?\nP: We have high blood pressure and depression.\nD: And asthma?\nP: I have asthma.',
    faithful: ['Family history of hypertension and depression.'],
    wrong: ['Family history of asthma.'],
  },
  // A question takes for granted what it leaves out; without its mark it is one all the same; the answer may stand within it.
  {
    talk: '[doctor] any other problems besides the cough?\n[patient] no\n[doctor] okay so does the pain radiate frequently\n[patient] no\n[doctor] alright and any nausea vomiting or diarrhea or anything like that are you peeing a whole lot or anything like that no\n[patient] yeah it has been a challenge',
    faithful: [
      'Cough.',
      'Pain does not radiate.',
      'No radiation of the pain.',
      'Denies nausea, vomiting, or diarrhea.',
    ],
    wrong: ['No cough.', 'The pain radiates.', 'Reports nausea and vomiting.'],
  },
  // What is taken for allergies is none of them; which hand somebody writes with is no side of it; hopes are no end.
  {
    talk: "D: What are you taking for your allergies?\nP: Claritin. I'm right handed, and my left hand hurts.\nD: Your kidney stone shows here, so hopefully you've passed that stone when we meet.\nP: I hope so.",
    faithful: ['Takes Claritin.', 'Right-handed man with left hand pain.', 'He has a kidney stone.'],
    wrong: ['Allergic to Claritin.', 'Left-handed man with right hand pain.'],
  },
];

describeCases(CASES);
