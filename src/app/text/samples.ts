/** Short texts written for the project, to fill an empty page with: no real patient, and no result to quote. */
import type { LabelSet } from '../../engine/tasks/label-sets.ts';
import type { FieldTexts, LibraryTask } from '../../engine/tasks/library/definition.ts';
import INFERENCES from './twelve-inferences.jsonl?raw';

/** A text to be classified. */
export interface Sample {
  readonly title: string;
  /** A premise and a hypothesis, or a text. */
  readonly fields: FieldTexts;
}

export const SAMPLE_PAIR = {
  premise: 'No history of diabetes or hypertension.',
  hypothesis: 'The patient has diabetes.',
} as const;

const KNEE =
  'The left knee was examined under anaesthesia. Diagnostic arthroscopy showed a bucket-handle tear of the medial meniscus, which was trimmed. The anterior cruciate ligament was intact.';

const FOUND_ON_THE_FLOOR =
  'Day 2 after total hip replacement. Found on the floor beside her bed at 3 a.m., had wanted to go to the toilet. No head injury, hip in place on X-ray. Call bell put within reach.';

const LETTER =
  'Mrs Dale, 71, was admitted with community-acquired pneumonia of the right lower lobe and treated with amoxicillin for seven days. Her metoprolol was raised from 25 to 50 mg twice daily for atrial fibrillation; apixaban goes on unchanged. Ibuprofen was stopped because her creatinine had risen to 1.6 mg/dL. She goes home today; a chest X-ray is due in six weeks.';

const OPTIONS = 'A. metoprolol\nB. apixaban\nC. ibuprofen\nD. amoxicillin';

/** By the label of the field. */
const BY_LABEL: Readonly<Record<string, string>> = {
  Premise: SAMPLE_PAIR.premise,
  Hypothesis: SAMPLE_PAIR.hypothesis,
  Message:
    'I have been taking lisinopril for two months and now I cough all night. My sister says it is the tablets. Could it be them, and is there anything else I could take for my blood pressure?',
  'Progress note':
    'Day 3 after laparoscopic cholecystectomy, afebrile, pain controlled with paracetamol. Type 2 diabetes: glucose 11 to 14 mmol/L, metformin restarted. Atrial fibrillation: rate 84 on bisoprolol, apixaban held until tomorrow. Potassium 3.3, replaced.',
  Records: LETTER,
  'Discharge letter': LETTER,
  Question: 'Which of her medicines was stopped in hospital?',
  'Options, one a line': OPTIONS,
  Findings:
    'Heart size is normal. There is a patchy opacity in the right lower lobe. No pleural effusion and no pneumothorax.',
  'Questions, one a line': 'Is the heart enlarged?\nIs there an opacity, and where?',
  Note: 'Retired bus driver, lives with his wife in a ground-floor flat. Smoked a pack a day until 2009. One or two beers at the weekend. Walks with a stick; his daughter does the shopping.',
  Conversation: [
    'Doctor: What brings you in today?',
    'Patient: My right knee. I twisted it at football on Sunday and it swelled up overnight.',
    'Doctor: Does it lock or give way?',
    'Patient: It gives way on the stairs. It does not lock.',
    'Doctor: It is swollen and tender on the inner side. We will get an MRI, and you rest it until then; ibuprofen 400 mg if it hurts.',
  ].join('\n'),
  'Numbered sentences':
    '1 A 34-year-old woman comes with burning on passing urine for two days.\n2 She has no fever and no flank pain.\n3 Urine dipstick shows nitrite and leucocytes.\n4 She is treated for a lower urinary tract infection with a course of prednisolone.',
  Transcription: KNEE,
  'Post-operative note': FOUND_ON_THE_FLOOR,
  'Note without its plan':
    'Sore throat for three days, fever to 38.6 °C, no cough. Tonsils red with exudate, tender anterior cervical nodes. Rapid streptococcal test positive. No allergies.',
};

/** Where a task asks something of its own in a field of a common name. */
const BY_TASK: Readonly<Record<string, FieldTexts>> = {
  'clue-icd10cm': {
    question: 'Which code is essential (primary) hypertension?',
    options: 'A. I10\nB. I11.9\nC. I15.0\nD. I27.0',
  },
  'clue-medicationqa': { question: 'How long before breakfast should levothyroxine be taken?' },
  'exam-choice': {
    question:
      'A 24-year-old man has had a sore throat, fever and swollen nodes behind the neck for ten days. His spleen can be felt below the ribs. Which of these is he to avoid for the next weeks?',
    options: 'A. Paracetamol\nB. Contact sports\nC. Milk\nD. Sunlight',
  },
  'exam-pubmedqa': {
    input:
      'BACKGROUND: Whether a nurse’s telephone call after discharge lowers readmissions is not known.\nMETHODS: 412 patients with heart failure were called within 72 hours or not, by chance.\nRESULTS: Within 30 days 19 % of those called and 20 % of the others were readmitted (p = 0.81).',
    question: 'Does a telephone call after discharge lower readmissions in heart failure?',
  },
  'bbw-mediqa': { input: 'Can I take ibuprofen together with paracetamol?' },
};

