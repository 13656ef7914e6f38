/** One of some labels and nothing else. */
import { allow, emptyMask, type TokenMask } from '../../lm/token-mask.ts';
import { type Constraint, type ConstraintSpace, notAllowed } from './constraint.ts';
import { type LabelNode, labelTrie } from './label-trie.ts';

/** @throws {LocumError} as `labelTrie` */
export function labelSet(labels: readonly string[], space: ConstraintSpace, prompt: readonly number[]): Constraint {
  return new LabelSet(labelTrie(labels, space.tokenizer, prompt).root, space);
}

class LabelSet implements Constraint {
  readonly #node: LabelNode;
  readonly #space: ConstraintSpace;

  constructor(node: LabelNode, space: ConstraintSpace) {
    this.#node = node;
    this.#space = space;
  }

  get isComplete(): boolean {
    return this.#node.label !== null;
  }

  get isFinished(): boolean {
    return this.#node.children.length === 0;
  }

  allowed(): TokenMask {
    const mask = emptyMask(this.#space.vocabularySize);
    for (const { id } of this.#node.children) allow(mask, id);
    if (this.isComplete) for (const id of this.#space.stopIds) allow(mask, id);
    return mask;
  }

  next(id: number): Constraint {
    const node = this.#node.children.find((child) => child.id === id);
    if (node === undefined) throw notAllowed(id);
    return new LabelSet(node, this.#space);
  }
}
