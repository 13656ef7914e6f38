/** What a pair did to every token of a note, small enough to be written down with each answer. */
import { type ShiftedToken, shiftedTokens } from '../analysis/shift.ts';
import type { FinishEvent, TokenEvent } from '../decoding/events.ts';
import type { Method } from '../decoding/methods.ts';

/** Text, word, δ in probability, and flags: `e` the end of the sequence, `c` another first choice. */
export type PackedShift = readonly [text: string, word: string, shift: number, flags: string];

export function packShifts(
  tokens: readonly TokenEvent[],
  finish: FinishEvent,
  {
    method,
    alpha,
    seed,
    maxTokens,
  }: { readonly method: Method } & Readonly<Record<'alpha' | 'seed' | 'maxTokens', number>>,
): readonly PackedShift[] {
  const sampling = { repetitionPenalty: 1, temperature: 0, topK: 0, topP: 1 };
  const ending = { reason: finish.reason, cause: finish.cause };
  const setting = { method, alpha, seed, maxTokens, sampling, models: {}, title: '', conversation: null };
  return shiftedTokens({ ...setting, tokens, ending }).map(({ text, word, shift, isEnd, argmaxChanged }) => {
    return [text, word, Number(shift.toPrecision(6)), `${isEnd ? 'e' : ''}${argmaxChanged ? 'c' : ''}`];
  });
}

/** @param recording which text of several it is */
export function unpackShifts(packed: readonly PackedShift[], recording: number): readonly ShiftedToken[] {
  return packed.map(([text, word, shift, flags], index) => ({
    recording,
    index,
    text,
    word,
    shift,
    isEnd: flags.includes('e'),
    argmaxChanged: flags.includes('c'),
    position: packed.length > 1 ? index / (packed.length - 1) : 0,
  }));
}
