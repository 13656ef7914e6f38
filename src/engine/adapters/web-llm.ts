/** Proxy tuning in @mlc-ai/web-llm: a logit processor that adds a pair of ours to the base that runs there. */
import { LocumError } from '../errors.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Pair } from './pair.ts';

export { openPair, type Pair, type PairOptions } from './pair.ts';

/** The library's `LogitProcessor`. */
export interface WebLlmProcessor {
  /** What the pair is asked in its own formats, since web-llm does not say it: before each request. */
  ask(prompt: PromptText): void;
  processLogits(logits: Float32Array): Float32Array;
  processSampledToken(token: number): void;
  resetState(): void;
}

/**
 * For `logitProcessorRegistry`, in the thread where web-llm runs. @param alpha default 1
 * @throws (when called) {LocumError} `context-too-long`, `vocabulary-mismatch`
 */
export function webLlmProcessor(
  pair: Pair,
  { alpha = 1 }: { readonly alpha?: number | undefined } = {},
): WebLlmProcessor {
  let prompt: PromptText | undefined;
  let ids: number[] = [];
  return {
    ask(next) {
      prompt = next;
      ids = [];
    },
    processLogits(logits) {
      if (prompt === undefined) {
        throw new LocumError('bad-argument', 'The pair does not know what is asked.', {
          hint: 'Call `ask` with the prompt before each request.',
        });
      }
      pair.addTo(logits, alpha, { prompt, ids });
      return logits;
    },
    processSampledToken(token) {
      ids.push(token);
    },
    resetState() {
      ids = [];
    },
  };
}
