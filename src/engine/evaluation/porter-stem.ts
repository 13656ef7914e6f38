/**
 * Porter's suffix stripping (Porter 1980) with the departures of NLTK, which `rouge-score` uses: irregular words, `ies`/`ied`
 * after one letter, `y` → `i` after a consonant only, `alli` before the rest of step 2, `fulli`, and `logi` measured with its l.
 * The package `stemmer` follows Porter's own later version and differs in about one word of eighty.
 */
const IRREGULAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    sky: 'sky',
    skies: 'sky',
    dying: 'die',
    lying: 'lie',
    tying: 'tie',
    news: 'news',
    innings: 'inning',
    inning: 'inning',
    outings: 'outing',
    outing: 'outing',
    cannings: 'canning',
    canning: 'canning',
    howe: 'howe',
    proceed: 'proceed',
    exceed: 'exceed',
    succeed: 'succeed',
  }),
);

/** @param word lower case */
export function porterStem(word: string): string {
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.length <= 2) return word;
  return [step1a, step1b, step1c, step2, step3, step4, step5a, step5b].reduce((stem, step) => step(stem), word);
}

type Condition = (stem: string) => boolean;
type Rule = readonly [suffix: string, replacement: string, condition: Condition];

/** `y` is a consonant at the beginning and after a vowel. */
function consonants(word: string): readonly boolean[] {
  const flags: boolean[] = [];
  for (const letter of word) {
    if ('aeiou'.includes(letter)) flags.push(false);
    else flags.push(letter !== 'y' || flags.length === 0 || !flags.at(-1));
  }
  return flags;
}

/** Porter's m: how often a consonant follows a vowel. */
function measure(stem: string): number {
  return consonants(stem).filter((isConsonant, at, flags) => isConsonant && flags[at - 1] === false).length;
}

const always: Condition = () => true;
const measured: Condition = (stem) => measure(stem) > 0;
const longer: Condition = (stem) => measure(stem) > 1;
const hasVowel: Condition = (stem) => consonants(stem).includes(false);

/** Consonant, vowel, consonant other than w, x and y; or, of two letters, vowel and consonant. */
function endsShort(word: string): boolean {
  const flags = consonants(word);
  if (word.length === 2) return flags[0] === false && flags[1] === true;
  return flags.at(-3) === true && flags.at(-2) === false && flags.at(-1) === true && !/[wxy]$/.test(word);
}

/** The first rule whose suffix is there decides, whether or not its condition holds. */
function apply(word: string, rules: readonly Rule[]): string {
  for (const [suffix, replacement, condition] of rules) {
    if (!word.endsWith(suffix)) continue;
    const stem = word.slice(0, word.length - suffix.length);
    return condition(stem) ? stem + replacement : word;
  }
  return word;
}

function step1a(word: string): string {
  if (word.length === 4 && word.endsWith('ies')) return word.slice(0, -1);
  return apply(word, [
    ['sses', 'ss', always],
    ['ies', 'i', always],
    ['ss', 'ss', always],
    ['s', '', always],
  ]);
}

function step1b(word: string): string {
  if (word.endsWith('ied')) return word.slice(0, word.length === 4 ? -1 : -2);
  if (word.endsWith('eed')) return measured(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const suffix = ['ed', 'ing'].find((end) => word.endsWith(end) && hasVowel(word.slice(0, -end.length)));
  if (suffix === undefined) return word;
  const stem = word.slice(0, -suffix.length);
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  const isDouble = stem.length >= 2 && stem.at(-1) === stem.at(-2) && consonants(stem).at(-1) === true;
  if (isDouble) return /[lsz]$/.test(stem) ? stem : stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

function step1c(word: string): string {
  return apply(word, [['y', 'i', (stem) => stem.length > 1 && consonants(stem).at(-1) === true]]);
}

const STEP_2: readonly Rule[] = [
  ['ational', 'ate', measured],
  ['tional', 'tion', measured],
  ['enci', 'ence', measured],
  ['anci', 'ance', measured],
  ['izer', 'ize', measured],
  ['bli', 'ble', measured],
  ['alli', 'al', measured],
  ['entli', 'ent', measured],
  ['eli', 'e', measured],
  ['ousli', 'ous', measured],
  ['ization', 'ize', measured],
  ['ation', 'ate', measured],
  ['ator', 'ate', measured],
  ['alism', 'al', measured],
  ['iveness', 'ive', measured],
  ['fulness', 'ful', measured],
  ['ousness', 'ous', measured],
  ['aliti', 'al', measured],
  ['iviti', 'ive', measured],
  ['biliti', 'ble', measured],
  ['fulli', 'ful', measured],
  ['logi', 'log', (stem) => measured(`${stem}l`)],
];

function step2(word: string): string {
  if (word.endsWith('alli') && measured(word.slice(0, -4))) return step2(word.slice(0, -2));
  return apply(word, STEP_2);
}

const STEP_3: readonly Rule[] = [
  ['icate', 'ic', measured],
  ['ative', '', measured],
  ['alize', 'al', measured],
  ['iciti', 'ic', measured],
  ['ical', 'ic', measured],
  ['ful', '', measured],
  ['ness', '', measured],
];
const step3 = (word: string) => apply(word, STEP_3);

const dropped = (suffix: string): Rule => [suffix, '', longer];
const STEP_4: readonly Rule[] = [
  ...['al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent'].map(dropped),
  ['ion', '', (stem) => longer(stem) && /[st]$/.test(stem)],
  ...['ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize'].map(dropped),
];
const step4 = (word: string) => apply(word, STEP_4);

function step5a(word: string): string {
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  const m = measure(stem);
  return m > 1 || (m === 1 && !endsShort(stem)) ? stem : word;
}

function step5b(word: string): string {
  return word.endsWith('ll') && longer(word.slice(0, -1)) ? word.slice(0, -1) : word;
}
