/** What both interfaces have in common on the wire. */
import { randomUUID } from 'node:crypto';
import type { AnswerEvent, Usage } from './answer.ts';
import type { Asked } from './requests.ts';

/** How an answer is told by one of the interfaces: as one object, or as a stream of them. */
export interface Wire {
  /** The whole answer. */
  whole(answer: Answered): object;
  /** What an event adds. */
  chunk(event: AnswerEvent): object;
  /** The last chunk of a stream that is to end with its usage. */
  usageChunk(usage: Usage): object;
}

export interface Answered {
  /** Of each choice. */
  readonly events: ReadonlyMap<number, readonly AnswerEvent[]>;
  readonly usage: Usage;
}

export type OpenWire = (asked: Asked) => Wire;

/** What every object of an answer begins with. */
export function envelope(kind: string, prefix: string, { model }: Asked) {
  return { id: `${prefix}-${randomUUID()}`, object: kind, created: Math.floor(Date.now() / 1000), model };
}

export function told({ prompt, completion }: Usage) {
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** JSON knows no −∞: what OpenAI's interface puts for a token that is as good as impossible. */
export function finite(logProbability: number): number {
  return Math.max(logProbability, -9999);
}

/** The reason why a choice ended, and its text. */
export function summed(events: readonly AnswerEvent[]) {
  let text = '';
  let reason: 'stop' | 'length' | null = null;
  for (const event of events) {
    if (event.type === 'finish') reason = event.reason;
    else text += event.text;
  }
  return { text, reason };
}
