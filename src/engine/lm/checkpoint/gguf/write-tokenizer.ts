/** A tokenizer as GGUF's metadata: the counterpart of `tokenizer.ts`. */

import * as v from 'valibot';
import { LocumError } from '../../../errors.ts';
import { parseJson } from '../json.ts';
import type { CheckpointFiles } from '../layout.ts';
import { textIfPresent } from '../source.ts';
import type { Entry } from './container.ts';
import { splittingNameOf } from './pre-tokenizers.ts';
import { BLANK, KEY, TOKEN_TYPES } from './tokenizer.ts';

const Part = v.nullish(v.looseObject({ type: v.string() }), null);
const TokenizerJson = v.looseObject({
  added_tokens: v.optional(
    v.array(v.looseObject({ id: v.number(), content: v.string(), special: v.optional(v.boolean(), false) })),
    [],
  ),
  normalizer: Part,
  pre_tokenizer: Part,
  post_processor: Part,
  decoder: Part,
  model: v.looseObject({
    type: v.nullish(v.string()),
    vocab: v.record(v.string(), v.number()),
    merges: v.array(v.union([v.string(), v.array(v.string())])),
    unk_token: v.nullish(v.string(), null),
  }),
});
type TokenizerJson = v.InferOutput<typeof TokenizerJson>;

const Name = v.nullish(v.union([v.string(), v.looseObject({ content: v.string() })]), null);
const TokenizerConfig = v.looseObject({
  add_bos_token: v.nullish(v.boolean(), null),
  bos_token: Name,
  eos_token: Name,
  unk_token: Name,
  pad_token: Name,
  chat_template: v.nullish(v.union([v.string(), v.array(v.object({ name: v.string(), template: v.string() }))]), null),
});
type TokenizerConfig = v.InferOutput<typeof TokenizerConfig>;

/**
 * @param vocabularySize rows of the embedding: each of them needs a token
 * @param stopIds what ends an answer
 * @throws {LocumError} `unsupported` for a tokenizer that GGUF has no name for; `checkpoint-missing-file`, `checkpoint-invalid`
 */
export async function tokenizerEntries(
  files: CheckpointFiles,
  vocabularySize: number,
  stopIds: readonly number[],
  signal: AbortSignal | undefined,
): Promise<readonly Entry[]> {
  const json = parseJson(TokenizerJson, await files.text('tokenizer.json', signal), 'tokenizer.json', 'tokenizerFile');
  const config = await configOf(files, signal);
  const template = (await textIfPresent(files, 'chat_template.jinja', signal)) ?? config.chat_template;
  const isByteLevel = JSON.stringify(json.decoder).includes('"ByteLevel"');
  const tokens = tokensOf(json, vocabularySize, isByteLevel);
  const ids = new Map(tokens.map(({ spelling }, id) => [spelling, id]));
  const named = (key: string, name: TokenizerConfig['bos_token']): readonly Entry[] => {
    const id = name === null ? undefined : ids.get(typeof name === 'string' ? name : name.content);
    return id === undefined ? [] : [{ key: `${KEY}${key}_token_id`, kind: 'count', value: id }];
  };
  const eos = named('eos', config.eos_token);
  const [eot] = stopIds.filter((id) => !eos.some(({ value }) => value === id));
  return [
    { key: `${KEY}model`, kind: 'text', value: isByteLevel ? 'gpt2' : 'llama' },
    { key: `${KEY}tokens`, kind: 'texts', value: tokens.map(({ spelling }) => spelling) },
    { key: `${KEY}token_type`, kind: 'counts', value: tokens.map(({ type }) => type) },
    ...(isByteLevel ? byteLevel(json) : sentencePiece(json, tokens)),
    ...named('bos', config.bos_token),
    ...eos,
    ...(eot === undefined ? [] : [{ key: `${KEY}eot_token_id`, kind: 'count', value: eot } as const]),
    ...named('unknown', config.unk_token ?? json.model.unk_token),
    ...named('padding', config.pad_token),
    { key: `${KEY}add_bos_token`, kind: 'flag', value: config.add_bos_token ?? startsWithSpecial(json) },
    ...templateEntries(template),
  ];
}

