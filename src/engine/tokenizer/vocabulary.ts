/**
 * What every token id stands for, as bytes. Two spellings occur: byte-level BPE writes each byte as one printable
 * character (GPT-2's alphabet); SentencePiece writes blanks as `▁` and unknown characters as `<0x0A>` byte tokens.
 * As bytes both are the same thing, and texts of different tokenizers can be compared and joined.
 */
import { LocumError } from '../errors.ts';
import { byteOfCharacter, characterOfByte } from './byte-alphabet.ts';
import type { AddedToken, TokenizerJson } from './tokenizer-files.ts';

/** `special` tokens are never text; other added tokens decode to their own spelling. */
export type TokenKind = 'text' | 'added' | 'special';

export interface Vocabulary {
  /** Highest id + 1. */
  readonly size: number;
  /** The first blank of a decoded text belongs to the tokenizer, not to the text (SentencePiece's dummy prefix). */
  readonly stripsFirstBlank: boolean;
  /** How the tokenizer spells each id; undefined where an id is not in use. */
  readonly spellings: readonly (string | undefined)[];
  readonly added: readonly AddedToken[];
  kind(id: number): TokenKind | null;
  /** The bytes `id` adds to a text: none for special tokens and for ids not in use. */
  bytes(id: number): Uint8Array;
  /** Ids that spell `text` character by character or byte by byte, never by a longer token. */
  spell(text: string): number[];
}

type Decoder = Readonly<Record<string, unknown>> & { readonly type: string };

function flatten(decoder: unknown): Decoder[] {
  if (typeof decoder !== 'object' || decoder === null || !('type' in decoder) || typeof decoder.type !== 'string')
    return [];
  const known = decoder as Decoder;
  return known.type === 'Sequence' && Array.isArray(known.decoders) ? known.decoders.flatMap(flatten) : [known];
}

interface Spelling {
  readonly byteLevel: boolean;
  readonly byteFallback: boolean;
  readonly stripsFirstBlank: boolean;
}

function spellingOf(json: TokenizerJson): Spelling {
  const decoders = flatten(json.decoder);
  const has = (type: string) => decoders.some((decoder) => decoder.type === type);
  if (has('ByteLevel')) return { byteLevel: true, byteFallback: false, stripsFirstBlank: false };
  const unblanks = decoders.some((decoder) => decoder.type === 'Replace' && decoder.content === ' ');
  if (!has('Metaspace') && !unblanks) {
    throw new LocumError('unsupported', 'This tokenizer is neither byte-level BPE nor SentencePiece.', {
      hint: 'Models of the Llama, Mistral, Qwen, Phi and Gemma families use one of the two.',
      details: { decoder: decoders.map((decoder) => decoder.type).join(', ') || 'none' },
    });
  }
  const stripsFirstBlank = decoders.some(
    (decoder) =>
      (decoder.type === 'Metaspace' && decoder.prepend_scheme !== 'never' && decoder.add_prefix_space !== false) ||
      (decoder.type === 'Strip' && decoder.content === ' ' && typeof decoder.start === 'number' && decoder.start > 0),
  );
  return { byteLevel: false, byteFallback: has('ByteFallback'), stripsFirstBlank };
}

/** The normalizer puts a blank before a text, and so before an added word that is looked for in normalized text. */
function prepends(part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return false;
  if ('normalizers' in part && Array.isArray(part.normalizers)) return part.normalizers.some(prepends);
  return 'type' in part && part.type === 'Prepend';
}

const BYTE_TOKEN = /^<0x([0-9A-Fa-f]{2})>$/;
const byteToken = (byte: number) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`;
const NO_BYTES = new Uint8Array(0);

export function createVocabulary(json: TokenizerJson): Vocabulary {
  const { byteLevel, byteFallback, stripsFirstBlank } = spellingOf(json);
  const encoder = new TextEncoder();
  const { vocab } = json.model;
  const spellings: (string | undefined)[] = [];
  const entries = Array.isArray(vocab)
    ? vocab.map(([spelling], id) => [spelling, id] as const)
    : Object.entries(vocab as Readonly<Record<string, number>>);
  for (const [spelling, id] of entries) spellings[id] = spelling;
  for (const token of json.added_tokens) spellings[token.id] = token.content;
  const blankBeforeWords = prepends(json.normalizer);
  const addedById = new Map(json.added_tokens.map((token) => [token.id, token]));
  const idOf = new Map<string, number>();
  for (const [id, spelling] of spellings.entries()) {
    if (spelling !== undefined && !addedById.has(id)) idOf.set(spelling, id);
  }

  const kind = (id: number): TokenKind | null => {
    if (spellings[id] === undefined) return null;
    const token = addedById.get(id);
    if (token === undefined) return 'text';
    return token.special ? 'special' : 'added';
  };

  /** An added run of blanks is spelled as the merges spell it, and decoded with them. */
  const written = (id: number): string =>
    byteLevel ? (spellings[id] ?? '') : (spellings[id] ?? '').replaceAll('▁', ' ');

  const read = (id: number): Uint8Array => {
    const spelling = spellings[id];
    switch (kind(id)) {
      case null:
      case 'special':
        return NO_BYTES;
      case 'added':
        return encoder.encode(blankBeforeWords && addedById.get(id)?.normalized ? ` ${written(id)}` : written(id));
      case 'text':
        break;
    }
    const text = spelling ?? '';
    if (byteLevel) {
      return Uint8Array.from([...text].flatMap((char) => byteOfCharacter(char) ?? [...encoder.encode(char)]));
    }
    const byte = byteFallback ? BYTE_TOKEN.exec(text)?.[1] : undefined;
    if (byte !== undefined) return Uint8Array.of(Number.parseInt(byte, 16));
    return encoder.encode(text.replaceAll('▁', ' '));
  };
  const cache: (Uint8Array | undefined)[] = [];

  const spellCharacter = (char: string): number[] => {
    const whole = byteLevel ? undefined : idOf.get(char === ' ' ? '▁' : char);
    if (whole !== undefined) return [whole];
    const bytes = [...encoder.encode(char)];
    return bytes.flatMap((byte) => idOf.get(byteLevel ? characterOfByte(byte) : byteToken(byte)) ?? []);
  };

  return {
    size: spellings.length,
    stripsFirstBlank,
    spellings,
    added: json.added_tokens,
    kind,
    bytes: (id) => (cache[id] ??= read(id)),
    spell: (text) => [...text].flatMap(spellCharacter),
  };
}
