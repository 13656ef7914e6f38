/** One generation, told as events while it runs. */
import { LocumError, throwIfCancelled } from '../errors.ts';
import {
  type Candidate,
  type Ensemble,
  GREEDY,
  type Role,
  type SamplingOptions,
  type StepResult,
} from '../lm/ensemble.ts';
import { checkSampling } from '../lm/sample.ts';
import { isAllowed } from '../lm/token-mask.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { AnswerText } from './answer-text.ts';
import type { Constraint } from './constrain/constraint.ts';
import type { FinishCause, FinishReason, GenerationEvent, Method, PrefillEvent, TokenCandidate } from './events.ts';
import { LatestValue } from './latest-value.ts';
import { casting } from './members.ts';
import { RepetitionGuard } from './repetition-guard.ts';
import type { SectionLimitOptions } from './section-limit.ts';
import { follow } from './shared-ids.ts';

/** One role of the ensemble. Under `expert` the expert plays the ensemble's base. */
export interface GenerationRole {
  readonly tokenizer: Tokenizer;
  /** The prompt in this model's own format and tokens. */
  readonly prompt: readonly number[];
  readonly contextLength: number;
}

export interface GenerateOptions {
  /** Its contexts are emptied first. It can be used again whatever comes of this generation. */
  readonly ensemble: Ensemble;
  readonly method: Method;
  readonly roles: { readonly base: GenerationRole } & Readonly<Partial<Record<Role, GenerationRole>>>;
  /** The base's; a stop token ends the text and is not part of it. */
  readonly stopIds: readonly number[];
  readonly maxTokens: number;
  /** Default 1. */
  readonly alpha?: number | undefined;
  /** Default greedy. */
  readonly sampling?: SamplingOptions | undefined;
  /** Default 0. */
  readonly seed?: number | undefined;
  /** Candidates an event lists, default 5, at most 32. */
  readonly candidates?: number | undefined;
  /** The text ends before the first of these. */
  readonly stopStrings?: readonly string[] | undefined;
  /** The text ends before a section more than these begins. */
  readonly sections?: SectionLimitOptions | undefined;
  /** What the text may be. It is cut short where another limit ends it first. */
  readonly constraint?: Constraint | undefined;
  /** End a text that repeats itself (`repetition`). Default false. */
  readonly repetitionGuard?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MOST_CANDIDATES = 32;

const REASONS: Readonly<Record<FinishCause['kind'], FinishReason>> = {
  'stop-token': 'stop',
  'stop-string': 'stop',
  sections: 'stop',
  constraint: 'stop',
  'max-tokens': 'length',
  context: 'context',
  repetition: 'repetition',
};

/**
 * Yields `prefill` events, one `token` event a chosen token, and `finish` last.
 * Ending the iteration early stops the work, as the signal does.
 * @throws {LocumError} `bad-argument`, `empty-input`, `context-too-long`, `unsupported` (an ensemble that knows no
 *   constraints), and what the models throw
 * @throws {Cancelled}
 */
export async function* generate(options: GenerateOptions): AsyncGenerator<GenerationEvent, void, undefined> {
  const { ensemble, method, roles, maxTokens, signal } = options;
  const { alpha = 1, sampling = GREEDY, seed = 0, candidates = 5 } = options;
  check(options);
  throwIfCancelled(signal);
  const prompts = rolesOf(ensemble, (role) => roleOf(options, role).prompt);
  const started = performance.now();
  await ensemble.reset();
  // The last prompt token goes into the first step, whose logits choose the first token.
  yield* prefill(
    ensemble,
    mapRoles(prompts, (ids) => ids.slice(0, -1)),
    signal,
  );
  const prefillMs = performance.now() - started;

  const { tokenizer } = roles.base;
  const answer = new AnswerText(tokenizer, options);
  let { constraint } = options;
  const guard = options.repetitionGuard ? new RepetitionGuard() : null;
  const contexts = new ContextLengths(
    roles,
    mapRoles(prompts, (ids) => ids.length),
  );
  const stopIds = new Set(options.stopIds);
  const chosenIds: number[] = [];
  let append: Readonly<Partial<Record<Role, readonly number[]>>> = mapRoles(prompts, (ids) => ids.slice(-1));
  let decodeMs = 0;
  for (;;) {
    const index = chosenIds.length;
    const before = performance.now();
    const allowed = constraint?.allowed() ?? null;
    const step = { append, alpha, sampling, recent: chosenIds, seed, stepIndex: index, candidates, allowed };
    const result = await ensemble.step({ ...step, ...(signal && { signal }) });
    const milliseconds = performance.now() - before;
    decodeMs += milliseconds;
    const { id } = result.chosen;
    if (allowed !== null && !isAllowed(allowed, id)) {
      throw new LocumError('unsupported', 'This way of combining models cannot keep to a constraint.');
    }
    const isStop = stopIds.has(id);
    if (!isStop) constraint = constraint?.next(id);
    chosenIds.push(id);
    append = rolesOf(ensemble, (role) => follow(id, tokenizer, roleOf(options, role).tokenizer));

    const repetition = isStop ? null : (guard?.push(id) ?? null);
    const fullRole = isStop ? null : contexts.take(append);
    let cause: FinishCause | null = null;
    if (isStop) cause = { kind: 'stop-token', id, text: tokenizer.tokenText(id) };
    else if (constraint?.isFinished) cause = { kind: 'constraint' };
    else if (repetition !== null) cause = { kind: 'repetition', ...repetition };
    else if (chosenIds.length >= maxTokens) cause = { kind: 'max-tokens', limit: maxTokens };
    else if (fullRole !== null) cause = { kind: 'context', role: fullRole };
    const piece = answer.add(isStop ? null : id, cause !== null);
    cause = piece.ended ?? cause;
    yield {
      type: 'token',
      index,
      id,
      text: piece.text,
      ...probabilities(method, result),
      argmaxChanged: result.combinedArgmax !== result.baseArgmax,
      candidates: result.top.map((candidate) => tokenCandidate(method, candidate, tokenizer)),
      milliseconds,
    };
    if (cause !== null) {
      const tokens = chosenIds.length;
      const decodeMsPerToken = decodeMs / tokens;
      yield {
        type: 'finish',
        reason: REASONS[cause.kind],
        cause,
        text: answer.text,
        tokens,
        prefillMs,
        decodeMsPerToken,
        ...(ensemble.report && { report: ensemble.report() }),
      };
      return;
    }
  }
}

/** How full each role's context is. */
class ContextLengths {
  readonly #roles: GenerateOptions['roles'];
  readonly #lengths: Partial<Record<Role, number>>;

