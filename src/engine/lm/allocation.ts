import { LocumError } from '../errors.ts';

/**
 * Runs `allocate`, which makes typed arrays or grows a memory, and turns the engine's refusal into a failure that a page can explain.
 * @throws {LocumError} `out-of-memory`
 */
export function allocating<T>(bytes: number, allocate: () => T): T {
  try {
    return allocate();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new LocumError('out-of-memory', `There is no memory for another ${Math.ceil(bytes / 1e6)} MB.`, {
      hint: 'Choose a smaller model, a stronger quantisation or a shorter text, or close other tabs.',
      details: { bytes },
      cause: thrown,
    });
  }
}

/**
 * Gives a view's memory back now: hundreds of megabytes would else wait for a garbage collection that comes late while
 * weights stream in fast. The view is empty afterwards. Does nothing where the view is a part of a larger buffer, which
 * others may use, and in engines without `ArrayBuffer.transfer`.
 */
export function release({ buffer, byteLength }: ArrayBufferView): void {
  const { transfer } = buffer as { readonly transfer?: (length: number) => unknown };
  if (byteLength > 0 && byteLength === buffer.byteLength) transfer?.call(buffer, 0);
}
