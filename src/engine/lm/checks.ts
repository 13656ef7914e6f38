/** What every `CausalLM` refuses, in the same words. */
import { LocumError } from '../errors.ts';
import type { ModelInfo } from './causal-lm.ts';

/** @throws {LocumError} `bad-argument`, `context-too-long` when `ids` cannot follow `length` tokens */
export function checkIds(
  ids: readonly number[],
  { id: model, vocabularySize, contextLength }: Pick<ModelInfo, 'id' | 'vocabularySize' | 'contextLength'>,
  length: number,
): void {
  if (ids.length === 0) throw new LocumError('bad-argument', 'There are no tokens to run.');
  for (const id of ids) {
    if (Number.isInteger(id) && id >= 0 && id < vocabularySize) continue;
    throw new LocumError('bad-argument', `Token id ${id} is not in the vocabulary of ${vocabularySize}.`, {
      details: { id, vocabularySize },
    });
  }
  const tokens = length + ids.length;
  const over = tokens - contextLength;
  if (over <= 0) return;
  throw new LocumError(
    'context-too-long',
    `The text has ${tokens} tokens; “${model}” can hold ${contextLength}, ${over} fewer.`,
    {
      hint: 'Shorten the text, or choose a model with a longer context.',
      details: { tokens, limit: contextLength, over },
    },
  );
}

/** @throws {LocumError} `bad-argument` when a context of `tokens` cannot be cut to `length` */
export function checkLength(length: number, tokens: number): void {
  if (Number.isInteger(length) && length >= 0 && length <= tokens) return;
  throw new LocumError('bad-argument', `A context of ${tokens} tokens cannot be cut to ${length}.`, {
    details: { length, tokens },
  });
}
