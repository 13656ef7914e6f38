/**
 * The tokens of a vocabulary as a tree of their bytes, so that which of them a machine accepts is found by walking only as
 * far as it goes along: few tokens have to be looked at where little is allowed.
 */
import type { Tokenizer } from '../../tokenizer/tokenizer.ts';
import { DEAD } from './automaton.ts';

export class TokenTree {
  /** Node 0 is the root. A node's first child and its next sibling; 0 where there is none. */
  readonly #firstChild: number[] = [0];
  readonly #sibling: number[] = [0];
  readonly #byte: number[] = [0];
  /** Tokens that end at a node: different ids can spell the same text. */
  readonly #ids: (readonly number[] | undefined)[] = [undefined];

  /** Control tokens are no text and not in it. */
  constructor(tokenizer: Tokenizer) {
    const tokens = Array.from({ length: tokenizer.size }, (_, id) => ({ id, bytes: tokenizer.bytes(id) }))
      .filter(({ id, bytes }) => bytes.length > 0 && tokenizer.kind(id) === 'text')
      .sort((a, b) => compare(a.bytes, b.bytes));
    // In this order a token shares its beginning with the one before it, or with none.
    const path = [0];
    let previous = new Uint8Array(0);
    for (const { id, bytes } of tokens) {
      let shared = 0;
      while (shared < previous.length && previous[shared] === bytes[shared]) shared++;
      path.length = shared + 1;
      for (const byte of bytes.subarray(shared)) path.push(this.#add(path.at(-1) ?? 0, byte));
      const end = path.at(-1) ?? 0;
      this.#ids[end] = [...(this.#ids[end] ?? []), id];
      previous = Uint8Array.from(bytes);
    }
  }

  /** Every id whose bytes lead from `state` to a living one. */
  walk(state: number, next: (state: number, byte: number) => number, found: (id: number) => void): void {
    const nodes = [0];
    const states = [state];
    for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
      const at = states.pop() ?? DEAD;
      for (let child = this.#firstChild[node] ?? 0; child !== 0; child = this.#sibling[child] ?? 0) {
        const reached = next(at, this.#byte[child] ?? 0);
        if (reached === DEAD) continue;
        for (const id of this.#ids[child] ?? []) found(id);
        nodes.push(child);
        states.push(reached);
      }
    }
  }

  #add(parent: number, byte: number): number {
    const node = this.#byte.push(byte) - 1;
    this.#firstChild.push(0);
    this.#sibling.push(this.#firstChild[parent] ?? 0);
    this.#ids.push(undefined);
    this.#firstChild[parent] = node;
    return node;
  }
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = a[index]! - b[index]!;
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
