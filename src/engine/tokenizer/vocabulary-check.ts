import { LocumError } from '../errors.ts';
import type { Tokenizer } from './tokenizer.ts';

/** Padding of the embedding that occurs in published checkpoints (Phi-3.5: 53 rows, Qwen3: 267) with room to spare. */
const MOST_PADDING = 1024;
const MOST_PADDING_SHARE = 0.1;

/** A checkpoint as far as its tokenizer has to fit it. */
export interface TokenRows {
  readonly id: string;
  /** Rows of the embedding. */
  readonly vocabularySize: number;
  readonly stopIds: readonly number[];
  /** Any number of spare rows is fine: a library's vocabulary is fixed when it is compiled, for a whole family. */
  readonly anyPadding?: boolean;
}

/**
 * Every id the tokenizer can produce needs a row of the embedding; a few spare rows are padding, many mean that the
 * tokenizer belongs to another model. So does a stop id that the tokenizer does not know or reads as a word.
 * @throws {LocumError} `tokenizer-mismatch`
 */
export function checkVocabulary(tokenizer: Tokenizer, model: TokenRows): void {
  const mismatch = (message: string) =>
    new LocumError('tokenizer-mismatch', `The tokenizer does not belong to ${model.id}: ${message}.`, {
      hint: 'Put the tokenizer.json of the same model beside its weights.',
      details: { tokenizerSize: tokenizer.size, vocabularySize: model.vocabularySize },
    });
  // Gemma's tokenizer knows a token for images that its text models have no row for: nothing written becomes one.
  const beyond = Array.from({ length: Math.max(0, tokenizer.size - model.vocabularySize) }, (_, i) =>
    tokenizer.kind(model.vocabularySize + i),
  );
  if (beyond.some((kind) => kind === 'text' || kind === 'added')) {
    throw mismatch(`it has ${tokenizer.size} tokens, the model ${model.vocabularySize} rows`);
  }
  const spare = model.vocabularySize - tokenizer.size;
  if (!model.anyPadding && spare > Math.max(MOST_PADDING, MOST_PADDING_SHARE * tokenizer.size)) {
    throw mismatch(`it has only ${tokenizer.size} tokens, the model ${model.vocabularySize} rows`);
  }
  for (const id of model.stopIds) {
    const spelling = tokenizer.spelling(id);
    if (spelling === null) throw mismatch(`the model stops at id ${id}, which it does not have`);
    if (tokenizer.kind(id) === 'text' && !/^[<[].*[>\]]$/u.test(spelling)) {
      throw mismatch(`the model stops at id ${id}, which it reads as “${tokenizer.tokenText(id)}”`);
    }
  }
}
