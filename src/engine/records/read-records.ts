/** A data set as records, streamed: its format found or given, ids checked, bad rows told of and left out, odd ones told of. */
import { LocumError } from '../errors.ts';
import type { TextSource } from './decode.ts';
import { columnsWithoutHeader } from './exam-formats.ts';
import type { Format, FormatId } from './format.ts';
import { type ColumnMap, detectFormat, mappedFormat, missingColumns, publishedFormat } from './formats.ts';
import { medquadXmlRows } from './medquad-xml.ts';
import type { EvaluationRecord } from './record.ts';
import { type Problem, type Remark, type Row, readRows } from './rows.ts';

export interface ReadOptions {
  /** Default: found by the columns. */
  readonly format?: FormatId | undefined;
  /** For `columns`. */
  readonly columns?: ColumnMap | undefined;
  /** Told once, before the first record. */
  readonly onFormat?: ((format: Format) => void) | undefined;
}

export type RecordEvent = { readonly type: 'record'; readonly record: EvaluationRecord } | Problem | Remark;

/**
 * Rows without an id are numbered by their line. An id that is there twice is a problem of the second row.
 * @throws {LocumError} `file-invalid` when the columns are not those of a known format, or of the one asked for;
 *   as `readRows`
 */
export async function* readRecords(
  source: TextSource,
  options: ReadOptions = {},
): AsyncGenerator<RecordEvent, void, undefined> {
  let format: Format | null = null;
  const settle = (columns: readonly string[]): Format => {
    format ??= chooseFormat(source.name, columns, options);
    options.onFormat?.(format);
    return format;
  };
  const lineOf = new Map<string, number>();
  const recordOf = ({ line, values }: Row, known: Format): RecordEvent => {
    const { id: given, ...draft } = known.read(values);
    const id = given ?? String(line);
    const first = lineOf.get(id);
    if (first !== undefined) return { type: 'problem', line, id, message: `the id “${id}” is that of row ${first}` };
    lineOf.set(id, line);
    return { type: 'record', record: { id, line, ...draft } };
  };
  const isXml = /\.xml$/i.test(source.name);
  const rows: AsyncIterable<Row | Problem | Remark> = isXml
    ? medquadXmlRows(source)
    : readRows(source, undefined, (columns) => {
        const names = options.columns === undefined ? columnsWithoutHeader(columns) : null;
        settle(names ?? columns);
        return names;
      });
  /** Rows of a format of two forms, until one of them tells which it is. */
  const held: Row[] = [];
  for await (const row of rows) {
    if (row.type !== 'row') {
      yield row;
      continue;
    }
    const chosen: Format = format ?? settle(Object.keys(row.values));
    const { forms } = chosen;
    held.push(row);
    const known = forms === undefined ? chosen : forms.ofRow(row.values);
    if (forms !== undefined && known === null && held.length >= MOST_HELD) throw untold(source.name, forms.open);
    if (known === null) continue;
    format = known;
    for (const each of held.splice(0)) yield recordOf(each, known);
  }
  if (held.length > 0) throw untold(source.name, format?.forms?.open ?? '');
}

/** Where more rows than this leave open which form they have, all of them do. */
const MOST_HELD = 1000;

function untold(name: string, open: string): LocumError {
  return new LocumError('file-invalid', `“${name}”: ${open}.`, {
    hint: 'Add a row that tells, or give the file in Locum’s own form.',
  });
}

function chooseFormat(name: string, columns: readonly string[], options: ReadOptions): Format {
  const { format: asked, columns: map } = options;
  const has = `“${name}” has ${columns.length === 1 ? 'the column' : 'the columns'} ${columns.map((column) => `“${column}”`).join(', ')}`;
  if (asked === undefined && map === undefined) {
    const found = detectFormat(columns);
    if (found !== null) return found;
    throw new LocumError('file-invalid', `${has}: this is none of the data sets that Locum knows.`, {
      hint: 'Say which column is what: input=…, reference=… (and id, premise, hypothesis, section).',
      details: { columns: columns.join(', ') },
    });
  }
  const format = asked === undefined || asked === 'columns' ? mappedFormat(map ?? {}) : publishedFormat(asked);
  const missing = missingColumns(format, columns);
  if (missing.length === 0 && format.columns.length > 0) return format;
  throw new LocumError(
    'file-invalid',
    `${has}; ${format.label} needs ${missing.map((column) => `“${column}”`).join(', ')}.`,
    {
      hint: 'Check which file this is, or name its columns.',
      details: { columns: columns.join(', '), missing: missing.join(', ') },
    },
  );
}

/** The columns of a table, or the keys of the first object. @throws {LocumError} as `readRows` */
export async function readColumns(source: TextSource): Promise<readonly string[]> {
  let columns: readonly string[] = [];
  const rows = readRows(source, undefined, (names) => {
    columns = columnsWithoutHeader(names) ?? names;
    return null;
  });
  for await (const row of rows) {
    if (row.type === 'row') return columns.length > 0 ? columns : Object.keys(row.values);
  }
  return columns;
}
