/** The two published tables that the drug list is made of, read into ingredients, brands and sections. */
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { COMBINATIONS, SYNONYMS } from './names.ts';

export interface Product {
  /** As sold; empty if it bears the name of what is in it. */
  readonly brand: string;
  /** International names, in alphabetical order. */
  readonly ingredients: readonly string[];
  /** Of the British National Formulary; empty if the source has none. */
  readonly section: string;
}

/** What follows the name of the active part of a molecule. */
const SALTS = new Set(
  (
    'hydrochloride dihydrochloride hydrobromide bromide chloride sodium disodium potassium calcium magnesium maleate mesylate mesilate ' +
    'besylate besilate tosylate tartrate bitartrate acid sulfate sulphate bisulfate phosphate diphosphate acetate diacetate citrate ' +
    'succinate fumarate dimesylate dimesilate nitrate lactate gluconate malate hemifumarate monohydrate dihydrate trihydrate hydrate ' +
    'anhydrous hemihydrate sesquihydrate pivoxil axetil proxetil medoxomil cilexetil etexilate mofetil alafenamide disoproxil marboxil ' +
    'propionate dipropionate furoate valerate butyrate hexacetonide acetonide decanoate enanthate enantate cypionate undecanoate ' +
    'palmitate pamoate embonate xinafoate trometamol tromethamine meglumine lysine arginine erbumine tert-butylamine olamine ' +
    'aspartate glucuronate estolate ethylsuccinate stearate napsylate bromhydrate methylbromide methylsulfate metilsulfate isetionate ' +
    'isethionate monosulfate hyclate monosodium recombinant human (human) purified synthetic hemitartrate hydroxide oxide base ' +
    'camsylate edisylate edisilate orotate saccharate polistirex resinate salicylate benzoate bisilate teoclate hemisuccinate ' +
    'and hydrogen l-malate s-malate adipate esylate ethanesulfonate carbonate tebutate caproate hexanoate pivalate probutate'
  ).split(' '),
);

/** These are the medicine, not its salt. */
const ELEMENTS = new Set(
  'sodium potassium calcium magnesium zinc iron ferrous ferric lithium aluminium aluminum ammonium silver barium copper cupric selenium selenious strontium bismuth gold chromic manganese nitrous hydrogen nicotinic folic ascorbic salicylic acetic boric lactic citric mandelic benzoic malic glycolic'.split(
    ' ',
  ),
);

const INTERNATIONAL = new Map<string, string>();
export const OTHER_NAMES = new Map<string, readonly string[]>();
for (const line of SYNONYMS.trim().split('\n')) {
  const [name = '', ...others] = line.split(' ').map((part) => part.replaceAll('_', ' '));
  OTHER_NAMES.set(name, others);
  for (const one of [name, ...others]) INTERNATIONAL.set(one, name);
}

/** The parts of “co-codamol”, by its name. */
export const PARTS_OF = new Map<string, readonly string[]>();
for (const line of COMBINATIONS.trim().split('\n')) {
  const [name = '', parts = ''] = line.split(' = ');
  PARTS_OF.set(name, parts.split(' + '));
}

