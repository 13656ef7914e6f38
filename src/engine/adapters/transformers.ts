/** Proxy tuning in @huggingface/transformers: a logits processor that adds a pair of ours to the base that runs there. */
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Pair } from './pair.ts';

export { openPair, type Pair, type PairOptions } from './pair.ts';

/** What of the library's `Tensor` is used: float32 logits `[texts, vocabulary]`. */
interface LogitsTensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}

/** The library's `LogitsProcessor`, which is called like a function. */
export interface TransformersProcessor {
  <Logits extends LogitsTensor>(inputIds: readonly (readonly bigint[])[], logits: Logits): Logits;
  _call<Logits extends LogitsTensor>(inputIds: readonly (readonly bigint[])[], logits: Logits): Logits;
}

export interface TransformersOptions {
  /** Default 1. */
  readonly alpha?: number | undefined;
  /** What the pair is asked, in its own formats, for one text at a time; default: the base's own tokens. */
  readonly prompt?: PromptText | undefined;
}

/**
 * For one call of `generate`: push it to a `LogitsProcessorList` before others, since it stands for the model that writes.
 * @throws (when called) {LocumError} `context-too-long`, `vocabulary-mismatch`; `TypeError` where logits are no float32
 */
export function transformersProcessor(
  pair: Pair,
  { alpha = 1, prompt }: TransformersOptions = {},
): TransformersProcessor {
  /** Tokens of the base's prompt: those there are when it is first asked. */
  let asked: number | null = null;
  const process: TransformersProcessor['_call'] = (inputIds, logits) => {
    const { data, dims } = logits;
    if (!(data instanceof Float32Array)) throw new TypeError('The logits have to be float32.');
    const width = dims.at(-1)!;
    for (const [row, ids] of inputIds.entries()) {
      asked ??= ids.length;
      const text = (prompt === undefined ? ids : ids.slice(asked)).map(Number);
      pair.addTo(data.subarray(row * width, (row + 1) * width), alpha, { prompt, ids: text });
    }
    return logits;
  };
  return Object.assign(process, { _call: process });
}
