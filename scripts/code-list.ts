/**
 * `npx tsx scripts/code-list.ts <icd10c-tabular.xml>` writes public/codes/icd-10-cm.txt.gz from the tabular list of ICD-10-CM (National
 * Center for Health Statistics, public domain; the Python package simple-icd-10-cm carries it). A line a code that can be billed, or
 * that only lacks its seventh character: the code, its title, and what else it is called, apart by `|`. Left out are external causes,
 * and poisonings by chapter, which no visit is about.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'fflate';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('npx tsx scripts/code-list.ts <icd10c-tabular.xml>');

interface Entry {
  readonly code: string;
  title: string;
  readonly terms: string[];
  /** What the whole category is also called. */
  readonly includes: string[];
  isParent: boolean;
}

const LEFT_OUT = /^(?:[U-Y]|T(?:3[6-9]|[4-7]))/u;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const text = (raw: string): string => raw.replace(/&(\w+);/gu, (whole, name: string) => ENTITIES[name] ?? whole).trim();
/** “Pharyngitis (acute) NOS”: what in brackets may be said or not, and what is not otherwise specified, say nothing. */
const term = (raw: string): string =>
  text(raw)
    .replace(/\([^)]*\)/gu, ' ')
    .replace(/\b(?:NOS|NEC)\b/gu, ' ')
    .replace(/[|\s]+/gu, ' ')
    .trim();

const entries: Entry[] = [];
const open: Entry[] = [];
let kind = '';
const xml = readFileSync(path, 'utf8');
for (const [, closing, tag = '', content = ''] of xml.matchAll(/<(\/)?(\w+)(?: [^>]*)?>([^<]*)/gu)) {
  const entry = open.at(-1);
  if (tag === 'diag' && closing === undefined) {
    const parent = open.at(-1);
    if (parent !== undefined) parent.isParent = true;
    kind = 'diag';
  } else if (tag === 'diag') {
    open.pop();
  } else if (tag === 'name' && kind === 'diag' && closing === undefined) {
    const own = { code: text(content), title: '', terms: [], includes: [], isParent: false };
    entries.push(own);
    open.push(own);
    kind = '';
  } else if (tag === 'desc' && closing === undefined && entry !== undefined && entry.title === '') {
    entry.title = text(content);
  } else if ((tag === 'inclusionTerm' || tag === 'includes') && entry !== undefined) {
    kind = closing === undefined ? tag : '';
  } else if (tag === 'note' && closing === undefined && entry !== undefined) {
    if (kind === 'inclusionTerm') entry.terms.push(term(content));
    if (kind === 'includes') entry.includes.push(term(content));
  } else if (closing === undefined && tag !== 'note' && kind !== 'diag') {
    kind = '';
  }
}

const byCode = new Map(entries.map((entry) => [entry.code, entry]));
/** A category's other names are those of its code for what is not specified. */
function namesOfCategory(code: string): readonly string[] {
  if (!/^[A-Z]\w\w(?:\.9)?$/u.test(code)) return [];
  const category = byCode.get(code.slice(0, 3));
  return category === undefined ? [] : [...category.includes, ...(category.code === code ? [] : [category.title])];
}

const lines = entries
  .filter(({ code, isParent }) => !isParent && !LEFT_OUT.test(code))
  .map(({ code, title, terms }) => {
    const names = [...new Set([title, ...terms, ...namesOfCategory(code)])].filter((name) => name !== '');
    return [code, ...names].join('|');
  });
const list = `# ICD-10-CM, ${/<version>([^<]*)/u.exec(xml)?.[1] ?? ''}; National Center for Health Statistics, public domain\n${lines.join('\n')}\n`;
const packed = gzipSync(new TextEncoder().encode(list), { level: 9, mtime: 0 });
writeFileSync('public/codes/icd-10-cm.txt.gz', packed);
process.stdout.write(`${lines.length} codes; ${list.length} characters, ${packed.length} bytes gzipped\n`);
