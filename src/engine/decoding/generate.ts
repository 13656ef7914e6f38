/** One generation, told as events while it runs. */
import { LocumError, throwIfCancelled } from '../errors.ts';
import {
  type Candidate,
  type Ensemble,
  GREEDY,
  MOST_CANDIDATES,
  type Role,
  type SamplingOptions,
  type StepResult,
} from '../lm/ensemble.ts';
import { checkSampling } from '../lm/sample.ts';
import { isAllowed } from '../lm/token-mask.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { AnswerText } from './answer-text.ts';
import type { Constraint } from './constrain/constraint.ts';
import type {
  FinishCause,
  FinishReason,
  GenerationEvent,
  PrefillEvent,
  TokenCandidate,
  TokenEvent,
  TokenSpread,
} from './events.ts';
import { LatestValue } from './latest-value.ts';
import { METHODS, type Method } from './methods.ts';
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
  /** The answer begins with these tokens. */
  readonly opening?: Opening | undefined;
  /** What the text may be. It is cut short where another limit ends it first. */
  readonly constraint?: Constraint | undefined;
  /** End a text that repeats itself (`repetition`). Default false. */
  readonly repetitionGuard?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Tokens that an answer is made to begin with: a text that exists is read again, or is taken up where it took a turn.
 * Everything counts them (the limit on tokens, the noise of each step, the repetition penalty) as if they had been chosen.
 */
export interface Opening {
  /** Of the base. They may end with a stop token. */
  readonly ids: readonly number[];
  /** This many from the first on are read with the prompt and have no events; default 0. */
  readonly untold?: number | undefined;
}

