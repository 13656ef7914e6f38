/**
 * `npx tsx scripts/drug-list.ts <Products.txt> <BNF_Code_Information.csv>` writes src/engine/analysis/medicines/drug-list.ts, from
 *   Drugs@FDA, U.S. Food and Drug Administration (public domain): https://www.fda.gov/drugs/drug-approvals-and-databases/drugsfda-data-files
 *   BNF Code Information, NHS Business Services Authority (Open Government Licence v3.0): https://opendata.nhsbsa.net
 * and from what scripts/drug-list/ adds by hand.
 */
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'fflate';
import { CLASSES } from '../src/engine/analysis/medicines/classes.ts';
import { stemOf } from '../src/engine/analysis/medicines/stems.ts';
import { CLASS_MEMBERS, CLASS_OF_SECTION } from './drug-list/classes-of.ts';
import { EVERYDAY, SUBSTANCES } from './drug-list/everyday.ts';
import { FURTHER } from './drug-list/names.ts';
import { bnfCodes, drugsAtFda, international, OTHER_NAMES, PARTS_OF, type Product } from './drug-list/sources.ts';

interface Entry {
  readonly ingredients: readonly string[];
  readonly brands: Set<string>;
  readonly classes: Set<string>;
}

const CLASS_NAMES = new Set(
  CLASSES.trim()
    .split('\n')
    .map((line) => line.split(/[|<]/u)[0]?.trim() ?? ''),
);

const known = (name: string): string => {
  if (!CLASS_NAMES.has(name)) throw new Error(`No class is called “${name}”.`);
  return name;
};

/** By its longest prefix that has a class. */
function classOfSection(section: string): string | undefined {
  for (let length = section.length; length >= 2; length--) {
    const name = CLASS_OF_SECTION[section.slice(0, length)];
    if (name !== undefined) return known(name);
  }
  return undefined;
}

const MEMBERS = new Map<string, string[]>();
for (const line of CLASS_MEMBERS.trim().split('\n')) {
  const [name = '', members = ''] = line.split(': ');
  for (const member of members.split(' ')) {
    const one = member.replaceAll('_', ' ');
    MEMBERS.set(one, [...(MEMBERS.get(one) ?? []), known(name)]);
  }
}

const entries = new Map<string, Entry>();

function entry(ingredients: readonly string[], own: string): Entry {
  const key = ingredients.join('+') || own;
  const found = entries.get(key) ?? { ingredients, brands: new Set<string>(), classes: new Set<string>() };
  entries.set(key, found);
  return found;
}

function add({ brand, ingredients, section }: Product): void {
  const into = entry(ingredients, brand);
  if (brand !== '') into.brands.add(brand);
  const name = classOfSection(section);
  if (name !== undefined) into.classes.add(name);
  // Each ingredient is a medicine of its own.
  if (ingredients.length > 1) for (const one of ingredients) entry([one], '');
}

const [fda, bnf] = process.argv.slice(2);
if (fda === undefined || bnf === undefined)
  throw new Error('npx tsx scripts/drug-list.ts <Products.txt> <BNF_Code_Information.csv>');
for (const product of [...drugsAtFda(fda), ...bnfCodes(bnf)]) add(product);
for (const line of FURTHER.trim().split('\n')) {
  const [, names = '', brands = '', classes = ''] = /^(.+?) =(.*?);(.*)$/u.exec(line) ?? [];
  const into = entry(names.split('/').map(international).sort(), names);
  for (const brand of brands.split(',')) if (brand.trim() !== '') into.brands.add(brand.trim());
  for (const one of classes.split(',')) if (one.trim() !== '') into.classes.add(known(one.trim()));
}
for (const [name, parts] of PARTS_OF) add({ brand: name, ingredients: parts, section: '' });
for (const [name] of OTHER_NAMES) entry([name], '');
for (const [name] of MEMBERS) entry([name], '');
for (const { ingredients, classes } of entries.values()) {
  const [only] = ingredients;
  if (ingredients.length !== 1 || only === undefined) continue;
  for (const name of MEMBERS.get(only) ?? []) classes.add(name);
  const stem = stemOf(only);
  if (stem !== undefined && stem !== null) classes.add(known(stem));
}

