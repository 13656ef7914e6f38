/**
 * `npm run bench:identifiers`: how much of a varied list of identifiers is found, a kind a line, and how much else is taken for one.
 * Each text belongs, by a hash of its words, to the half that rules were written with (dev) or to the half that was looked at last
 * (blind: 98 of 106 at first, 101 before it was looked into, 11/2026); later lists are `later.txt` and
 * `fresh.txt` (103 of 134 at first, before ten of its marks were set anew without titles and “the”) and `forms.txt` (65 of 67 at first). False hits are counted in clean sentences and in the conversations and notes of ../shared/data/eval, if they are there: of
 * these, what is found is printed to be judged, because they hold real identifiers too.
 *
 *   --show dev|blind|later|fresh|forms  what is missed
 *   --json             figures only
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IdentifierFinder, loadIdentifierFinder } from '../../src/engine/analysis/identifiers/identifiers.ts';
import { isLowerCase, wordsOfText } from '../../src/engine/analysis/identifiers/names/words-of-text.ts';

const PARTS = ['dev', 'blind', 'later', 'fresh', 'forms'] as const;
type Part = (typeof PARTS)[number];

interface Marked {
  readonly text: string;
  readonly half: Part;
  readonly wanted: readonly { readonly kind: string; readonly start: number; readonly end: number }[];
}

const HERE = import.meta.dirname;
const CONVERSATIONS = ['aci_bench', 'primock57', 'mts_dialog'];

const lines = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

/** FNV-1a, 32 bits: its lowest bit chooses the half. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193) >>> 0;
  return value;
}

/** @param list the later list that it stands in, if in one */
function marked(line: string, list: Part | null): Marked {
  let text = '';
  const wanted: { kind: string; start: number; end: number }[] = [];
  for (const [index, part] of line.split(/[«»]/u).entries()) {
    const [kind = '', words] = index % 2 === 1 ? part.split('|') : ['', part];
    const found = words ?? '';
    if (index % 2 === 1) wanted.push({ kind, start: text.length, end: text.length + found.length });
    text += found;
  }
  return { text, half: list ?? ((hash(line) >>> 4) % 2 === 0 ? 'dev' : 'blind'), wanted };
}

/** Letters and digits of a mark that lie in what was found, of whichever kind: nine in ten make it found. */
function isCovered({ start, end }: { start: number; end: number }, text: string, find: IdentifierFinder): boolean {
  const found = find(text);
  let covered = 0;
  let all = 0;
  for (let at = start; at < end; at++) {
    if (!/[\p{L}\d]/u.test(text[at] ?? '')) continue;
    all++;
    if (found.some((one) => one.start <= at && at < one.end)) covered++;
  }
  return covered >= all * 0.9;
}

/** Titles are not the person's. */
const withoutTitle = (text: string, { kind, start, end }: Marked['wanted'][number]) => {
  const title =
    kind === 'name'
      ? (/^(?:(?:mrs?|ms|miss|master|dr|doctor|nurse|prof(?:essor)?|sir|sgt)(?: \.|\.)? )+/iu.exec(
          text.slice(start, end),
        )?.[0].length ?? 0)
      : 0;
  return { kind, start: start + title, end };
};

const args = process.argv.slice(2);
const show = args[args.indexOf('--show') + 1];
const find = await loadIdentifierFinder();
const items = [
  ...lines(join(HERE, 'items.txt')).map((line) => marked(line, null)),
  ...(['later', 'fresh', 'forms'] as const).flatMap((list) =>
    lines(join(HERE, `${list}.txt`)).map((line) => marked(line, list)),
  ),
];
const table = new Map<string, Record<Part, [found: number, of: number]>>();
for (const { text, half, wanted } of items) {
  const lower = isLowerCase(wordsOfText(text)) && text === text.toLowerCase();
  for (const mark of wanted) {
    const found = isCovered(withoutTitle(text, mark), text, find);
    const kinds = [mark.kind === 'name' && lower ? 'name in small letters' : mark.kind, 'all'];
    for (const kind of kinds) {
      const row = table.get(kind) ?? { dev: [0, 0], blind: [0, 0], later: [0, 0], fresh: [0, 0], forms: [0, 0] };
      row[half][0] += found ? 1 : 0;
      row[half][1]++;
      table.set(kind, row);
    }
    if (!found && args.includes('--show') && show === half)
      process.stderr.write(`${mark.kind}: ${text}  [${find(text).map((one) => `${one.kind} ${one.text}`)}]\n`);
  }
}

const clean = lines(join(HERE, 'clean.txt'));
const cleanWords = clean.join(' ').split(/\s+/u).length;
const cleanHits = clean.flatMap((text) => find(text));

const share = ([found, all]: [number, number]) =>
  all === 0 ? '–' : `${found}/${all} ${((100 * found) / all).toFixed(0)} %`;
const order = [...table].sort(([a], [b]) => Number(a === 'all') - Number(b === 'all') || a.localeCompare(b));
const data = join(HERE, '../../../shared/data/eval');
const present = CONVERSATIONS.filter((name) => existsSync(join(data, `${name}.jsonl`)));
const real = present.map((name) => {
  const texts = readFileSync(join(data, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => {
      const { input = '', reference = '' } = JSON.parse(line) as { input?: string; reference?: string };
      return [input, reference];
    });
  return { name, words: texts.join(' ').split(/\s+/u).length, found: texts.flatMap((text) => find(text)) };
});

if (args.includes('--json')) {
  const kinds = Object.fromEntries(
    order.map(([kind, row]) => [
      kind,
      Object.fromEntries(PARTS.map((part) => [part, { found: row[part][0], of: row[part][1] }])),
    ]),
  );
  process.stdout.write(
    `${JSON.stringify({ texts: items.length, kinds, clean: { words: cleanWords, hits: cleanHits.length } })}\n`,
  );
} else {
  process.stdout.write(
    `${items.length} texts\n\n${'kind'.padEnd(24)}${PARTS.map((part) => part.padEnd(16))
      .join('')
      .trimEnd()}\n`,
  );
  for (const [kind, row] of order)
    process.stdout.write(
      `${kind.padEnd(24)}${PARTS.map((part) => share(row[part]).padEnd(16))
        .join('')
        .trimEnd()}\n`,
    );
  process.stdout.write(
    `\nclean sentences: ${cleanHits.length} hits in ${cleanWords} words${cleanHits.length > 0 ? ` (${cleanHits.map(({ kind, text }) => `${kind} ${text}`).join(', ')})` : ''}\n`,
  );
  for (const { name, words, found } of real) {
    const counts = new Map<string, number>();
    for (const { kind, text } of found) counts.set(`${kind} ${text}`, (counts.get(`${kind} ${text}`) ?? 0) + 1);
    process.stdout.write(
      `\n${name}: ${found.length} found in ${words} words; which of them are none, the reader judges:\n`,
    );
    process.stdout.write(
      `${[...counts]
        .sort()
        .map(([text, count]) => (count > 1 ? `${text} ×${count}` : text))
        .join(', ')
        .replace(/\n/gu, ' ')}\n`,
    );
  }
  if (present.length < CONVERSATIONS.length)
    process.stdout.write(
      '\nSkipped: conversations of ../shared/data/eval that are not here, so false hits are counted in clean sentences only.\n',
    );
}
