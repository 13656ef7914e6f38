/** How people talk: parents for their child, answers in other words, denials that end where the next statement begins. */
import { type Case, describeCases } from './testing/cases.ts';

const CASES: readonly Case[] = [
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
];

describeCases(CASES);