  constructor(roles: GenerateOptions['roles'], lengths: Partial<Record<Role, number>>) {
    this.#roles = roles;
    this.#lengths = lengths;
  }

  /** Makes room for `append`; the first role whose context cannot hold it. */
  take(append: Readonly<Partial<Record<Role, readonly number[]>>>): Role | null {
    let full: Role | null = null;
    for (const role of Object.keys(this.#lengths) as Role[]) {
      const length = (this.#lengths[role] ?? 0) + (append[role]?.length ?? 0);
      this.#lengths[role] = length;
      if (length > (this.#roles[role]?.contextLength ?? 0)) full ??= role;
    }
    return full;
  }
}

async function* prefill(
  ensemble: Ensemble,
  ids: Readonly<Partial<Record<Role, readonly number[]>>>,
  signal: AbortSignal | undefined,
): AsyncGenerator<PrefillEvent, void, undefined> {
  const progress = new LatestValue<PrefillEvent>();
  const abandoned = new AbortController();
  const work = ensemble.prefill(ids, {
    signal: signal === undefined ? abandoned.signal : AbortSignal.any([signal, abandoned.signal]),
    onProgress: (tokensDone, tokensTotal) => progress.set({ type: 'prefill', tokensDone, tokensTotal }),
  });
  try {
    yield* progress.until(work);
  } finally {
    // A reader that leaves early must find the models at rest.
    abandoned.abort();
    await work.catch(() => {});
  }
}

function check(options: GenerateOptions): void {
  const { maxTokens, alpha = 1, sampling = GREEDY, candidates = 5 } = options;
  const fail = (message: string) => new LocumError('bad-argument', message);
  if (!Number.isInteger(maxTokens) || maxTokens < 1) throw fail('The number of tokens must be 1 or more.');
  if (!Number.isFinite(alpha)) throw fail('α must be a number.');
  if (!Number.isInteger(candidates) || candidates < 0 || candidates > MOST_CANDIDATES) {
    throw fail(`Between 0 and ${MOST_CANDIDATES} candidates can be listed.`);
  }
  checkSampling(sampling);
  for (const role of options.ensemble.roles) {
    const { prompt, contextLength } = roleOf(options, role);
    if (prompt.length === 0) throw new LocumError('empty-input', 'The prompt is empty.');
    if (prompt.length > contextLength) {
      const over = prompt.length - contextLength;
      throw new LocumError('context-too-long', `The text is ${over} tokens too long for the ${role} model.`, {
        hint: 'Shorten the text, or let Locum leave out its middle.',
        details: { role, tokens: prompt.length, limit: contextLength, over },
      });
    }
  }
}

function roleOf(options: GenerateOptions, role: Role): GenerationRole {
  const found = options.roles[role];
  if (found === undefined) throw new LocumError('bad-argument', `The role “${role}” has no prompt.`);
  return found;
}

function rolesOf<Value>(ensemble: Ensemble, value: (role: Role) => Value): Partial<Record<Role, Value>> {
  return Object.fromEntries(ensemble.roles.map((role) => [role, value(role)]));
}

function mapRoles<From, To>(
  from: Readonly<Partial<Record<Role, From>>>,
  map: (value: From) => To,
): Partial<Record<Role, To>> {
  return Object.fromEntries(Object.entries(from).map(([role, value]) => [role, map(value)]));
}

/** Under `expert` the ensemble's base is the expert, and is reported as such. */
function probabilities(method: Method, { chosen, pairSkipped = false }: StepResult) {
  const { base, expert, anti, combined } = chosen;
  if (method === 'expert') return { pBase: null, pExpert: base, pAnti: null, pCombined: combined };
  const roles = casting(method);
  return {
    pBase: base,
    pExpert: roles.expert && !pairSkipped ? expert : null,
    pAnti: roles.anti && !pairSkipped ? anti : null,
    pCombined: combined,
  };
}

function tokenCandidate(method: Method, candidate: Candidate, tokenizer: Tokenizer): TokenCandidate {
  const text = tokenizer.tokenText(candidate.id);
  return method === 'expert' ? { ...candidate, base: 0, expert: candidate.base, text } : { ...candidate, text };
}
