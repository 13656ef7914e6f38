/** The twelve tasks of CLUE+ ([MediPhi]; METHODS §4), in the project's own words. All are decoded greedily. */
import type { LibraryTask } from './definition.ts';
import { OPTIONS, QUESTION, text } from './fields.ts';

const CLUE = { collection: 'CLUE+', version: 1 } as const;

export const CLUE_TASKS: readonly LibraryTask[] = [
  {
    ...CLUE,
    id: 'clue-mednli',
    version: 2,
    title: 'MedNLI',
    summary: 'Whether a premise from a record entails a hypothesis, contradicts it, or neither.',
    fields: [
      { name: 'premise', label: 'Premise', rows: 3 },
      { name: 'hypothesis', label: 'Hypothesis', rows: 2 },
    ],
    instruction:
      'Given the premise, is the hypothesis certain (entailment), impossible (contradiction) or neither (neutral)? Answer with one word: entailment, contradiction or neutral.',
    input: 'Premise: {premise}\nHypothesis: {hypothesis}',
    examples: [
      {
        fields: {
          premise: 'He was admitted with pneumonia and treated with intravenous ceftriaxone.',
          hypothesis: 'He received an antibiotic.',
        },
        answer: 'entailment',
      },
      {
        fields: {
          premise: 'Her chest film on arrival showed clear lungs.',
          hypothesis: 'The film showed a large effusion.',
        },
        answer: 'contradiction',
      },
      {
        fields: { premise: 'She takes metformin for her diabetes.', hypothesis: 'She was diagnosed in childhood.' },
        answer: 'neutral',
      },
    ],
    answer: { kind: 'label', labels: ['entailment', 'contradiction', 'neutral'] },
    maxTokens: 12,
    metric: 'accuracy',
  },
  {
    ...CLUE,
    id: 'clue-meqsum',
    version: 2,
    title: 'MeQSum: question of a message',
    summary: 'A long message from a patient becomes one short question.',
    fields: [text('Message')],
    instruction:
      'Rewrite this message from a patient as one short question that keeps what is being asked and leaves out the story.',
    input: '{input}',
    examples: [
      {
        fields: {
          input:
            'Hello, my son is 9 and was stung by a bee this morning. His arm is swollen up to the elbow and itches a lot, I have put ice on it. Is there something else I should do or does he need to see somebody? Thank you!!',
        },
        answer: 'How is a large swelling after a bee sting treated?',
      },
      {
        fields: {
          input:
            'I have been on lisinopril for a year and since the summer I have this dry cough that keeps my wife awake. My neighbour says it is the tablets. Can that be?',
        },
        answer: 'Can lisinopril cause a dry cough?',
      },
      {
        fields: {
          input:
            'to whom it may concern, i read about Ehlers Danlos in a magazine and my daughter has very loose joints. where could she be tested for it, we live in the country.',
        },
        answer: 'How is Ehlers-Danlos syndrome diagnosed?',
      },
    ],
    answer: { kind: 'sentence' },
    maxTokens: 48,
    metric: 'ROUGE-1 F1',
  },
  {
    ...CLUE,
    id: 'clue-problem-list',
    version: 2,
    title: 'Problem list of a progress note',
    summary: 'The active problems of a progress note, one a line.',
    fields: [text('Progress note')],
    instruction:
      'List the active problems and diagnoses of this progress note, the main one first, one a line. Name only what the note says.',
    input: '{input}',
    examples: [
      {
        fields: {
          input:
            '78 y/o with dyspnea. CXR: bilateral effusions, BNP 2,100. Cr 2.4 from 1.1. Lasix IV started, ACE inhibitor held.',
        },
        answer: 'Acute decompensated heart failure\nAcute kidney injury',
      },
      {
        fields: {
          input:
            'HD 3. Afebrile on ceftriaxone, cultures grow pan-sensitive E. coli. Glucose 240-310 on sliding scale. Eating well.',
        },
        answer: 'E. coli urosepsis\nHyperglycemia',
      },
      {
        fields: {
          input:
            'Intubated for airway protection after a fall with a subdural hematoma. EEG without seizures. Hgb 7.1, one unit given.',
        },
        answer: 'Subdural hematoma\nRespiratory failure\nAnemia',
      },
    ],
    answer: { kind: 'list' },
    maxTokens: 160,
    metric: 'ROUGE-1 F1',
  },
  {
    ...CLUE,
    id: 'clue-longhealth',
    version: 3,
    title: 'LongHealth: question on records',
    summary: 'A multiple-choice question on long records.',
    fields: [text('Records', 14), QUESTION, OPTIONS],
    instruction:
      'Read the records and answer the question that follows them. Answer with the letter of the one right option; if the records do not say, that is the option which says so.',
    input: '{input}\n\nQuestion: {question}\n{options}',
    examples: [],
    answer: { kind: 'option' },
    maxTokens: 8,
    metric: 'accuracy',
  },
  {
    ...CLUE,
    id: 'clue-medisumqa',
    version: 2,
    title: 'MeDiSumQA: question on a discharge letter',
    summary: 'A patient’s question is answered from the discharge letter.',
    fields: [text('Discharge letter', 14), QUESTION],
    instruction:
      'Answer the patient’s question from this discharge letter, in plain words and in one or two sentences. If the letter does not say, say so.',
    input: '{input}\n\nQuestion: {question}',
    examples: [
      {
        fields: {
          input:
            'You came to us because of a blood clot in your left leg. We started a blood thinner, apixaban, which you should take twice a day for at least three months. Please see your family doctor in two weeks.',
          question: 'How long do I have to take the blood thinner?',
        },
        answer: 'You should take apixaban twice a day for at least three months.',
      },
    ],
    answer: { kind: 'text' },
    maxTokens: 120,
    metric: 'ROUGE-1 F1',
  },
  {
    ...CLUE,
    id: 'clue-medisumcode',
    version: 2,
    title: 'MeDiSumCode: codes of a discharge letter',
    summary: 'The ICD-10-CM codes of the diagnoses in a discharge letter.',
    fields: [text('Discharge letter', 14)],
    instruction:
      'Name the ICD-10-CM codes of all diagnoses in this discharge letter. Write the codes alone, separated by commas.',
    input: '{input}',
    examples: [
      {
        fields: {
          input:
            'Discharge diagnoses: type 2 diabetes mellitus without complications, essential hypertension, acute cystitis without hematuria.',
        },
        answer: 'E11.9, I10, N30.00',
      },
    ],
    answer: { kind: 'codes' },
    maxTokens: 120,
    metric: 'code match',
  },
  {
    ...CLUE,
    id: 'clue-icd10cm',
    version: 2,
    title: 'ICD-10-CM: code of a definition',
    summary: 'Which of the codes a definition belongs to (MedConceptsQA, hard).',
    fields: [QUESTION, OPTIONS],
    instruction: 'Answer with the letter of the one right option.',
    input: 'Question: {question}\n{options}',
    examples: [
      {
        fields: {
          question: 'What is the description of the ICD-10-CM code J45.20?',
          options:
            'A. Mild intermittent asthma, uncomplicated\nB. Mild persistent asthma with acute exacerbation\nC. Severe persistent asthma, uncomplicated\nD. Exercise-induced bronchospasm',
        },
        answer: 'A',
      },
      {
        fields: {
          question: 'What is the description of the ICD-10-CM code I10?',
          options:
            'A. Hypertensive crisis\nB. Secondary hypertension\nC. Essential (primary) hypertension\nD. Hypotension',
        },
        answer: 'C',
      },
      {
        fields: {
          question: 'What is the description of the ICD-10-CM code N39.0?',
          options:
            'A. Stress incontinence\nB. Urinary tract infection, site not specified\nC. Persistent proteinuria\nD. Orthostatic proteinuria',
        },
        answer: 'B',
      },
    ],
    answer: { kind: 'option' },
    maxTokens: 8,
    metric: 'accuracy',
  },
  {
    ...CLUE,
    id: 'clue-medicationqa',
    title: 'MedicationQA: question on a medicine',
    summary: 'A consumer’s question on a medicine, answered briefly.',
    fields: [QUESTION],
    instruction: 'Answer this question about a medicine in one to three short sentences.',
    input: '{question}',
    examples: [
      {
        fields: { question: 'Can I drink grapefruit juice with simvastatin?' },
        answer:
          'No. Grapefruit juice raises the amount of simvastatin in the blood and with it the risk of muscle damage.',
      },
      {
        fields: { question: 'how often can ibuprofen 200 be taken' },
        answer:
          'One or two tablets of 200 mg every 4 to 6 hours while needed, with food; no more than 1,200 mg a day without a doctor’s advice.',
      },
      {
        fields: { question: 'What is metformin used for?' },
        answer: 'It lowers blood sugar in type 2 diabetes, together with diet and exercise.',
      },
    ],
    answer: { kind: 'text' },
    maxTokens: 96,
    metric: 'ROUGE-1 F1',
  },
  {
    ...CLUE,
    id: 'clue-rrs-qa',
    title: 'MEDIQA-RRS QA: questions on findings',
    summary: 'Several questions on the findings of a radiology report, each with its answer.',
    fields: [text('Findings', 8), { name: 'questions', label: 'Questions, one a line', rows: 4 }],
    instruction:
      'Answer each question from these radiology findings, in a few words. Number the answers like the questions.',
    input: 'Findings: {input}\n\nQuestions:\n{questions}',
    examples: [
      {
        fields: {
          input: 'The lungs are clear. No pleural effusion. The heart is mildly enlarged.',
          questions: '1. Is there an effusion?\n2. How large is the heart?',
        },
        answer: '1. No pleural effusion\n2. Mildly enlarged',
      },
      {
        fields: {
          input:
            'There is a 4 mm stone in the left distal ureter with mild hydronephrosis. The right kidney is normal.',
          questions: '1. Where is the stone?\n2. What is its size?\n3. Is the right kidney affected?',
        },
        answer: '1. Left distal ureter\n2. 4 mm\n3. No',
      },
      {
        fields: {
          input: 'Transverse fracture of the distal radius without displacement.',
          questions: '1. Is the fracture displaced?',
        },
        answer: '1. No',
      },
    ],
    answer: { kind: 'numbered' },
    maxTokens: 160,
    metric: 'ROUGE-1 F1',
  },
  {
    ...CLUE,
    id: 'clue-sdoh',
    title: 'SDoH: social history as spans',
    summary: 'Employment, living status, alcohol, drugs and tobacco, as exact pieces of the note.',
    fields: [text('Note')],
    instruction:
      'Find what this note says of employment, living status, alcohol, drugs and tobacco. Answer with a JSON list of objects {"entity", "label", "value"}. ' +
      'Entities and labels: Employment (StatusEmploy, Duration, History, Type); LivingStatus (StatusTime, TypeLiving, Duration, History); ' +
      'Alcohol, Drug, Tobacco (StatusTime, Duration, History, Method, Type, Amount, Frequency). ' +
      'Each value is copied letter for letter from the note; infer nothing. Without any, answer [].',
    input: '{input}',
    examples: [
      {
        fields: {
          input: 'He is a retired carpenter and lives with his wife. He quit smoking ten years ago. No alcohol.',
        },
        answer:
          '[{"entity": "Employment", "label": "StatusEmploy", "value": "retired"}, {"entity": "Employment", "label": "Type", "value": "carpenter"}, ' +
          '{"entity": "LivingStatus", "label": "TypeLiving", "value": "with his wife"}, {"entity": "Tobacco", "label": "StatusTime", "value": "quit"}, ' +
          '{"entity": "Tobacco", "label": "History", "value": "ten years ago"}, {"entity": "Alcohol", "label": "StatusTime", "value": "No"}]',
      },
      {
        fields: { input: 'Smokes one pack per day for 20 years. Denies illicit drugs.' },
        answer:
          '[{"entity": "Tobacco", "label": "StatusTime", "value": "Smokes"}, {"entity": "Tobacco", "label": "Amount", "value": "one pack"}, ' +
          '{"entity": "Tobacco", "label": "Frequency", "value": "per day"}, {"entity": "Tobacco", "label": "Duration", "value": "20 years"}, ' +
          '{"entity": "Drug", "label": "StatusTime", "value": "Denies"}]',
      },
      {
        fields: { input: 'College student, shares a flat with friends, two beers on weekends.' },
        answer:
          '[{"entity": "Employment", "label": "StatusEmploy", "value": "student"}, {"entity": "LivingStatus", "label": "TypeLiving", "value": "with friends"}, ' +
          '{"entity": "Alcohol", "label": "Type", "value": "beers"}, {"entity": "Alcohol", "label": "Amount", "value": "two"}, ' +
          '{"entity": "Alcohol", "label": "Frequency", "value": "on weekends"}]',
      },
      { fields: { input: 'The wound is clean and dry. Sutures out in ten days.' }, answer: '[]' },
    ],
    answer: { kind: 'social-history' },
    maxTokens: 400,
    metric: 'type-match F1 with boundary overlap',
  },
  {
    ...CLUE,
    id: 'clue-aci-bench',
    title: 'ACI-Bench: note of five sections',
    summary: 'A visit becomes a note with chief complaint, history, examination, results, assessment and plan.',
    fields: [text('Conversation', 14)],
    instruction:
      'Write the clinical note of this visit with the headers CHIEF COMPLAINT, HISTORY OF PRESENT ILLNESS, PHYSICAL EXAM, RESULTS and ASSESSMENT AND PLAN, each on a line of its own. Record only what was said.',
    input: '{input}',
    examples: [
      {
        fields: {
          input:
            'Doctor: What brings you in?\nPatient: My right ear hurts since Monday.\nDoctor: Any fever?\nPatient: No.\nDoctor: The right ear drum is red and bulging. You have an ear infection. I will give you amoxicillin for seven days.',
        },
        answer:
          'CHIEF COMPLAINT\n\nRight ear pain.\n\nHISTORY OF PRESENT ILLNESS\n\nRight ear pain since Monday. No fever.\n\nPHYSICAL EXAM\n\nEars: right tympanic membrane red and bulging.\n\nRESULTS\n\nNone discussed.\n\nASSESSMENT AND PLAN\n\nAcute otitis media, right ear. Amoxicillin for seven days.',
      },
    ],
    answer: {
      kind: 'sections',
      headers: ['CHIEF COMPLAINT', 'HISTORY OF PRESENT ILLNESS', 'PHYSICAL EXAM', 'RESULTS', 'ASSESSMENT AND PLAN'],
    },
    maxTokens: 600,
    metric: 'ROUGE-1 F1',
  },
  {
    ...CLUE,
    id: 'clue-medec',
    title: 'MEDEC: find the error',
    summary: 'The number of the sentence with a medical error, or −1.',
    fields: [text('Numbered sentences', 12)],
    instruction:
      'One of these numbered sentences may have a medical error. Answer with its number, or with -1 when all are right.',
    input: '{input}',
    examples: [
      {
        fields: {
          input:
            '0 A 54-year-old man has crushing chest pain and ST elevation in leads II, III and aVF.\n1 An anterior myocardial infarction is diagnosed.\n2 He is taken to the catheter laboratory.',
        },
        answer: '1',
      },
      {
        fields: {
          input:
            '0 A 30-year-old woman has dysuria and frequency.\n1 Urine culture grows E. coli.\n2 She is treated with nitrofurantoin.',
        },
        answer: '-1',
      },
    ],
    answer: { kind: 'sentence-number' },
    maxTokens: 8,
    metric: 'accuracy of the number',
  },
];
