/** Any text but those that go a certain way at a certain place: what was tried there is not tried again. */
import { isAllowed, maskOf, type TokenMask } from '../../lm/token-mask.ts';
import { type Constraint, type ConstraintSpace, notAllowed } from './constraint.ts';

/** Tokens that may not stand at a place. */
export interface Turning {
  /** Tokens of the answer before it. */
  readonly at: number;
  readonly not: readonly number[];
}

export function turnings(
  closed: readonly Turning[],
  { vocabularySize }: Pick<ConstraintSpace, 'vocabularySize'>,
): Constraint {
  const everything = maskOf(vocabularySize, () => true);
  const masks = new Map<number, TokenMask>();
  for (const { at } of closed) {
    const not = new Set(closed.flatMap((other) => (other.at === at ? other.not : [])));
    masks.set(
      at,
      maskOf(vocabularySize, (id) => !not.has(id)),
    );
  }
  return new Turnings((at) => masks.get(at) ?? everything, 0);
}

class Turnings implements Constraint {
  readonly isComplete = true;
  readonly isFinished = false;
  readonly #maskAt: (at: number) => TokenMask;
  readonly #at: number;

  constructor(maskAt: (at: number) => TokenMask, at: number) {
    this.#maskAt = maskAt;
    this.#at = at;
  }

  allowed(): TokenMask {
    return this.#maskAt(this.#at);
  }

  next(id: number): Constraint {
    if (!isAllowed(this.allowed(), id)) throw notAllowed(id);
    return new Turnings(this.#maskAt, this.#at + 1);
  }
}