export function international(name: string): string {
  return INTERNATIONAL.get(name) ?? name;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/\([^)]*\)/gu, ' ')
    .replace(/[^a-z0-9/;'+-]+/gu, ' ')
    .trim();

/** “AMLODIPINE BESYLATE” is amlodipine; “Sodium bicarbonate” stays what it is. Null for what is no name of a substance. */
function ingredientOf(raw: string): string | null {
  const known = INTERNATIONAL.get(plain(raw));
  if (known !== undefined) return known;
  const words = plain(raw)
    .replace(/(?<=[a-z]{4})-[a-z]{4}$/u, '')
    .split(' ')
    .filter((word) => !/^(?:usp|bp|eq|equivalent|to)$/u.test(word));
  while (words.length > 1 && SALTS.has(words.at(-1) ?? '') && !ELEMENTS.has(words[0] ?? '')) words.pop();
  const name = words.join(' ');
  if (!/^[a-z][a-z' -]+[a-z]$/u.test(name) || words.length > 3 || name.length < 4) return null;
  return international(name);
}

const PARTS = /\s*(?:;|\/|\+| and | with )\s*/u;

function ingredientsOf(raw: string): string[] | null {
  const combination = PARTS_OF.get(plain(raw));
  if (combination !== undefined) return [...combination];
  const whole = INTERNATIONAL.get(plain(raw));
  if (whole !== undefined) return [whole];
  const parts = plain(raw).split(PARTS).map(ingredientOf);
  if (parts.length > 4 || parts.some((part) => part === null)) return null;
  return [...new Set(parts as string[])].sort();
}

/** Drugs@FDA, “Products.txt”: tab-separated, with DrugName and ActiveIngredient. */
export function drugsAtFda(path: string): Product[] {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'latin1'), {
    header: true,
    delimiter: '\t',
    quoteChar: '\u0000',
  });
  return data.flatMap(({ DrugName = '', ActiveIngredient = '' }) => {
    const ingredients = ingredientsOf(ActiveIngredient);
    return ingredients === null ? [] : [{ brand: brandOf(DrugName, ingredients), ingredients, section: '' }];
  });
}

/** NHSBSA, “BNF Code Information”: chapters 1 to 15 are medicines, 09.04 and 09.13 on foods. */
export function bnfCodes(path: string): Product[] {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/u, '');
  const { data } = Papa.parse<Record<string, string>>(text, { header: true });
  return data.flatMap((row) => {
    const section = row['BNF Subparagraph Code'] ?? '';
    const substance = row['BNF Chemical Substance'] ?? '';
    if (section >= '16' || /^(?:0904|0907|0909|091[0-9]|1109|1313|0601060)/u.test(section)) return [];
    const mixed =
      /^other |preparation|^compound |therapy|^combined |phased|agents|products|mixtures|diuretic|thiazide|blocker|detergent/iu.test(
        substance,
      ) && !/azide$/iu.test(substance);
    const found = mixed ? null : ingredientsOf(substance);
    const product = row['BNF Product'] ?? '';
    if (found !== null) return [{ brand: brandOf(product, found), ingredients: found, section }];
    // What is in it is not said: the product is known by its own name.
    const own = brandOf(product, []);
    return own === '' || !mixed ? [] : [{ brand: own, ingredients: [], section }];
  });
}

/** Words beside a brand that are of its form, strength or pack. */
const FORM =
  /^(?:sr|xl|mr|er|xr|la|cr|cd|ir|dr|ec|pr|xt|sa|od|odt|retard|forte|plus|max|ultra|junior|jr|paediatric|pediatric|infant|children'?s|adult|tablets?|tabs?|capsules?|caps?|cream|ointment|gel|lotion|syrup|elixir|oral|suspension|solution|soln|drops?|eye|nasal|spray|inhaler|inh|evohaler|accuhaler|turbohaler|easyhaler|autohaler|clickhaler|respimat|nebules?|injection|inj|patch(?:es)?|suppositor(?:y|ies)|powder|sachets?|granules|effervescent|dispersible|sugar|free|preservative|original|allergy|cold|flu|cough|day|night|sinus|extra|strength|relief|pain|in|container|plastic|kit|pen|penfill|flexpen|kwikpen|solostar|cartridge|vial|prefilled|syringe|lock|flush|mini|minims|no|w|hfa|cfc|dpi|pak|pack|dose|once|daily|weekly|otc|rx|one|two|new|advance|dual|action|double|liquid|chewable|scalp|application|foam|shampoo|wash|mousse|paste|film|coated|and|with|for|the|of|ds|ii|iii|iv|n|c|s|t|p|b|d|e|h|r|x|a)$/u;

/** The brand without form and strength; empty where the product bears its ingredient's name. */
function brandOf(raw: string, ingredients: readonly string[]): string {
  const words = plain(raw)
    .replace(/[/;+]/gu, ' ')
    .split(' ')
    .filter((word) => !/\d/u.test(word));
  while (words.length > 1 && FORM.test(words.at(-1) ?? '')) words.pop();
  const name = words.join(' ');
  if (!/^[a-z][a-z' -]+$/u.test(name) || name.length < 4 || words.length > 3 || FORM.test(words[0] ?? '')) return '';
  const own = ingredients.flatMap((ingredient) => [ingredient, ...(OTHER_NAMES.get(ingredient) ?? [])]);
  const first = words[0] ?? '';
  if (own.some((one) => one.split(' ').some((word) => word.length > 3 && name.includes(word.slice(0, 7))))) return '';
  if (/^(?:proprietary|generic|unlicensed|sterile|medicated|herbal)$/u.test(first)) return '';
  return name;
}
