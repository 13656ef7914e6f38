/** Recordings and findings as CSV (RFC 4180), with the units in the headers. */
import { isEnd, type Recording } from './recording.ts';
import { shiftOf } from './shift.ts';

export type Cell = string | number | boolean | null;

/**
 * What makes a spreadsheet take a text for a formula (OWASP, “CSV injection”): a sign at its beginning, in full width too, blanks
 * and line ends before it or not.
 */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠﹣﹢﹦﹫]|^[\t\r]/u;

/**
 * Text is quoted wherever some locale's spreadsheet would part it (semicolons, bars), and an apostrophe keeps a formula from being one.
 */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",;|\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

const COLUMNS = [
  'index',
  'id',
  'text',
  'end_of_sequence',
  'p_base',
  'p_expert',
  'p_anti',
  'p_combined',
  'shift',
  'argmax_changed',
  'delta_logit',
  'entropy_base_nats',
  'entropy_combined_nats',
  'kl_combined_base_nats',
  'milliseconds',
] as const;

/** One row a token; probabilities from 0 to 1. What is not known is an empty cell. */
export function recordingToCsv(recording: Recording): string {
  const rows = recording.tokens.map((token) => [
    token.index,
    token.id,
    token.text,
    isEnd(recording, token.index),
    token.pBase,
    token.pExpert,
    token.pAnti,
    token.pCombined,
    shiftOf(token),
    token.argmaxChanged,
    token.delta,
    token.spread?.entropyBase ?? null,
    token.spread?.entropyCombined ?? null,
    token.spread?.klCombined ?? null,
    token.milliseconds,
  ]);
  return toCsv(COLUMNS, rows);
}
