/** MediFlow's 36 kinds of document with their sections, 98 in all ([MediPhi]); the names of the sections are the project's. */

export interface DocumentType {
  readonly name: string;
  /** Parts that a task may be about alone; a document with one is taken whole. */
  readonly sections: readonly string[];
}

const whole = (name: string): DocumentType => ({ name, sections: ['whole document'] });

const THERAPY = ['goals', 'session', 'response', 'homework', 'plan'];

export const DOCUMENT_TYPES: readonly DocumentType[] = [
  {
    name: 'discharge summary',
    sections: [
      'reason for admission',
      'hospital course',
      'procedures',
      'condition at discharge',
      'medications',
      'follow-up',
    ],
  },
  { name: 'SOAP note', sections: ['subjective', 'objective', 'assessment', 'plan', 'whole note'] },
  {
    name: 'clinical note',
    sections: [
      'chief complaint',
      'history of present illness',
      'past history',
      'examination',
      'results',
      'assessment and plan',
    ],
  },
  { name: 'progress note', sections: ['interval history', 'examination', 'assessment', 'plan'] },
  {
    name: 'admission note',
    sections: [
      'chief complaint',
      'history of present illness',
      'past history',
      'medications',
      'examination',
      'initial plan',
    ],
  },
  {
    name: 'scientific article',
    sections: ['title', 'abstract', 'introduction', 'methods', 'results', 'discussion', 'limitations', 'conclusion'],
  },
  { name: 'clinical case', sections: ['presentation', 'investigation', 'outcome'] },
  whole('nursing note'),
  whole('vital-sign monitoring'),
  whole('referral letter'),
  {
    name: 'emergency department note',
    sections: ['triage', 'history', 'examination', 'results', 'course', 'diagnosis', 'disposition'],
  },
  whole('laboratory report'),
  { name: 'radiology report', sections: ['indication', 'findings', 'impression'] },
  { name: 'doctor–patient conversation', sections: ['opening', 'history', 'examination', 'explanation', 'agreement'] },
  { name: 'nurse–patient dialogue', sections: ['opening', 'symptoms', 'care given', 'teaching', 'agreement'] },
  {
    name: 'operative note',
    sections: [
      'diagnoses',
      'procedure',
      'indication',
      'anesthesia',
      'findings',
      'technique',
      'blood loss and specimens',
      'condition',
    ],
  },
  whole('consultation note'),
  whole('pathology report'),
  whole('prescription note'),
  whole('pre-operative assessment'),
  whole('post-operative note'),
  { name: 'therapy notes', sections: THERAPY },
  whole('immunization record'),
  whole('screening report'),
  whole('consent form'),
  whole('care plan'),
  whole('dietary notes'),
  { name: 'psychiatric evaluation', sections: ['history', 'mental status', 'risk', 'diagnosis', 'treatment plan'] },
  whole('social work note'),
  whole('end-of-life care documentation'),
  whole('triage note'),
  whole('dental record'),
  whole('home health care report'),
  whole('genetic testing report'),
  whole('incident report'),
  whole('patient education material'),
];
