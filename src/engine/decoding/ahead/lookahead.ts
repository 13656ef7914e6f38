/**
 * Contexts that run ahead of what has been chosen. One model guesses the next tokens in single steps; the others read all
 * guesses in one pass; from then on every position of the guessed path has its row of logits under every model, and a step that
 * stays on the path costs nothing. Rows depend on the ids before them alone, so whatever is chosen from a row is what would have
 * been chosen without guessing. A token off the path takes every context back to where the path was left.
 */
import { invariant, LocumError, throwIfCancelled } from '../../errors.ts';
import type { ExtendOptions, Logits } from '../../lm/causal-lm.ts';
import type { RoleRows } from '../../lm/choice.ts';
import type { EnsembleMembers, Role } from '../../lm/ensemble.ts';
import { distinctMembers, idsForStep, type Member, type RoleIds } from '../../lm/members.ts';

/** What comes after the path so far, or null: nothing that could be guessed. `logits` are the guessing model's. */
export type Guess = (logits: Float32Array, guessed: readonly number[]) => number | null;

export interface LookaheadPlan {
  /** The role whose model guesses. */
  readonly by: Role;
  /** Most guesses; fewer where a context has no room for them. */
  readonly most: number;
  readonly guess: Guess;
  readonly signal: AbortSignal | undefined;
}

/** Told what each forward cost. */
export interface Stopwatch {
  readonly now: () => number;
  readonly onDraft: (milliseconds: number) => void;
  /** All other models over `positions` tokens each. */
  readonly onVerify: (positions: number, milliseconds: number) => void;
}

interface Path {
  readonly by: Member;
  readonly guessed: readonly number[];
  /** Tokens of each member's context before the first guess. */
  readonly before: ReadonlyMap<Member, number>;
  /** Logits before and after each guess; the guessing model's last row may be missing until it is needed. */
  readonly rows: ReadonlyMap<Member, Float32Array[]>;
  /** Guesses that turned out right. */
  at: number;
}

export class Lookahead {
  readonly #members: readonly Member[];
  readonly #stopwatch: Stopwatch | null;
  readonly #passes = new Map<Member, number>();
  #path: Path | null = null;

  /** Every model must be able to truncate and to give logits at all positions. */
  constructor(members: EnsembleMembers, stopwatch: Stopwatch | null = null) {
    this.#members = distinctMembers(members);
    this.#stopwatch = stopwatch;
  }

  /** Forward passes of each role since the last `forget`. */
  get passes(): Readonly<Record<Role, number>> {
    const of = (role: Role) =>
      this.#passes.get(this.#members.find(({ roles }) => roles.includes(role)) ?? this.#members[0]!) ?? 0;
    return { base: of('base'), expert: of('expert'), anti: of('anti') };
  }

  /** Guesses on the path, right or wrong. */
  get guesses(): number {
    return this.#path?.guessed.length ?? 0;
  }

  /** The next guess on the path; null where it ends. */
  get expected(): number | null {
    const path = this.#path;
    return path?.guessed[path.at] ?? null;
  }

