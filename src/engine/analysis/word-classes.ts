/** What kind of word a token is (a part of): as near to parts of speech as one gets without a tagger. */
import type { ShiftedToken } from './shift.ts';

export const WORD_CLASSES = [
  'number',
  'unit',
  'drug-like',
  'function word',
  'other word',
  'sign or break',
  'end',
] as const;
export type WordClass = (typeof WORD_CLASSES)[number];

const UNITS = new Set(
  (
    'mg mcg µg g kg ng ml dl l mmol mol meq units unit iu mmhg bpm hz cm mm m km inch inches feet ft lb lbs pounds oz hours hour hr ' +
    'hrs h minutes minute min days day weeks week months month years year times percent degrees celsius fahrenheit liters litres ' +
    'tablet tablets capsule capsules puffs drops cc'
  ).split(' '),
);

/** Stems of international non-proprietary names (WHO, “The use of stems”), and a few names that have none. */
const DRUG_STEM =
  /(?:pril|prilat|sartan|olol|dipine|statin|azole|oxacin|cillin|mycin|micin|cycline|profen|coxib|gliptin|gliflozin|glitazone|tidine|prazole|setron|triptan|oxetine|pramine|triptyline|azepam|zolam|barbital|caine|curium|curonium|vir|mab|tinib|parin|xaban|gatran|thiazide|semide|formin|glutide|lukast|(?<!choles)terol|sone|solone|nide|dronate|fenac|codone|morphone|tadine|rizine|afil)$/iu;
const DRUG_NAMES = new Set(
  'aspirin insulin acetaminophen paracetamol warfarin digoxin lithium heparin morphine ibuprofen tylenol advil motrin lasix lipitor zoloft prozac synthroid albuterol gabapentin tramadol naproxen prednisone'.split(
    ' ',
  ),
);

const FUNCTION_WORDS = new Set(
  (
    'a an the and or but nor so yet if than that which who whom whose this these those there here he she it they them his her hers ' +
    'its their we us our you your i me my of in on at by for with from to into onto over under about as is are was were be been being ' +
    'has have had do does did will would can could may might shall should must not no when while where how what why'
  ).split(' '),
);

export function wordClass({ word, isEnd }: Pick<ShiftedToken, 'word' | 'isEnd'>): WordClass {
  if (isEnd) return 'end';
  if (/^\p{N}/u.test(word)) return 'number';
  if (!/^\p{L}/u.test(word)) return word === '%' || word === '°' ? 'unit' : 'sign or break';
  const lower = word.toLowerCase();
  if (UNITS.has(lower)) return 'unit';
  if (DRUG_NAMES.has(lower) || (lower.length >= 6 && DRUG_STEM.test(lower))) return 'drug-like';
  return FUNCTION_WORDS.has(lower) ? 'function word' : 'other word';
}
