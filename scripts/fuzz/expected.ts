import { Cancelled, LocumError } from '../../src/engine/errors.ts';

/** A refusal in the user's words: anything else that is thrown is a fault. */
export function isExpected(thrown: unknown): boolean {
  return thrown instanceof Cancelled || (thrown instanceof LocumError && thrown.code !== 'internal');
}
