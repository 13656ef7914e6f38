/** A request, answered: what happens to each of its choices, in the order it happens, in no interface's form yet. */
import type { FinishReason, GenerationEvent } from '../../src/engine/decoding/events.ts';
import { METHODS } from '../../src/engine/decoding/methods.ts';
import { requireRoom } from '../../src/engine/tasks/room.ts';
import type { Tokenizer } from '../../src/engine/tokenizer/tokenizer.ts';
import type { Prompt } from '../../src/engine/trio.ts';
import type { Asked } from './requests.ts';
import type { ServedModel } from './served-models.ts';

/** A token with its log-probabilities under the method, temperature 1, before penalty, bias and filters. */
export interface ToldToken {
  readonly text: string;
  readonly bytes: Uint8Array;
  /** Null for the first of a prompt that nothing comes before. */
  readonly logProbability: number | null;
  /** Best first. */
  readonly top: readonly Omit<ToldToken, 'top'>[];
}

export type AnswerEvent =
  /** The prompt, told again (`echo`); without tokens where no log-probabilities were asked for. */
  | { readonly type: 'prompt'; readonly index: number; readonly text: string; readonly tokens: readonly ToldToken[] }
  /** What the text goes on with, and the token that made it; `text` can be empty, and a held-back text comes without token. */
  | { readonly type: 'token'; readonly index: number; readonly text: string; readonly token: ToldToken | null }
  | { readonly type: 'finish'; readonly index: number; readonly reason: 'stop' | 'length' };

export interface Usage {
  readonly prompt: number;
  readonly completion: number;
}

/**
 * Ends with what it took.
 * @throws {LocumError} as `Trio.generate` and `Trio.scoreTokens` @throws {Cancelled}
 */
export async function* answer(
  model: ServedModel,
  asked: Asked,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, Usage, undefined> {
  const { trio, method } = model;
  // All are looked at before the first is answered, while an error still has a status of its own.
  const lengths = asked.prompts.map((prompt) => trio.promptLengths(method, prompt));
  for (const length of lengths) requireRoom(length, asked.maxTokens === 0 ? 0 : 1);
  let completion = 0;
  for (const [at, prompt] of asked.prompts.entries()) {
    const echoed = asked.echo ? await echo(model, prompt, asked, signal) : null;
    for (let choice = 0; choice < asked.choices; choice++) {
      const index = at * asked.choices + choice;
      if (echoed !== null) yield { type: 'prompt', index, ...echoed };
      if (asked.maxTokens === 0) yield { type: 'finish', index, reason: 'length' };
      else completion += yield* write(model, prompt, { ...asked, seed: (asked.seed + choice) >>> 0 }, index, signal);
    }
  }
  const prompt = lengths.reduce((sum, [base]) => sum + (base?.tokens ?? 0), 0);
  return { prompt, completion };
}

/** @returns how many tokens were chosen */
async function* write(
  { trio, method, alpha }: ServedModel,
  prompt: Prompt,
  { sampling, seed, stopStrings, maxTokens, constraint, top, echo: echoes }: Asked,
  index: number,
  signal: AbortSignal,
): AsyncGenerator<AnswerEvent, number, undefined> {
  const tokenizer = trio.tokenizerOf(method);
  const stopIds = trio.models[METHODS[method].cast.base]?.stopIds ?? [];
  const toldAs = teller(tokenizer);
  const request = { method, alpha, prompt, sampling, seed, stopStrings, constraint, candidates: top ?? 0, signal };
  let tokens = 0;
  for await (const event of trio.generate({ ...request, maxTokens: maxTokens ?? Number.MAX_SAFE_INTEGER })) {
    if (event.type === 'finish') {
      tokens = event.tokens;
      yield { type: 'finish', index, reason: reasonOf(event.reason) };
    } else if (event.type === 'token') {
      const { text, id } = event;
      // A stop token is no part of the text. Behind an echo it is told nevertheless: whoever reads a prompt's likelihoods there
      // asks for one token more and leaves out the last one.
      const isTold = top !== null && (echoes || !stopIds.includes(id));
      if (text !== '' || isTold) yield { type: 'token', index, text, token: isTold ? toldEvent(event, toldAs) : null };
    }
  }
  return tokens;
}

async function echo(
  { trio, method, alpha }: ServedModel,
  prompt: Prompt,
  { top }: Asked,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly tokens: readonly ToldToken[] }> {
  const tokenizer = trio.tokenizerOf(method);
  if (!('text' in prompt || 'ids' in prompt)) return { text: prompt.plain, tokens: [] };
  const text = 'text' in prompt ? prompt.text : tokenizer.decode(prompt.ids);
  if (top === null) return { text, tokens: [] };
  const told = teller(tokenizer);
  const tokens: ToldToken[] = [];
  for await (const scored of trio.scoreTokens(prompt, { method, alpha, signal }, top)) {
    const list = scored.top.map(({ id, logProbability }) => told(id, logProbability));
    tokens.push({ ...told(scored.id, scored.logProbability), top: list });
  }
  return { text, tokens };
}

type Told = (id: number, logProbability: number | null) => Omit<ToldToken, 'top'>;

function teller(tokenizer: Tokenizer): Told {
  return (id, logProbability) => ({ text: tokenizer.tokenText(id), bytes: tokenizer.bytes(id), logProbability });
}

function toldEvent(event: Extract<GenerationEvent, { readonly type: 'token' }>, told: Told): ToldToken {
  const top = event.candidates.map(({ id, combined }) => told(id, Math.log(combined)));
  return { ...told(event.id, Math.log(event.pCombined)), top };
}

function reasonOf(reason: FinishReason): 'stop' | 'length' {
  switch (reason) {
    case 'stop':
      return 'stop';
    case 'length':
    case 'context':
    case 'repetition':
      return 'length';
    default:
      return reason satisfies never;
  }
}
