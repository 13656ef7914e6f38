/** Answers as `/v1/completions` tells them. */
import type { AnswerEvent, ToldToken } from './answer.ts';
import { envelope, finite, type OpenWire, summed, told } from './wire.ts';

export const completionWire: OpenWire = (asked) => {
  const listed = asked.top !== null;
  const head = envelope('text_completion', 'cmpl', asked);
  /** Characters that the tokens of each choice have made so far. */
  const offsets = new Map<number, number>();
  const logprobs = (index: number, events: readonly AnswerEvent[]) => {
    if (!listed) return null;
    const tokens = events.flatMap(tokensOf);
    const from = offsets.get(index) ?? 0;
    const list = columns(tokens, from);
    offsets.set(index, from + tokens.reduce((sum, { text }) => sum + text.length, 0));
    return list;
  };
  const choice = (index: number, events: readonly AnswerEvent[]) => {
    const { text, reason } = summed(events);
    return { index, text, logprobs: logprobs(index, events), finish_reason: reason };
  };
  return {
    whole: ({ events, usage }) => ({
      ...head,
      choices: [...events].map(([index, own]) => choice(index, own)),
      usage: told(usage),
    }),
    chunk: (event) => ({ ...head, choices: [choice(event.index, [event])] }),
    usageChunk: (usage) => ({ ...head, choices: [], usage: told(usage) }),
  };
};

function tokensOf(event: AnswerEvent): readonly ToldToken[] {
  if (event.type === 'prompt') return event.tokens;
  return event.type === 'token' && event.token !== null ? [event.token] : [];
}

/** In the form of columns. */
function columns(tokens: readonly ToldToken[], from: number): object {
  let offset = from;
  return {
    tokens: tokens.map(nameOf),
    token_logprobs: tokens.map(({ logProbability }) => logProbability && finite(logProbability)),
    top_logprobs: tokens.map(({ top, logProbability }) => (logProbability === null ? null : byName(top))),
    text_offset: tokens.map(({ text }) => {
      const own = offset;
      offset += text.length;
      return own;
    }),
  };
}

/** Two tokens of one name are told as the likelier of them. */
function byName(top: ToldToken['top']): Readonly<Record<string, number>> {
  const named: Record<string, number> = {};
  for (const token of top) named[nameOf(token)] ??= finite(token.logProbability ?? 0);
  return named;
}

/** A token by its text, or by its bytes where they are part of a character. */
function nameOf({ text, bytes }: Omit<ToldToken, 'top'>): string {
  if (!text.includes('\uFFFD')) return text;
  return `bytes:${[...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')}`;
}
