/** What `mlc-chat-config.json` says of a tokenizer, from its `tokenizer.json`. */
import * as v from 'valibot';
import { parseJson } from '../checkpoint/json.ts';
import type { TokenNames } from './conversation.ts';

const Part = v.nullish(v.looseObject({ type: v.string() }));
const TokenizerJson = v.looseObject({
  added_tokens: v.nullish(v.array(v.looseObject({ id: v.number(), content: v.string() })), []),
  normalizer: Part,
  pre_tokenizer: Part,
  decoder: Part,
});

export interface TokenizerInfo {
  readonly names: TokenNames;
  /** MLC's `tokenizer_info`. */
  readonly info: {
    readonly token_postproc_method: 'byte_level' | 'byte_fallback' | 'raw';
    readonly prepend_space_in_encode: boolean;
    readonly strip_space_in_decode: boolean;
  };
}

/** @throws {LocumError} `checkpoint-invalid` */
export function readTokenizerInfo(text: string): TokenizerInfo {
  const { added_tokens, normalizer, pre_tokenizer, decoder } = parseJson(
    TokenizerJson,
    text,
    'tokenizer.json',
    'tokenizerFile',
  );
  const ids = new Map(added_tokens.map(({ content, id }) => [content, id]));
  const has = (part: v.InferOutput<typeof Part>, type: string): boolean =>
    part !== null && part !== undefined && kinds(part).includes(type);
  const postproc = has(decoder, 'ByteLevel') ? 'byte_level' : has(decoder, 'ByteFallback') ? 'byte_fallback' : 'raw';
  return {
    names: { id: (spelling) => ids.get(spelling) },
    info: {
      token_postproc_method: postproc,
      prepend_space_in_encode: has(normalizer, 'Prepend') || has(pre_tokenizer, 'Metaspace'),
      strip_space_in_decode: has(decoder, 'Strip') || has(decoder, 'Metaspace'),
    },
  };
}

/** The type of a part, or those of a sequence's parts. */
function kinds(part: { readonly type: string; readonly [field: string]: unknown }): readonly string[] {
  const nested = [part.normalizers, part.pretokenizers, part.decoders].find(Array.isArray) ?? [];
  const types = nested.map((each: unknown) => (each as { type?: unknown } | null)?.type).filter((type) => type);
  return [part.type, ...types.map(String)];
}
