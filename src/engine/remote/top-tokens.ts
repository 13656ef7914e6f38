/** A language model that is a black box: text in, its likeliest next tokens out. */
import type { PromptText } from '../tokenizer/tokenizer.ts';

export interface TopToken {
  /** What the token adds to the text, in UTF-8; may be part of a character. Empty for a stop token. */
  readonly bytes: Uint8Array;
  /** ln p over the model's whole vocabulary. */
  readonly logprob: number;
  /** The token ends the answer. */
  readonly stop: boolean;
}

export interface TopTokensRequest {
  readonly prompt: PromptText;
  /** The answer so far, which the model is to continue. */
  readonly answer: string;
  /** How many tokens to return; a model may know fewer. */
  readonly count: number;
  readonly signal?: AbortSignal | undefined;
}

export interface TopTokens {
  readonly label: string;
  /** The likeliest next tokens, best first. @throws {LocumError} @throws {Cancelled} */
  next(request: TopTokensRequest): Promise<readonly TopToken[]>;
}
