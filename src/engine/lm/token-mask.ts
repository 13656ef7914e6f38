/** Which ids may be chosen, one bit each: id v is bit v mod 32 of word ⌊v / 32⌋. Also what a shader reads. */
import { LocumError } from '../errors.ts';
import type { Scores } from './softmax.ts';

/** `[⌈vocabulary / 32⌉]`; ids beyond its end may not be chosen. */
export type TokenMask = Uint32Array<ArrayBuffer>;

export function emptyMask(vocabularySize: number): TokenMask {
  return new Uint32Array(Math.ceil(vocabularySize / 32));
}

export function allow(mask: TokenMask, id: number): void {
  const word = id >>> 5;
  mask[word] = (mask[word] ?? 0) | (1 << (id & 31));
}

/** The ids below `vocabularySize` that `has` names. */
export function maskOf(vocabularySize: number, has: (id: number) => boolean): TokenMask {
  const mask = emptyMask(vocabularySize);
  for (let id = 0; id < vocabularySize; id++) if (has(id)) allow(mask, id);
  return mask;
}

export function isAllowed(mask: TokenMask, id: number): boolean {
  return (((mask[id >>> 5] ?? 0) >>> (id & 31)) & 1) === 1;
}

/**
 * Takes every id that is not allowed out of the choice (−∞). In place.
 * @throws {LocumError} `bad-argument` when nothing is left that the model could choose
 */
export function keepAllowed(scores: Scores, mask: TokenMask): void {
  let left = 0;
  for (let v = 0; v < scores.length; v++) {
    if (!isAllowed(mask, v)) scores[v] = Number.NEGATIVE_INFINITY;
    else if (scores[v]! > Number.NEGATIVE_INFINITY) left++;
  }
  if (left === 0) {
    throw new LocumError('bad-argument', 'No token that is allowed here can be chosen.', {
      hint: 'The constraint asks for text that this model cannot write.',
    });
  }
}
