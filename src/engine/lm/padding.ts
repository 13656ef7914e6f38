/**
 * Embeddings have more rows than there are tokens, up to a round number. Those rows are never trained, but they get logits like any other,
 * and a sampler that knows nothing of it draws them now and then: a step that adds nothing to the text. Whoever hands out logits
 * therefore puts them out of reach.
 */
import type { DecoderConfig } from './decoder-config.ts';

/** Probability 0 beside any other logit. Not −∞, whose differences between models would be no numbers. */
const OUT_OF_REACH = -1e30;

/** How many ids, from 0 on, stand for tokens. */
export function tokenCount({
  vocabularySize,
  tokens = vocabularySize,
}: Pick<DecoderConfig, 'vocabularySize' | 'tokens'>) {
  return Math.min(tokens, vocabularySize);
}

/** Takes padding out of `logits` `[rows, vocabularySize]`, in place. */
export function withoutPadding<Rows extends Float32Array>(
  logits: Rows,
  config: Pick<DecoderConfig, 'vocabularySize' | 'tokens'>,
): Rows {
  const { vocabularySize } = config;
  const first = tokenCount(config);
  if (first === vocabularySize) return logits;
  for (let row = 0; row < logits.length; row += vocabularySize)
    logits.fill(OUT_OF_REACH, row + first, row + vocabularySize);
  return logits;
}
