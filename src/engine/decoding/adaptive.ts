/**
 * Adaptive proxy tuning ([BBW], future work; METHODS §7): α per token (`alpha-scale.ts`), and no forward of the pair where
 * the base leads by more than the pair could shift (`shift-bound.ts`). The pair reads skipped tokens later, all in one pass.
 *
 * `skip.risk` > 0: a skipped token is the base's, at once, and stays; when the pair catches up, what it would have made of it
 * is compared and counted. `skip.risk` = 0, the certain mode: tokens are held back until the pair has caught up, and are exactly
 * those of full proxy tuning; a token that the pair changes costs the base the forwards it made beyond it.
 */
import { LocumError, throwIfCancelled } from '../errors.ts';
import { chooseFromRows, type RoleRows } from '../lm/choice.ts';
import type { Ensemble, EnsembleMembers, EnsembleReport, Role, StepRequest, StepResult } from '../lm/ensemble.ts';
import { checkWidths, distinctMembers, idsForStep, type Member } from '../lm/members.ts';
import { checkSampling } from '../lm/sample.ts';
import { type AlphaRange, alphaScale } from './alpha-scale.ts';
import { leadOf } from './lead.ts';
import { Lookahead, lookaheadObstacle } from './lookahead.ts';
import { ShiftBound } from './shift-bound.ts';

export interface AdaptiveOptions {
  /** α per token between these multiples of α; default: α is what it is. */
  readonly scaling?: AlphaRange | undefined;
  readonly skip?: Partial<SkipOptions> | undefined;
}

export interface SkipOptions {
  /** 0: certain; else the share of recent shifts that may exceed the bound, below 1. */
  readonly risk: number;
  /** How many recent steps the bound is taken from. */
  readonly window: number;
  /** Factor on the bound; default 1, in the certain mode ½, because there a bound that is too low costs no token. */
  readonly safety: number;
  /** What the bound is never below, in nats. */
  readonly least: number;
  /** Most tokens before the pair catches up. */
  readonly most: number;
  /** Compare skipped tokens with what the pair would have made of them; costs their logits. */
  readonly audit: boolean;
}

/** Chosen by `bench/adaptive.ts` on the demo models. */
const SKIP: Omit<SkipOptions, 'safety'> = { risk: 0, window: 64, least: 0, most: 8, audit: true };
const SAFETY = { certain: 0.5, atRisk: 1 };

/**
 * @param plain an ensemble of the same models, which takes over where they cannot take tokens back
 * @throws {LocumError} `bad-argument`
 */
export function createAdaptiveEnsemble(
  members: EnsembleMembers,
  plain: Ensemble,
  options: AdaptiveOptions = {},
): Ensemble {
  const { risk = SKIP.risk } = options.skip ?? {};
  const safety = risk === 0 ? SAFETY.certain : SAFETY.atRisk;
  const skip = { ...SKIP, safety, ...options.skip };
  check(skip, options.scaling);
  return skip.risk === 0
    ? new CertainEnsemble(members, plain, skip, options.scaling)
    : new DeferringEnsemble(members, plain, skip, options.scaling);
}

function check({ risk, window, safety, least, most }: SkipOptions, scaling: AlphaRange | undefined): void {
  const fail = (what: string) => new LocumError('bad-argument', `Adaptive scaling: ${what}.`);
  if (!(risk >= 0 && risk < 1)) throw fail('the risk must be at least 0 and below 1');
  if (!(Number.isInteger(window) && window >= 1)) throw fail('the window must be a whole number, 1 or more');
  if (!(safety >= 0 && Number.isFinite(safety))) throw fail('the safety factor must be 0 or more');
  if (!(least >= 0)) throw fail('the least bound must be 0 or more');
  if (!(Number.isInteger(most) && most >= 0)) throw fail('the most tokens to skip must be a whole number, 0 or more');
  if (scaling === undefined) return;
  if (!(Number.isFinite(scaling.least) && Number.isFinite(scaling.most) && scaling.least <= scaling.most))
    throw fail('the range of α must be two numbers, the smaller first');
}

/** What both modes do with rows of logits. */
class Choice {
  readonly bound: ShiftBound;
  readonly #sharedIds: Uint8Array | null;
  readonly #scaling: AlphaRange | undefined;
  readonly #base: Float64Array;
  readonly #combined: Float64Array;
  #scaled = 0;
  #scales = 0;

  constructor({ base, sharedIds }: EnsembleMembers, skip: SkipOptions, scaling: AlphaRange | undefined) {
    this.bound = new ShiftBound(skip);
    this.#sharedIds = sharedIds;
    this.#scaling = scaling;
    this.#base = new Float64Array(base.info.vocabularySize);
    this.#combined = new Float64Array(base.info.vocabularySize);
  }

  /** Mean multiple of α so far; 1 before the pair has looked at anything. */
  get meanScale(): number {
    return this.#scaled === 0 ? 1 : this.#scales / this.#scaled;
  }

