/**
 * Speculative proxy decoding (METHODS §7; for ensembles: Fu et al. 2025, "Speculate, then Collaborate"): the expert guesses the
 * next k tokens in single steps, base and anti-expert read them all in one pass, and the combined scores at each position decide.
 *
 * The draw is the Gumbel-max trick with noise that depends on seed, step and token alone (`lm/noise.ts`), and guess and choice
 * use the same noise. So a token is chosen exactly as without guessing, greedy or sampled: not only its distribution is the same,
 * but the token itself; and the shared noise makes guesses come true more often than rejection sampling would accept them.
 */
import { throwIfCancelled } from '../../errors.ts';
import type { CausalLM } from '../../lm/causal-lm.ts';
import { chooseFromRows } from '../../lm/choice.ts';
import type { Ensemble, EnsembleMembers, EnsembleReport, Role, StepRequest, StepResult } from '../../lm/ensemble.ts';
import { checkWidths } from '../../lm/members.ts';
import { checkSampling, chooseToken } from '../../lm/sample.ts';
import { isAllowed, keepAllowed } from '../../lm/token-mask.ts';
import { Lookahead, lookaheadObstacle } from './lookahead.ts';
import { Pace, type PaceOptions } from './pace.ts';

export interface SpeculationOptions {
  /** Default `measured`. */
  readonly pace?: PaceOptions['mode'];
  /** Most tokens guessed at a time, default 8. */
  readonly most?: number;
  /** In milliseconds; default `performance.now`. */
  readonly clock?: () => number;
}

/**
 * Tokens and probabilities are those of `plain`, an ensemble of the same models, which also takes over where guessing does
 * not pay or the models cannot go back; `report().offReason` then says why.
 */
export function createSpeculativeEnsemble(
  members: EnsembleMembers,
  plain: Ensemble,
  options: SpeculationOptions = {},
): Ensemble {
  return new SpeculativeEnsemble(members, plain, options);
}

class SpeculativeEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #members: EnsembleMembers;
  readonly #plain: Ensemble;
  readonly #obstacle: string | null;
  readonly #clock: () => number;
  readonly #pace: Pace;
  readonly #lookahead: Lookahead;
  readonly #by: Role;
  readonly #stopIds: ReadonlySet<number>;
  readonly #scores: Float64Array;
  #tokens = 0;
  #drafted = 0;
  #accepted = 0;
  /** Of the path that is under way. */
  #round = { guesses: 0, right: 0 };

  constructor(members: EnsembleMembers, plain: Ensemble, options: SpeculationOptions) {
    const { pace = 'measured', most, clock = () => performance.now() } = options;
    checkWidths(members);
    this.roles = plain.roles;
    this.#members = members;
    this.#plain = plain;
    this.#obstacle =
      members.pair === undefined ? 'One model alone has nobody to guess for it.' : lookaheadObstacle(members);
    this.#clock = clock;
    this.#pace = new Pace({ mode: pace, most });
    this.#lookahead = new Lookahead(members, {
      now: clock,
      onDraft: (milliseconds) => this.#pace.draftPass(milliseconds),
      onVerify: (positions, milliseconds) => this.#pace.verifyPass(positions, milliseconds),
    });
    this.#by = guesser(members);
    this.#stopIds = new Set(members.base.info.stopIds);
    this.#scores = new Float64Array(members.base.info.vocabularySize);
  }

  prefill: Ensemble['prefill'] = async (ids, options) => {
    await this.#lookahead.settle();
    await this.#plain.prefill(ids, options);
  };

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    throwIfCancelled(request.signal);
    if (this.#obstacle === null && this.#lookahead.continues(request.append)) {
      const rows = await this.#lookahead.advance(request.signal);
      return this.#choose(rows, request);
    }
    this.#endRound();
    const most = this.#obstacle === null ? this.#pace.next() : 0;
    if (most === 0) return this.#plainStep(request);
    const rows = await this.#lookahead.begin(request.append, {
      by: this.#by,
      most,
      guess: (logits, guessed) => this.#guess(logits, guessed, request),
      signal: request.signal,
    });
    const { guesses } = this.#lookahead;
    this.#drafted += guesses;
    this.#round = { guesses, right: 0 };
    return this.#choose(rows, request);
  }

  async reset(): Promise<void> {
    this.#lookahead.forget();
    this.#pace.restart();
    this.#tokens = 0;
    this.#drafted = 0;
    this.#accepted = 0;
    this.#round = { guesses: 0, right: 0 };
    await this.#plain.reset();
  }

  report(): EnsembleReport {
    return {
      kind: 'speculative',
      tokens: this.#tokens,
      passes: this.#lookahead.passes,
      drafted: this.#drafted,
      accepted: this.#accepted,
      k: this.#pace.k,
      offReason: this.#obstacle ?? this.#pace.offReason,
    };
  }

  async #plainStep(request: StepRequest): Promise<StepResult> {
    if (this.#obstacle === null) await this.#lookahead.settle();
    const started = this.#clock();
    const result = await this.#plain.step(request);
    this.#pace.plainStep(this.#clock() - started);
    this.#lookahead.countPass();
    this.#tokens++;
    return result;
  }

  #choose(rows: Parameters<typeof chooseFromRows>[0], request: StepRequest): StepResult {
    const result = chooseFromRows(rows, request, this.#members.sharedIds, this.#scores);
    this.#tokens++;
    const { expected } = this.#lookahead;
    if (expected !== null) {
      const right = expected === result.chosen.id;
      this.#pace.guessed(right);
      if (right) {
        this.#accepted++;
        this.#round.right++;
      }
    }
    return result;
  }

  #guess(logits: Float32Array, guessed: readonly number[], request: StepRequest): number | null {
    const { sampling, recent, seed, stepIndex, allowed } = request;
    const scores = Float64Array.from(logits.subarray(0, this.#scores.length));
    // What a constraint allows is known for the first token only; later ones are guessed without.
    const mask = guessed.length === 0 ? (allowed ?? null) : null;
    if (mask !== null) {
      if (!scores.some((score, id) => isAllowed(mask, id) && score > Number.NEGATIVE_INFINITY)) return null;
      keepAllowed(scores, mask);
    }
    const draw = { sampling, recent: [...recent, ...guessed], seed, stepIndex: stepIndex + guessed.length };
    const id = chooseToken(scores, draw);
    const { sharedIds } = this.#members;
    // Nothing comes after a stop token, and what is another token elsewhere is not appended as it is.
    if (this.#stopIds.has(id) || (sharedIds !== null && sharedIds[id] !== 1)) return null;
    return id;
  }

  #endRound(): void {
    const { guesses, right } = this.#round;
    if (guesses > 0) this.#pace.roundEnded(guesses, right);
    this.#round = { guesses: 0, right: 0 };
  }
}

/** The expert knows best what the text should be; the base guesses where it is the cheaper of the two. */
function guesser({ base, pair }: EnsembleMembers): Role {
  const cost = ({ info }: CausalLM) => info.bytes || info.parameters;
  return pair !== undefined && cost(pair.expert) <= cost(base) ? 'expert' : 'base';
}
