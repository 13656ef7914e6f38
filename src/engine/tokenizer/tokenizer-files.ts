/**
 * What Locum reads of `tokenizer.json`, `tokenizer_config.json`, `special_tokens_map.json` and `chat_template.jinja` (Hugging
 * Face layout), with the precedence that transformers gives them; the rest goes to the library.
 */
import * as v from 'valibot';
import { LocumError, throwIfCancelled } from '../errors.ts';
import { type LimitName, requireShallow, requireWithin } from '../limits.ts';
import { splitAtBlanks } from './metaspace.ts';

/** Where the files come from; every checkpoint source is one. */
export interface TextFiles {
  readonly label: string;
  /** @throws {LocumError} `checkpoint-missing-file` */
  text(path: string, signal?: AbortSignal): Promise<string>;
}

const AddedTokenSchema = v.looseObject({
  id: v.number(),
  content: v.string(),
  lstrip: v.optional(v.boolean(), false),
  rstrip: v.optional(v.boolean(), false),
  normalized: v.optional(v.boolean(), false),
  special: v.optional(v.boolean(), false),
  single_word: v.optional(v.boolean(), false),
});
export type AddedToken = v.InferOutput<typeof AddedTokenSchema>;

const Part = v.nullish(v.looseObject({ type: v.string() }), null);

/** Spelling → id (BPE), or `[spelling, score]` by id (Unigram). Up to 260,000 entries: looked at, not copied. */
type Vocab = Readonly<Record<string, number>> | readonly (readonly [string, number])[];
const VocabSchema = v.custom<Vocab>(
  (value) => typeof value === 'object' && value !== null,
  'expected an object or an array',
);

const TokenizerJsonSchema = v.looseObject({
  added_tokens: v.optional(v.array(AddedTokenSchema), []),
  normalizer: Part,
  pre_tokenizer: Part,
  post_processor: Part,
  decoder: Part,
  model: v.looseObject({
    vocab: VocabSchema,
    byte_fallback: v.optional(v.boolean(), false),
    unk_token: v.nullish(v.string(), null),
  }),
});
export type TokenizerJson = v.InferOutput<typeof TokenizerJsonSchema>;

/** A special token is named by its text, or by an object that holds it. */
const TokenName = v.nullish(
  v.union([
    v.string(),
    v.pipe(
      v.looseObject({ content: v.string() }),
      v.transform((token) => token.content),
    ),
  ]),
  null,
);

const SpecialNames = { bos_token: TokenName, eos_token: TokenName, unk_token: TokenName, pad_token: TokenName };

const TokenizerConfigSchema = v.looseObject({
  ...SpecialNames,
  add_bos_token: v.nullish(v.boolean(), null),
  chat_template: v.nullish(
    v.union([
      v.string(),
      v.array(v.object({ name: v.string(), template: v.string() })),
      v.pipe(
        v.record(v.string(), v.string()),
        v.transform((byName) => Object.entries(byName).map(([name, template]) => ({ name, template }))),
      ),
    ]),
    null,
  ),
});

/** Older exports name special tokens here and not in the configuration. */
const SpecialTokensMapSchema = v.looseObject(SpecialNames);
export type TokenizerConfig = v.InferOutput<typeof TokenizerConfigSchema>;

export interface TokenizerFiles {
  readonly json: TokenizerJson;
  readonly config: TokenizerConfig;
  /** Jinja source of the chat template; null when the model is no chat model. */
  readonly chatTemplate: string | null;
}

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  text: string,
  what: string,
  limit: LimitName = 'configFile',
): v.InferOutput<Schema> {
  requireWithin(limit, text.length, what);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LocumError('checkpoint-invalid', `${what} is not valid JSON.`, {
      cause,
      hint: 'The file may be damaged or only partly downloaded. Fetch the model again.',
    });
  }
  const result = v.safeParse(schema, value);
  if (!result.success) {
    const issue = result.issues[0];
    throw new LocumError(
      'checkpoint-invalid',
      `${what} has an unexpected form: ${v.getDotPath(issue) ?? 'top level'}: ${issue.message}`,
      { hint: 'Locum reads the tokenizer.json of Hugging Face “fast” tokenizers.' },
    );
  }
  return result.output;
}

/**
 * Some trainers list the byte tokens (`<0x0A>`) of a byte-fallback model among the added ones, even as special. They are
 * text: taken for control tokens, accents and emoji would vanish.
 */
function withBytesAsText(json: TokenizerJson): TokenizerJson {
  const { vocab, byte_fallback } = json.model;
  if (!byte_fallback || Array.isArray(vocab)) return json;
  const idOf = vocab as Readonly<Record<string, number>>;
  const isByte = ({ content, id }: AddedToken) => /^<0x[0-9A-Fa-f]{2}>$/.test(content) && idOf[content] === id;
  return { ...json, added_tokens: json.added_tokens.filter((token) => !isByte(token)) };
}

async function optionalText(files: TextFiles, path: string, signal?: AbortSignal): Promise<string | null> {
  try {
    return await files.text(path, signal);
  } catch (thrown) {
    if (thrown instanceof LocumError && thrown.code === 'checkpoint-missing-file') return null;
    throw thrown;
  }
}

function defaultTemplate(config: TokenizerConfig): string | null {
  const { chat_template: template } = config;
  if (template === null || typeof template === 'string') return template;
  return (template.find((entry) => entry.name === 'default') ?? template[0])?.template ?? null;
}

/** Only `tokenizer.json` has to be there. @throws {LocumError} `checkpoint-missing-file`, `checkpoint-invalid`, `limit-exceeded` */
export async function readTokenizerFiles(files: TextFiles, signal?: AbortSignal): Promise<TokenizerFiles> {
  const [jsonText, configText, mapText, templateText] = await Promise.all([
    files.text('tokenizer.json', signal),
    optionalText(files, 'tokenizer_config.json', signal),
    optionalText(files, 'special_tokens_map.json', signal),
    optionalText(files, 'chat_template.jinja', signal),
  ]);
  const parsed = withBytesAsText(
    parse(TokenizerJsonSchema, jsonText, `${files.label}: tokenizer.json`, 'tokenizerFile'),
  );
  requireShallow([parsed.normalizer, parsed.pre_tokenizer], `${files.label}: tokenizer.json`);
  const json = { ...parsed, pre_tokenizer: splitAtBlanks(parsed.pre_tokenizer) };
  const own = parse(TokenizerConfigSchema, configText ?? '{}', `${files.label}: tokenizer_config.json`);
  const map = parse(SpecialTokensMapSchema, mapText ?? '{}', `${files.label}: special_tokens_map.json`);
  const config = {
    ...own,
    bos_token: own.bos_token ?? map.bos_token,
    eos_token: own.eos_token ?? map.eos_token,
    unk_token: own.unk_token ?? map.unk_token,
    pad_token: own.pad_token ?? map.pad_token,
  };
  throwIfCancelled(signal);
  return { json, config, chatTemplate: templateText ?? defaultTemplate(own) };
}