  /** The base's own choice, and whether the pair could change it. */
  ofBase(base: Float32Array, request: StepRequest): { readonly result: StepResult; readonly certain: boolean } {
    const result = chooseFromRows({ base }, request, null, this.#base);
    const lead = leadOf(result.chosen.id, this.#base, request);
    // A token without a rival needs no bound.
    return { result, certain: lead === Number.POSITIVE_INFINITY || lead > this.bound.value };
  }

  /** The choice of all three; the bound learns from it. */
  ofAll(rows: RoleRows, request: StepRequest): StepResult {
    const scale = this.#scaling === undefined ? 1 : alphaScale(rows, this.#scaling);
    this.#scales += scale;
    this.#scaled++;
    const base = chooseFromRows({ base: rows.base! }, { ...request, candidates: 0 }, null, this.#base).chosen.id;
    const scaledRequest = { ...request, alpha: request.alpha * scale };
    const result = chooseFromRows(rows, scaledRequest, this.#sharedIds, this.#combined);
    this.bound.observe(leadOf(base, this.#base, request) - leadOf(base, this.#combined, request));
    return result;
  }

  forget(): void {
    this.bound.forget();
    this.#scaled = 0;
    this.#scales = 0;
  }
}

function obstacle(members: EnsembleMembers): string | null {
  return members.pair === undefined ? 'There is no pair to skip.' : lookaheadObstacle(members);
}

/** Guesses by the base while it leads clearly, read by the pair in one pass before they are told. */
class CertainEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #plain: Ensemble;
  readonly #obstacle: string | null;
  readonly #skip: SkipOptions;
  readonly #choice: Choice;
  readonly #lookahead: Lookahead;
  readonly #stopIds: ReadonlySet<number>;
  readonly #sharedIds: Uint8Array | null;
  #tokens = 0;
  #skipped = 0;

  constructor(members: EnsembleMembers, plain: Ensemble, skip: SkipOptions, scaling: AlphaRange | undefined) {
    checkWidths(members);
    this.roles = plain.roles;
    this.#plain = plain;
    this.#obstacle = obstacle(members);
    this.#skip = skip;
    this.#choice = new Choice(members, skip, scaling);
    this.#lookahead = new Lookahead(members);
    this.#stopIds = new Set(members.base.info.stopIds);
    this.#sharedIds = members.sharedIds;
  }

  prefill: Ensemble['prefill'] = async (ids, options) => {
    await this.#lookahead.settle();
    await this.#plain.prefill(ids, options);
  };

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    throwIfCancelled(request.signal);
    if (this.#obstacle !== null) {
      const result = await this.#plain.step(request);
      this.#lookahead.countPass();
      this.#tokens++;
      return result;
    }
    const known = this.#lookahead.continues(request.append);
    const rows = known
      ? await this.#lookahead.advance(request.signal)
      : await this.#lookahead.begin(request.append, {
          by: 'base',
          most: this.#skip.most,
          guess: (logits, guessed) => this.#guess(logits, guessed, request),
          signal: request.signal,
        });
    const result = this.#choice.ofAll(rows, request);
    this.#tokens++;
    if (known) this.#skipped++;
    return result;
  }

  async reset(): Promise<void> {
    this.#lookahead.forget();
    this.#choice.forget();
    this.#tokens = 0;
    this.#skipped = 0;
    await this.#plain.reset();
  }

  report(): EnsembleReport {
    return {
      kind: 'adaptive',
      tokens: this.#tokens,
      passes: this.#lookahead.passes,
      skipped: this.#skipped,
      audited: this.#skipped,
      differing: 0,
      meanScale: this.#choice.meanScale,
      offReason: this.#obstacle,
    };
  }

  #guess(base: Float32Array, guessed: readonly number[], request: StepRequest): number | null {
    // What a constraint allows is known for the first token only.
    if (request.allowed && guessed.length > 0) return null;
    const ahead = {
      ...request,
      recent: [...request.recent, ...guessed],
      stepIndex: request.stepIndex + guessed.length,
      candidates: 0,
    };
    const { result, certain } = this.#choice.ofBase(base, ahead);
    const { id } = result.chosen;
    const isShared = this.#sharedIds === null || this.#sharedIds[id] === 1;
    return certain && isShared && !this.#stopIds.has(id) ? id : null;
  }
}

/** A token that was told without the pair, to be compared when the pair has read it. */
interface Skipped {
  readonly base: Float32Array;
  readonly request: StepRequest;
  readonly id: number;
}

/** One of the pair, and what it has not read yet. */
interface Behind {
  readonly member: Member;
  unread: readonly number[];
}

/** The base writes alone where it leads clearly; the pair catches up where it does not. */
class DeferringEnsemble implements Ensemble {
  readonly roles: readonly Role[];
  readonly #plain: Ensemble;
  readonly #obstacle: string | null;
  readonly #skip: SkipOptions;
  readonly #choice: Choice;
  readonly #members: readonly Member[];
  readonly #base: Member;
  readonly #behind: readonly Behind[];
  #skippedTokens: Skipped[] = [];
  #tokens = 0;
  #passes = { base: 0, pair: 0 };
  #skipped = 0;
  #audited = 0;
  #differing = 0;

