/** ROUGE-1, -2 and -L F1 (Lin 2004) of one text against its reference; L takes the whole text as one sequence. */
import { ngrams, type WordOptions, words } from './words.ts';

export interface Rouge {
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeL: number;
}

/** Tokenisation and stemming as in `words`. Every value is in [0, 1]; 0 when either text has no words. */
export function rouge(prediction: string, reference: string, options: WordOptions = {}): Rouge {
  const said = words(prediction, options);
  const expected = words(reference, options);
  return {
    rouge1: overlapF1(said, expected, 1),
    rouge2: overlapF1(said, expected, 2),
    rougeL: f1(commonLength(said, expected), said.length, expected.length),
  };
}

/** F1 = 2 · common / (said + expected); 0 when there is nothing to compare. */
export function f1(common: number, said: number, expected: number): number {
  return said + expected === 0 ? 0 : (2 * common) / (said + expected);
}

function overlapF1(said: readonly string[], expected: readonly string[], n: number): number {
  const [a, b] = [ngrams(said, n), ngrams(expected, n)];
  let common = 0;
  for (const [gram, count] of a) common += Math.min(count, b.get(gram) ?? 0);
  return f1(common, Math.max(0, said.length - n + 1), Math.max(0, expected.length - n + 1));
}

/** Length of the longest common subsequence, one row of the table at a time. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  const codes = new Map<string, number>();
  const encode = (tokens: readonly string[]) =>
    Int32Array.from(tokens, (token) => {
      const code = codes.get(token) ?? codes.size;
      codes.set(token, code);
      return code;
    });
  const [rows, columns] = [encode(a), encode(b)];
  const row = new Int32Array(columns.length + 1);
  for (const word of rows) {
    let diagonal = 0;
    for (let column = 1; column <= columns.length; column++) {
      const above = row[column]!;
      row[column] = columns[column - 1] === word ? diagonal + 1 : Math.max(above, row[column - 1]!);
      diagonal = above;
    }
  }
  return row[columns.length] ?? 0;
}
