import { expect, it } from 'vitest';
import { byteLevelFiles } from './fixtures.ts';
import { loadTokenizer } from './tokenizer.ts';
import { checkVocabulary } from './vocabulary-check.ts';

const mismatch = expect.objectContaining({ code: 'tokenizer-mismatch' });

it('accepts a checkpoint with a row for every token, padded or not', async () => {
  const tokenizer = await loadTokenizer(byteLevelFiles());
  checkVocabulary(tokenizer, { id: 'demo', vocabularySize: tokenizer.size, stopIds: [0, 4] });
  checkVocabulary(tokenizer, { id: 'demo', vocabularySize: tokenizer.size + 64, stopIds: [4] });
});

it('accepts control tokens that the model has no row for, as Gemma’s text models for images', async () => {
  const image = { content: '<image_soft_token>', special: true, normalized: false };
  const tokenizer = await loadTokenizer(byteLevelFiles({ added: [image] }));
  checkVocabulary(tokenizer, { id: 'gemma', vocabularySize: tokenizer.size - 1, stopIds: [4] });
});

it('refuses ids without a row, too many spare rows, and stop ids that are no control tokens', async () => {
  const tokenizer = await loadTokenizer(byteLevelFiles());
  const check = (vocabularySize: number, stopIds: number[]) => () =>
    checkVocabulary(tokenizer, { id: 'demo', vocabularySize, stopIds });
  expect(check(tokenizer.size - 1, [4])).toThrowError(mismatch);
  expect(check(tokenizer.size + 32_000, [4])).toThrowError(mismatch);
  expect(check(tokenizer.size + 10, [tokenizer.size + 3])).toThrowError(mismatch);
  expect(check(tokenizer.size, [tokenizer.encode('pain')[0] ?? -1])).toThrowError(mismatch);
});
