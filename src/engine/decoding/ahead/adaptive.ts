/**
 * Adaptive proxy tuning ([BBW], future work; METHODS §7): α per token (`alpha-scale.ts`, `alpha-gate.ts`), and no forward of the
 * pair where its shift can be foreseen: the base's log-probabilities, with the shift the pair last made after the same tokens (`delta-memory.ts`),
 * lead by more than such expectations have lately been off (`shift-record.ts`). The pair reads skipped tokens later, in one pass.
 *
 * `skip.risk` = 0, the certain mode (`verified-skipping.ts`): tokens are held back until the pair has read them, and are exactly those
 * of full proxy tuning. A token that the pair changes costs the base the forward beyond it.
 * `skip.risk` > 0 (`deferred-skipping.ts`): a skipped token is told at once and stays; later it is compared, and counted if it differs.
 * In either mode passes of the pair are saved, not its arithmetic: a pass over several tokens takes about as long as over one
 * where reading weights is what takes time (GPUs), not where arithmetic is (a CPU).
 *
 * What it achieves depends on the models, and `npm run bench:adaptive` measures it: see docs/adaptive.md for the demo models, whose
 * base agrees with proxy tuning in one token of five only, so that without a memory of shifts next to nothing could be skipped.
 */
import { LocumError, throwIfCancelled } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import type { Ensemble, EnsembleMembers, EnsembleReport, Role, StepRequest, StepResult } from '../../lm/ensemble.ts';
import { checkWidths } from '../../lm/members.ts';
import { checkSampling } from '../../lm/sample.ts';
import { AdaptiveChoice } from './adaptive-choice.ts';
import type { AlphaScale } from './alpha-scale.ts';
import { DeferredSkipping } from './deferred-skipping.ts';
import { DeltaMemory } from './delta-memory.ts';
import { lookaheadObstacle } from './lookahead.ts';
import type { SkippingMode, Stepped } from './skipping-mode.ts';
import { VerifiedSkipping } from './verified-skipping.ts';

export interface AdaptiveOptions {
  /** α per token: `scaleWithin` a range, or as a gate has learnt it (`gateScale`); default: α is what it is. */
  readonly scaling?: AlphaScale | undefined;
  readonly skip?: Partial<SkipOptions> | undefined;
}

export interface SkipOptions {
  /** 0: certain; else how likely it may be that a skipped token is another, as far as recent ones tell; below 1. */
  readonly risk: number;
  /**
   * In the certain mode, how likely it may be that one of the held-back tokens turns out wrong. One more that is right spares a pass
   * of the pair, one that is wrong costs a forward of the base; so the default is pair / (base + pair), each as large as its weights.
   */
  readonly doubt: number;
  /** How many recent expectations, of each kind, are looked back on. */
  readonly window: number;
  /** No lead below this is relied on, in nats. */
  readonly least: number;
  /** Most tokens before the pair catches up. */
  readonly most: number;
  /** At a risk: compare skipped tokens with what the pair would have made of them; costs their logits. */
  readonly audit: boolean;
  /**
   * How long it is remembered what the pair did. In the certain mode by default over all texts (`session`), which changes no
   * token; at a risk over one text (`note`), so that the same seed gives the same text whatever came before.
   */
  readonly remember: 'note' | 'session';
}

const SKIP = { risk: 0, window: 64, least: 0, most: 8, audit: true };

/**
 * @param plain an ensemble of the same models, which takes over where they cannot take tokens back
 * @throws {LocumError} `bad-argument`
 */
export function createAdaptiveEnsemble(
  members: EnsembleMembers,
  plain: Ensemble,
  { skip = {}, scaling }: AdaptiveOptions = {},
): Ensemble {
  const risk = skip.risk ?? SKIP.risk;
  const remember = risk === 0 ? 'session' : 'note';
  const options = { ...SKIP, doubt: shareOfPair(members), remember, ...skip } satisfies SkipOptions;
  check(options);
  return new AdaptiveEnsemble(members, plain, options, scaling);
}

function check({ risk, doubt, window, least, most }: SkipOptions): void {
  const fail = (what: string) => new LocumError('bad-argument', `Adaptive scaling: ${what}.`);
  if (!(risk >= 0 && risk < 1)) throw fail('the risk must be at least 0 and below 1');
  if (!(doubt >= 0 && doubt <= 1)) throw fail('the doubt must be between 0 and 1');
  if (!(Number.isInteger(window) && window >= 1)) throw fail('the window must be a whole number, 1 or more');
  if (!(least >= 0)) throw fail('the least bound must be 0 or more');
  if (!(Number.isInteger(most) && most >= 0)) throw fail('the most tokens to skip must be a whole number, 0 or more');
}

/** Of the weights that a token is run through. */
function shareOfPair({ base, pair }: EnsembleMembers): number {
  const size = ({ info }: CausalLM) => info.bytes || info.parameters || 1;
  const others = new Set(pair === undefined ? [] : [pair.expert, pair.anti]);
  others.delete(base);
  const sum = [...others].reduce((total, model) => total + size(model), 0);
  return sum / (size(base) + sum);
}

function obstacle(members: EnsembleMembers): string | null {
  return members.pair === undefined ? 'There is no pair to skip.' : lookaheadObstacle(members);
}

class AdaptiveEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #plain: Ensemble;
  readonly #obstacle: string | null;
  readonly #remember: SkipOptions['remember'];
  readonly #choice: AdaptiveChoice;
  readonly #mode: SkippingMode;
  /** The last ids that the base has read. */
  #read: readonly number[] = [];
  #tokens = 0;
  #skipped = 0;

  constructor(members: EnsembleMembers, plain: Ensemble, skip: SkipOptions, scaling: AlphaScale | undefined) {
    checkWidths(members);
    this.roles = plain.roles;
    this.#plain = plain;
    this.#obstacle = obstacle(members);
    this.#remember = skip.remember;
    this.#choice = new AdaptiveChoice(members, skip, scaling);
    const Mode = skip.risk === 0 ? VerifiedSkipping : DeferredSkipping;
    this.#mode = new Mode(members, this.#choice, skip);
  }

  prefill: Ensemble['prefill'] = async (ids, options) => {
    await this.#mode.settle();
    await this.#plain.prefill(ids, options);
    this.#read = this.#with(ids.base);
  };

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    throwIfCancelled(request.signal);
    const context = this.#with(request.append.base);
    const { result, skipped } =
      this.#obstacle === null ? await this.#mode.step(request, context) : await this.#plainStep(request);
    this.#read = context;
    this.#tokens++;
    if (skipped) this.#skipped++;
    return result;
  }

  async reset(): Promise<void> {
    this.#mode.reset();
    this.#choice.restart(this.#remember === 'note');
    this.#read = [];
    this.#tokens = 0;
    this.#skipped = 0;
    await this.#plain.reset();
  }

  report(): EnsembleReport {
    return {
      kind: 'adaptive',
      tokens: this.#tokens,
      passes: this.#mode.passes,
      skipped: this.#skipped,
      ...this.#mode.audit,
      meanScale: this.#choice.meanScale,
      offReason: this.#obstacle,
    };
  }

  async #plainStep(request: StepRequest): Promise<Stepped> {
    const result = await this.#plain.step(request);
    this.#mode.countPass();
    return { result, skipped: false };
  }

  #with(ids: readonly number[] = []): readonly number[] {
    return [...this.#read, ...ids].slice(1 - DeltaMemory.levels);
  }
}
