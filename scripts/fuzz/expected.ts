import { ApiError } from '../../cli/serve/api-error.ts';
import { Cancelled, LocumError } from '../../src/engine/errors.ts';

/** A refusal in the user's words, or in those of OpenAI's interface: anything else that is thrown is a fault. */
export function isExpected(thrown: unknown): boolean {
  if (thrown instanceof ApiError) return thrown.status < 500;
  return thrown instanceof Cancelled || (thrown instanceof LocumError && thrown.code !== 'internal');
}
