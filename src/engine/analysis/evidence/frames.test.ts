import { type Case, describeCases } from './testing/cases.ts';

const CASES: readonly Case[] = [
  // A dose before a semicolon is of what stands before it; a length is said plainly, far from what it is of.
  {
    talk: 'D: And for the bowel?\nP: Mebeverine, two hundred milligrams three times a day.\nD: Any allergies?\nP: Clindamycin.',
    faithful: ['Mebeverine 200 mg TDS; allergic to clindamycin.'],
    wrong: ['Mebeverine 100 mg TDS; allergic to clindamycin.'],
  },
  {
    talk: "D: What's the matter?\nP: I feel rough. It's been five days.\nD: I'd like to see you again in a week.\nP: OK.",
    faithful: ['Unwell x5 d.', 'Review in 1/52.'],
    wrong: ['Unwell x9 d.', 'Review in 3/52.'],
  },
  // Turned down in the reply; “we'll” ends a denial; what hangs on an “if” before it.
  {
    talk: "D: So I'd like to start a statin for the cholesterol.\nP: I'd really rather not.\nD: Okay, we can hold off.",
    faithful: ['She declined a statin.'],
    wrong: ['She agreed to a statin.', 'Statin was started.'],
  },
  {
    talk: "D: We'd start prednisolone if the peak flow drops.\nP: OK.",
    faithful: ['Start prednisolone if the peak flow drops.'],
    wrong: ['Prednisolone was started today.'],
  },
  {
    talk: "[doctor] then we wo n't use propranolol we'll go with candesartan eight milligrams\n[patient] okay",
    faithful: ['Start candesartan 8 mg.'],
    wrong: ['Candesartan was stopped.'],
  },
  // What is over; what it was, beside what it is now.
  {
    talk: "P: I came off the lisinopril, it gave me a cough. The cough's gone now.\nD: Good.",
    faithful: ['Stopped lisinopril because of a cough, which has resolved.'],
    wrong: ['He has a cough.'],
  },
  {
    talk: "D: How many pillows are you sleeping on?\nP: I'm down to one. It was three.",
    faithful: ['Sleeps on one pillow.'],
    wrong: ['Sleeps on three pillows.'],
  },
  {
    talk: 'D: Are you still smoking?\nP: I packed it in at New Year.',
    faithful: ['He stopped smoking at New Year.', 'Ex-smoker.'],
    wrong: ['He currently smokes.'],
  },
  // A class stands for the medicine that was named.
  {
    talk: 'P: I take bendroflumethiazide every morning.\nD: That water tablet can bring on gout. I would like you to stop it.\nP: OK.',
    faithful: ['Bendroflumethiazide was stopped.'],
    wrong: ['Continue bendroflumethiazide.'],
  },
  // Answers that say yes or no in other words.
  {
    talk: 'D: Do they get worse as the day goes on?\nP: The other way round.\nD: Short of breath?\nP: On the hill, yes.\nD: Any neck pain?\nP: Yes, absolutely. No, not, no, nothing.',
    faithful: ['Short of breath on hills.', 'No neck pain.'],
    wrong: ['Denies shortness of breath.'],
  },
  {
    talk: 'D: Did it swell right away?\nP: Not until the next morning.\nD: Okay.',
    faithful: ['Swelling appeared the next morning.'],
    wrong: ['No swelling.'],
  },
  // Which way a measurement went; what is only to be checked.
  {
    talk: 'D: Your A1c came down from nine point one to seven point eight.\nP: Good.\nD: And the pressure today is higher than in March.',
    faithful: ['A1c has come down to 7.8.', 'Blood pressure is higher than in March.'],
    wrong: ['A1c has gone up.', 'Blood pressure is lower than in March.'],
  },
  {
    talk: "D: We'll check your uric acid when you come back, not today.\nP: OK.\nD: And I want to repeat the chest X-ray in six weeks.",
    faithful: ['Repeat chest X-ray in six weeks.'],
    wrong: ['Uric acid was checked today.', 'Chest X-ray was repeated today.'],
  },
  // What the clinician makes of it is neither said nor invented; numbers of a list are none of the note.
  {
    talk: 'P: I have had runny stools and I have been sick.\nD: I see.',
    faithful: ['Imp: probable gastroenteritis.', 'Problems: 1. Diarrhoea. 2. Vomiting.'],
    wrong: ['She has gastroenteritis.'],
  },
  // What may be done is not done.
  {
    talk: 'D: We may end up having to do a chest x-ray if things do not settle down. Is your diabetes all right?\nP: It is out of control.\nD: I see.',
    faithful: ['Diabetes out of control.'],
    wrong: ['Chest x-ray was done today.', 'His diabetes is well controlled.'],
  },
  // “It doesn't” answers a question; a full week is one week; what is only asked after is no history.
  {
    talk: "D: Did you have any anaphylaxis with it?\nP: It doesn't do that.\nD: I see you have pain in your chest. Does it radiate to your shoulder?\nP: It doesn't.\nD: Take ibuprofen for a full week. We will book a thyroid test.\nP: OK.",
    faithful: ['Ibuprofen for one week.', 'Pain does not radiate.'],
    wrong: ['History of anaphylaxis.', 'The pain radiates to the shoulder.', 'Thyroid function was normal.'],
  },
  // Results, referrals and advice that nobody gave; a filler examines nothing.
  {
    talk: 'D: Fine. Moving to your chest, how is your breathing?\nP: Good.\nD: The breathing is one thing to look into, and so I have asked for an ECG, and the diabetes is as it was. Drink plenty of fluids.\nP: OK.',
    faithful: ['ECG requested.', 'Advised plenty of fluids.'],
    wrong: ['ECG is normal.', 'Referred to the diabetes clinic.', 'Advised to restrict fluids.', 'Chest is clear.'],
  },
  {
    talk: 'D: Where is the pain, is it your lower back, your upper back?\nP: My lower back hurts, and it is getting worse.\nD: I would like you to take ibuprofen for the next week.\nP: OK.',
    faithful: ['Lower back pain, worsening.', 'Ibuprofen for one week.'],
    wrong: ['The back pain is improving.'],
  },
  // What is said to the contrary of how lasting, how new or how much it is.
  {
    talk: "P: The first day I had diarrhoea, but that's fine now.\nD: How's your appetite?\nP: My appetite's been all right.",
    faithful: ['Diarrhoea on the first day, since settled.'],
    wrong: ['Ongoing diarrhoea.', 'His appetite is reduced.'],
  },
  {
    talk: 'D: I hear a murmur, which you have had in the past. It sounds stable.\nP: OK.',
    faithful: ['Murmur, stable.'],
    wrong: ['The murmur is new.', 'The murmur is louder than before.'],
  },
  // How long belongs to its thing.
  {
    talk: 'P: It burns when I pee, for about a week.\nD: I see.\nP: OK.\nD: Do you smoke?\nP: No.\nD: We treat that with antibiotics for three days. Come back next week.\nP: Fine.',
    faithful: ['Antibiotics for three days.', 'Dysuria for seven days.'],
    wrong: ['Antibiotics for seven days.'],
  },
  // An A1c of three in the percents is no 9 %.
  {
    talk: 'D: Your hemoglobin a1c is eight. For your third problem, the a1c.\nP: OK.',
    faithful: ['Hemoglobin A1c is 8.'],
    wrong: ['Hemoglobin A1c is 9.2.'],
  },
  // What is asked after is not examined.
  {
    talk: 'D: Do you feel any pain in your chest?\nP: No.\nD: I will listen to it next time.\nP: OK.',
    faithful: ['No chest pain.'],
    wrong: ['Chest is clear.'],
  },
  // The typist's marks are nobody's words.
  {
    talk: "D: Do you have any allergies?\nP: No. Not that I'm aware of.\nD: Just allergies to [unintelligible], medications, I'm asking.\nP: No, nothing.",
    faithful: ['No known drug allergies.'],
    wrong: ['Allergic to penicillin.'],
  },
  // Denied within what is supposed.
  {
    talk: 'P: I have a headache, no fever and no vomiting.\nD: Come back if it is no better, or if you get a fever or vomiting.\nP: OK.',
    faithful: ['To return if no better, or sooner with fever or vomiting.'],
    wrong: ['Reports vomiting.'],
  },
  // A reason ends a denial.
  {
    talk: "P: I didn't give her ibuprofen because she has asthma.\nD: OK.",
    faithful: ['PMH: asthma.'],
    wrong: ['No asthma.'],
  },
  // What is told, with a question about it, is told.
  {
    talk: "P: I'm allergic to latex, is that a problem?\nD: No, I'll write it down.",
    faithful: ['Allergies: latex.'],
    wrong: ['NKDA.'],
  },
  {
    talk: 'D: Any allergies?\nP: I react to chlorhexidine.',
    faithful: ['Allergies: chlorhexidine.', 'ADR: chlorhexidine.'],
    wrong: ['NKDA.', 'Allergic to latex.'],
  },
  // Results stand behind what they are of.
  {
    talk: '[doctor] your lachman is positive the mcmurray test is negative\n[patient] okay',
    faithful: ['Lachman test is positive and McMurray is negative.'],
    wrong: ['McMurray test is positive.'],
  },
  {
    talk: "D: I looked at your x-ray and there's no fracture.\nP: OK.",
    faithful: ['X-ray shows no fracture.'],
    wrong: ['X-ray is pending.'],
  },
  {
    talk: 'D: The nodes in the armpit are not enlarged.\nP: Good.',
    faithful: ['No axillary LNs.'],
    wrong: ['Enlarged axillary nodes were felt.'],
  },
  // What was taken, may be taken later, or was offered and taken back.
  {
    talk: 'P: I was on ferrous fumarate but it made me so constipated, I stopped two weeks ago.\nD: I see.',
    faithful: ['Stopped ferrous fumarate 2 weeks ago.'],
    wrong: ['Takes ferrous fumarate.', 'Ferrous fumarate to be started next week.'],
  },
  {
    talk: "D: If she's no better in two days, there's a script for amoxicillin for you to pick up.\nP: OK.",
    faithful: ['Delayed script for amoxicillin if no better in 2 days.'],
    wrong: ['Amoxicillin started today.'],
  },
  {
    talk: "D: I'd like to start propranolol.\nP: I had asthma.\nD: Then we won't use propranolol.",
    faithful: ['Propranolol was not started because of asthma.'],
    wrong: ['Start propranolol.'],
  },
  {
    talk: "D: We'll go with candesartan instead of the lisinopril.\nP: OK.",
    faithful: ['D/c lisinopril, start candesartan.'],
    wrong: ['Continue lisinopril.'],
  },
  {
    talk: 'P: My wife worries about my smoking but I gave that up ten years ago.\nD: Good.',
    faithful: ['Stopped smoking ten years ago.'],
    wrong: ['Current smoker.'],
  },
  {
    talk: 'P: I used sunbeds in my twenties, not any more.\nD: Right.',
    faithful: ['Used sunbeds in her twenties.'],
    wrong: ['Currently uses sunbeds.'],
  },
  // Better and worse, of what no name stands for; and on what to come back.
  {
    talk: 'D: How is the breathing?\nP: Better, to be honest.',
    faithful: ['Breathing has improved.'],
    wrong: ['Breathing has worsened.'],
  },
  {
    talk: "D: Come back if you're not getting any better, or if it's getting worse.\nP: OK.",
    faithful: ['Review if not improving, or earlier if worsening.'],
    wrong: ['Review if not improving, or earlier if improving.', 'Review if not worsening.'],
  },
  {
    talk: "D: We'll do a glucose tolerance test next week.\nP: Fine.",
    faithful: ['OGTT next week.'],
    wrong: ['Glucose tolerance test was declined.'],
  },
  // Whose it is: by the words of a parent, and over two relatives.
  {
    talk: 'Doctor: Any fits?\nMother: She has never had a fit, but my husband had febrile convulsions.',
    faithful: ['Her father had febrile convulsions.'],
    wrong: ['She has had febrile convulsions.'],
  },
  {
    talk: "D: Any family history?\nP: My mother's sister had melanoma.",
    faithful: ['Maternal aunt had melanoma.'],
    wrong: ['Her mother had melanoma.'],
  },
  // The answer is of another thing that was asked for.
  {
    talk: 'D: Any back pain or weight loss?\nP: I have had back pain for years. My weight is steady.',
    faithful: ['No weight loss.', 'Back pain for years.'],
    wrong: ['No back pain.'],
  },
  {
    talk: "P: I've lost about half a stone since Christmas.\nD: I see.",
    faithful: ['Weight loss of half a stone.'],
    wrong: ['Denies weight loss.'],
  },
  {
    talk: "D: It could be a melanoma, I can't be sure.\nP: OK.",
    faithful: ['?melanoma.'],
    wrong: ['Confirmed melanoma.'],
  },
  // Numbers: put right, earlier, parts of the day, scores, and several in a row.
  {
    talk: "D: You're on amlodipine ten milligrams?\nP: Amlodipine five.\nD: Okay, five then.",
    faithful: ['Amlodipine 5 mg.'],
    wrong: ['Amlodipine 10 mg.'],
  },
  {
    talk: 'D: Your A1c came back at sixty four, last time it was seventy five.\nP: Good.',
    faithful: ['HbA1c 64 (from 75).'],
    wrong: ['HbA1c 75.'],
  },
  {
    talk: 'P: I take furosemide forty in the morning.\nD: OK.',
    faithful: ['Furosemide 40 mg OM.', 'Furosemide 40 mg once daily.'],
    wrong: ['Furosemide 40 mg twice daily.'],
  },
  {
    talk: 'D: How bad is the pain, out of ten?\nP: Eight when it started.',
    faithful: ['Pain 8/10.'],
    wrong: ['Pain 9/10.'],
  },
  {
    talk: 'D: Pressure one eighteen over seventy two, platelets one ninety, hemoglobin ten.\nP: OK.',
    faithful: ['BP 118/72, Hb 10, plt 190.'],
    wrong: ['Platelets 90.'],
  },
  {
    talk: 'D: Background changes in the right eye at the screening, the left was clear.\nP: OK.',
    faithful: ['Background retinopathy in the right eye; left eye clear.'],
    wrong: ['Background retinopathy in the left eye.'],
  },
  // What becomes of it is said in the answer.
  {
    talk: 'D: How is the pain?\nP: It is getting better every day.',
    faithful: ['Pain is improving.'],
    wrong: ['Pain is worsening.'],
  },
  {
    talk: 'D: And the lisinopril?\nP: I stopped it last month.',
    faithful: ['Lisinopril was stopped.'],
    wrong: ['Continue lisinopril.'],
  },
  {
    talk: 'D: Keep icing the knee, and continue the stretching exercises.\nP: OK.',
    faithful: ['Continue stretching.'],
    wrong: ['Stop stretching.'],
  },
  {
    talk: 'P: I take amlodipine five milligrams.\nD: Good.',
    faithful: ['Takes amlodipine 5 mg.'],
    wrong: ['Stop amlodipine.', 'Amlodipine increased to 5 mg.'],
  },
  // An “if” holds to the end of its sentence, and not to the end of a turn without any.
  {
    talk: 'D: If you feel worse, more breathless, or have any other symptoms at all like chest pain, call me.\nP: OK.',
    faithful: ['Return if chest pain.'],
    wrong: ['Call from the ward.  Reports haemoptysis.'],
  },
  {
    talk: '[doctor] call me if you gain three pounds in two days for the hypertension that we have been treating i want you to continue the cozaar\n[patient] ok',
    faithful: ['Continue Cozaar.'],
    wrong: ['Stop Cozaar.'],
  },
  {
    talk: 'D: What do you take?\nP: I take metoprolol fifty milligrams.',
    faithful: ['Takes metoprolol 50 mg.', 'On a beta blocker.'],
    wrong: ['Takes atenolol.'],
  },
  {
    talk: 'D: Medications?\nP: Lipitor at night.',
    faithful: ['Takes atorvastatin.', 'Lipitor nightly.'],
    wrong: ['Takes simvastatin.'],
  },
  {
    talk: "D: I'll give you some ibuprofen for the pain.\nP: OK.",
    faithful: ['Prescribed ibuprofen.', 'Started on an NSAID.'],
    wrong: ['Prescribed naproxen.'],
  },
  {
    talk: 'P: I take vitamin b12 over the counter.',
    faithful: ['Takes vitamin B12.'],
    wrong: ['Takes vitamin D.'],
  },
  {
    talk: 'P: I use Humalog with meals.',
    faithful: ['On insulin.'],
    wrong: ['On Lantus.'],
  },
  {
    talk: "P: I'm on a blood thinner.\nD: OK.",
    faithful: ['On a blood thinner.', 'On anticoagulation.'],
    wrong: ['On warfarin.'],
  },
  {
    talk: "D: We'll start you on antibiotics for that.\nP: Fine.",
    faithful: ['Started on antibiotics.'],
    wrong: ['Started on penicillin.'],
  },
  {
    talk: 'D: Any allergies?\nP: Clindamycin.',
    faithful: ['Allergic to clindamycin.', 'Allergies: clindamycin.', 'Clindamycin allergy.'],
    wrong: ['She has an allergy to penicillin.', 'NKDA.'],
  },
  {
    talk: 'P: I take a statin.\nD: Good.',
    faithful: ['On a statin.'],
    wrong: ['Takes simvastatin.'],
  },
  {
    talk: 'P: I do not take any warfarin.\nD: OK.',
    faithful: ['Not on warfarin.', 'Denies taking warfarin.'],
    wrong: ['Takes warfarin.'],
  },
  {
    talk: 'P: I stopped taking warfarin last year.\nD: OK.',
    faithful: ['Stopped warfarin last year.', 'No longer takes warfarin.'],
    wrong: ['Takes warfarin.'],
  },
  {
    talk: 'D: I want you to stop the metformin.\nP: OK.',
    faithful: ['Stop metformin.', 'Discontinue metformin.', 'Metformin discontinued.'],
    wrong: ['Continue metformin.'],
  },
  {
    talk: "D: Let's increase your lisinopril to forty milligrams.\nP: OK.",
    faithful: ['Increase lisinopril to 40 mg.', 'Lisinopril increased to 40 mg.'],
    wrong: ['Decrease lisinopril to 40 mg.', 'Continue lisinopril 40 mg.', 'Stop lisinopril.'],
  },
  {
    talk: 'D: We will not do an MRI at this point.\nP: OK.',
    faithful: ['No MRI at this time.', 'MRI not indicated at this point.'],
    wrong: ['MRI ordered.'],
  },
  {
    talk: 'D: Your biopsy results are still pending.\nP: OK.',
    faithful: ['Biopsy results pending.', 'Biopsy pending.'],
    wrong: ['Biopsy is positive.'],
  },
  {
    talk: 'D: How is the pain?\nP: The pain is getting better.',
    faithful: ['Pain is improving.', 'Pain getting better.'],
    wrong: ['Pain is worsening.', 'Pain unchanged.'],
  },
  {
    talk: 'D: The strep test was negative.\nP: Good.',
    faithful: ['Rapid strep negative.'],
    wrong: ['Strep test positive.'],
  },
  {
    talk: "D: Let's keep you on the amlodipine five milligrams.\nP: Sure.",
    faithful: ['Continue amlodipine 5 mg.'],
    wrong: ['Start amlodipine 5 mg.', 'Stop amlodipine.', 'Amlodipine increased to 5 mg.'],
  },
  {
    talk: "D: I'm going to prescribe some gabapentin three hundred milligrams at bedtime.\nP: OK.",
    faithful: ['Start gabapentin 300 mg qhs.', 'Prescribed gabapentin 300 mg at bedtime.'],
    wrong: ['Start gabapentin 600 mg qhs.', 'Start gabapentin 300 mg TID.', 'Discontinue gabapentin.'],
  },
  {
    talk: "D: I'd like to order a colonoscopy.\nP: No, I don't want a colonoscopy.\nD: OK, your choice.",
    faithful: ['Declines colonoscopy.', 'Patient declined colonoscopy.'],
    wrong: ['Colonoscopy scheduled.'],
  },
  {
    talk: 'P: I quit smoking ten years ago.\nD: Great.',
    faithful: ['Ex-smoker, quit 10 years ago.', 'Former smoker.'],
    wrong: ['Current smoker.', 'He smokes.'],
  },
  {
    talk: 'P: I smoke a pack a day for thirty years.\nD: OK.',
    faithful: ['30 pack-years.', 'Current smoker, 1 ppd x30 years.'],
    wrong: ['15 pack-years.', 'Former smoker.', 'Never smoker.', 'Non-smoker.'],
  },
  {
    talk: 'D: Do you smoke?\nP: No, never.',
    faithful: ['Never smoker.', 'Nonsmoker.', 'Does not smoke.'],
    wrong: ['Smoker.', 'Ex-smoker.'],
  },
  {
    talk: 'D: Any family history?\nP: My father had bowel cancer.\nD: Any allergies?\nP: I am allergic to penicillin.\nD: Medications?\nP: Bisoprolol. And my left knee hurts.\nD: And the methotrexate?\nP: Methotrexate fifteen milligrams once a week.',
    faithful: [
      'Allergic to penicillin.',
      'FHx: father had bowel cancer.',
      'L knee pain.',
      'Methotrexate 15 mg weekly.',
      'Takes bisoprolol.',
      'FH: bowel cancer (father).',
      'Father – bowel cancer.',
      'L knee pain, on methotrexate 15 mg once weekly.',
      'PCN allergy.',
    ],
    wrong: [
      'NKDA.',
      'PMH: bowel cancer.',
      'R knee pain.',
      'Methotrexate 15 mg daily.',
      'Takes nebivolol.',
      'Murphy sign positive.',
      'FHx: mother had bowel cancer.',
      'Her sister had bowel cancer.',
      'Allergies: sulfa.',
      'B/L knee pain.',
      'Allergic to amoxicillin.',
      'Allergies: none.',
    ],
  },
  {
    talk: 'P: I take lisinopril.\nD: OK.',
    faithful: [],
    wrong: ['Takes fosinopril.', 'Takes linisopril.'],
  },
  {
    talk: 'P: I take bisoprolol.',
    faithful: [],
    wrong: ['Takes nebivolol.', 'Takes bisacodyl.'],
  },
  {
    talk: 'P: hydroxyzine for itching.',
    faithful: ['Hydroxyzine for itching.'],
    wrong: ['Hydralazine for itching.'],
  },
  {
    talk: 'D: The oncologist gave you vinblastine.\nP: Yes.',
    faithful: [],
    wrong: ['Vincristine given by oncology.'],
  },
  {
    talk: 'P: I take lamotrigine for epilepsy.',
    faithful: ['Lamotrigine for epilepsy.'],
    wrong: ['Lamivudine for epilepsy.'],
  },
  {
    talk: 'P: I take amlodipine.',
    faithful: [],
    wrong: ['Takes amiloride.', 'On amitriptyline.'],
  },
  {
    talk: 'P: bupropion helped me quit.',
    faithful: [],
    wrong: ['On buspirone.', 'Takes bupropion SR and Chantix.'],
  },
  {
    talk: 'D: Any medications?\nP: Bisoprolol.\nD: The metoprolol, was it?\nP: Uh, bisoprolol.',
    faithful: ['Takes bisoprolol.'],
    wrong: ['Takes metoprolol.'],
  },
  {
    talk: 'P: I take celexa for depression.',
    faithful: ['Takes citalopram.'],
    wrong: ['Takes Celebrex.'],
  },
  {
    talk: 'P: I take prednisone.',
    faithful: [],
    wrong: ['Takes prednisolone 5 mg.'],
  },
  {
    talk: 'P: Ferrous sulfate three twenty five milligrams twice a day.',
    faithful: ['Ferrous sulfate 325 mg BID.'],
    wrong: ['Ferrous sulfate 325 mg daily.'],
  },
  {
    talk: 'D: Take the ibuprofen every six hours.',
    faithful: ['Ibuprofen QID.', 'Ibuprofen q6h.', 'Ibuprofen every 6 hours.'],
    wrong: ['Ibuprofen q8h.', 'Ibuprofen once daily.', 'Ibuprofen qhs.'],
  },
  {
    talk: 'D: Take oxycodone five milligrams every six to eight hours as needed.',
    faithful: ['Oxycodone 5 mg q6-8h PRN.'],
    wrong: ['Oxycodone 5 mg q4-6h PRN.'],
  },
  {
    talk: 'P: I take alendronate once a week, on Sundays.',
    faithful: ['Alendronate weekly.'],
    wrong: ['Alendronate daily.', 'Alendronate monthly.'],
  },
  {
    talk: 'P: I take my insulin lantus twenty units at night.',
    faithful: ['Lantus 20 units qhs.'],
    wrong: ['Lantus 20 units BID.', 'Lantus 40 units qhs.'],
  },
  {
    talk: 'P: one tablet in the morning and one at night of the gliclazide',
    faithful: ['Gliclazide BD.'],
    wrong: ['Gliclazide OD.'],
  },
  {
    talk: 'P: I take folic acid every other day.',
    faithful: ['Folic acid every other day.'],
    wrong: ['Folic acid daily.'],
  },
  {
    talk: "D: Your heart rate is sixty seven and your blood pressure's one twenty two over seventy.",
    faithful: ['HR 67, BP 122/70.', 'BP 122/70, HR 67.', 'Vitals: BP 122/70, P 67.'],
    wrong: ['HR 76, BP 122/70.', 'HR 67, BP 132/70.'],
  },
  {
    talk: 'D: Your temperature is ninety eight point four.',
    faithful: ['T 36.9 °C.', 'Temp 98.4 F.'],
    wrong: ['T 38.3 °C.'],
  },
  {
    talk: 'D: Temperature one oh one Fahrenheit.',
    faithful: ['Temperature 38.3 °C.'],
    wrong: ['Temp 39.5.'],
  },
  {
    talk: 'D: Your sugar was one hundred eighty milligrams per deciliter.',
    faithful: ['Glucose 180 mg/dL.'],
    wrong: ['Glucose 12.5 mmol/L.'],
  },
  {
    talk: "P: I'm five foot ten and a hundred eighty pounds.",
    faithful: ['Height 178 cm.', 'Weight 82 kg.', 'Ht 5\'10", Wt 180 lb.'],
    wrong: ['Weight 92 kg.', 'Height 168 cm.'],
  },
  {
    talk: 'D: Your oxygen is ninety four percent on room air, respiratory rate eighteen.',
    faithful: ['SpO2 94% RA, RR 18.'],
    wrong: ['SpO2 91% RA.', 'RR 28.'],
  },
  {
    talk: 'D: No JVD on your neck. I hear a two out of six systolic murmur.',
    faithful: ['No JVD, II/VI systolic murmur.'],
    wrong: ['No JVD, IV/VI systolic murmur.'],
  },
  {
    talk: 'D: Any blood?\nP: No blood. I vomited once.',
    faithful: ['No blood, vomited x1.'],
    wrong: [],
  },
  {
    talk: "D: there's no evidence of hydronephrosis , this means you know swelling of the kidney .",
    faithful: ['No hydronephrosis.'],
    wrong: ['CT shows hydronephrosis.'],
  },
  {
    talk: 'D: any allergies?\nP: no, just the penicillin.',
    faithful: ['Penicillin allergy.'],
    wrong: ['NKDA.'],
  },
  {
    talk: 'D: Are you allergic to anything?\nP: no.\nD: do you take codeine?\nP: yes for pain.',
    faithful: ['NKDA.', 'No known allergies.', 'Allergies: none.'],
    wrong: ['Allergic to codeine.', 'Allergies: latex.'],
  },
  {
    talk: "P: I took sulfa once and broke out in hives, so I'm allergic to sulfa.\nD: And codeine?\nP: I take codeine, it's fine.",
    faithful: ['Sulfa allergy (hives).', 'Allergic to sulfa drugs, hives.'],
    wrong: ['Allergic to codeine.'],
  },
  {
    talk: "P: I'm allergic to cats and pollen.",
    faithful: ['Allergic to cats.', 'Pollen allergy.'],
    wrong: ['Allergic to dogs.'],
  },
  {
    talk: 'P: My mother has diabetes and my brother had a stroke.\nD: And you?\nP: I have high blood pressure.',
    faithful: [
      'Mother has diabetes.',
      'Brother had a stroke.',
      'HTN.',
      'FHx: DM (mother), CVA (brother).',
      'Family history of diabetes and stroke.',
    ],
    wrong: [
      'Father has diabetes.',
      'He has diabetes.',
      'History of stroke.',
      'Mother had a stroke.',
      'FHx: HTN (mother).',
      'Brother has diabetes.',
      'PMH: CVA.',
    ],
  },
  {
    talk: 'D: Does anyone in your family have heart problems?\nP: My dad died of a heart attack when he was fifty.\nD: Do you have chest pain?\nP: Yes, sometimes.',
    faithful: [
      'FHx: father died of MI at age 50.',
      'Father with MI at 50.',
      'Reports chest pain.',
      'Family history of MI.',
    ],
    wrong: ['History of MI.', 'Father has chest pain.', 'Mother died of MI.'],
  },
  {
    talk: 'P: My wife noticed that my legs were swollen.\nD: Ok.',
    faithful: ['Leg swelling noticed by wife.', 'Legs are swollen.'],
    wrong: ['His wife has leg swelling.', 'Daughter noticed leg swelling.'],
  },
  {
    talk: 'P: My son had the flu last week and now I have a cough and a fever.',
    faithful: ['Son had influenza last week.', 'Cough and fever.'],
    wrong: ['Patient had influenza last week.', 'Son has cough.'],
  },
  {
    talk: "P: I live with my husband and two kids. He smokes but I don't.",
    faithful: ['Lives with husband and two children.', 'Does not smoke.'],
    wrong: ['She smokes.'],
  },
  {
    talk: 'D: The left ear is red.\nP: ok\nD: The right one looks fine.',
    faithful: ['L ear erythema.', 'AS: erythema of ear.'],
    wrong: ['R ear erythema.'],
  },
  {
    talk: 'P: My right eye is blurry.',
    faithful: ['OD blurry vision.', 'Blurred vision R eye.'],
    wrong: ['OS blurry vision, eye.', 'Blurred vision L eye.', 'Blurred vision in both eyes.'],
  },
  {
    talk: 'D: there is tenderness in the right lower quadrant of the abdomen.',
    faithful: ['RLQ tenderness.'],
    wrong: ['LLQ tenderness.', 'RUQ tenderness.'],
  },
  {
    talk: 'P: both knees hurt.',
    faithful: ['B/L knee pain.', 'Bilateral knee pain.'],
    wrong: [],
  },
  {
    talk: "P: I have a cough.\nD: I'd give you an inhaler.",
    faithful: [],
    wrong: [
      'Lungs clear to auscultation bilaterally.',
      'Heart: RRR, no murmurs.',
      'Abdomen soft, non-tender.',
      'Cranial nerves II-XII intact.',
      'Reflexes 2+ and symmetric.',
      'Normal gait.',
      'Oropharynx clear.',
    ],
  },
  {
    talk: 'D: On exam your lungs are clear and your heart sounds good. Your belly is soft, no tenderness.',
    faithful: ['Lungs CTAB.', 'Abdomen soft, NT.', 'Heart sounds normal.', 'Lungs clear. Abdomen soft, nontender.'],
    wrong: ['Straight leg raise negative.', 'Neck supple.'],
  },
  {
    talk: "P: It's a sharp pain, it came on suddenly this morning.",
    faithful: ['Sharp pain, sudden onset this morning.'],
    wrong: ['Dull pain.', 'Gradual onset of pain.'],
  },
  {
    talk: 'P: I have a dry cough.',
    faithful: ['Dry cough.'],
    wrong: ['Productive cough.'],
  },
  {
    talk: 'P: I have type two diabetes.',
    faithful: ['T2DM.', 'Type 2 diabetes.'],
    wrong: ['Type 1 diabetes.'],
  },
  {
    talk: 'D: You have hypothyroidism.',
    faithful: ['Hypothyroidism.'],
    wrong: ['Hyperthyroidism.'],
  },
  {
    talk: "D: I'll give you ceftriaxone by injection.",
    faithful: ['Ceftriaxone IM.'],
    wrong: [],
  },
  {
    talk: 'D: you will get vancomycin through the iv.',
    faithful: ['Vancomycin IV.'],
    wrong: [],
  },
  {
    talk: 'P: The pain is mild.',
    faithful: ['Mild pain.'],
    wrong: ['Severe pain.'],
  },
  {
    talk: "P: the cough started two weeks ago.\nD: and fever?\nP: I had a fever three days ago but it's gone now.",
    faithful: ['Cough x2 weeks.', 'Fever 3 days ago, now resolved.'],
    wrong: ['Cough x3 weeks.'],
  },
  {
    talk: 'D: Come back in two weeks.',
    faithful: ['RTC 2/52.', 'Follow up in 2 weeks.'],
    wrong: ['F/u in 4 weeks.'],
  },
  {
    talk: "D: I'm going to refer you to cardiology.",
    faithful: ['Referred to cardiology.', 'Cardiology referral.'],
    wrong: ['Referred to neurology.'],
  },
  {
    talk: 'P: I had my appendix out in nineteen ninety eight.',
    faithful: ['S/p appendectomy 1998.'],
    wrong: ['S/p appendectomy 1989.', 'S/p cholecystectomy 1998.'],
  },
  {
    talk: 'P: I had my gallbladder removed.',
    faithful: ['S/p cholecystectomy.'],
    wrong: ['S/p appendectomy.'],
  },
  {
    talk: 'P: I drink a glass of wine on weekends.',
    faithful: ['Drinks wine on weekends.'],
    wrong: ['Denies alcohol use.', 'No EtOH.'],
  },
  {
    talk: "P: I work as a nurse and I'm married.",
    faithful: ['Works as a nurse, married.'],
    wrong: [],
  },
  {
    talk: 'P: the pain gets worse when I eat and better when I lie down.',
    faithful: ['Pain worse with eating.'],
    wrong: ['Pain is better with eating.'],
  },
  // “Quite” is no quitting, “several” not severe, “one” not “on”.
  {
    talk: "D: We'll keep you on the lisinopril. It's quite effective, and you've had several mild headaches.\nP: OK.",
    faithful: ['Continue lisinopril.', 'Mild headaches.'],
    wrong: ['Stop lisinopril.', 'Severe headaches.'],
  },
  // A remedy that helped, and one that did not.
  {
    talk: 'P: Gabapentin did not work at all, but the ibuprofen helped. The pain is still there.',
    faithful: ['Gabapentin: no benefit.', 'Ibuprofen helped.', 'Gabapentin has not relieved the pain.'],
    wrong: ['Gabapentin relieved the pain.', 'Ibuprofen was ineffective.'],
  },
  {
    talk: 'D: Did the fall make the pain worse?\nP: Yes.',
    faithful: ['The fall made the pain worse.'],
    wrong: ['The fall did not worsen the pain.'],
  },
  // Denied of a degree, of a place, and of the past.
  {
    talk: 'P: I noticed pink urine today.\nD: Any frank blood in the urine?\nP: No.',
    faithful: ['Pink urine, nil frank haematuria.'],
    wrong: ['Reports frank haematuria.'],
  },
  {
    talk: 'D: I am concerned about a TIA. Have you had anything like it before?\nP: No.',
    faithful: ['No PMH of TIA.'],
    wrong: ['Confirmed TIA.'],
  },
  {
    talk: 'D: Bear in mind the symptoms I mentioned, fever and vomiting.\nP: OK.',
    faithful: ['Return if fever or vomiting.'],
    wrong: ['Current vomiting.'],
  },
  // Blood apart from what it is in; letters spelled out; a list asked for without a stop.
  {
    talk: 'D: Any, um, blood in there when you cough?\nP: No.\nD: And the E C G was normal.',
    faithful: ['No haemoptysis.', 'ECG normal.'],
    wrong: ['Haemoptysis.'],
  },
  {
    talk: '[doctor] okay do you have any nausea vomiting any fever i feel nauseated but i am not vomiting okay',
    faithful: ['Nausea, no vomiting.'],
    wrong: ['Reports vomiting.'],
  },
  // An age is somebody's; a parent's son is the patient's brother.
  {
    talk: '[doctor] are these your first babies ?\n[patient_guest] no , i have a son who is nine . he has autism . she does not walk yet .',
    faithful: ['Her nine-year-old brother has autism.'],
    wrong: ['The patient has autism.', 'Her nine-year-old sister has autism.'],
  },
  {
    talk: 'D: Any allergies?\nP: I think there was an antibiotic, um, called clindamycin.',
    faithful: ['Allergic to clindamycin.'],
    wrong: ['NKDA.', 'Allergic to penicillin.'],
  },
  // What is no count: an ordinal, “secondary to”; a frequency before a comma is of what stands before it.
  {
    talk: 'D: So ibuprofen eight hundred twice a day, and ice for twenty minutes three times a day for the sprain.\nP: OK.',
    faithful: ['Sprain: ibuprofen 800 mg BID, ice 20 min TID.'],
    wrong: ['Sprain: ibuprofen 800 mg QID, ice 20 min TID.'],
  },
  {
    talk: 'P: I have a follow up on February tenth two thousand nine.',
    faithful: ['Follow-up February 10, 2009.'],
    wrong: ['Follow-up February 20, 2009.'],
  },
  // Nobody said that it is better; which side is worse; a date turned round; what a test has not shown yet.
  {
    talk: 'D: How is the chest pain now?\nP: It is still the same.',
    faithful: ['Chest pain unchanged.'],
    wrong: ['The chest pain is now resolving.', 'The neck pain is unchanged.', 'The chest pain has worsened.'],
  },
  {
    talk: 'P: Both arms are weak, the right side is more weak than the left.',
    faithful: ['Arm weakness, R>L.'],
    wrong: ['Arm weakness worse on the left than the right.'],
  },
  {
    talk: '[doctor] i reviewed the mri from 3/4/21 and it showed a lesion .',
    faithful: ['MRI 3/4/21: lesion.'],
    wrong: ['MRI 4/3/21: lesion.'],
  },
  {
    talk: "D: We'll get an ultrasound of the kidneys today.\nP: OK.",
    faithful: ['Renal ultrasound ordered.'],
    wrong: ['Renal ultrasound shows swelling of the kidneys.'],
  },
  {
    talk: "P: I tried Tylenol a few times but it didn't work, so I stopped.\nD: OK.",
    faithful: ['Tylenol did not help and was stopped.', 'Tried Tylenol without benefit and stopped it.'],
    wrong: ['Takes Tylenol.'],
  },
  {
    talk: 'P: I am short of breath when I walk uphill.',
    faithful: ['SOB on walking uphill, nil SOB at rest.'],
    wrong: ['No SOB on walking uphill.'],
  },
  {
    talk: 'P: A wasp stung me yesterday.',
    faithful: ['Wasp sting yesterday.'],
    wrong: ['Stung by a wasp a week ago.'],
  },
  {
    talk: 'D: Did the pain come on suddenly, or was it more gradual?\nP: It was more gradual.',
    faithful: ['Gradual onset of pain.', 'Onset of pain was gradual.'],
    wrong: ['Sudden onset of pain.'],
  },
  {
    talk: 'D: Apply ice to the elbow three times a day.\nP: OK.',
    faithful: ['Ice to the elbow three times a day.'],
    wrong: ['Apply ice to the elbow once a day.'],
  },
  {
    talk: 'Parent: Half of the children there are coughing.\nDoctor: His temperature now is 38.2, and the left eardrum looks normal.',
    faithful: ['His temperature is 38.2 and his left eardrum looks normal.'],
    wrong: ['His temperature is 39.2.'],
  },
  {
    talk: 'Doctor: It is twelve days since we took out the gallbladder. How are you?\nPatient: Sore. The result took ten days.',
    faithful: ['Twelve days after removal of the gallbladder.'],
    wrong: [
      'The patient is a 12-year-old female with a removed gallbladder.',
      'Removal of the gallbladder in a 10-year-old girl.',
    ],
  },
  {
    talk: 'Doctor: Any operations?\nPatient: I had the right ankle pinned when I was sixteen.',
    faithful: ['Right ankle pinned at the age of 16.', 'Right ankle pinned at 16.'],
    wrong: ['16-year-old with a pinned right ankle.'],
  },
  {
    talk: "Doctor: And who is this?\nParent: Nilo. He's four. He has had an earache for two days.",
    faithful: ['4-year-old with earache for two days.'],
    wrong: ['2-year-old with earache.'],
  },
];

describeCases(CASES);