const everyday = new Set(EVERYDAY.trim().replace(/\s+/gu, ' ').split(', '));
const notOwn = new Set([
  'simple',
  'lead',
  'beta',
  'phenylprop',
  'gels',
  'tars',
  'dimethyl',
  'alkyl',
  'methyl',
  'nitric',
  'hyaluronic',
  'detergents',
  'cleansers',
  'deodorants',
  'vials',
  'water',
]);
for (const name of notOwn) entries.delete(name);
const generics = new Set(
  [...entries.values()].flatMap(({ ingredients }) =>
    ingredients.flatMap((one) => [one, ...(OTHER_NAMES.get(one) ?? [])]),
  ),
);

/** A brand in several entries is that of the one with the fewest ingredients (“Tylenol” is no codeine). */
const owner = new Map<string, string>();
const byIngredients = [...entries].sort(
  ([a, x], [b, y]) => x.ingredients.length - y.ingredients.length || a.localeCompare(b),
);
for (const [key, { brands, ingredients }] of byIngredients) {
  for (const brand of brands) {
    if (generics.has(brand) || everyday.has(brand)) continue;
    if (ingredients.length === 0 && owner.has(brand)) continue;
    const held = owner.get(brand);
    if (held === undefined || (entries.get(held)?.ingredients.length ?? 0) === 0) owner.set(brand, key);
  }
}
// “lasix” says what “lasix injection special” says.
for (const [brand, key] of owner) {
  const first = brand.split(' ')[0] ?? '';
  if (first !== brand && (owner.has(first) || generics.has(first))) owner.delete(brand);
  else if (first !== brand && first.length > 4 && !everyday.has(first)) {
    const same = [...owner].filter(([other]) => other.startsWith(`${first} `));
    if (same.every(([, other]) => other === key)) {
      for (const [other] of same) owner.delete(other);
      owner.set(first, key);
    }
  }
}

const substances = new Set(SUBSTANCES);
/** `~` before a name that is also something else. */
const marked = (name: string) => (substances.has(name) ? `~${name}` : name);

const brandsOf = new Map<string, string[]>();
for (const [brand, key] of owner) brandsOf.set(key, [...(brandsOf.get(key) ?? []), brand]);
const lines: string[] = [];
let count = 0;
for (const [key, { ingredients, classes }] of [...entries].sort(([a], [b]) => a.localeCompare(b))) {
  const brands = (brandsOf.get(key) ?? []).sort();
  count += brands.length;
  const narrow = [...classes].sort().join(',');
  if (ingredients.length === 0) {
    if (brands.length > 0) lines.push(`;${narrow};${brands.join(',')}`);
  } else if (ingredients.length > 1) {
    if (brands.length > 0) lines.push(`${ingredients.join('+')};${narrow};${brands.join(',')}`);
  } else {
    const names = [ingredients[0] ?? '', ...(OTHER_NAMES.get(ingredients[0] ?? '') ?? [])].map(marked).join(',');
    lines.push(`${names};${narrow};${brands.join(',')}`.replace(/;+$/u, ''));
  }
}
const merged = new Map<string, string[]>();
for (const line of lines) {
  if (!line.startsWith(';')) continue;
  const [, narrow = '', brands = ''] = line.split(';');
  merged.set(narrow, [...(merged.get(narrow) ?? []), ...brands.split(',')]);
}
const own = [...merged].sort().map(([narrow, brands]) => `;${narrow};${[...new Set(brands)].sort().join(',')}`);
const text = [...lines.filter((line) => !line.startsWith(';')), ...own].join('\n');
writeFileSync(
  'src/engine/analysis/medicines/drug-list.ts',
  `/**
 * Written by scripts/drug-list.ts from Drugs@FDA (public domain) and the NHSBSA's BNF Code Information (Open Government Licence
 * v3.0); see NOTICE. A line an ingredient, or a combination of them by “+”: its names, the international one first; its classes;
 * its brands. “~” stands before a name that is also something else (“iron”). A line without a name is of brands of which the
 * sources do not say what is in them.
 */
export const DRUG_LIST = \`
${text}
\`;
`,
);
process.stdout.write(
  `${lines.filter((line) => /^[^;+]+(?:;|$)/u.test(line)).length} ingredients, ${generics.size} names of ingredients, ${count} brands; ` +
    `${text.length} bytes, ${gzipSync(new TextEncoder().encode(text)).length} gzipped\n`,
);
