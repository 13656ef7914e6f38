/**
 * How byte-level tokenizers split a text before merging, by the names that files give (`tokenizer.ggml.pre`): the pre-tokenizer
 * and normalizer that each model's own `tokenizer.json` has. Names and patterns: llama.cpp, `llama-vocab.cpp` (MIT).
 */

import { LocumError } from '../../../errors.ts';

interface Splitting {
  readonly normalizer: object | null;
  readonly pre_tokenizer: object;
  /** A word that is a token stays whole, even where merging would not lead to it. */
  readonly ignoreMerges: boolean;
  /** Texts begin with the bos token, where the file does not say. */
  readonly bos: boolean;
}

const BYTES = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
const GPT2 = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
/** @param digits pattern of a run of digits that stays together */
const gpt4 = (digits: string) =>
  `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|${digits}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const TEKKEN =
  `[^\\r\\n\\p{L}\\p{N}]?${UPPER}*${LOWER}+|[^\\r\\n\\p{L}\\p{N}]?${UPPER}+${LOWER}*|\\p{N}|` +
  ' ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';

const split = (pattern: string) => ({
  type: 'Split',
  pattern: { Regex: pattern },
  behavior: 'Isolated',
  invert: false,
});

function splitting(patterns: readonly string[], rest: Partial<Splitting> = {}): Splitting {
  return {
    normalizer: null,
    pre_tokenizer: { type: 'Sequence', pretokenizers: [...patterns.map(split), BYTES] },
    ignoreMerges: false,
    bos: false,
    ...rest,
  };
}

const LLAMA3 = splitting([gpt4('\\p{N}{1,3}')], { ignoreMerges: true, bos: true });
// Qwen composes accents first, which llama.cpp leaves out: the model was trained on composed ones.
const QWEN2 = splitting([gpt4('\\p{N}')], { normalizer: { type: 'NFC' } });
const SMOLLM = splitting(['\\p{N}', GPT2]);
const PLAIN = splitting(['[\\p{P}\\$\\+<=>\\^~\\|]+', GPT2, '\\p{N}+', '[0-9][0-9][0-9]']);

const BY_NAME: Readonly<Record<string, Splitting>> = {
  default: PLAIN,
  'gpt-2': splitting([GPT2]),
  'llama-bpe': LLAMA3,
  llama3: LLAMA3,
  'llama-v3': LLAMA3,
  qwen2: QWEN2,
  'deepseek-r1-qwen': QWEN2,
  smollm: SMOLLM,
  tekken: splitting([TEKKEN], { ignoreMerges: true, bos: true }),
};

const DIGITS = JSON.stringify({ type: 'Digits', individual_digits: true });
/** Parts of `tokenizer.json` that do the same as what is made here, by what they are called there. */
function canonical({
  normalizer,
  pre_tokenizer,
}: {
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
}): string {
  const sequence = pre_tokenizer as { readonly pretokenizers?: readonly unknown[] } | null;
  const steps = (sequence?.pretokenizers ?? [pre_tokenizer]).flatMap((step): readonly unknown[] => {
    const { type, use_regex, pattern } = (step ?? {}) as Readonly<Record<string, unknown>>;
    if (type === 'ByteLevel') return use_regex === false ? [] : [GPT2];
    if (type === 'Split') return [(pattern as { readonly Regex?: string }).Regex];
    return [JSON.stringify(step) === DIGITS ? '\\p{N}' : step];
  });
  return JSON.stringify([(normalizer as { readonly type?: string } | null)?.type ?? null, steps]);
}

/** The name of what a `tokenizer.json` does before merging; null where it has none. */
export function splittingNameOf(json: {
  readonly normalizer: unknown;
  readonly pre_tokenizer: unknown;
}): string | null {
  const own = canonical(json);
  return Object.entries(BY_NAME).find(([, splitting]) => canonical(splitting) === own)?.[0] ?? null;
}

/** @throws {LocumError} `unsupported` */
export function splittingOf(name: string): Splitting {
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name]!;
  throw new LocumError('unsupported', `This model splits text in a way named “${name}”, which is not known here.`, {
    hint: `Locum knows ${Object.keys(BY_NAME).join(', ')}.`,
    details: { name },
  });
}
