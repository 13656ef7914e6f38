/** A promise with its ends outside (`Promise.withResolvers`, which Node 20 and older browsers lack). */
export interface Deferred<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(reason: unknown): void;
}

export function deferred<Value>(): Deferred<Value> {
  let ends: Pick<Deferred<Value>, 'resolve' | 'reject'> | undefined;
  const promise = new Promise<Value>((resolve, reject) => {
    ends = { resolve, reject };
  });
  // A promise's executor runs before its constructor returns.
  return { promise, ...ends! };
}