/** Enough for a tag that opens a passage of reasoning, spelled in small pieces, and the line break behind it. */
const PROMPT_END_TOKENS = 12;

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

  // 1. What each model reads before the first choice: its prompt, and what the answer has been made to begin with.
  const { tokenizer } = roles.base;
  const { ids: opening = [], untold = 0 } = options.opening ?? {};
  const begun = opening.slice(0, untold);
  const inTokensOf = (role: Role) => (id: number) => follow(id, tokenizer, roleOf(options, role).tokenizer);
  // Methods that follow a text through several tokenizers have to see where the prompt ends.
  const atOnce = METHODS[method].sharesVocabulary || begun.length === 0;
  const prompts = forRoles(ensemble, (role) => [
    ...roleOf(options, role).prompt,
    ...(atOnce ? begun.flatMap(inTokensOf(role)) : []),
  ]);

  // 2. Read it, all but the last token: that goes into the first step, whose logits choose the first token.
  const started = performance.now();
  await ensemble.reset();
  yield* prefill(
    ensemble,
    mapRoles(prompts, (ids) => ids.slice(0, -1)),
    signal,
  );
  const prefillMs = performance.now() - started;

  // 3. What follows the text as it grows: itself, its constraint, its repetitions, the room there is.
  const promptEnd = roles.base.prompt.slice(-PROMPT_END_TOKENS).map((id) => tokenizer.tokenText(id));
  const answer = new AnswerText(tokenizer, { ...options, promptEnd: promptEnd.join('') });
  let { constraint } = options;
  const guard = options.repetitionGuard ? new RepetitionGuard() : null;
  const contexts = new ContextLengths(
    roles,
    mapRoles(prompts, (ids) => ids.length),
  );
  const stopIds = new Set(options.stopIds);
  const chosenIds: number[] = [...begun];
  for (const id of begun) {
    constraint = constraint?.next(id);
    // What repeats itself there may be meant so: a clinician's own words, say.
    guard?.push(id);
    const over = answer.add(id, false).ended !== null;
    if (over || stopIds.has(id)) throw new LocumError('bad-argument', 'A text that has ended cannot be continued.');
  }

  // 4. The first step's tokens: the ends of the prompts, or what comes behind them.
  let append: Readonly<Partial<Record<Role, readonly number[]>>> = mapRoles(prompts, (ids) => ids.slice(-1));
  if (!atOnce) {
    // Its token is not taken: what stands there comes in its place.
    const end = { append, alpha, sampling: GREEDY, recent: [], seed, stepIndex: 0, candidates: 0 };
    await ensemble.step({ ...end, signal });
    append = forRoles(ensemble, (role) => begun.flatMap(inTokensOf(role)));
    contexts.take(append);
  }

  // 5. A token a turn.
  let decodeMs = 0;
  for (;;) {
    // 5.1 Choose.
    const index = chosenIds.length;
    const before = performance.now();
    const allowed = constraint?.allowed() ?? null;
    const forced = opening[index] ?? null;
    const draw = { sampling, recent: chosenIds, seed, stepIndex: index, allowed, forced };
    const wanted = { candidates, baseCandidates: method === 'expert' ? 0 : candidates };
    const result = await ensemble.step({ append, alpha, ...draw, ...wanted, signal });
    const milliseconds = performance.now() - before;
    decodeMs += milliseconds;
    const { id } = result.chosen;
    if (allowed !== null && !isAllowed(allowed, id)) {
      throw new LocumError('unsupported', 'This way of combining models cannot keep to a constraint.');
    }

    // 5.2 Let it be followed.
    const isStop = stopIds.has(id);
    if (!isStop) constraint = constraint?.next(id);
    chosenIds.push(id);
    append = forRoles(ensemble, (role) => inTokensOf(role)(id));

    // 5.3 Is it the last?
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

    // 5.4 Tell.
    if (index >= untold) {
      const { text, reasoning } = piece;
      yield {
        ...tokenEvent(method, result, { index, text, milliseconds, tokenizer }),
        ...(reasoning && { reasoning }),
      };
    }
    if (cause !== null) {
      const tokens = chosenIds.length;
      const decodeMsPerToken = decodeMs / tokens;
      yield {
        type: 'finish',
        reason: REASONS[cause.kind],
        cause,
        text: answer.text,
        ...(answer.reasoning && { reasoning: answer.reasoning }),
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
  const { ids, untold = 0 } = options.opening ?? { ids: [] };
  if (!Number.isInteger(untold) || untold < 0 || untold > ids.length || untold >= maxTokens) {
    throw fail('What is to be continued must be shorter than the limit on tokens.');
  }
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

function forRoles<Value>(ensemble: Ensemble, value: (role: Role) => Value): Partial<Record<Role, Value>> {
  return Object.fromEntries(ensemble.roles.map((role) => [role, value(role)]));
}

function mapRoles<From, To>(
  from: Readonly<Partial<Record<Role, From>>>,
  map: (value: From) => To,
): Partial<Record<Role, To>> {
  return Object.fromEntries(Object.entries(from).map(([role, value]) => [role, map(value)]));
}

function tokenEvent(
  method: Method,
  result: StepResult,
  { tokenizer, ...rest }: Pick<TokenEvent, 'index' | 'text' | 'milliseconds'> & { readonly tokenizer: Tokenizer },
): TokenEvent {
  const { chosen, top, baseTop, combinedArgmax, baseArgmax } = result;
  return {
    type: 'token',
    id: chosen.id,
    ...rest,
    ...probabilities(method, result),
    argmaxChanged: combinedArgmax !== baseArgmax,
    candidates: top.map((candidate) => tokenCandidate(method, result, candidate, tokenizer)),
    baseCandidates: baseTop.map((candidate) => tokenCandidate(method, result, candidate, tokenizer)),
    delta: isPaired(method, result) ? chosen.delta : null,
    spread: tokenSpread(method, result),
  };
}

/** One model alone has a distribution, and none to compare it with. */
function tokenSpread(method: Method, { spread, pairSkipped = false }: StepResult): TokenSpread | null {
  if (spread === null) return null;
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  const { entropyCombined } = spread;
  const alone = method === 'expert';
  const unpaired = alone || method === 'base' || pairSkipped;
  return {
    entropyBase: alone ? null : spread.entropyBase,
    entropyCombined,
    klCombined: unpaired ? null : finite(spread.klCombined),
    klBase: unpaired ? null : finite(spread.klBase),
  };
}

/** Under `expert` the ensemble's base is the expert, and is reported as such. */
function probabilities(method: Method, { chosen, pairSkipped = false }: StepResult) {
  const { base, expert, anti, combined } = chosen;
  if (method === 'expert') return { pBase: null, pExpert: base, pAnti: null, pCombined: combined };
  const roles = METHODS[method].cast;
  return {
    pBase: base,
    pExpert: roles.expert && !pairSkipped ? expert : null,
    pAnti: roles.anti && !pairSkipped ? anti : null,
    pCombined: combined,
  };
}

/** Expert and anti-expert have both looked at the token. */
function isPaired(method: Method, { pairSkipped = false }: StepResult): boolean {
  const { expert, anti } = METHODS[method].cast;
  return expert !== undefined && anti !== undefined && !pairSkipped;
}

function tokenCandidate(
  method: Method,
  result: StepResult,
  candidate: Candidate,
  tokenizer: Tokenizer,
): TokenCandidate {
  const told = {
    ...candidate,
    text: tokenizer.tokenText(candidate.id),
    delta: isPaired(method, result) ? candidate.delta : null,
  };
  return method === 'expert' ? { ...told, base: 0, expert: candidate.base } : told;
}
