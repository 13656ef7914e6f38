import { TableModel, type TableModelOptions } from '../../lm/testing/table-model.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';

export const STOPS: readonly number[] = [0, 4];

/** A stand-in model with a tokenizer, for tests of methods that work across them. */
export const tablePart = (tokenizer: Tokenizer, seed: number, more: Partial<TableModelOptions> = {}) => ({
  tokenizer,
  model: new TableModel({ vocabularySize: tokenizer.size, seed, stopIds: STOPS, contextLength: 1024, ...more }),
});
