/** Two models over one vocabulary, whose logits a rule combines (`mixture.ts`, `contrastive.ts`, `blend.ts`). */
import { LocumError } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import { chooseFromScores } from '../../lm/choice.ts';
import type { Ensemble, EnsembleReport, PrefillOptions, Role, StepRequest, StepResult } from '../../lm/ensemble.ts';
import { checkSampling } from '../../lm/sample.ts';
import type { TokenMask } from '../../lm/token-mask.ts';
import type { Participant } from '../members.ts';
import { follow, sharedIds } from '../shared-ids.ts';
import { type Append, allDone, FollowerGroup } from './follower-group.ts';
import { GrowingIds, type Piece } from './growing-text.ts';
import { TextFollower } from './text-follower.ts';

export interface RuleContext {
  readonly alpha: number;
  /** As `EnsembleMembers.sharedIds`. */
  readonly sharedIds: Uint8Array | null;
  /** As `StepRequest.allowed`, for rules that compare tokens with the best one. */
  readonly allowed?: TokenMask | null;
}

/** Writes the combined scores `[base vocabulary]` to `out`, from the logits of one position. */
export type Rule = (
  logits: { readonly base: Float32Array; readonly other: Float32Array },
  context: RuleContext,
  out: Float64Array,
) => void;

/** What a rule has to tell of a text. */
export interface RuleWatch {
  report(): EnsembleReport;
  /** Another text begins. */
  reset(): void;
}

/** @throws {LocumError} `vocabulary-mismatch` when the tokenizers are of different families */
export function createRuleEnsemble(
  base: Participant,
  other: Participant & { readonly role: 'expert' | 'anti' },
  rule: Rule,
  watch?: RuleWatch,
): Ensemble {
  const mask = pairMask(base, other);
  const translate = (id: number) => follow(id, base.tokenizer, other.tokenizer);
  return new RuleEnsemble(base.model, other.model, other.role, translate, mask, rule, watch);
}

/** As `sharedIds`. @throws {LocumError} `vocabulary-mismatch` when the tokenizers are of different families */
export function pairMask(base: Participant, other: Participant): Uint8Array | null {
  const space = ({ tokenizer, model }: Participant) => ({ tokenizer, vocabularySize: model.info.vocabularySize });
  return sharedIds(space(base), [space(other)]);
}

class RuleEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #base: TextFollower;
  readonly #other: TextFollower;
  readonly #role: 'expert' | 'anti';
  readonly #contexts: FollowerGroup;
  readonly #sharedIds: Uint8Array | null;
  readonly #rule: Rule;
  readonly #scores: Float64Array;
  readonly #watch: RuleWatch | undefined;
  readonly report?: () => EnsembleReport;
  #begun = false;

  constructor(
    base: CausalLM,
    other: CausalLM,
    role: 'expert' | 'anti',
    translate: (id: number) => readonly number[],
    mask: Uint8Array | null,
    rule: Rule,
    watch: RuleWatch | undefined,
  ) {
    this.#watch = watch;
    if (watch !== undefined) this.report = () => watch.report();
    this.roles = ['base', role];
    this.#role = role;
    this.#base = new TextFollower(base, GrowingIds.empty());
    this.#other = base === other ? this.#base : new TextFollower(other, GrowingIds.empty(translate));
    this.#contexts = new FollowerGroup([
      { role: 'base', follower: this.#base },
      { role, follower: this.#other },
    ]);
    this.#sharedIds = mask;
    this.#rule = rule;
    this.#scores = new Float64Array(base.info.vocabularySize);
  }

  prefill(ids: Append, options: PrefillOptions): Promise<void> {
    return this.#contexts.prefill(ids, options);
  }

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    const { append, alpha, signal } = request;
    const ids = append.base ?? [];
    if (ids.length === 0) throw new LocumError('bad-argument', 'Every step needs at least one token of the base.');
    const piece: Piece = { ids, text: '' };
    const moved = this.#begun ? this.#contexts.follow(piece, signal) : this.#contexts.begin(piece, append, signal);
    await allDone([...moved.values()]);
    const [base, other] = [await moved.get(this.#base)!, await moved.get(this.#other)!];
    const context = { alpha, sharedIds: this.#sharedIds, allowed: request.allowed ?? null };
    this.#rule({ base, other }, context, this.#scores);
    const result = chooseFromScores({ base, [this.#role]: other }, request, this.#sharedIds, this.#scores);
    await this.#contexts.commit();
    this.#begun = true;
    return result;
  }

  async reset(): Promise<void> {
    this.#begun = false;
    this.#watch?.reset();
    await this.#contexts.reset();
  }
}