  /** Whether `append` is what was guessed, so that `advance` knows its logits already. */
  continues(append: RoleIds): boolean {
    const { expected } = this;
    if (expected === null) return false;
    return idsForStep(this.#members, append).every((ids) => ids.length === 1 && ids[0] === expected);
  }

  /** Logits after the guess that was right. When cancelled or failed, the path stands where it stood. */
  async advance(signal: AbortSignal | undefined): Promise<RoleRows> {
    throwIfCancelled(signal);
    const path = this.#path;
    invariant(path !== null && path.at < path.guessed.length, 'a path to advance on');
    const own = path.rows.get(path.by) ?? [];
    if (own.length === path.at + 1)
      own.push(await this.#draft(path.by, path.guessed.slice(path.at, path.at + 1), signal));
    path.at++;
    return rowsAt(path);
  }

  /**
   * Appends, guesses on from there, and has the others read it all; the logits after `append`.
   * When cancelled or failed, every context is as long as the tokens appended before.
   */
  async begin(append: RoleIds, plan: LookaheadPlan): Promise<RoleRows> {
    const appended = idsForStep(this.#members, append);
    throwIfCancelled(plan.signal);
    await this.settle();
    const lengths = this.#members.map(({ model }) => model.length);
    try {
      this.#path = await this.#explore(appended, plan);
    } catch (thrown) {
      await Promise.allSettled(this.#members.map(({ model }, index) => cut(model, lengths[index]!)));
      throw thrown;
    }
    return rowsAt(this.#path);
  }

  /** Leaves the path: every context holds what was appended, and nothing that was only guessed. */
  async settle(): Promise<void> {
    const path = this.#path;
    if (path === null) return;
    for (const member of this.#members) await cut(member.model, path.before.get(member)! + path.at);
    this.#path = null;
  }

  /** The contexts have been emptied. */
  forget(): void {
    this.#path = null;
    this.#passes.clear();
  }

  /** A pass of every model that was made elsewhere. */
  countPass(): void {
    for (const member of this.#members) this.#count(member);
  }

  async #explore(appended: readonly (readonly number[])[], plan: LookaheadPlan): Promise<Path> {
    const { signal, guess } = plan;
    const by = this.#members.find(({ roles }) => roles.includes(plan.by)) ?? this.#members[0]!;
    const room = this.#members.map(
      ({ model }, index) => model.info.contextLength - model.length - appended[index]!.length,
    );
    const most = Math.min(plan.most, ...room);
    const before = new Map(this.#members.map((member, i) => [member, member.model.length + appended[i]!.length]));
    const own = [await this.#draft(by, appended[this.#members.indexOf(by)]!, signal)];
    const guessed: number[] = [];
    while (guessed.length < most) {
      const id = guess(own.at(-1)!, guessed);
      if (id === null) break;
      guessed.push(id);
      // The last guess's own row is worth a forward only once the guess proves right.
      if (guessed.length < most) own.push(await this.#draft(by, [id], signal));
    }
    const others = this.#members.filter((member) => member !== by);
    const rows = new Map([[by, own]]);
    const started = this.#stopwatch?.now() ?? 0;
    const outcomes = await Promise.allSettled(
      others.map(async (member) => {
        const ids = [...appended[this.#members.indexOf(member)]!, ...guessed];
        const logits = await this.#extend(member, ids, {
          logits: guessed.length > 0 ? 'all' : 'last',
          signal,
        });
        rows.set(member, lastRows(logits, guessed.length + 1));
      }),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    if (this.#stopwatch && others.length > 0) {
      const positions = Math.max(...appended.map((ids) => ids.length)) + guessed.length;
      this.#stopwatch.onVerify(positions, this.#stopwatch.now() - started);
    }
    return { by, guessed, before, rows, at: 0 };
  }

  async #draft(member: Member, ids: readonly number[], signal: AbortSignal | undefined): Promise<Float32Array> {
    const started = this.#stopwatch?.now() ?? 0;
    const { data } = await this.#extend(member, ids, { logits: 'last', signal });
    this.#stopwatch?.onDraft(this.#stopwatch.now() - started);
    return data;
  }

  async #extend(member: Member, ids: readonly number[], options: ExtendOptions): Promise<Logits> {
    const logits = await member.model.extend(ids, options);
    this.#count(member);
    return logits;
  }

  #count(member: Member): void {
    this.#passes.set(member, (this.#passes.get(member) ?? 0) + 1);
  }
}

/** Why these models cannot run ahead; null where they can. */
export function lookaheadObstacle(members: EnsembleMembers): string | null {
  for (const { model } of distinctMembers(members)) {
    const { truncate, allPositions } = model.info.capabilities;
    if (!truncate) return `“${model.info.id}” cannot take tokens back.`;
    if (!allPositions) return `“${model.info.id}” gives logits for one token at a time.`;
  }
  return null;
}

function rowsAt({ by, rows, at }: Path): RoleRows {
  const found: Partial<Record<Role, Float32Array>> = {};
  for (const [{ roles }, own] of rows) {
    const row = own[at];
    if (row === undefined) throw new LocumError('internal', 'A guessed token has no logits.', { recoverable: false });
    for (const role of roles) found[role] = row;
  }
  invariant(rows.has(by), 'the guessing model has rows');
  return found;
}

function lastRows({ data, rows, vocabularySize }: Logits, count: number): Float32Array[] {
  return Array.from({ length: count }, (_, index) => {
    const row = rows - count + index;
    return data.subarray(row * vocabularySize, (row + 1) * vocabularySize);
  });
}

async function cut(model: Member['model'], length: number): Promise<void> {
  if (model.length > length) await model.truncate(length);
}
