/**
 * The next-token log-probabilities in an OpenAI-compatible answer. Two forms occur: `content` with a list of
 * `{token, logprob, bytes}` (chat; llama.cpp also for completions), and `top_logprobs` with `{text: logprob}` (completions).
 */
import * as v from 'valibot';
import { LocumError } from '../errors.ts';
import { requireWithin } from '../limits.ts';
import type { TopToken } from './top-tokens.ts';

const Listed = v.object({
  token: v.string(),
  logprob: v.number(),
  bytes: v.nullish(v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255))), null),
});
type Listed = v.InferOutput<typeof Listed>;

const Content = v.object({
  content: v.tupleWithRest([v.object({ ...Listed.entries, top_logprobs: v.array(Listed) })], v.unknown()),
});

const Dictionary = v.object({
  tokens: v.nullish(v.array(v.string()), null),
  top_logprobs: v.tupleWithRest([v.record(v.string(), v.number())], v.unknown()),
});

const Answer = v.object({
  choices: v.tupleWithRest(
    [v.object({ finish_reason: v.nullish(v.string(), null), logprobs: v.union([Content, Dictionary]) })],
    v.unknown(),
  ),
});

export interface ReadOptions {
  /** Whose answer it is, for messages. */
  readonly label: string;
  readonly count: number;
  /** A list shorter than this is refused: CAPT would choose among too few. */
  readonly least: number;
  /** How stop tokens are written. */
  readonly stopTexts: ReadonlySet<string>;
}

/**
 * Best first, at most `count`. Left out are control tokens that do not end the answer, for they are no text, and tokens
 * whose bytes cannot be known (written as U+FFFD).
 * @throws {LocumError} `endpoint-invalid`, `limit-exceeded`
 */
export function readTopTokens(body: unknown, options: ReadOptions): TopToken[] {
  const { label, count, least, stopTexts } = options;
  const parsed = v.safeParse(Answer, body);
  if (!parsed.success) throw malformed(label, v.getDotPath(parsed.issues[0]) ?? 'top level');
  const [{ finish_reason, logprobs }] = parsed.output.choices;
  const { listed, sampled } = 'content' in logprobs ? fromContent(logprobs) : fromDictionary(logprobs);
  requireWithin('candidates', listed.length, `The answer of ${label}`);
  const bad = listed.find(({ logprob }) => !(logprob <= MOST_LOGPROB));
  if (bad !== undefined) throw malformed(label, `the log-probability ${bad.logprob} of “${bad.token}”`);
  if (listed.length < Math.min(least, count)) {
    throw new LocumError('endpoint-invalid', `${label} returned ${listed.length} log-probabilities, not ${count}.`, {
      hint: 'Let the server return 20 (vLLM: --max-logprobs 20), or use another one.',
      details: { returned: listed.length, asked: count },
    });
  }
  const named = listed.some(({ token }) => stopTexts.has(token) || token === '');
  const stops = ({ token }: Listed) =>
    token === '' || stopTexts.has(token) || (finish_reason === 'stop' && !named && token === sampled);
  const candidates = listed
    .sort((a, b) => b.logprob - a.logprob)
    .flatMap((entry): TopToken[] => {
      if (stops(entry)) return [{ bytes: new Uint8Array(0), logprob: entry.logprob, stop: true }];
      const bytes = CONTROL.test(entry.token) ? null : bytesOf(entry);
      return bytes === null ? [] : [{ bytes, logprob: entry.logprob, stop: false }];
    });
  return distinct(candidates).slice(0, count);
}

/** How servers write control tokens. */
const CONTROL = /^<(?:[|｜].*[|｜]|s|bos|unk|pad|mask|start_of_turn)>$/s;

/** ln 1, and some rounding. */
const MOST_LOGPROB = 1e-3;

function fromContent({ content: [first] }: v.InferOutput<typeof Content>) {
  const isListed = first.top_logprobs.some(({ token }) => token === first.token);
  return { listed: isListed ? [...first.top_logprobs] : [first, ...first.top_logprobs], sampled: first.token };
}

function fromDictionary({ tokens, top_logprobs: [top] }: v.InferOutput<typeof Dictionary>) {
  const listed = Object.entries(top).map(([token, logprob]): Listed => ({ token, logprob, bytes: null }));
  return { listed, sampled: tokens?.[0] ?? null };
}

/**
 * OpenAI's legacy spelling of tokens that are no text: `bytes:\xe2\x80`. Its characters are what an escape is written with, too:
 * as an alternative beside the escapes they would let one text be read in exponentially many ways.
 */
const ESCAPED = /^bytes:([\x20-\x7e]+)$/;

/** Null where a server shows a part of a character as U+FFFD. */
function bytesOf({ token, bytes }: Listed): Uint8Array | null {
  if (token.includes('\uFFFD')) return bytes === null || isReplacement(bytes) ? null : Uint8Array.from(bytes);
  if (bytes !== null) return Uint8Array.from(bytes);
  const escaped = ESCAPED.exec(token)?.[1];
  if (escaped?.includes('\\x')) {
    const codes = [...escaped.matchAll(/\\x([0-9a-fA-F]{2})|([\x20-\x7e])/g)];
    return Uint8Array.from(codes, ([, hex, char]) => (hex ? Number.parseInt(hex, 16) : (char ?? '').charCodeAt(0)));
  }
  return new TextEncoder().encode(token);
}

/** The bytes of U+FFFD itself somewhere: the server encoded what it shows. */
const isReplacement = (bytes: readonly number[]) =>
  bytes.some((byte, i) => byte === 0xef && bytes[i + 1] === 0xbf && bytes[i + 2] === 0xbd);

/** Different tokens may read alike (all stop tokens do); the likeliest, which stands first, stands for them. */
function distinct(tokens: readonly TopToken[]): readonly TopToken[] {
  const seen = new Set<string>();
  return tokens.filter(({ bytes, stop }) => {
    const key = `${stop} ${bytes.join()}`;
    return !seen.has(key) && seen.add(key);
  });
}

function malformed(label: string, what: string): LocumError {
  return new LocumError('endpoint-invalid', `${label} sent an answer without usable log-probabilities: ${what}.`, {
    hint: 'CAPT needs an OpenAI-compatible endpoint that returns top log-probabilities (vLLM, llama.cpp server).',
  });
}
