/** The tokenizer that a file's metadata hold, as Hugging Face's `tokenizer.json` and `tokenizer_config.json`. */

import { LocumError } from '../../../errors.ts';
import { invalidGguf } from './header.ts';
import type { Metadata } from './metadata.ts';
import { splittingOf } from './pre-tokenizers.ts';
import { mergesFromScores } from './sentencepiece.ts';

/** What a token is for, as `tokenizer.ggml.token_type` numbers it. */
export const TOKEN_TYPES = {
  normal: 1,
  unknown: 2,
  control: 3,
  userDefined: 4,
  /** Padding of the vocabulary: not to be chosen, and so not in use. */
  unused: 5,
  byte: 6,
} as const;

export const KEY = 'tokenizer.ggml.';
/** What SentencePiece writes for a blank. */
export const BLANK = '▁';

interface Token {
  readonly id: number;
  readonly spelling: string;
  readonly type: number;
}

function tokensOf(metadata: Metadata): readonly Token[] {
  const spellings = metadata.texts(`${KEY}tokens`);
  if (spellings === undefined) throw invalidGguf(metadata.file, 'it has no tokenizer');
  const types = metadata.numbers(`${KEY}token_type`);
  return spellings.map((spelling, id) => ({ id, spelling, type: types?.[id] ?? TOKEN_TYPES.normal }));
}

/** Control tokens by their spelling. */
export function controlTokens(metadata: Metadata): ReadonlyMap<string, number> {
  const control = tokensOf(metadata).filter(({ type }) => type === TOKEN_TYPES.control);
  return new Map(control.map(({ spelling, id }) => [spelling, id]));
}

/** Each file's content, made when it is asked for. @throws {LocumError} `unsupported`, `checkpoint-invalid` */
export function tokenizerFiles(metadata: Metadata): Readonly<Record<string, () => unknown>> {
  return {
    'tokenizer.json': () => tokenizerJson(metadata),
    'tokenizer_config.json': () => tokenizerConfig(metadata),
  };
}

function tokenizerJson(metadata: Metadata): object {
  const tokens = tokensOf(metadata).filter(({ type }) => type !== TOKEN_TYPES.unused);
  const model = metadata.neededText(`${KEY}model`);
  switch (model) {
    case 'gpt2':
      return byteLevel(metadata, tokens);
    case 'llama':
      return sentencePiece(metadata, tokens);
    default:
      throw new LocumError(
        'unsupported',
        `This model has a tokenizer of the kind “${model}”, which is not read here.`,
        {
          hint: 'Locum reads byte-level BPE (gpt2) and SentencePiece (llama) tokenizers.',
          details: { model },
        },
      );
  }
}

const vocabularyOf = (tokens: readonly Token[]) => Object.fromEntries(tokens.map(({ spelling, id }) => [spelling, id]));

function byteLevel(metadata: Metadata, tokens: readonly Token[]): object {
  const { normalizer, pre_tokenizer, ignoreMerges, bos } = splittingOf(metadata.text(`${KEY}pre`) ?? 'default');
  const merges = metadata.texts(`${KEY}merges`);
  if (merges === undefined) throw invalidGguf(metadata.file, `it has no ${KEY}merges`);
  return {
    added_tokens: tokens.flatMap((token) => addedToken(token, false)),
    normalizer,
    pre_tokenizer,
    post_processor: bosFirst(metadata, tokens, bos),
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      vocab: vocabularyOf(tokens.filter((token) => addedToken(token, false).length === 0)),
      merges: merges.map((merge) => merge.split(' ')),
      ignore_merges: ignoreMerges,
    },
  };
}

function sentencePiece(metadata: Metadata, tokens: readonly Token[]): object {
  const scores = metadata.numbers(`${KEY}scores`);
  if (scores === undefined) throw invalidGguf(metadata.file, `it has no ${KEY}scores`);
  const prefix = metadata.flag(`${KEY}add_space_prefix`) ?? true;
  // transformers strips what follows Phi-3's control tokens, which no file can say. Models derived from Phi-3 have to do
  // so, too, whatever they are called: else one prompt would be two to a pair of them.
  const strips = metadata.text('general.architecture') === 'phi3';
  const pieces: (string | undefined)[] = [];
  for (const { id, spelling, type } of tokens) if (type !== TOKEN_TYPES.byte) pieces[id] = spelling;
  const unknown = metadata.number(`${KEY}unknown_token_id`);
  return {
    added_tokens: tokens.flatMap((token) => addedToken(token, strips)),
    normalizer: {
      type: 'Sequence',
      normalizers: [
        ...(prefix ? [{ type: 'Prepend', prepend: BLANK }] : []),
        { type: 'Replace', pattern: { String: ' ' }, content: BLANK },
      ],
    },
    pre_tokenizer: null,
    post_processor: bosFirst(metadata, tokens, true),
    decoder: {
      type: 'Sequence',
      decoders: [
        { type: 'Replace', pattern: { String: BLANK }, content: ' ' },
        { type: 'ByteFallback' },
        { type: 'Fuse' },
        ...(prefix ? [{ type: 'Strip', content: ' ', start: 1, stop: 0 }] : []),
      ],
    },
    model: {
      type: 'BPE',
      vocab: vocabularyOf(tokens),
      merges: mergesFromScores(pieces, scores),
      byte_fallback: true,
      fuse_unk: true,
      unk_token: tokens.find(({ id }) => id === unknown)?.spelling ?? null,
    },
  };
}

/** These are not stripped behind, in Phi-3. */
const UNSTRIPPED: ReadonlySet<string> = new Set(['<unk>', '<s>', '<|endoftext|>']);

function addedToken({ id, spelling, type }: Token, strips: boolean): readonly object[] {
  if (type !== TOKEN_TYPES.unknown && type !== TOKEN_TYPES.control && type !== TOKEN_TYPES.userDefined) return [];
  const rstrip = strips && !UNSTRIPPED.has(spelling);
  return [
    { id, content: spelling, special: type !== TOKEN_TYPES.userDefined, lstrip: false, rstrip, normalized: false },
  ];
}

/** The bos token before a text, for tokenizers that put one where the file does not say whether to. */
function bosFirst(metadata: Metadata, tokens: readonly Token[], usual: boolean): object | null {
  const id = metadata.number(`${KEY}bos_token_id`);
  const bos = tokens.find((token) => token.id === id)?.spelling;
  if (bos === undefined || !(metadata.flag(`${KEY}add_bos_token`) ?? usual)) return null;
  const text = { Sequence: { id: 'A', type_id: 0 } };
  return { type: 'TemplateProcessing', single: [{ SpecialToken: { id: bos, type_id: 0 } }, text] };
}

function tokenizerConfig(metadata: Metadata): object {
  const tokens = tokensOf(metadata);
  const named = (key: string): string | null => {
    const id = metadata.number(`${KEY}${key}_token_id`);
    return tokens.find((token) => token.id === id)?.spelling ?? null;
  };
  const template = metadata.text('tokenizer.chat_template');
  const others = metadata.namesAfter('tokenizer.chat_template.').map((name) => ({
    name,
    template: metadata.neededText(`tokenizer.chat_template.${name}`),
  }));
  const templates = [...(template === undefined ? [] : [{ name: 'default', template }]), ...others];
  const addBos = metadata.flag(`${KEY}add_bos_token`);
  return {
    ...(addBos === undefined ? {} : { add_bos_token: addBos }),
    bos_token: named('bos'),
    eos_token: named('eos'),
    unk_token: named('unknown'),
    pad_token: named('padding'),
    ...(templates.length > 0 ? { chat_template: templates } : {}),
  };
}
