/**
 * What a text may be, as sequences of the base's tokens. A constraint is where a text stands in it, and never changes:
 * going on gives a new one, so that rolling back or trying several ways is keeping the old one.
 */
import { LocumError } from '../../errors.ts';
import type { TokenMask } from '../../lm/token-mask.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';

export interface Constraint {
  /** The text so far is one of those asked for: the model may stop here. */
  readonly isComplete: boolean;
  /** Nothing but a stop token may follow. */
  readonly isFinished: boolean;
  /** Ids that may come next, the stop ids among them where the text is complete. Not to be changed. */
  allowed(): TokenMask;
  /** Where the text stands after `id`. @throws {LocumError} `bad-argument` when `id` is not allowed, or is a stop */
  next(id: number): Constraint;
}

/** What a constraint has to know of the model whose tokens it chooses among: the base. */
export interface ConstraintSpace {
  readonly tokenizer: Tokenizer;
  /** Rows of the logits. */
  readonly vocabularySize: number;
  readonly stopIds: readonly number[];
}

export function notAllowed(id: number): LocumError {
  return new LocumError('bad-argument', `Token ${id} is not allowed here.`, { details: { id } });
}
