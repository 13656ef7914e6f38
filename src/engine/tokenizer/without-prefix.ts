import type { TokenizerJson } from './tokenizer-files.ts';

/**
 * The tokenizer without the blank it puts before a text: what follows other text has none. Itself where it puts none.
 * Llama-2's kind do it by a `Prepend` normalizer, newer SentencePiece ones by `Metaspace`, GPT-2's by `add_prefix_space`.
 */
export function withoutPrefix(json: TokenizerJson): TokenizerJson {
  const normalizer = strip(json.normalizer);
  const pre_tokenizer = strip(json.pre_tokenizer);
  const before = JSON.stringify([json.normalizer, json.pre_tokenizer]);
  return JSON.stringify([normalizer, pre_tokenizer]) === before ? json : { ...json, normalizer, pre_tokenizer };
}

type Part = TokenizerJson['normalizer'];

function strip(part: Part): Part {
  switch (part?.type) {
    case undefined:
    case 'Prepend':
      return null;
    case 'Sequence': {
      const stripAll = (parts: unknown) =>
        Array.isArray(parts) ? parts.map(strip).filter((each) => each !== null) : parts;
      return { ...part, ...mapPresent(part, ['normalizers', 'pretokenizers'], stripAll) };
    }
    case 'Metaspace':
      return { ...part, ...mapPresent(part, ['prepend_scheme'], () => 'never'), add_prefix_space: false };
    default:
      return part && { ...part, ...mapPresent(part, ['add_prefix_space'], () => false) };
  }
}

function mapPresent(
  part: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  map: (value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => key in part).map((key) => [key, map(part[key])]));
}
