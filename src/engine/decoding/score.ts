/** How likely documents are under a method: negative log-likelihood and perplexity. */
import { LocumError, throwIfCancelled } from '../errors.ts';
import type { CausalLM, ExtendOptions, Logits } from '../lm/causal-lm.ts';
import { combineScores } from '../lm/combine.ts';
import type { Role } from '../lm/ensemble.ts';
import { logSumExp } from '../lm/softmax.ts';
import { topIds } from '../lm/top-ids.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { cast, ensembleMembers, type Participant, type Participants } from './members.ts';
import type { Method } from './methods.ts';
import { isShared } from './shared-ids.ts';

export interface DocumentScore {
  readonly tokens: number;
  /** −Σ ln p(token | what stands before it in its window), in nats. */
  readonly nll: number;
}

export interface ScoreOptions {
  readonly method: Method;
  readonly participants: Participants;
  /** Default 1. */
  readonly alpha?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((tokensDone: number, tokensTotal: number) => void) | undefined;
}

/** Positions whose logits are in memory at once: 128 × 32,064 × 4 bytes are 16 MB a model. */
const CHUNK = 128;

/** exp(Σ nll / Σ tokens); NaN over no tokens. */
export function perplexity(scores: readonly DocumentScore[]): number {
  const nll = scores.reduce((sum, score) => sum + score.nll, 0);
  const tokens = scores.reduce((sum, score) => sum + score.tokens, 0);
  return Math.exp(nll / tokens);
}

/** A token of a text that exists, and what a method thinks of it. */
export interface TokenScore {
  readonly id: number;
  /** ln p(token | what stands before it), temperature 1; null for the first token of a text that nothing opens. */
  readonly logProbability: number | null;
  /** The likeliest tokens in its place, best first; none where the likelihood is null. */
  readonly top: readonly { readonly id: number; readonly logProbability: number }[];
}

/** A text, opened by the model's own begin-of-text token; or ids of the base as they stand, opened by nothing. */
export type ScoredText = { readonly text: string } | { readonly ids: readonly number[] };

/**
 * The document in the base's tokens, in windows of at most the shortest context, each opened by the model's own
 * begin-of-text token. Uses the models' contexts and leaves them empty.
 * @throws {LocumError} `vocabulary-mismatch`, `unsupported` (no begin-of-text token), and what the models throw
 * @throws {Cancelled}
 */
export async function scoreDocument(text: string, options: ScoreOptions): Promise<DocumentScore> {
  let nll = 0;
  let tokens = 0;
  for await (const { logProbability } of scoreTokens({ text }, options)) {
    nll -= logProbability ?? 0;
    tokens++;
  }
  return { tokens, nll };
}

/**
 * As `scoreDocument`, token by token.
 * @param candidates how many likeliest tokens to list for each, default 0
 * @throws {LocumError} as `scoreDocument`; `context-too-long` for ids that no one window holds
 * @throws {Cancelled}
 */
export async function* scoreTokens(
  text: ScoredText,
  options: ScoreOptions,
  candidates = 0,
): AsyncGenerator<TokenScore, void, undefined> {
  const { method, participants, alpha = 1, signal, onProgress } = options;
  const parts = cast(method, participants);
  const { sharedIds } = ensembleMembers(method, participants);
  const opened = 'text' in text;
  const ids = opened ? parts.base.tokenizer.encode(text.text) : text.ids;
  for (const other of [parts.expert, parts.anti]) {
    if (other !== undefined) requireShared(ids, parts.base.tokenizer, other.tokenizer);
  }
  const roles = Object.keys(parts) as Role[];
  const played = roles.map((role) => parts[role]).filter((part) => part !== undefined);
  const models = [...new Set(played.map((part) => part.model))];
  const contextLength = Math.min(...models.map((model) => model.info.contextLength));
  const scores = new Float64Array(parts.base.model.info.vocabularySize);
  const [first] = ids;
  if (!opened && first !== undefined) {
    if (ids.length > contextLength) throw tooLong(ids.length, contextLength);
    yield { id: first, logProbability: null, top: [] };
  }
  // What nothing opens is opened by its own first token, and the rest is predicted.
  const predicted = opened ? ids : ids.slice(1);
  const opener = ({ tokenizer }: Participant) => (opened ? opening(tokenizer) : first!);
  let done = 0;
  try {
    for (let start = 0; start < predicted.length; start += contextLength - 1) {
      const window = predicted.slice(start, start + contextLength - 1);
      for (const model of models) await model.truncate(0);
      for (let from = 0; from < window.length; from += CHUNK) {
        throwIfCancelled(signal);
        const targets = window.slice(from, from + CHUNK);
        const rowsOf = await forward(played, opener, from, targets.length, window, signal);
        const base = rowsOf(parts.base);
        const pair = parts.expert && parts.anti && { expert: rowsOf(parts.expert), anti: rowsOf(parts.anti) };
        for (const [row, id] of targets.entries()) {
          const logits = {
            base: rowAt(base, row),
            ...(pair && { pair: { expert: rowAt(pair.expert, row), anti: rowAt(pair.anti, row) } }),
          };
          combineScores(logits, alpha, sharedIds, scores);
          const sum = logSumExp(scores);
          const scored = (each: number) => ({ id: each, logProbability: scores[each]! - sum });
          yield { ...scored(id), top: topIds(scores, candidates).map(scored) };
        }
        done += targets.length;
        onProgress?.(done, predicted.length);
      }
    }
  } finally {
    await Promise.allSettled(models.map((model) => model.truncate(0)));
  }
}

