/** A conversation that is too long for a context, in parts that are not: whole turns where possible, nothing left out. */
import { LocumError } from '../errors.ts';
import { dialogueTurns } from './dialogue.ts';

export interface ChunkOptions {
  /** Whether a part fits. Shorter text fits where longer text does. */
  readonly fits: (text: string) => boolean;
}

/** Parts in order; joined by line breaks they are the conversation, but for blank lines. @throws {LocumError} `context-too-long` */
export function splitConversation(conversation: string, { fits }: ChunkOptions): readonly string[] {
  const pieces = dialogueTurns(conversation)
    .map(({ start, end }) => conversation.slice(start, end))
    .flatMap((turn) => (fits(turn) ? [turn] : splitTurn(turn, fits)));
  const chunks: string[] = [];
  let from = 0;
  while (from < pieces.length) {
    // As many pieces as fit, found by halving: counting tokens is what costs.
    let low = 1;
    let high = pieces.length - from;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (fits(pieces.slice(from, from + middle).join('\n'))) low = middle;
      else high = middle - 1;
    }
    chunks.push(pieces.slice(from, from + low).join('\n'));
    from += low;
  }
  return chunks;
}

/** A single turn that does not fit: at sentences, then at words. */
function splitTurn(turn: string, fits: ChunkOptions['fits']): string[] {
  for (const boundary of [/(?<=[.!?…]["”’)]?\s)(?=\S)/u, /(?<=\s)(?=\S)/u]) {
    const parts = turn.split(boundary);
    if (parts.length < 2) continue;
    const halves = [parts.slice(0, parts.length >> 1), parts.slice(parts.length >> 1)].map((half) =>
      half.join('').trim(),
    );
    return halves.flatMap((half) => (fits(half) ? [half] : splitTurn(half, fits)));
  }
  throw new LocumError('context-too-long', 'A single word of the text is longer than the models’ context.', {
    hint: 'Look whether the text is a conversation at all.',
  });
}
