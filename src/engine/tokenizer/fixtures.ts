/** Tiny tokenizers of both spellings for tests: every byte, a handful of words, the demo family's control tokens. */
import { LocumError } from '../errors.ts';
import { characterOfByte } from './byte-alphabet.ts';
import type { TextFiles } from './tokenizer-files.ts';

export const SPECIALS = ['<|endoftext|>', '<|system|>', '<|user|>', '<|assistant|>', '<|end|>'] as const;

const CHAT_TEMPLATE =
  '{{ bos_token }}{% for message in messages %}' +
  "{{ '<|' + message['role'] + '|>\n' + message['content'] + '<|end|>\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% endif %}";

const CONFIG = { bos_token: '<|endoftext|>', eos_token: '<|end|>', add_bos_token: true };

export interface FixtureOptions {
  readonly words?: readonly string[];
  /** Added tokens beside `SPECIALS`. */
  readonly added?: readonly Readonly<Record<string, unknown> & { content: string }>[];
  readonly config?: Readonly<Record<string, unknown>>;
  /** Null: no chat template. */
  readonly chatTemplate?: string | null;
  readonly normalizer?: unknown;
}

export function memoryFiles(files: Readonly<Record<string, unknown>>, label = 'fixture'): TextFiles {
  return {
    label,
    text: async (path) => {
      const content = files[path];
      if (content === undefined) throw new LocumError('checkpoint-missing-file', `${label}: ${path} is missing.`);
      return typeof content === 'string' ? content : JSON.stringify(content);
    },
  };
}

const WORDS = ['the', 'pain', 'chest', 'patient', 'no', 'ing', '<|', '|>', 'end'];

/** Each word grows from its first character, left to right. */
function mergesOf(words: readonly (readonly string[])[]): [string, string][] {
  const merges = new Map<string, [string, string]>();
  for (const word of words) {
    for (let end = 1; end < word.length; end++) {
      const pair: [string, string] = [word.slice(0, end).join(''), word[end] ?? ''];
      merges.set(pair.join('\0'), pair);
    }
  }
  return [...merges.values()];
}

function files(
  alphabet: readonly string[],
  merges: readonly [string, string][],
  parts: object,
  model: object,
  options: FixtureOptions,
) {
  const vocab: Record<string, number> = {};
  for (const token of [...SPECIALS, ...alphabet, ...merges.map((pair) => pair.join(''))]) {
    vocab[token] ??= Object.keys(vocab).length;
  }
  const extra = (options.added ?? []).map((token, index) => ({ id: Object.keys(vocab).length + index, ...token }));
  const specials = SPECIALS.map((content, id) => ({ id, content, special: true, normalized: false }));
  const template = options.chatTemplate === undefined ? CHAT_TEMPLATE : options.chatTemplate;
  return memoryFiles({
    'tokenizer.json': {
      version: '1.0',
      added_tokens: [...specials, ...extra],
      normalizer: options.normalizer ?? null,
      pre_tokenizer: null,
      post_processor: null,
      ...parts,
      model: { type: 'BPE', vocab, merges, unk_token: null, ...model },
    },
    'tokenizer_config.json': {
      ...CONFIG,
      ...(template === null ? {} : { chat_template: template }),
      ...options.config,
    },
  });
}

/** GPT-2 style: one character a byte. */
export function byteLevelFiles(options: FixtureOptions = {}): TextFiles {
  const words = options.words ?? WORDS;
  const spell = (word: string) => [...new TextEncoder().encode(word)].map(characterOfByte);
  const alphabet = Array.from({ length: 256 }, (_, byte) => characterOfByte(byte));
  const merges = mergesOf(words.flatMap((word) => [spell(word), spell(` ${word}`)]));
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  return files(alphabet, merges, { pre_tokenizer: byteLevel, decoder: byteLevel }, {}, options);
}

const BYTE_TOKENS = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);

/** Gemma style: `▁` for blanks and nothing before the text, runs of blanks that are added tokens, byte tokens for the rest. */
export function gemmaFiles(options: FixtureOptions = {}): TextFiles {
  const words = options.words ?? WORDS;
  const alphabet = [...BYTE_TOKENS, '▁', ...'abcdefghijklmnopqrstuvwxyz,.<|>/é\n'];
  const merges = mergesOf([...words.map((word) => ['▁', ...word]), ...words.map((word) => [...word])]);
  const parts = {
    normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
    pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious', invert: false },
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
      ],
    },
  };
  const added = ['\n\n', '\n\n\n', '▁▁', '▁▁▁'].map((content) => ({ content, special: false, normalized: false }));
  const model = { byte_fallback: true, fuse_unk: true };
  return files(alphabet, merges, parts, model, { ...options, added: [...added, ...(options.added ?? [])] });
}

/** Llama-2 style: `▁` for blanks, a dummy blank before the text, byte tokens for characters it does not know. */
export function sentencePieceFiles(options: FixtureOptions = {}): TextFiles {
  const words = options.words ?? WORDS;
  const alphabet = [...BYTE_TOKENS, '▁', ...'abcdefghijklmnopqrstuvwxyz,.<|>/é'];
  const merges = mergesOf([...words.map((word) => ['▁', ...word]), ...words.map((word) => [...word])]);
  const parts = {
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: '▁' }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        { type: 'Strip', content: ' ', start: 1, stop: 0 },
      ],
    },
  };
  return files(alphabet, merges, parts, { byte_fallback: true, fuse_unk: true }, options);
}
