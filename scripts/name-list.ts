/**
 * `npx tsx scripts/name-list.ts <dist.male.first> <dist.female.first> <dist.all.last> <index.dic>` writes
 * src/engine/analysis/identifiers/names/name-list.ts, from
 *   Frequently occurring names, U.S. Census Bureau, 1990 (public domain): https://www.census.gov/topics/population/genealogy/data.html
 *   the English spelling dictionary of npm's dictionary-en, which says which names are also words and is not copied
 * and from scripts/name-list/further.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { MEDICAL_EPONYMS } from '../src/engine/analysis/identifiers/names/eponyms.ts';
import { FURTHER_FIRST, FURTHER_LAST } from './name-list/further.ts';

const [male, female, last, dictionary] = process.argv.slice(2);
if (male === undefined || female === undefined || last === undefined || dictionary === undefined) {
  throw new Error('npx tsx scripts/name-list.ts <dist.male.first> <dist.female.first> <dist.all.last> <index.dic>');
}

/** Per cent of the people counted who bear a first name, at the least; how many of the commonest surnames. */
const SHARE = 0.002;
const SURNAMES = 6000;

const rows = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.toLowerCase().split(/\s+/u));
const words = new Set(
  readFileSync(dictionary, 'utf8')
    .split('\n')
    .map((line) => line.split('/')[0] ?? '')
    .filter((word) => /^[a-z]+$/u.test(word)),
);

/** In the dictionary, and yet rarely anything but somebody's name. */
const RATHER_NAMES = new Set(
  'anna maria jasmine john tom bob bobby billy jenny jimmy johnny josh mike harry susan sally peter carol jean tony ralph jacob jerry timothy louis martin marina molly polly teddy tommy charlie victor jack robin warren marcel vincent patrick gilbert bernard thomas todd albert'.split(
    ' ',
  ),
);

/** Also a word, as it stands or with an ending. */
const isWord = (name: string) =>
  (!RATHER_NAMES.has(name) && words.has(name)) ||
  ['s', 'es', 'er', 'ers', 'ed', 'ing', 'y', 'ly'].some(
    (end) => name.endsWith(end) && words.has(name.slice(0, -end.length)) && name.length - end.length > 3,
  );

const first = new Set([
  ...[male, female].flatMap((path) =>
    rows(path)
      .filter((row) => Number(row[1]) >= SHARE)
      .map((row) => row[0] ?? ''),
  ),
  ...FURTHER_FIRST.trim().split(/\s+/u),
]);
const surnames = new Set([
  ...rows(last)
    .slice(0, SURNAMES)
    .map((row) => row[0] ?? ''),
  ...FURTHER_LAST.trim().split(/\s+/u),
]);

/** Sorted, a \`~\` before what is also a word. */
function listed(names: ReadonlySet<string>): string {
  const all = [...names].filter((name) => name.length > 1).sort();
  return all
    .map((name) => (isWord(name) || (MEDICAL_EPONYMS.has(name) && !RATHER_NAMES.has(name)) ? `~${name}` : name))
    .join(' ')
    .replace(/(.{100,128}) /gu, '$1\n');
}

writeFileSync(
  'src/engine/analysis/identifiers/names/name-list.ts',
  `/**
 * Written by scripts/name-list.ts from the names that the U.S. Census Bureau counted in 1990 (public domain) and further ones. “~”
 * stands before a name that is also a word or that an illness bears.
 */
export const FIRST_NAMES = \`
${listed(first)}
\`;

export const SURNAMES = \`
${listed(surnames)}
\`;
`,
);
process.stdout.write(`${first.size} first names, ${surnames.size} surnames\n`);