function tooLong(tokens: number, limit: number): LocumError {
  const over = tokens - limit;
  return new LocumError('context-too-long', `The text is ${over} tokens too long: ${tokens}, and ${limit} fit.`, {
    hint: 'Shorten it.',
    details: { tokens, limit, over },
  });
}

/** Rows `from … from + count` of every model: the logits that predict those tokens of the window. */
async function forward(
  played: readonly Participant[],
  opener: (part: Participant) => number,
  from: number,
  count: number,
  window: readonly number[],
  signal: AbortSignal | undefined,
): Promise<(part: Participant) => Logits> {
  const results = new Map<CausalLM, Promise<Logits>>();
  for (const part of played) {
    const { model } = part;
    if (results.has(model)) continue;
    // Position i is predicted from i − 1, so the input is the window shifted by what opens it.
    const input = from === 0 ? [opener(part), ...window.slice(0, count - 1)] : window.slice(from - 1, from + count - 1);
    results.set(model, allPositions(model, input, { textLength: window.length, signal }));
  }
  const settled = await Promise.allSettled(results.values());
  const failure = settled.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  const models = [...results.keys()];
  return (part) => {
    const outcome = settled[models.indexOf(part.model)];
    if (outcome?.status !== 'fulfilled')
      throw new LocumError('internal', 'A model has no logits.', { recoverable: false });
    return outcome.value;
  };
}

async function allPositions(
  model: CausalLM,
  ids: readonly number[],
  options: Pick<ExtendOptions, 'textLength' | 'signal'>,
): Promise<Logits> {
  if (model.info.capabilities.allPositions) return model.extend(ids, { ...options, logits: 'all' });
  const { vocabularySize } = model.info;
  const data = new Float32Array(ids.length * vocabularySize);
  for (const [row, id] of ids.entries()) {
    const { data: last } = await model.extend([id], { ...options, logits: 'last' });
    data.set(last, row * vocabularySize);
  }
  return { rows: ids.length, vocabularySize, data };
}

const rowAt = ({ data, vocabularySize }: Logits, row: number) =>
  data.subarray(row * vocabularySize, (row + 1) * vocabularySize);

/** Models without a begin-of-text token (Qwen) were trained on documents that follow an end-of-text token. */
function opening(tokenizer: Tokenizer): number {
  const id = tokenizer.bosId ?? tokenizer.eosId;
  if (id === null) {
    throw new LocumError('unsupported', `${tokenizer.label} has neither a begin-of-text nor an end-of-text token.`);
  }
  return id;
}

function requireShared(ids: readonly number[], base: Tokenizer, other: Tokenizer): void {
  const foreign = ids.find((id) => !isShared(id, base, other));
  if (foreign === undefined) return;
  throw new LocumError('vocabulary-mismatch', `${other.label} does not have the token “${base.tokenText(foreign)}”.`, {
    hint: 'Scoring under proxy tuning needs one tokenizer for all three models.',
  });
}
