/** Answers as `/v1/chat/completions` tells them. */
import type { AnswerEvent, ToldToken } from './answer.ts';
import { envelope, finite, type OpenWire, summed, told } from './wire.ts';

export const chatWire: OpenWire = (asked) => {
  const listed = asked.top !== null;
  const begun = new Set<number>();
  const head = envelope('chat.completion', 'chatcmpl', asked);
  const chunkHead = { ...head, object: 'chat.completion.chunk' };
  const logprobs = (tokens: readonly ToldToken[]) => (listed ? { content: tokens.map(entry), refusal: null } : null);
  return {
    whole: ({ events, usage }) => ({
      ...head,
      choices: [...events].map(([index, own]) => {
        const { text, reason } = summed(own);
        const message = { role: 'assistant', content: text, refusal: null };
        return { index, message, logprobs: logprobs(tokensOf(own)), finish_reason: reason };
      }),
      usage: told(usage),
    }),
    chunk(event) {
      const { index } = event;
      const choice = (delta: object, tokens: readonly ToldToken[], reason: string | null) => ({
        ...chunkHead,
        choices: [{ index, delta, logprobs: tokens.length > 0 ? logprobs(tokens) : null, finish_reason: reason }],
      });
      const role = begun.has(index) ? {} : { role: 'assistant' };
      begun.add(index);
      if (event.type === 'finish') return choice(role, [], event.reason);
      return choice({ ...role, content: event.text }, tokensOf([event]), null);
    },
    usageChunk: (usage) => ({ ...chunkHead, choices: [], usage: told(usage) }),
  };
};

function tokensOf(events: readonly AnswerEvent[]): readonly ToldToken[] {
  return events.flatMap((event) => (event.type === 'token' && event.token !== null ? [event.token] : []));
}

function entry({ top, ...token }: ToldToken): object {
  return { ...alone(token), top_logprobs: top.map(alone) };
}

function alone({ text, bytes, logProbability }: Omit<ToldToken, 'top'>): object {
  return { token: text, logprob: finite(logProbability ?? 0), bytes: [...bytes] };
}
