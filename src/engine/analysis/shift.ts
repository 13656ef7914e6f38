/**
 * What the pair did to the tokens that were chosen ([BBW]; METHODS §5): δ = p_combined − p_base of the token, from the same
 * context. Positive: the expert pushed it; negative: the base would have been surer of it.
 */
import type { TokenEvent } from '../decoding/events.ts';
import { isEnd, type Recording, textOf } from './recording.ts';
import { spanOfTokens, tokenSpans, wordSpans } from './spans.ts';

/** δ of a token; null where the base did not run. */
export function shiftOf(token: Pick<TokenEvent, 'pBase' | 'pCombined'>): number | null {
  return token.pBase === null ? null : token.pCombined - token.pBase;
}

/** A token with what the analysis asks of it. */
export interface ShiftedToken {
  /** Which recording it is of, and its place there. */
  readonly recording: number;
  readonly index: number;
  readonly text: string;
  /** The word, number or sign that the token is (a part of); empty for white space and the end of the sequence. */
  readonly word: string;
  readonly isEnd: boolean;
  /** 0 for the first token, 1 for the last. */
  readonly position: number;
  readonly shift: number;
  readonly argmaxChanged: boolean;
}

/** The tokens whose shift is known, of one recording. */
export function shiftedTokens(recording: Pick<Recording, 'tokens' | 'ending'>, number = 0): readonly ShiftedToken[] {
  const { tokens } = recording;
  const text = textOf(recording);
  const words = wordSpans(text);
  const owners = spanOfTokens(text, tokenSpans(tokens), words);
  return tokens.flatMap((token, index) => {
    const shift = shiftOf(token);
    if (shift === null) return [];
    const span = words[owners[index] ?? -1];
    const end = isEnd(recording, index);
    return [
      {
        recording: number,
        index,
        text: token.text,
        word: span === undefined || end ? '' : text.slice(span.start, span.end),
        isEnd: end,
        position: tokens.length > 1 ? index / (tokens.length - 1) : 0,
        shift,
        argmaxChanged: token.argmaxChanged,
      },
    ];
  });
}

export const SELECTIONS = ['top-quartile', 'all'] as const;
export type Selection = (typeof SELECTIONS)[number];

/** The quarter (rounded up) that moved most in either direction, in their order; among equals the earlier. */
export function select(tokens: readonly ShiftedToken[], selection: Selection): readonly ShiftedToken[] {
  if (selection === 'all') return tokens;
  const order = tokens.map((_, place) => place);
  order.sort((a, b) => Math.abs(tokens[b]?.shift ?? 0) - Math.abs(tokens[a]?.shift ?? 0) || a - b);
  const kept = new Set(order.slice(0, Math.ceil(tokens.length / 4)));
  return tokens.filter((_, place) => kept.has(place));
}
