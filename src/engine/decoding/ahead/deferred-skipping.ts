/**
 * Adaptive scaling at a risk: where what the pair would say can be expected, the base writes alone and the token stays; the
 * pair catches up in one pass at the next token that it is needed for.
 */
import type { RoleRows } from '../../lm/choice.ts';
import type { EnsembleMembers, Role, StepRequest } from '../../lm/ensemble.ts';
import { distinctMembers, idsForStep, type Member } from '../../lm/members.ts';
import { allDone } from '../by-text/follower-group.ts';
import type { AdaptiveChoice } from './adaptive-choice.ts';
import type { SkippingMode, Stepped } from './skipping-mode.ts';

export interface DeferralOptions {
  /** Tokens that are doubted more are not skipped. */
  readonly risk: number;
  /** Most tokens before the pair catches up. */
  readonly most: number;
  /** Compare skipped tokens with what the pair would have made of them. */
  readonly audit: boolean;
}

/** A token that was told without the pair, to be compared when the pair has read it. */
interface Skipped {
  readonly base: Float32Array;
  readonly request: StepRequest;
  readonly context: readonly number[];
  readonly id: number;
}

/** One of the pair, and what it has not read yet. */
interface Behind {
  readonly member: Member;
  unread: readonly number[];
}

export class DeferredSkipping implements SkippingMode {
  readonly #choice: AdaptiveChoice;
  readonly #options: DeferralOptions;
  readonly #members: readonly Member[];
  readonly #base: Member;
  readonly #behind: readonly Behind[];
  #skipped: Skipped[] = [];
  #passes = { base: 0, pair: 0 };
  #audit = { audited: 0, differing: 0 };

  constructor(members: EnsembleMembers, choice: AdaptiveChoice, options: DeferralOptions) {
    this.#choice = choice;
    this.#options = options;
    this.#members = distinctMembers(members);
    this.#base = this.#members[0]!;
    this.#behind = this.#members.slice(1).map((member) => ({ member, unread: [] }));
  }

  get passes(): Readonly<Record<Role, number>> {
    const of = (role: Role) => (this.#base.roles.includes(role) ? this.#passes.base : this.#passes.pair);
    return { base: of('base'), expert: of('expert'), anti: of('anti') };
  }

  get audit() {
    return this.#audit;
  }

  async settle(): Promise<void> {}

  countPass(): void {
    this.#passes.base++;
    this.#passes.pair++;
  }

  async step(request: StepRequest, context: readonly number[]): Promise<Stepped> {
    const appended = idsForStep(this.#members, request.append);
    const before = this.#members.map(({ model }) => model.length);
    const unread = this.#behind.map((each, index) => [...each.unread, ...appended[index + 1]!]);
    try {
      const { data: base } = await this.#base.model.extend(appended[0]!, { signal: request.signal });
      const { result, doubt } = this.#choice.expect(base, context, request);
      const isForced = (request.forced ?? null) !== null;
      const canWait = this.#behind.every(({ member: { model } }, index) => {
        const isOneToken = appended[index + 1]!.length === 1;
        return isOneToken && model.length + unread[index]!.length <= model.info.contextLength;
      });
      if (doubt <= this.#options.risk && canWait && !isForced && this.#skipped.length < this.#options.most) {
        this.#setUnread(unread);
        const { signal: _, ...kept } = request;
        const later = { ...kept, recent: [...request.recent], candidates: 0 };
        this.#skipped.push({ base, context, request: later, id: result.chosen.id });
        this.#passes.base++;
        return { result: { ...result, pairSkipped: true }, skipped: true };
      }
      const rows = await this.#catchUp(base, unread, request);
      this.#setUnread(unread.map(() => []));
      this.#compare(rows.slice(0, -1));
      this.countPass();
      return { result: this.#choice.choose(rows.at(-1)!, context, request), skipped: false };
    } catch (thrown) {
      await Promise.allSettled(
        this.#members.map(async ({ model }, index) => {
          if (model.length > before[index]!) await model.truncate(before[index]!);
        }),
      );
      throw thrown;
    }
  }

  reset(): void {
    this.#setUnread(this.#behind.map(() => []));
    this.#skipped = [];
    this.#passes = { base: 0, pair: 0 };
    this.#audit = { audited: 0, differing: 0 };
  }

  /** Rows of all roles for the skipped tokens, where they are audited, and for this step's, which is the last. */
  async #catchUp(base: Float32Array, unread: readonly (readonly number[])[], request: StepRequest) {
    const bases = this.#options.audit ? [...this.#skipped.map((skipped) => skipped.base), base] : [base];
    const rows = bases.map((row): RoleRows & { readonly base: Float32Array } => ({
      base: row,
      ...Object.fromEntries(this.#base.roles.map((role) => [role, row])),
    }));
    const wanted = rows.length > 1 ? 'all' : 'last';
    await allDone(
      this.#behind.map(async ({ member }, index) => {
        const logits = await member.model.extend(unread[index]!, { logits: wanted, signal: request.signal });
        for (const i of rows.keys()) {
          // Skipped steps brought one token each; this one may have brought several.
          const row = i < rows.length - 1 ? i : logits.rows - 1;
          const data = logits.data.subarray(row * logits.vocabularySize, (row + 1) * logits.vocabularySize);
          rows[i] = { ...rows[i]!, ...Object.fromEntries(member.roles.map((role) => [role, data])) };
        }
      }),
    );
    return rows;
  }

  #compare(rows: readonly (RoleRows & { readonly base: Float32Array })[]): void {
    let { audited, differing } = this.#audit;
    for (const [index, { request, context, id }] of this.#skipped.entries()) {
      const row = rows[index];
      if (row === undefined) break;
      audited++;
      if (this.#choice.choose(row, context, request).chosen.id !== id) differing++;
    }
    this.#audit = { audited, differing };
    this.#skipped = [];
  }

  #setUnread(unread: readonly (readonly number[])[]): void {
    for (const [index, each] of this.#behind.entries()) each.unread = unread[index]!;
  }
}