/** By the set of labels. */
const BY_LABELS: Readonly<Record<string, readonly Sample[]>> = {
  mednli: [
    { title: 'Diabetes', fields: SAMPLE_PAIR },
    {
      title: 'Metoprolol',
      fields: { premise: 'He takes metoprolol 50 mg twice daily.', hypothesis: 'He takes a beta blocker.' },
    },
    {
      title: 'Left wrist',
      fields: {
        premise: 'She slipped on the wet bathroom floor and broke her left wrist.',
        hypothesis: 'She has osteoporosis.',
      },
    },
  ],
  'bbw-fall': [
    { title: 'On the floor', fields: { text: FOUND_ON_THE_FLOOR } },
    {
      title: 'Falls before',
      fields: {
        text: 'Day 1 after knee replacement. Has fallen twice at home this year, so a bed alarm is on. Walked to the chair with two helpers; a quiet night.',
      },
    },
    {
      title: 'A falling pressure',
      fields: {
        text: 'Blood pressure fell to 88/50 after the epidural dose and came up with fluids. Slept, no other event.',
      },
    },
  ],
  'bbw-specialty': [
    { title: 'Knee', fields: { text: KNEE } },
    {
      title: 'Chest film',
      fields: {
        text: 'Two views of the chest. The lungs are clear, the heart is of normal size. No pleural effusion and no pneumothorax.',
      },
    },
    {
      title: 'Colon',
      fields: {
        text: 'The colonoscope was advanced to the caecum. A 6 mm polyp of the sigmoid was removed by cold snare. The rest of the mucosa was normal.',
      },
    },
  ],
  'section-header': [
    {
      title: 'A rash',
      fields: { text: 'Doctor: Are there medicines you cannot take?\nPatient: Penicillin gives me a rash.' },
    },
    {
      title: 'A father',
      fields: {
        text: 'Doctor: Does heart disease run in the family?\nPatient: My father had a heart attack at fifty.',
      },
    },
    {
      title: 'What comes next',
      fields: {
        text: 'Doctor: We start amlodipine, 5 mg in the morning, and I see you again in four weeks.\nPatient: All right.',
      },
    },
  ],
  error: [
    {
      title: 'A bladder infection',
      fields: {
        text: 'A 34-year-old woman has had burning on passing urine for two days, without fever. The dipstick shows nitrite and leucocytes. She is treated for a lower urinary tract infection with a course of prednisolone.',
      },
    },
    {
      title: 'A sore throat',
      fields: {
        text: 'A 9-year-old boy has a sore throat and a fever of 38.9 °C. A rapid streptococcal test is positive. He is treated with penicillin V for ten days.',
      },
    },
  ],
};

/** Texts to try the labels with; none for labels of the user's own. */
export function samplesOf({ id }: Pick<LabelSet, 'id'>): readonly Sample[] {
  return BY_LABELS[id] ?? [];
}

const SAMPLES: ReadonlySet<string> = new Set(
  [
    BY_LABEL,
    ...Object.values(BY_TASK),
    ...Object.values(BY_LABELS).flatMap((samples) => samples.map(({ fields }) => fields)),
  ].flatMap((fields) => Object.values(fields)),
);

/** Whether the user wrote it: an example takes the place of another, and of nothing else without a word. */
export function isOwn(text = ''): boolean {
  return text.trim() !== '' && !SAMPLES.has(text);
}

/** A text for every field of the task; none for one that a user has built. */
export function sampleFields({ id, fields }: LibraryTask): FieldTexts {
  const own = BY_TASK[id];
  return Object.fromEntries(
    fields.flatMap(({ name, label }) => {
      const text = own?.[name] ?? BY_LABEL[label];
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

interface Inference {
  readonly id: string;
  readonly premise: string;
  readonly hypothesis: string;
  readonly label: string;
}

/** Twelve pairs of the kind that MedNLI asks. */
export const INFERENCE_ROWS: readonly Inference[] = INFERENCES.trim()
  .split('\n')
  .map((line) => JSON.parse(line));

/** The same as a file, to try an evaluation or a batch with. */
export function sampleDataSet(): File {
  return new File([INFERENCES], 'twelve-inferences.jsonl', { type: 'application/jsonl' });
}
