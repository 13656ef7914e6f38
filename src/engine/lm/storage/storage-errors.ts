/** What a browser's or an operating system's storage says, in the user's words. */
import { LocumError } from '../../errors.ts';

const FULL_HINT =
  'Delete a stored model, free space on this device, or run the model from memory without storing it. What has arrived so far is kept.';

export function quotaExceeded(details: Readonly<Record<string, number | string>> = {}, cause?: unknown): LocumError {
  return new LocumError('quota-exceeded', 'The storage that this browser grants is full.', {
    hint: FULL_HINT,
    details,
    cause,
  });
}

/** @param what was attempted, as in “opening model.safetensors” */
export function storageFailure(thrown: unknown, what: string): LocumError {
  if (thrown instanceof LocumError) return thrown;
  const name = thrown instanceof Error ? thrown.name : '';
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : '';
  if (name === 'QuotaExceededError' || code === 'ENOSPC' || code === 'EDQUOT') return quotaExceeded({}, thrown);
  if (name === 'NoModificationAllowedError') {
    return new LocumError('storage-unavailable', `${what} failed: the file is in use.`, {
      hint: 'Another tab of Locum is downloading or checking this model. Close it, or wait until it has finished.',
      cause: thrown,
    });
  }
  return new LocumError('storage-unavailable', `${what} failed: the browser’s storage cannot be used.`, {
    hint: 'Private windows and blocked site data switch storage off. Use a normal window, or run the model from memory.',
    cause: thrown,
  });
}