async function configOf(files: CheckpointFiles, signal: AbortSignal | undefined): Promise<TokenizerConfig> {
  const [own, map] = await Promise.all(
    ['tokenizer_config.json', 'special_tokens_map.json'].map(async (path) =>
      parseJson(TokenizerConfig, (await textIfPresent(files, path, signal)) ?? '{}', path),
    ),
  );
  const present = Object.entries(own!).filter(([, value]) => value !== null);
  return { ...map!, ...Object.fromEntries(present) } as TokenizerConfig;
}

interface Token {
  readonly spelling: string;
  readonly type: number;
}

function tokensOf({ model, added_tokens }: TokenizerJson, size: number, isByteLevel: boolean): Token[] {
  const tokens = Array.from({ length: size }, (_, id): Token => ({ spelling: `[PAD${id}]`, type: TOKEN_TYPES.unused }));
  const put = (id: number, spelling: string, type: number): void => {
    if (id < size) tokens[id] = { spelling, type };
  };
  for (const [spelling, id] of Object.entries(model.vocab)) {
    const isByte = !isByteLevel && /^<0x[0-9A-Fa-f]{2}>$/.test(spelling);
    put(id, spelling, isByte ? TOKEN_TYPES.byte : TOKEN_TYPES.normal);
  }
  for (const { id, content, special } of added_tokens) {
    if (tokens[id]?.type === TOKEN_TYPES.byte) continue;
    const type = content === model.unk_token ? 'unknown' : special ? 'control' : 'userDefined';
    put(id, content, TOKEN_TYPES[type]);
  }
  return tokens;
}

const pairOf = (merge: string | readonly string[]): readonly string[] =>
  typeof merge === 'string' ? merge.split(' ') : merge;

function byteLevel({ model, normalizer, pre_tokenizer }: TokenizerJson): readonly Entry[] {
  const name = splittingNameOf({ normalizer, pre_tokenizer });
  if (name === null) {
    throw new LocumError('unsupported', 'This model’s tokenizer splits text in a way that GGUF has no name for.', {
      hint: 'llama.cpp would read its text in other tokens. Models of the Llama, Qwen, SmolLM and Phi families can be converted.',
    });
  }
  return [
    { key: `${KEY}pre`, kind: 'text', value: name },
    { key: `${KEY}merges`, kind: 'texts', value: model.merges.map((merge) => pairOf(merge).join(' ')) },
  ];
}

/** The rank of the first merge that makes a piece is its score: what is merged first has the highest. */
function sentencePiece(
  { model, normalizer, pre_tokenizer }: TokenizerJson,
  tokens: readonly Token[],
): readonly Entry[] {
  const ranks = new Map<string, number>();
  for (const [rank, merge] of model.merges.entries()) {
    const piece = pairOf(merge).join('');
    if (!ranks.has(piece)) ranks.set(piece, rank);
  }
  const last = model.merges.length + 1;
  const isNormal = ({ type }: Token): boolean => type === TOKEN_TYPES.normal;
  const scores = tokens.map((token) => (isNormal(token) ? -(ranks.get(token.spelling) ?? last) : 0));
  const parts = JSON.stringify([normalizer, pre_tokenizer]);
  const prefixed = parts.includes(`"prepend":"${BLANK}"`) || /"prepend_scheme":"(?:always|first)"/.test(parts);
  return [
    { key: `${KEY}pre`, kind: 'text', value: 'default' },
    { key: `${KEY}scores`, kind: 'floats', value: scores },
    { key: `${KEY}add_space_prefix`, kind: 'flag', value: prefixed },
  ];
}

/** The post-processor puts a special token before a text. */
function startsWithSpecial({ post_processor }: TokenizerJson): boolean {
  return /"single":\[\{"SpecialToken"/.test(JSON.stringify(post_processor));
}

function templateEntries(template: TokenizerConfig['chat_template']): readonly Entry[] {
  if (template === null) return [];
  if (typeof template === 'string') return [{ key: 'tokenizer.chat_template', kind: 'text', value: template }];
  return template.map((each) => ({
    key: each.name === 'default' ? 'tokenizer.chat_template' : `tokenizer.chat_template.${each.name}`,
    kind: 'text',
    value: each.template,
  }));
}
