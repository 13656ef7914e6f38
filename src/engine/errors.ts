/**
 * The one error hierarchy of the project. Expected failures carry a stable `code`, a `message` in the
 * user's words, a `hint` that says what to do, and whether the same models can go on afterwards (`recoverable`).
 */

export type ErrorCode =
  | 'no-webgpu'
  | 'device-lost'
  | 'out-of-memory'
  | 'empty-input'
  | 'context-too-long'
  | 'nothing-usable'
  | 'file-not-text'
  | 'text-too-large'
  | 'other-language'
  | 'limit-exceeded'
  | 'recording-unreadable'
  | 'recording-silent'
  | 'recording-too-long'
  | 'microphone-denied'
  | 'file-not-found'
  | 'file-invalid'
  | 'network'
  | 'checkpoint-missing-file'
  | 'checkpoint-truncated'
  | 'checkpoint-invalid'
  | 'checksum-mismatch'
  | 'quota-exceeded'
  | 'storage-unavailable'
  | 'host-not-allowed'
  | 'policy-absent'
  | 'access-denied'
  | 'library-mismatch'
  | 'model-absent'
  | 'model-changed'
  | 'unsupported-architecture'
  | 'adapter-mismatch'
  | 'tokenizer-mismatch'
  | 'vocabulary-mismatch'
  | 'endpoint-unreachable'
  | 'endpoint-timeout'
  | 'endpoint-busy'
  | 'endpoint-refused'
  | 'endpoint-model-unknown'
  | 'endpoint-failed'
  | 'endpoint-invalid'
  | 'wrong-passphrase'
  | 'history-locked'
  | 'history-changed'
  | 'export-invalid'
  | 'unsupported'
  | 'bad-argument'
  | 'disposed'
  | 'engine-crashed'
  | 'part-missing'
  | 'internal';

export interface LocumErrorInit {
  readonly hint?: string;
  readonly recoverable?: boolean;
  readonly cause?: unknown;
  /** Figures a page needs to explain the failure, e.g. `{ tokens: 5000, limit: 2048 }`. */
  readonly details?: Readonly<Record<string, number | string>>;
}

/** The wire form of an error: what crosses the worker boundary and what `--json` prints. */
export interface ErrorRecord {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
  readonly recoverable: boolean;
  readonly details: Readonly<Record<string, number | string>>;
}

export class LocumError extends Error {
  override readonly name = 'LocumError';
  readonly code: ErrorCode;
  readonly hint: string;
  readonly recoverable: boolean;
  readonly details: Readonly<Record<string, number | string>>;

  constructor(code: ErrorCode, message: string, init: LocumErrorInit = {}) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = code;
    this.hint = init.hint ?? '';
    this.recoverable = init.recoverable ?? true;
    this.details = init.details ?? {};
  }

  toRecord(): ErrorRecord {
    return {
      code: this.code,
      message: this.message,
      hint: this.hint,
      recoverable: this.recoverable,
      details: this.details,
    };
  }

  static fromRecord(record: ErrorRecord): LocumError {
    return new LocumError(record.code, record.message, record);
  }

  /** Any thrown value as a `LocumError`; what nobody expected becomes `internal`. */
  static from(thrown: unknown): LocumError {
    if (thrown instanceof LocumError) return thrown;
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new LocumError('internal', message, {
      cause: thrown,
      recoverable: false,
      hint: 'This is a fault in Locum. Your text is kept; reload the page to go on.',
    });
  }
}

/** Cancellation is not a failure: it is what the user asked for, and has a type of its own. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
  constructor() {
    super('Cancelled.');
  }
}

/** @throws {Cancelled} when `signal` has been aborted. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled();
}

/** For what cannot happen: narrows, or throws `internal`. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new LocumError('internal', `Broken invariant: ${message}`, { recoverable: false });
}
