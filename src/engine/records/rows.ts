/**
 * Tables of any length, row by row: JSON lines, CSV and TSV; lists in JSON, which are read whole. Memory holds one row at a time, and the ids seen where a caller asks
 * for that. What is wrong with one row is told of it; the others are read.
 */
import { LocumError } from '../errors.ts';
import { LIMITS, requireWithin } from '../limits.ts';
import { decodeChunks, type TextSource } from './decode.ts';
import { type RowForm, RowSplitter } from './row-splitter.ts';

export type RowKind = 'jsonl' | 'csv' | 'tsv';

export interface Row {
  readonly type: 'row';
  /** Of the file: the line (JSON lines) or the record (tables, whose header is the first), from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A row that was left out, and why; the message ends without a full stop. */
export interface Problem extends Told {
  readonly type: 'problem';
}

/** What is odd about a row, or about the header, that is read all the same. */
export interface Remark extends Told {
  readonly type: 'remark';
}

interface Told {
  readonly line: number;
  readonly id?: string;
  readonly message: string;
}

/** By the file's name, else by how it begins. */
function rowKind(name: string, beginning: string): RowKind {
  const extension = /\.(jsonl|ndjson|json|csv|tsv|tab)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === 'csv') return 'csv';
  if (extension === 'tsv' || extension === 'tab') return 'tsv';
  if (extension !== undefined || /^\s*[[{]/u.test(beginning)) return 'jsonl';
  const header = /^[^\r\n]*/u.exec(beginning)?.[0] ?? '';
  return header.includes('\t') ? 'tsv' : 'csv';
}

/** Told the columns of a table before its first row. Returns their names where there is no header, and the first row is one like the others. */
type OnColumns = (columns: readonly string[]) => readonly string[] | null;

/**
 * @throws {LocumError} `file-not-text`, `file-invalid` (no header, no JSON), `limit-exceeded` (a row without end)
 */
export async function* readRows(
  source: TextSource,
  kind?: RowKind,
  onColumns: OnColumns = () => null,
): AsyncGenerator<Row | Problem | Remark, void, undefined> {
  const { beginning, rest } = await firstLineOf(decodeChunks(source));
  const known = kind ?? rowKind(source.name, beginning);
  if (known !== 'jsonl') yield* readTable(beginning, rest, source.name, known, onColumns);
  else if (/^\s*(?:\[|\{\s*[\r\n])/u.test(beginning)) yield* readJsonDocument(rejoin(beginning, rest), source.name);
  else yield* readJsonLines(beginning, rest, source.name);
}

/** Beyond this a line is what it has been so far. */
const LONG_LINE = 1 << 20;

/** As much of a file as its first line takes, which decides what the rest is read with. */
async function firstLineOf(texts: AsyncGenerator<string, void, undefined>) {
  const pieces: string[] = [];
  let length = 0;
  for (let hasEnded = false; !hasEnded && length < LONG_LINE; ) {
    const next = await texts.next();
    if (next.done) break;
    const text = length === 0 ? next.value.replace(/^\ufeff/u, '') : next.value;
    // A carriage return at the end of what is there may be half of a line end.
    hasEnded = pieces.at(-1)?.endsWith('\r') === true || /[\r\n]./su.test(length === 0 ? text.trimStart() : text);
    if (text !== '') pieces.push(text);
    length += text.length;
  }
  return { beginning: pieces.join(''), rest: texts };
}

async function* rejoin(first: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  yield first;
  yield* rest;
}

/** Pieces of a file as whole rows, whatever ends them. @param rowsRead how many the caller has counted */
async function* wholeRows(texts: AsyncIterable<string>, name: string, form: RowForm, rowsRead: () => number) {
  const splitter = new RowSplitter(form);
  for await (const text of texts) {
    const rows = splitter.push(text);
    if (rows !== null) yield rows;
    if (splitter.openLength <= LIMITS.row.most) continue;
    throw new LocumError('file-invalid', `“${name}”: row ${rowsRead() + 1} does not end.`, {
      hint: 'A quotation mark is probably never closed.',
      details: { line: rowsRead() + 1, limit: 'row', most: LIMITS.row.most },
    });
  }
  const rest = splitter.end();
  if (rest !== null) yield rest;
}

function rowOf(value: unknown, line: number): Row | Problem {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { type: 'problem', line, message: 'this is no JSON object' };
  }
  return { type: 'row', line, values: value as Record<string, unknown> };
}

async function* readJsonLines(beginning: string, rest: AsyncIterable<string>, name: string) {
  let line = 0;
  const form = { delimiter: '\n', quoting: false, bareReturns: hasBareReturns(beginning) };
  for await (const rows of wholeRows(rejoin(beginning, rest), name, form, () => line)) {
    for (const text of rows.split('\n')) {
      line++;
      if (text.trim() === '') continue;
      const value = parsed(text);
      if (value === undefined) yield { type: 'problem', line, message: 'this is not JSON' } satisfies Problem;
      else yield rowOf(value, line);
    }
  }
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A list of objects, or objects that are written over several lines: read whole. */
async function* readJsonDocument(texts: AsyncIterable<string>, name: string) {
  let document = '';
  for await (const text of texts) {
    document += text;
    requireWithin('document', document.length, `“${name}”`);
  }
  const value = parsed(document);
  if (value === undefined) {
    throw new LocumError('file-invalid', `“${name}” is not valid JSON.`, {
      hint: 'Give a list of JSON objects, or one JSON object a line.',
    });
  }
  for (const [index, entry] of entriesOf(value).entries()) yield rowOf(entry, index + 1);
}

/** A list; an object of objects, whose keys are their ids; or one object. */
function entriesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const isObject = (each: unknown) => typeof each === 'object' && each !== null && !Array.isArray(each);
  if (entries.length === 0 || !entries.every(([, each]) => isObject(each))) return [value];
  return entries.map(([id, each]: [string, object]) => ({ id, ...each }));
}

async function* readTable(
  beginning: string,
  rest: AsyncIterable<string>,
  name: string,
  kind: 'csv' | 'tsv',
  onColumns: OnColumns,
) {
  const { default: papa } = await import('papaparse');
  const { text: firstLine, separator } = separatorLine(beginning);
  const delimiter = separator ?? (kind === 'tsv' ? '\t' : delimiterOf(firstLine));
  // A quotation mark of a TSV file is one: nothing is quoted there, as no cell can hold a tab.
  const quoting = kind === 'csv';
  const form = { delimiter, quoting, bareReturns: hasBareReturns(beginning) };
  let columns: readonly string[] | null = null;
  let line = 0;
  for await (const rows of wholeRows(rejoin(firstLine, rest), name, form, () => line)) {
    if (columns === null) requireWithin('columns', cellsOfFirst(rows, delimiter), `“${name}”`);
    const { data, errors } = papa.parse<readonly string[]>(rows, { delimiter, newline: '\n', fastMode: !quoting });
    const quotes = new Map(
      errors.flatMap(({ type, code, row }) => (type === 'Quotes' ? [[row ?? 0, code] as const] : [])),
    );
    for (const [index, cells] of data.entries()) {
      line++;
      const fault = quotes.get(index);
      if (fault !== undefined) {
        yield { type: 'problem', line, message: QUOTE_FAULTS[fault] ?? 'its quotation marks do not match' } as const;
        continue;
      }
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      if (columns === null) {
        columns = cells.map((cell) => cell.trim());
        const names = onColumns(columns);
        if (names !== null) {
          columns = names;
          yield { type: 'row', line, values: valuesOf(names, cells) } as const;
          continue;
        }
        for (const column of repeated(columns)) {
          const message = `several columns are called “${column}”: only the first of them is read`;
          yield { type: 'remark', line, message } as const;
        }
      } else if (cells.length > columns.length) {
        const message = `it has ${cells.length} cells, and the header ${columns.length}`;
        yield { type: 'problem', line, message } as const;
      } else {
        // Excel leaves out empty cells at the end of a row; a separator that was lost looks the same, and moves the rest.
        if (cells.length < columns.length) {
          const message = `it has ${cells.length} of the header’s ${columns.length} cells: the last are taken for empty`;
          yield { type: 'remark', line, message } as const;
        }
        yield { type: 'row', line, values: valuesOf(columns, cells) } as const;
      }
    }
  }
  if (columns === null) {
    throw new LocumError('file-invalid', `“${name}” is empty.`, { hint: 'A table begins with a row of column names.' });
  }
}

function valuesOf(columns: readonly string[], cells: readonly string[]): Row['values'] {
  const values = new Map<string, string>();
  for (const [at, column] of columns.entries()) if (!values.has(column)) values.set(column, cells[at] ?? '');
  return Object.fromEntries(values);
}

/** Names that stand more than once, each once. */
function repeated(columns: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return [...new Set(columns.filter((column) => column !== '' && seen.size === seen.add(column).size))];
}

/** Cells of the first row, at least where some are quoted: more are no table's. */
function cellsOfFirst(rows: string, delimiter: string): number {
  return (rows.split('\n', 1)[0] ?? '').split(delimiter).length;
}

/** The line `sep=;` with which Excel is told how cells are parted; it is no row. */
function separatorLine(beginning: string): { readonly text: string; readonly separator: string | null } {
  const [line = '', separator = null] = /^sep=(.)(?:\r\n?|\n|$)/iu.exec(beginning) ?? [];
  return { text: beginning.slice(line.length), separator };
}

/** The parser's codes. */
const QUOTE_FAULTS: Readonly<Record<string, string>> = {
  MissingQuotes: 'a quotation mark is never closed, so that the rest of the file is part of this row',
  InvalidQuotes: 'a quotation mark stands alone inside a quoted cell',
};

function delimiterOf(text: string): string {
  const header = /^[^\r\n]*/u.exec(text)?.[0] ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** The first line end is a carriage return alone. */
function hasBareReturns(text: string): boolean {
  return /^[^\r\n]*\r(?!\n)/u.test(text);
}
