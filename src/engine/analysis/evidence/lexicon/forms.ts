/** Words that no list holds and that are medical terms by their form. */

/** Endings of medical terms. */
const TERM =
  /(?:itis|emia|edema|osis|oma|pathy|algia|megaly|uria|rrhea|plegia|ectomy|otomy|ostomy|oscopy|penia|trophy|stenosis|thorax|ectasia|plasia|iasis|opia|phagia|pnea|cele)$/u;

const LEAST_LETTERS = 7;
/** Words of the language that end so. */
const COMMON =
  /^(?:diagnosis|prognosis|magazine|prescription|april|cholesterol|therapeutic|anatomy|amazine|urine|gasoline|hypnosis|aroma|diploma|philosophy|sympathy|empathy)$/u;

/** @param form of a word, in lower case */
export function isMedicalTerm(form: string): boolean {
  return form.length >= LEAST_LETTERS && !COMMON.test(form) && TERM.test(form);
}
