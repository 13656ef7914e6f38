/**
 * A set of texts as a machine over UTF-8 bytes: Thompson's construction (1968), made deterministic state by state as texts
 * ask for it. Bytes, because tokens are bytes: one token can hold half a character.
 */
import { LocumError } from '../../errors.ts';
import { beyondLimit, LIMITS } from '../../limits.ts';
import type { Expression, Member } from './expression.ts';
import { utf8Ranges } from './utf8-ranges.ts';

interface Edge {
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

interface State {
  readonly edges: Edge[];
  /** States that stand for this one too. */
  readonly free: number[];
}

const SUBJECT = 'The constraint';
const UNKNOWN = -2;
/** No text goes on like this. */
export const DEAD = -1;

/** Which states a deterministic state stands for. */
interface Known {
  readonly members: readonly number[];
  readonly accepts: boolean;
  readonly next: Int32Array;
}

export class Automaton {
  readonly #states: readonly State[];
  readonly #end: number;
  readonly #known: Known[] = [];
  readonly #index = new Map<string, number>();
  /** Members of all known states. */
  #kept = 0;
  readonly start: number;

  /** @throws {LocumError} `bad-argument` when there is no such text, `limit-exceeded` when the machine would be too large */
  constructor(expression: Expression) {
    const builder = new Builder();
    const [start, end] = [builder.add(), builder.add()];
    builder.connect(expression, start, end);
    const alive = reaching(builder.states, end);
    if (!alive[start]) throw new LocumError('bad-argument', 'There is no text that the constraint allows.');
    this.#states = builder.states.map(({ edges, free }) => ({
      edges: edges.filter(({ to }) => alive[to]),
      free: free.filter((to) => alive[to]),
    }));
    this.#end = end;
    this.start = this.#state([start]);
  }

  /** The text so far is in the set. */
  accepts(state: number): boolean {
    return this.#known[state]?.accepts ?? false;
  }

  /** The state after one more byte, or `DEAD`. @throws {LocumError} `limit-exceeded` */
  next(state: number, byte: number): number {
    const known = this.#known[state];
    if (known === undefined) return DEAD;
    const found = known.next[byte] ?? UNKNOWN;
    if (found !== UNKNOWN) return found;
    const reached: number[] = [];
    for (const member of known.members) {
      for (const { first, last, to } of this.#states[member]?.edges ?? []) {
        if (byte >= first && byte <= last) reached.push(to);
      }
    }
    const next = reached.length === 0 ? DEAD : this.#state(reached);
    known.next[byte] = next;
    return next;
  }

  #state(members: readonly number[]): number {
    const closed = new Set(members);
    for (const member of closed) for (const other of this.#states[member]?.free ?? []) closed.add(other);
    const sorted = [...closed].sort((a, b) => a - b);
    const key = sorted.join();
    const found = this.#index.get(key);
    if (found !== undefined) return found;
    this.#kept += sorted.length;
    if (this.#kept > LIMITS.constraintMemory.most) throw beyondLimit('constraintMemory', SUBJECT);
    const next = new Int32Array(256).fill(UNKNOWN);
    const state = this.#known.push({ members: sorted, accepts: closed.has(this.#end), next }) - 1;
    this.#index.set(key, state);
    return state;
  }
}

class Builder {
  readonly states: State[] = [];
  #edges = 0;

  add(): number {
    if (this.states.length >= LIMITS.constraintStates.most) throw beyondLimit('constraintStates', SUBJECT);
    return this.states.push({ edges: [], free: [] }) - 1;
  }

  /** Makes the texts of `expression` lead from one state to another. */
  connect(expression: Expression, from: number, to: number): void {
    switch (expression.kind) {
      case 'character':
        for (const range of expression.ranges) {
          for (const bytes of utf8Ranges(range)) {
            let at = from;
            for (const [index, [first, last]] of bytes.entries()) {
              this.#count();
              const next = index === bytes.length - 1 ? to : this.add();
              this.states[at]?.edges.push({ first, last, to: next });
              at = next;
            }
          }
        }
        return;
      case 'sequence': {
        let at = from;
        for (const part of expression.parts) at = this.#append(part, at);
        this.#free(at, to);
        return;
      }
      case 'choice':
        for (const option of expression.options) this.connect(option, from, to);
        return;
      case 'repeat':
        this.#repeat(expression.part, expression.least, expression.most, from, to);
        return;
      case 'separated':
        this.#separated(expression.members, expression.separator, from, to);
        return;
      default:
        expression satisfies never;
    }
  }

  #repeat(part: Expression, least: number, most: number, from: number, to: number): void {
    let at = from;
    for (let count = 0; count < least; count++) at = this.#append(part, at);
    if (most === Number.POSITIVE_INFINITY) {
      const loop = this.add();
      this.#free(at, loop);
      this.#free(this.#append(part, loop), loop);
      at = loop;
    } else {
      for (let count = least; count < most; count++) {
        this.#free(at, to);
        at = this.#append(part, at);
      }
    }
    this.#free(at, to);
  }

  /** Twice the members side by side: where none has been written yet, and where a separator has to come before the next. */
  #separated(members: readonly Member[], separator: Expression, from: number, to: number): void {
    let none: number | null = from;
    let some: number | null = null;
    for (const { expression, required } of members) {
      const after = this.add();
      if (none !== null) this.connect(expression, none, after);
      if (some !== null) this.connect(expression, this.#append(separator, some), after);
      if (!required && some !== null) this.#free(some, after);
      if (required) none = null;
      some = after;
    }
    if (none !== null) this.#free(none, to);
    if (some !== null) this.#free(some, to);
  }

  #append(part: Expression, from: number): number {
    const to = this.add();
    this.connect(part, from, to);
    return to;
  }

  #count(): void {
    if (++this.#edges > LIMITS.constraintEdges.most) throw beyondLimit('constraintEdges', SUBJECT);
  }

  #free(from: number, to: number): void {
    this.#count();
    this.states[from]?.free.push(to);
  }
}

/** Which states have a way to `end`. */
function reaching(states: readonly State[], end: number): readonly boolean[] {
  const before: number[][] = states.map(() => []);
  for (const [from, { edges, free }] of states.entries()) {
    for (const { to } of edges) before[to]?.push(from);
    for (const to of free) before[to]?.push(from);
  }
  const alive = new Array<boolean>(states.length).fill(false);
  const queue = [end];
  alive[end] = true;
  for (const state of queue) {
    for (const from of before[state] ?? []) {
      if (alive[from]) continue;
      alive[from] = true;
      queue.push(from);
    }
  }
  return alive;
}
