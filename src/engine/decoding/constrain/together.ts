/** Several constraints at once: what all of them allow. */
import type { TokenMask } from '../../lm/token-mask.ts';
import type { Constraint } from './constraint.ts';

export function together(parts: readonly Constraint[]): Constraint {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : new Together(parts);
}

class Together implements Constraint {
  readonly #parts: readonly Constraint[];

  constructor(parts: readonly Constraint[]) {
    this.#parts = parts;
  }

  get isComplete(): boolean {
    return this.#parts.every((part) => part.isComplete);
  }

  get isFinished(): boolean {
    return this.#parts.some((part) => part.isFinished);
  }

  allowed(): TokenMask {
    const masks = this.#parts.map((part) => part.allowed());
    return (masks[0] ?? new Uint32Array()).map((word, at) => masks.reduce((all, mask) => all & (mask[at] ?? 0), word));
  }

  next(id: number): Constraint {
    return new Together(this.#parts.map((part) => part.next(id)));
  }
}
