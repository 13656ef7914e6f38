/** Tokenizers that are built from the metadata of GGUF files. */

import { describe, expect, it } from 'vitest';
import { openCheckpoint } from '../lm/checkpoint/checkpoint.ts';
import { ggufFiles, ggufSource } from '../lm/testing/golden-gguf.ts';
import { loadTokenizer } from './tokenizer.ts';

describe('the tokenizer of a GGUF file', () => {
  it.each(['llama3', 'phi3-long'])('brings its tokenizer: %s', async (name) => {
    const { files, stopIds } = await openCheckpoint(ggufSource(ggufFiles(name)));
    const tokenizer = await loadTokenizer(files);
    expect(
      tokenizer
        .encode('the in')
        .map((id) => tokenizer.spelling(id))
        .join(''),
    ).toMatch(/^▁?the[Ġ▁]in$/);
    expect(tokenizer.decode(tokenizer.encode('the in'))).toBe('the in');
    expect(stopIds).toEqual([2]);
    // What only pads the vocabulary is not in use.
    expect(tokenizer.spelling(40)).toBeNull();
  });
});
