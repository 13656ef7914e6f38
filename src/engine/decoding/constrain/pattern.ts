/** A text out of a set that a machine accepts. */
import { allow, emptyMask, isAllowed, type TokenMask } from '../../lm/token-mask.ts';
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { Automaton, DEAD } from './automaton.ts';
import { type Constraint, type ConstraintSpace, notAllowed } from './constraint.ts';
import type { Expression } from './expression.ts';
import { TokenTree } from './token-tree.ts';

/** @throws {LocumError} as `Automaton` */
export function pattern(expression: Expression, space: ConstraintSpace): Constraint {
  const machine = new TokenMachine(expression, space);
  return new Pattern(machine, machine.start);
}

class Pattern implements Constraint {
  readonly #machine: TokenMachine;
  readonly #state: number;

  constructor(machine: TokenMachine, state: number) {
    this.#machine = machine;
    this.#state = state;
  }

  get isComplete(): boolean {
    return this.#machine.accepts(this.#state);
  }

  get isFinished(): boolean {
    return this.isComplete && !this.#machine.step(this.#state).goesOn;
  }

  allowed(): TokenMask {
    return this.#machine.step(this.#state).mask;
  }

  next(id: number): Constraint {
    const state = this.#machine.after(this.#state, id);
    if (state === DEAD) throw notAllowed(id);
    return new Pattern(this.#machine, state);
  }
}

interface Step {
  readonly mask: TokenMask;
  /** A token that is no stop may follow. */
  readonly goesOn: boolean;
}

/** Building a tree takes as long as reading the whole vocabulary. */
const TREES = new WeakMap<Tokenizer, TokenTree>();

function treeOf(tokenizer: Tokenizer): TokenTree {
  const tree = TREES.get(tokenizer) ?? new TokenTree(tokenizer);
  TREES.set(tokenizer, tree);
  return tree;
}

const BLANK = 0x20;
/** Before a text whose first blank is the tokenizer's own (see below). */
const BEFORE = -2;

class TokenMachine {
  readonly start: number;
  readonly #automaton: Automaton;
  readonly #space: ConstraintSpace;
  readonly #tree: TokenTree;
  readonly #steps = new Map<number, Step>();

  constructor(expression: Expression, space: ConstraintSpace) {
    this.#automaton = new Automaton(expression);
    this.#space = space;
    this.#tree = treeOf(space.tokenizer);
    this.start = space.tokenizer.stripsFirstBlank ? BEFORE : this.#automaton.start;
  }

  accepts(state: number): boolean {
    return this.#automaton.accepts(state === BEFORE ? this.#automaton.start : state);
  }

  step(state: number): Step {
    const known = this.#steps.get(state);
    if (known !== undefined) return known;
    const { stopIds, vocabularySize } = this.#space;
    const mask = emptyMask(vocabularySize);
    let goesOn = false;
    this.#tree.walk(state, this.#next, (id) => {
      if (stopIds.includes(id)) return;
      allow(mask, id);
      goesOn = true;
    });
    if (this.accepts(state)) for (const id of stopIds) allow(mask, id);
    const step = { mask, goesOn };
    this.#steps.set(state, step);
    return step;
  }

  /** The state after a token, or `DEAD`. */
  after(state: number, id: number): number {
    if (!isAllowed(this.step(state).mask, id) || this.#space.stopIds.includes(id)) return DEAD;
    return this.#space.tokenizer.bytes(id).reduce(this.#next, state);
  }

  /** SentencePiece's own blank before a text is not part of it: it may stand there, and must before a blank of the text. */
  readonly #next = (state: number, byte: number): number => {
    if (state !== BEFORE) return this.#automaton.next(state, byte);
    return byte === BLANK ? this.#automaton.start : this.#automaton.next(this.#automaton.start, byte);
  };
}
