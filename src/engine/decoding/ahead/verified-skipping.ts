/**
 * The certain mode of adaptive scaling: the base goes on alone while what the pair would make of it can be expected, and the pair
 * reads all of that in one pass before any of it is told.
 */
import type { RoleRows } from '../../lm/choice.ts';
import type { EnsembleMembers, Role, StepRequest } from '../../lm/ensemble.ts';
import type { AdaptiveChoice } from './adaptive-choice.ts';
import { Lookahead } from './lookahead.ts';
import type { SkippingMode, Stepped } from './skipping-mode.ts';

export interface VerificationOptions {
  /** Most tokens before the pair reads them. */
  readonly most: number;
  /** The base stops where it is more likely than this that one of its tokens is wrong. */
  readonly doubt: number;
}

export class VerifiedSkipping implements SkippingMode {
  readonly #choice: AdaptiveChoice;
  readonly #options: VerificationOptions;
  readonly #lookahead: Lookahead;
  readonly #stopIds: ReadonlySet<number>;
  readonly #sharedIds: Uint8Array | null;
  #compared = 0;

  constructor(members: EnsembleMembers, choice: AdaptiveChoice, options: VerificationOptions) {
    this.#choice = choice;
    this.#options = options;
    this.#lookahead = new Lookahead(members);
    this.#stopIds = new Set(members.base.info.stopIds);
    this.#sharedIds = members.sharedIds;
  }

  get passes(): Readonly<Record<Role, number>> {
    return this.#lookahead.passes;
  }

  /** All tokens are the pair's. */
  get audit() {
    return { audited: this.#compared, differing: 0 };
  }

  settle(): Promise<void> {
    return this.#lookahead.settle();
  }

  countPass(): void {
    this.#lookahead.countPass();
  }

  async step(request: StepRequest, context: readonly number[]): Promise<Stepped> {
    const known = this.#lookahead.continues(request.append);
    const rows = known ? await this.#lookahead.advance(request.signal) : await this.#begin(request, context);
    const result = this.#choice.choose({ ...rows, base: rows.base! }, context, request);
    if (known) this.#compared++;
    return { result, skipped: known };
  }

  reset(): void {
    this.#lookahead.forget();
    this.#compared = 0;
  }

  #begin(request: StepRequest, context: readonly number[]): Promise<RoleRows> {
    let trust = 1;
    const guess = (base: Float32Array, guessed: readonly number[]): number | null => {
      // What a constraint allows is known for the first token only.
      if (request.allowed && guessed.length > 0) return null;
      const ahead = {
        ...request,
        recent: [...request.recent, ...guessed],
        stepIndex: request.stepIndex + guessed.length,
        candidates: 0,
      };
      const { result, doubt } = this.#choice.expect(base, [...context, ...guessed], ahead);
      const { id } = result.chosen;
      trust *= 1 - doubt;
      const isShared = this.#sharedIds === null || this.#sharedIds[id] === 1;
      return 1 - trust <= this.#options.doubt && isShared && !this.#stopIds.has(id) ? id : null;
    };
    return this.#lookahead.begin(request.append, {
      by: 'base',
      most: this.#options.most,
      guess,
      signal: request.signal,
    });
  }
}
