/** Does a prompt fit into every model's context, with room left for the answer? */
import { LocumError } from '../errors.ts';

/** One model's prompt. */
export interface PromptLength {
  readonly tokens: number;
  readonly contextLength: number;
}

/** Tokens by which the longest prompt is too long; 0 or less when all fit. */
export function tokensOver(prompts: readonly PromptLength[], answerTokens: number): number {
  return Math.max(...prompts.map(({ tokens, contextLength }) => tokens + answerTokens - contextLength));
}

/** @throws {LocumError} `context-too-long` with `details` `{ tokens, limit, over }` of the model with the least room */
export function requireRoom(prompts: readonly PromptLength[], answerTokens: number): void {
  const over = tokensOver(prompts, answerTokens);
  if (over <= 0) return;
  const { tokens = 0, contextLength = 0 } =
    prompts.find((prompt) => prompt.tokens + answerTokens - prompt.contextLength === over) ?? {};
  const limit = Math.max(0, contextLength - answerTokens);
  throw new LocumError(
    'context-too-long',
    `The text is ${over} ${over === 1 ? 'token' : 'tokens'} too long: ${tokens} with its instructions, ${limit} fit beside the answer.`,
    { hint: 'Shorten the text, or let Locum leave out its middle.', details: { tokens, limit, over } },
  );
}