  constructor(members: EnsembleMembers, plain: Ensemble, skip: SkipOptions, scaling: AlphaRange | undefined) {
    checkWidths(members);
    this.roles = plain.roles;
    this.#plain = plain;
    this.#obstacle = obstacle(members);
    this.#skip = skip;
    this.#choice = new Choice(members, skip, scaling);
    this.#members = distinctMembers(members);
    this.#base = this.#members[0]!;
    this.#behind = this.#members.slice(1).map((member) => ({ member, unread: [] }));
  }

  prefill: Ensemble['prefill'] = (ids, options) => this.#plain.prefill(ids, options);

  async step(request: StepRequest): Promise<StepResult> {
    checkSampling(request.sampling);
    throwIfCancelled(request.signal);
    if (this.#obstacle !== null) {
      const result = await this.#plain.step(request);
      this.#count(true);
      return result;
    }
    const appended = idsForStep(this.#members, request.append);
    const before = this.#members.map(({ model }) => model.length);
    const unread = this.#behind.map((each, index) => [...each.unread, ...appended[index + 1]!]);
    try {
      const { data: base } = await this.#base.model.extend(appended[0]!, signalOf(request));
      const { result, certain } = this.#choice.ofBase(base, request);
      const canWait = this.#behind.every(({ member: { model } }, index) => {
        const isOneToken = appended[index + 1]!.length === 1;
        return isOneToken && model.length + unread[index]!.length <= model.info.contextLength;
      });
      if (certain && canWait && this.#skippedTokens.length < this.#skip.most) {
        this.#setUnread(unread);
        const { signal: _, ...kept } = request;
        this.#skippedTokens.push({
          base,
          request: { ...kept, recent: [...request.recent], candidates: 0 },
          id: result.chosen.id,
        });
        this.#count(false);
        return { ...result, pairSkipped: true };
      }
      const rows = await this.#catchUp(base, unread, request);
      this.#setUnread(unread.map(() => []));
      this.#audit(rows.slice(0, -1));
      this.#count(true);
      return this.#choice.ofAll(rows.at(-1)!, request);
    } catch (thrown) {
      await Promise.allSettled(
        this.#members.map(async ({ model }, index) => {
          if (model.length > before[index]!) await model.truncate(before[index]!);
        }),
      );
      throw thrown;
    }
  }

  async reset(): Promise<void> {
    this.#setUnread(this.#behind.map(() => []));
    this.#skippedTokens = [];
    this.#choice.forget();
    this.#tokens = 0;
    this.#passes = { base: 0, pair: 0 };
    this.#skipped = 0;
    this.#audited = 0;
    this.#differing = 0;
    await this.#plain.reset();
  }

  report(): EnsembleReport {
    const passesOf = (role: Role) => (this.#base.roles.includes(role) ? this.#passes.base : this.#passes.pair);
    return {
      kind: 'adaptive',
      tokens: this.#tokens,
      passes: { base: passesOf('base'), expert: passesOf('expert'), anti: passesOf('anti') },
      skipped: this.#skipped,
      audited: this.#audited,
      differing: this.#differing,
      meanScale: this.#choice.meanScale,
      offReason: this.#obstacle,
    };
  }

  /** Rows of all roles for the skipped tokens, where they are audited, and for this step's, which is the last. */
  async #catchUp(
    base: Float32Array,
    unread: readonly (readonly number[])[],
    request: StepRequest,
  ): Promise<readonly RoleRows[]> {
    const bases = this.#skip.audit ? [...this.#skippedTokens.map((skipped) => skipped.base), base] : [base];
    const rows: Partial<Record<Role, Float32Array>>[] = bases.map((row) =>
      Object.fromEntries(this.#base.roles.map((role) => [role, row])),
    );
    const outcomes = await Promise.allSettled(
      this.#behind.map(async ({ member }, index) => {
        const wanted = rows.length > 1 ? 'all' : 'last';
        const logits = await member.model.extend(unread[index]!, { logits: wanted, ...signalOf(request) });
        for (const [i, each] of rows.entries()) {
          // Skipped steps brought one token each; this one may have brought several.
          const row = i < rows.length - 1 ? i : logits.rows - 1;
          const data = logits.data.subarray(row * logits.vocabularySize, (row + 1) * logits.vocabularySize);
          for (const role of member.roles) each[role] = data;
        }
      }),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    return rows;
  }

  #audit(rows: readonly RoleRows[]): void {
    for (const [index, skipped] of this.#skippedTokens.entries()) {
      const row = rows[index];
      if (row === undefined) break;
      this.#audited++;
      if (this.#choice.ofAll(row, skipped.request).chosen.id !== skipped.id) this.#differing++;
    }
    this.#skippedTokens = [];
  }

  #setUnread(unread: readonly (readonly number[])[]): void {
    for (const [index, each] of this.#behind.entries()) each.unread = unread[index]!;
  }

  #count(withPair: boolean): void {
    this.#tokens++;
    this.#passes.base++;
    if (withPair) this.#passes.pair++;
    else this.#skipped++;
  }
}

const signalOf = ({ signal }: StepRequest) => (signal === undefined ? {} : { signal });
