/** Tokenizers that split differently, for tests of methods that work across them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { byteLevelFiles, type FixtureOptions, memoryFiles, sentencePieceFiles } from '../../tokenizer/fixtures.ts';
import { loadTokenizer, type Tokenizer } from '../../tokenizer/tokenizer.ts';
import type { TextFiles } from '../../tokenizer/tokenizer-files.ts';

const MODELS = fileURLToPath(new URL('../../../../public/models/', import.meta.url));

export const demoFolder = (name: string): string => MODELS + name;
export const demoIsPresent = (name: string): boolean => existsSync(`${MODELS}${name}/tokenizer.json`);
/** For the title of a test that needs one. */
export const whenPresent = (...names: readonly string[]): string =>
  names.every(demoIsPresent) ? '' : ` (skipped: public/models lacks ${names.join(' or ')})`;

export function loadDemoTokenizer(name: string): Promise<Tokenizer> {
  const files = ['tokenizer.json', 'tokenizer_config.json'].map((file) => [
    file,
    readFileSync(`${MODELS}${name}/${file}`, 'utf8'),
  ]);
  return loadTokenizer(memoryFiles(Object.fromEntries(files), name));
}

/** Words of the synthetic dialogues, so that the fixtures have tokens of more than one character. */
const WORDS = [
  'doctor',
  'patient',
  'pain',
  'chest',
  'mg',
  'the',
  'in',
  'you',
  'for',
  'days',
  'is',
  'follow',
  '12',
  '..',
];

export const byteLevel = (options: FixtureOptions = {}): Promise<Tokenizer> =>
  loadTokenizer(byteLevelFiles({ words: WORDS, ...options }));
export const sentencePiece = (options: FixtureOptions = {}): Promise<Tokenizer> =>
  loadTokenizer(sentencePieceFiles({ words: WORDS.slice(0, 9), ...options }));

/** Pre-tokenizers in use, as their `tokenizer.json` files write them. */
export const SPLITS = {
  'GPT-2': "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
  'Llama 3 and Qwen':
    "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
  o200k:
    "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+",
} as const;

/** A byte-level tokenizer whose text is split by `regex` first, as the newer families do. */
export async function splitBy(regex: string): Promise<Tokenizer> {
  const files = byteLevelFiles({ words: [...WORDS, '  ', '\n\n', ').', '120', ' (', '.\n'] });
  const json = JSON.parse(await files.text('tokenizer.json'));
  const byteLevelPart = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
  const split = { type: 'Split', pattern: { Regex: regex }, behavior: 'Isolated', invert: false };
  json.pre_tokenizer = { type: 'Sequence', pretokenizers: [split, byteLevelPart] };
  const text: TextFiles = memoryFiles({
    'tokenizer.json': json,
    'tokenizer_config.json': await files.text('tokenizer_config.json'),
  });
  return loadTokenizer(text);
}
