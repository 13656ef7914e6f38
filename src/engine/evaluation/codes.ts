/** ICD-10-CM codes of an answer against those expected (MeDiSumCode of CLUE: exact and approximate F1). */
import { parseCodes } from '../tasks/library/parse/codes.ts';
import { f1 } from './rouge.ts';

/** Each once, with its point. */
export function codesIn(text: string): ReadonlySet<string> {
  const parsed = parseCodes(text);
  return new Set(parsed.ok && parsed.value.kind === 'list' ? parsed.value.entries : []);
}

/** Their first three characters: the disease without its details. */
export function categories(codes: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...codes].map((code) => code.slice(0, 3)));
}

/** 2 · common / (answered + expected); nothing answered where nothing was expected is right. */
export function codeF1(answered: ReadonlySet<string>, expected: ReadonlySet<string>): number {
  if (answered.size + expected.size === 0) return 1;
  return f1([...answered].filter((code) => expected.has(code)).length, answered.size, expected.size);
}

/** What stands where codes should: whatever lies between commas, semicolons and lines. */
export function formOf(text: string): { readonly valid: number; readonly all: number } {
  const entries = text.split(/[,;\n]/u).filter((entry) => entry.trim() !== '');
  return { valid: entries.filter((entry) => codesIn(entry).size > 0).length, all: entries.length };
}
