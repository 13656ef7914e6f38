/** What a model says to every position of texts, as comparisons of models need it. */
import type { CausalLM } from '../src/engine/lm/causal-lm.ts';
import { logSumExp } from '../src/engine/lm/softmax.ts';

export interface Predicted {
  readonly best: number;
  /** Of the id that stands there, in nats. */
  readonly logProbability: number;
}

/** For every id of a window but the first: the best one there, and the log probability of the one that stands there. */
export async function predict(model: CausalLM, windows: readonly (readonly number[])[]): Promise<Predicted[]> {
  const rows: Predicted[] = [];
  for (const window of windows) {
    await model.truncate(0);
    const { data, vocabularySize } = await model.extend(window.slice(0, -1), { logits: 'all' });
    for (const [row, target] of window.slice(1).entries()) {
      const scores = Float64Array.from(data.subarray(row * vocabularySize, (row + 1) * vocabularySize));
      const best = scores.reduce((most, score, id) => (score > scores[most]! ? id : most), 0);
      rows.push({ best, logProbability: scores[target]! - logSumExp(scores) });
    }
  }
  await model.truncate(0);
  return rows;
}

export const perplexity = (rows: readonly Predicted[]): number =>
  Math.exp(-rows.reduce((sum, { logProbability }) => sum + logProbability, 0) / rows.length);

/** Of perplexity against that of others at the same positions: its ratio less one, with the standard error. */
export function perplexityShift(
  own: readonly Predicted[],
  others: readonly Predicted[],
): { readonly difference: number; readonly error: number } {
  const shifts = own.map(({ logProbability }, index) => others[index]!.logProbability - logProbability);
  const mean = shifts.reduce((sum, shift) => sum + shift, 0) / shifts.length;
  const variance = shifts.reduce((sum, shift) => sum + (shift - mean) ** 2, 0) / Math.max(1, shifts.length - 1);
  return { difference: Math.exp(mean) - 1, error: Math.sqrt(variance / shifts.length) };
}

/** Share of positions where both find the same id best. */
export const agreement = (own: readonly Predicted[], others: readonly Predicted[]): number =>
  own.filter(({ best }, index) => best === others[index]?.best).length / own.length;

/** The beginnings of documents as ids, the bos token first where the model has one. */
export function windowsOf(
  tokenizer: { readonly bosId: number | null; encode(text: string): readonly number[] },
  documents: readonly string[],
  tokens: number,
): (readonly number[])[] {
  const bos = tokenizer.bosId === null ? [] : [tokenizer.bosId];
  return documents.map((document) => [...bos, ...tokenizer.encode(document)].slice(0, tokens));
}
