/**
 * Tables of any length, row by row: JSON lines, CSV and TSV. Memory holds one row at a time, and the ids seen where a caller asks
 * for that. What is wrong with one row is told of it; the others are read.
 */
import type { ParseResult, Parser as RowParser } from 'papaparse';
import { LocumError } from '../errors.ts';
import { decodeChunks, type TextSource } from './decode.ts';

export type RowKind = 'jsonl' | 'csv' | 'tsv';

export interface Row {
  readonly type: 'row';
  /** Of the file: the line (JSON lines) or the record (tables, whose header is the first), from 1. */
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A row that was left out, and why; the message ends without a full stop. */
export interface Problem {
  readonly type: 'problem';
  readonly line: number;
  readonly id?: string;
  readonly message: string;
}

/** Rows longer than this are no rows: most likely a quotation mark was never closed. */
const LONGEST_ROW = 8_000_000;

/** By the file's name, else by how it begins. */
function rowKind(name: string, beginning: string): RowKind {
  const extension = /\.(jsonl|ndjson|json|csv|tsv|tab)$/i.exec(name)?.[1]?.toLowerCase();
  if (extension === 'csv') return 'csv';
  if (extension === 'tsv' || extension === 'tab') return 'tsv';
  if (extension !== undefined || /^\s*\{/u.test(beginning)) return 'jsonl';
  const header = beginning.split('\n', 1)[0] ?? '';
  return header.includes('\t') ? 'tsv' : 'csv';
}

/**
 * @param onColumns told the columns of a table before its first row
 * @throws {LocumError} `file-not-text`, `file-invalid` (no header, a row without end)
 */
export async function* readRows(
  source: TextSource,
  kind?: RowKind,
  onColumns: (columns: readonly string[]) => void = () => {},
): AsyncGenerator<Row | Problem, void, undefined> {
  const chunks = decodeChunks(source);
  const first = await chunks.next();
  const beginning = first.done ? '' : first.value;
  const texts = rejoin(beginning.replace(/^\ufeff/u, ''), chunks);
  const known = kind ?? rowKind(source.name, beginning);
  if (known === 'jsonl') yield* readJsonLines(texts, source.name);
  else yield* readTable(texts, source.name, known === 'tsv' ? '\t' : '', onColumns);
}

async function* rejoin(first: string, rest: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  yield first;
  yield* rest;
}

async function* readJsonLines(texts: AsyncIterable<string>, name: string) {
  let line = 0;
  let open = '';
  const parse = (text: string): Row | Problem | null => {
    line++;
    if (text.trim() === '') return null;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return { type: 'problem', line, message: 'this is not JSON' };
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return { type: 'problem', line, message: 'this is no JSON object' };
    }
    return { type: 'row', line, values: value as Record<string, unknown> };
  };
  for await (const text of texts) {
    const lines = (open + text).split('\n');
    open = lines.pop() ?? '';
    requireEnd(open, name, line + 1);
    for (const complete of lines) {
      const row = parse(complete);
      if (row !== null) yield row;
    }
  }
  const last = parse(open);
  if (last !== null) yield last;
}

async function* readTable(
  texts: AsyncIterable<string>,
  name: string,
  delimiter: string,
  onColumns: (columns: readonly string[]) => void,
) {
  const { default: papa } = await import('papaparse');
  // The parser takes a piece of a file and says how far whole rows went; its types leave that use out.
  const Parser = papa.Parser as unknown as new (
    config: object,
  ) => Pick<RowParser, never> & {
    parse(text: string, base: number, ignoreLastRow: boolean): ParseResult<readonly string[]>;
  };
  let parser: InstanceType<typeof Parser> | null = null;
  let columns: readonly string[] | null = null;
  let line = 0;
  let open = '';
  const take = function* (isLast: boolean): Generator<Row | Problem> {
    parser ??= new Parser({ delimiter: delimiter || delimiterOf(open), newline: newlineOf(open), header: false });
    const { data, errors, meta } = parser.parse(open, 0, !isLast);
    const quotes = new Map(
      errors.flatMap(({ type, code, row }) => (type === 'Quotes' ? [[row ?? 0, code] as const] : [])),
    );
    open = isLast ? '' : open.slice(meta.cursor);
    requireEnd(open, name, line + 1);
    for (const [index, cells] of data.entries()) {
      line++;
      const fault = quotes.get(index);
      if (fault !== undefined) {
        yield { type: 'problem', line, message: QUOTE_FAULTS[fault] ?? 'its quotation marks do not match' };
        continue;
      }
      if (cells.length === 1 && cells[0]?.trim() === '') continue;
      if (columns === null) {
        columns = cells.map((cell) => cell.trim());
        onColumns(columns);
      } else if (cells.length > columns.length) {
        const message = `it has ${cells.length} cells, and the header ${columns.length}`;
        yield { type: 'problem', line, message };
      } else {
        yield { type: 'row', line, values: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ''])) };
      }
    }
  };
  for await (const text of texts) {
    open += text;
    // The header decides what the rest is read with, so it must be there as a whole.
    if (parser === null && !open.includes('\n')) continue;
    yield* take(false);
  }
  yield* take(true);
  if (columns === null) {
    throw new LocumError('file-invalid', `“${name}” is empty.`, { hint: 'A table begins with a row of column names.' });
  }
}

/** The parser's codes. */
const QUOTE_FAULTS: Readonly<Record<string, string>> = {
  MissingQuotes: 'a quotation mark is never closed, so that the rest of the file is part of this row',
  InvalidQuotes: 'a quotation mark stands alone inside a quoted cell',
};

function delimiterOf(text: string): string {
  const header = text.split('\n', 1)[0] ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t', '|'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function newlineOf(text: string): string {
  const end = text.indexOf('\n');
  return end > 0 && text[end - 1] === '\r' ? '\r\n' : '\n';
}

function requireEnd(open: string, name: string, line: number): void {
  if (open.length <= LONGEST_ROW) return;
  throw new LocumError('file-invalid', `“${name}”: row ${line} does not end.`, {
    hint: 'A quotation mark is probably never closed.',
    details: { line },
  });
}
