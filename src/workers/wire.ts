/**
 * How a page and a worker talk, whatever the worker does: requests carry an id and are answered by any number of
 * `progress` messages and then exactly one of `done`, `cancelled`, `failed`. Errors cross whole. Beside them the page asks
 * for signs of life: a worker that is blocked answers no `ping`, and one that has ended has let go of its lock.
 */
import type { ErrorRecord } from '../engine/errors.ts';

/** What a worker can be asked for, by name. */
export type OperationMap<Ops> = {
  readonly [Op in keyof Ops]: { readonly input: unknown; readonly progress: unknown; readonly output: unknown };
};
export type Name<Ops> = keyof Ops & string;

export type RequestOf<Ops extends OperationMap<Ops>, Op extends Name<Ops> = Name<Ops>> = {
  readonly [K in Op]: {
    readonly type: 'request';
    readonly id: number;
    readonly operation: K;
    readonly input: Ops[K]['input'];
  };
}[Op];

export type ToServer<Ops extends OperationMap<Ops>> =
  | RequestOf<Ops>
  | { readonly type: 'cancel'; readonly id: number }
  /** Answered by a `pong` of the same number when the worker next takes messages, and so after every message before it. */
  | { readonly type: 'ping'; readonly number: number }
  /** Take the lock of this name and keep it as long as the worker lives. */
  | { readonly type: 'live'; readonly lock: string };

export type FromServer<Ops extends OperationMap<Ops>> =
  | { readonly type: 'progress'; readonly id: number; readonly value: Ops[Name<Ops>]['progress'] }
  | { readonly type: 'done'; readonly id: number; readonly value: Ops[Name<Ops>]['output'] }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly error: ErrorRecord }
  | { readonly type: 'pong'; readonly number: number }
  /** The lock that was asked for is held. */
  | { readonly type: 'living' }
  /** The worker as a whole is of no use any more: no request will be answered. */
  | { readonly type: 'lost'; readonly error: ErrorRecord };
