/** Words that no list holds and that are medicines or medical terms by their form. */

/** Stems of international non-proprietary names (WHO, “The use of stems in the selection of INN”). */
const DRUG =
  /(?:pril|prilat|sartan|olol|dipine|statin|[bcd]azole|conazole|nidazole|prazole|oxacin|cillin|mycin|micin|cycline|profen|coxib|gliptin|gliflozin|glitazone|tidine|setron|triptan|oxetine|pramine|triptyline|azepam|zolam|barbital|caine|curium|curonium|[abou]vir|[lmnstxz]u?mab|tinib|xaban|gatran|thiazide|formin|glutide|lukast|(?<!choles)terol|solone|dronate|fenac|codone|morphone|tadine|rizine|afil|ampicin|platin|taxel|rubicin|trexate|lamide|semide|virdine|vudine|pitant|peridol|azine|verine|oxan|parin)$/u;

/** Endings of medical terms. */
const TERM =
  /(?:itis|emia|edema|osis|oma|pathy|algia|megaly|uria|rrhea|plegia|ectomy|otomy|ostomy|oscopy|penia|trophy|stenosis|thorax|ectasia|plasia|iasis|opia|phagia|pnea|cele)$/u;

const LEAST_LETTERS = 7;
/** Words of the language that end so. */
const COMMON =
  /^(?:diagnosis|prognosis|magazine|prescription|april|cholesterol|therapeutic|anatomy|amazine|urine|gasoline|hypnosis|aroma|diploma|philosophy|sympathy|empathy)$/u;

export function kindByForm(form: string): 'medication' | 'finding' | null {
  if (form.length < LEAST_LETTERS || COMMON.test(form)) return null;
  if (DRUG.test(form)) return 'medication';
  return TERM.test(form) ? 'finding' : null;
}
