/** Words for the patient. Written for the project. */

const short = (pattern: string, long: string): readonly [RegExp, string] => [
  new RegExp(String.raw`(?<![\p{L}\d/])${pattern}(?![\p{L}\d/])`, 'gu'),
  long,
];

/** Abbreviations, and what they stand for. */
export const ABBREVIATIONS: readonly (readonly [RegExp, string])[] = [
  short('(?:[Bb][Ii][Dd]|b\\.i\\.d\\.|BD)', 'twice a day'),
  short('(?:[Tt][Ii][Dd]|t\\.i\\.d\\.|TDS)', 'three times a day'),
  short('(?:[Qq][Ii][Dd]|QDS)', 'four times a day'),
  short('(?:QD|OD)', 'once a day'),
  short('(?:PRN|prn|p\\.r\\.n\\.)', 'when needed'),
  short('(?:PO|p\\.o\\.)', 'by mouth'),
  short('(?:q|Q)(\\d+)h', 'every $1 hours'),
  short('QHS', 'at bedtime'),
  short('BP', 'blood pressure'),
  short('HR', 'heart rate'),
  short('SOB', 'shortness of breath'),
  short('HTN', 'high blood pressure'),
  short('(?:T2DM|DM2)', 'type 2 diabetes'),
  short('CHF', 'heart failure'),
  short('CAD', 'coronary artery disease'),
  short('COPD', 'chronic obstructive pulmonary disease (COPD)'),
  short('UTI', 'urinary tract infection'),
  short('URTI', 'upper respiratory tract infection'),
  short('GERD', 'acid reflux'),
  short('CXR', 'chest x-ray'),
  short('(?:ECG|EKG)', 'heart tracing (ECG)'),
  short('ROM', 'range of motion'),
  short('CBC', 'blood count (CBC)'),
  short('(?:[Ff]/[Uu])', 'follow-up'),
  short('c/o', 'complains of'),
  short('w/o', 'without'),
  short('w/', 'with '),
  short('sx', 'symptoms'),
  short('hx', 'history'),
  short('PT', 'physical therapy'),
  short('abx', 'antibiotics'),
  short('INB', 'if not better'),
  short('(\\d+)-(\\d+)d', '$1 to $2 days'),
  short('(\\d+)/7', '$1 days'),
  short('(\\d+)/52', '$1 weeks'),
  short('(\\d+)/12', '$1 months'),
];

const word = (pattern: string, plain: string): readonly [RegExp, string] => [
  new RegExp(String.raw`(?<![\p{L}\d-])${pattern}(?![\p{L}\d-])`, 'giu'),
  plain,
];

/** Words of the trade for which there is an everyday one. */
export const EVERYDAY: readonly (readonly [RegExp, string])[] = [
  word('dyspn(?:o)?ea', 'shortness of breath'),
  word('(?:o)?edema', 'swelling'),
  word('erythema', 'redness'),
  word('ecchymosis', 'bruising'),
  word('effusion', 'fluid'),
  word('pruritus', 'itching'),
  word('syncope', 'fainting'),
  word('(?:rales|crackles)', 'crackles in the lungs'),
  word('dysuria', 'pain when passing urine'),
  word('h(?:a)?ematuria', 'blood in the urine'),
  word('analgesi(?:a|c|cs)', 'pain relief'),
];

const term = (pattern: string, plain: string): readonly [RegExp, string] => [
  new RegExp(String.raw`(?<![\p{L}\d-])${pattern}(?![\p{L}\d-])`, 'iu'),
  plain,
];

/** Words of the trade that stay, and what they mean. */
export const EXPLAINED: readonly (readonly [RegExp, string])[] = [
  term('hypertension', 'high blood pressure'),
  term('myocardial infarction', 'heart attack'),
  term('atrial fibrillation', 'an irregular heartbeat'),
  term('ejection fraction', 'how much blood the heart pumps out with each beat'),
  term('echocardiogram', 'an ultrasound of the heart'),
  term('h(?:a)?emoglobin a1c', 'the average blood sugar over the last months'),
  term('hyperlipid(?:a)?emia', 'high cholesterol'),
  term('otitis media', 'an infection of the middle ear'),
  term('pharyngitis', 'an infection of the throat'),
  term('emollients?', 'moisturising cream'),
  term('anticoagulants?', 'blood thinner'),
  term('colonoscopy', 'a camera test of the bowel'),
  term('endoscopy', 'a camera test'),
  term('biopsy', 'a small sample of tissue'),
  term('benign', 'not dangerous'),
];
