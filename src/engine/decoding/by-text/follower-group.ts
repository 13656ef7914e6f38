/** The contexts of one ensemble, which advance together. A model that plays several roles has one context. */
import { LocumError } from '../../errors.ts';
import type { PrefillOptions, Role } from '../../lm/ensemble.ts';
import type { Piece } from './growing-text.ts';
import type { TextFollower } from './text-follower.ts';

export type Append = Readonly<Partial<Record<Role, readonly number[]>>>;

interface Context {
  readonly follower: TextFollower;
  readonly roles: readonly Role[];
}

/** The logits each context will have. */
export type Moved = ReadonlyMap<TextFollower, Promise<Float32Array>>;

export class FollowerGroup {
  readonly #contexts: readonly Context[];

  constructor(played: readonly { readonly role: Role; readonly follower: TextFollower }[]) {
    this.#contexts = [...new Set(played.map(({ follower }) => follower))].map((follower) => ({
      follower,
      roles: played.filter((other) => other.follower === follower).map(({ role }) => role),
    }));
  }

  async prefill(ids: Append, { signal, onProgress }: PrefillOptions): Promise<void> {
    const jobs = this.#contexts.map(({ follower, roles }) => ({ follower, ids: idsFor(roles, ids), done: 0 }));
    const sum = (count: (job: (typeof jobs)[number]) => number) => jobs.reduce((total, job) => total + count(job), 0);
    const total = sum((job) => job.ids.length);
    await allDone(
      jobs.map((job) =>
        job.follower.prefill(job.ids, {
          signal,
          onProgress: (tokens) => {
            job.done = tokens;
            onProgress?.(
              sum(({ done }) => done),
              total,
            );
          },
        }),
      ),
    );
  }

  /** The ends of the prompts. */
  begin(piece: Piece, ids: Append, signal: AbortSignal | undefined): Moved {
    const own = this.#contexts.map(({ follower, roles }) => ({ follower, ids: idsFor(roles, ids) }));
    if (own.some((each) => each.ids.length === 0)) {
      throw new LocumError('bad-argument', 'Every model of the ensemble needs at least one token of its prompt.');
    }
    return new Map(own.map((each) => [each.follower, each.follower.begin(piece, each.ids, signal)]));
  }

  follow(piece: Piece, signal: AbortSignal | undefined): Moved {
    return new Map(this.#contexts.map(({ follower }) => [follower, follower.follow(piece, signal)]));
  }

  async commit(): Promise<void> {
    for (const { follower } of this.#contexts) await follower.commit();
  }

  async reset(): Promise<void> {
    await allDone(this.#contexts.map(({ follower }) => follower.reset()));
  }
}

/** One context serves all roles of a model, so they must ask for the same tokens. */
function idsFor(roles: readonly Role[], ids: Append): readonly number[] {
  const [first = [], ...others] = roles.map((role) => ids[role] ?? []);
  if (others.every((other) => other.length === first.length && other.every((id, i) => id === first[i]))) return first;
  throw new LocumError('bad-argument', `One model plays ${roles.join(' and ')} but was given different tokens.`, {
    hint: 'Fork the model when its roles need different prompts.',
  });
}

/** Waits for all, so that no model is still at work; then throws the first failure. */
export async function allDone(work: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(work);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
