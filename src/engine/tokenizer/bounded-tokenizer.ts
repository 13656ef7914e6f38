/** What a `tokenizer.json` may ask for: its ids, its parts and its regular expressions, looked at before anything is built of them. */
import { LocumError } from '../errors.ts';
import { beyondLimit, LIMITS, requireShallow, requireWithin } from '../limits.ts';
import { regexStructure } from '../regex-structure.ts';
import type { TokenizerJson } from './tokenizer-files.ts';

/** More repetitions without end beside each other could be told apart in too many ways; published tokenizers have two. */
const MOST_REPETITIONS = 3;

/** @throws {LocumError} `limit-exceeded`, `checkpoint-invalid`, `unsupported` */
export function requireBounded(json: TokenizerJson, label: string): void {
  const file = `${label}: tokenizer.json`;
  requireWithin('addedTokens', json.added_tokens.length, file);
  const { vocab } = json.model;
  const ids = Array.isArray(vocab) ? [vocab.length] : Object.values(vocab as Readonly<Record<string, unknown>>);
  requireWithin('vocabulary', Array.isArray(vocab) ? vocab.length : ids.length, file);
  for (const id of ids) requireId(id, file);
  for (const { id } of json.added_tokens) requireId(id, file);
  requireShallow([json.normalizer, json.pre_tokenizer, json.decoder, json.post_processor], file);
  const parts = [json.normalizer, json.pre_tokenizer, json.decoder].flatMap(partsOf);
  requireWithin('tokenizerParts', parts.length, file);
  for (const { pattern } of parts) requireTame(pattern, file);
  const growth = partsOf(json.normalizer).reduce((product, part) => product * growthOf(part), 1);
  requireWithin('normalizedGrowth', growth, file);
}

function requireId(id: unknown, file: string): void {
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 0) {
    throw new LocumError('checkpoint-invalid', `${file} is not usable: ${JSON.stringify(id)} is no token’s id.`, {
      hint: 'The file may be damaged. Fetch the model again.',
    });
  }
  if (id > LIMITS.tokenId.most) throw beyondLimit('tokenId', file, id);
}

type Part = Readonly<Record<string, unknown>>;

/** A part that is a sequence as its parts. */
function partsOf(part: unknown): readonly Part[] {
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.values(part).filter(Array.isArray).flat().flatMap(partsOf);
  return 'type' in part ? [part as Part, ...inner] : inner;
}

function regexOf(pattern: unknown): string | null {
  if (typeof pattern !== 'object' || pattern === null) return null;
  return 'Regex' in pattern && typeof pattern.Regex === 'string' ? pattern.Regex : null;
}

/** Refuses expressions that can take exponentially long: JavaScript's cannot be interrupted. */
function requireTame(pattern: unknown, file: string): void {
  const source = regexOf(pattern);
  if (source === null) return;
  requireWithin('expressionSource', source.length, file);
  const { depth, ambiguousRepetition, unboundedInARow } = regexStructure(source);
  requireWithin('depth', depth, file);
  if (!ambiguousRepetition && unboundedInARow <= MOST_REPETITIONS) return;
  throw new LocumError('unsupported', `${file} splits text by an expression that could run for ever: ${source}`, {
    hint: 'Published tokenizers repeat no group of characters that can be read in several ways. The file may be made to do harm.',
  });
}

/** How much longer a text can become by a Replace. */
function growthOf({ type, pattern, content }: Part): number {
  if (type !== 'Replace' || typeof content !== 'string') return 1;
  const isText = typeof pattern === 'object' && pattern !== null && 'String' in pattern;
  const replaced = isText && typeof pattern.String === 'string' ? pattern.String.length : 1;
  return Math.max(1, content.length / Math.max(1, replaced));
}
