/**
 * The models that work together, opened from their checkpoints: tokenizers checked against weights, all on one backend,
 * each checkpoint loaded once however many roles it plays. Page (in its worker), terminal and benchmarks start here.
 */
import { heldFrom } from './catalogue/memory.ts';
import type { AdaptiveOptions } from './decoding/ahead/adaptive.ts';
import type { CaptOptions } from './decoding/by-text/capt.ts';
import type { ContextAwareOptions } from './decoding/by-text/context-aware.ts';
import { type ConstraintRule, openConstraint } from './decoding/constrain/rule.ts';
import type { GenerationEvent } from './decoding/events.ts';
import { type GenerateOptions, generate } from './decoding/generate.ts';
import type { ClassifyEvent, ClassifyOptions } from './decoding/labels/classify.ts';
import { type Participant, type Participants, required } from './decoding/members.ts';
import { type MethodEnsemble, methodEnsemble, presentUnder } from './decoding/method-ensemble.ts';
import { METHODS, type Method, rolesOf } from './decoding/methods.ts';
import type { DocumentScore, ScoredText, ScoreOptions, TokenScore } from './decoding/score.ts';
import { follow, sharedIds, type TokenSpace } from './decoding/shared-ids.ts';
import { LocumError, throwIfCancelled } from './errors.ts';
import type { BackendPreference } from './lm/backend.ts';
import { type CacheChoice, cacheFor } from './lm/cache-format.ts';
import type { Backend, CausalLM, ModelInfo, Precision } from './lm/causal-lm.ts';
import type { GenerationDefaults } from './lm/checkpoint/config.ts';
import type { ThreadHost } from './lm/cpu/threads/thread-host.ts';
import type { Ensemble, EnsembleMembers, Role } from './lm/ensemble.ts';
import { createHostEnsemble } from './lm/host-ensemble.ts';
import { keepPrefix } from './lm/kept-prefix.ts';
import { type Summand, summedModel } from './lm/summed-model.ts';
import type { WebLlmHost } from './lm/webllm/source.ts';
import type { TopTokens } from './remote/top-tokens.ts';
import { type ModelSource, type OpenedModel, openModels, openRuntime, type Runtime } from './runtime.ts';
import type { PromptLength } from './tasks/room.ts';
import type { SectionAsking } from './tokenizer/prompt-profile.ts';
import type { PromptText, Tokenizer } from './tokenizer/tokenizer.ts';

const ROLES: readonly Role[] = ['base', 'expert', 'anti'];

/** Bytes of one role's checkpoint that have been read and put in place. */
export interface LoadProgress {
  readonly role: Role;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** A pair beside that of the roles expert and anti, which counts 1. */
export interface FurtherPair {
  readonly expert: ModelSource;
  readonly anti: ModelSource;
  readonly weight: number;
}

export interface TrioOptions {
  /** The same object in two roles is the same model: loaded once, and one forward pass serves both. */
  readonly sources: Readonly<Partial<Record<Role, ModelSource>>>;
  /** Added up with the pair of `sources` (`lm/summed-model.ts`); they read that pair's prompts. */
  readonly furtherPairs?: readonly FurtherPair[] | undefined;
  readonly backend: BackendPreference;
  /** Runs the sources that are for web-llm. */
  readonly webllm?: WebLlmHost | undefined;
  /** Plays the base of `capt` in place of a checkpoint: a model that is reached over a network. */
  readonly blackBox?: TopTokens | undefined;
  /** What the models are for: whether they must share a vocabulary. Default `proxy`. */
  readonly method?: Method | undefined;
  /** Take a base with another tokenizer than the pair's (`Trio.followsText`) in place of refusing it. */
  readonly mayFollowText?: boolean | undefined;
  /** Default: `navigator.gpu`. */
  readonly gpu?: GPU | undefined;
  /** With whom the CPU backend shares its work; default: nobody. */
  readonly threads?: ThreadHost | undefined;
  /** How matrices are held; `stored` (default) as in the files, save that floats of a large model are held as f16. */
  readonly precision?: Precision | 'stored' | undefined;
  /** How keys and values of past tokens are held; default `auto`, see `cacheFor`. web-llm decides for itself. */
  readonly cache?: CacheChoice | undefined;
  /** Read what prompts begin with in common once (see `keepPrefix`); on the CPU. For whoever writes again and again. */
  readonly keepPrefixes?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with 0 bytes for every checkpoint before the first is read, so that the totals are known from the start. */
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
}

/** A request in each model's own format, a text to be continued as it stands, or tokens of the base's, opened by nothing. */
export type Prompt = PromptText | ScoredText;

/** One generation; what the models need to know of it beyond that is the trio's. */
export type GenerateRequest = Omit<GenerateOptions, 'ensemble' | 'roles' | 'stopIds' | 'constraint'> & {
  readonly prompt: Prompt;
  readonly constraint?: ConstraintRule | undefined;
  /** Of the method `adaptive`. */
  readonly adaptive?: AdaptiveOptions | undefined;
  /** Of the method `capt`. */
  readonly capt?: CaptOptions | undefined;
  /** Of the method `context-aware`. */
  readonly contextAware?: ContextAwareOptions | undefined;
};

export interface Trio {
  /** Of Locum's own runtime; `webllm` when it runs none of the models. */
  readonly backend: Backend;
  /** Why this backend, in the user's words, and how it computes there. */
  readonly reason: string;
  readonly models: Readonly<Partial<Record<Role, ModelInfo>>>;
  readonly participants: Participants;
  /** What each checkpoint's `generation_config.json` recommends. */
  readonly defaults: Readonly<Partial<Record<Role, GenerationDefaults>>>;
  /**
   * Base and anti-expert are one model, so that nothing is added to another base: α then leads from the base (0) to the expert
   * (1), and at 1 the expert writes alone (see `writtenBy`).
   */
  readonly interpolates: boolean;
  /** The base has another vocabulary than the pair, which can shift it by CAPT alone. */
  readonly followsText: boolean;
  /** The method that really runs where `method` is asked for with this α: what others would compute in vain is left out. */
  writtenBy(method: Method, alpha: number): Method;
  /** Resolves, with a `device-lost` error, when the GPU goes away; the trio is of no use then. */
  readonly lost: Promise<LocumError>;
  /** Length of a prompt in each model that `method` runs, and what its context holds. */
  promptLengths(method: Method, prompt: Prompt): readonly PromptLength[];
  /** How the base is asked for the sections of a note where it is too small for all of it; null: it is asked for the whole. */
  readonly sectionAsking: SectionAsking | null;
  /** What the base writes of a conversation is held against it where nothing else is asked for. */
  readonly repairs: boolean;
  /** In whose ids a text under `method` is told. */
  tokenizerOf(method: Method): Tokenizer;
  /** A text that an answer begins with, in the ids that `generate` takes as its opening. */
  continuationIds(method: Method, text: string): number[];
  /** The models that `method` runs. They share their contexts with every other use of this trio: one at a time. */
  ensemble(method: Method): Ensemble;
  /** As `decoding/generate.ts`. @throws {LocumError} `bad-argument` when a role was not loaded */
  generate(request: GenerateRequest): AsyncGenerator<GenerationEvent, void, undefined>;
  /** As `decoding/classify.ts`. */
  classify(options: Omit<ClassifyOptions, 'participants'>): AsyncGenerator<ClassifyEvent, void, undefined>;
  /** As `decoding/score.ts`. */
  score(text: string, options: Omit<ScoreOptions, 'participants'>): Promise<DocumentScore>;
  /** As `decoding/score.ts`. */
  scoreTokens(
    text: ScoredText,
    options: Omit<ScoreOptions, 'participants'>,
    candidates?: number,
  ): AsyncGenerator<TokenScore, void, undefined>;
  dispose(): Promise<void>;
}

interface Opened extends OpenedModel {
  readonly source: ModelSource;
  readonly roles: readonly Role[];
}

/**
 * @throws {LocumError} as `openModel` and the backends; `no-webgpu`, `vocabulary-mismatch`
 * @throws {Cancelled}
 */
export async function openTrio(options: TrioOptions): Promise<Trio> {
  const { sources, furtherPairs = [], signal, gpu = globalThis.navigator?.gpu, method: purpose = 'proxy' } = options;
  throwIfCancelled(signal);
  const { backend, webllm, threads } = options;
  const further = furtherPairs.flatMap(({ expert, anti }) => [expert, anti]);
  const runtime = await openRuntime([...Object.values(sources), ...further], { backend, webllm, gpu, threads, signal });
  // Headers and tokenizers first: what cannot work is refused before any weights are read.
  const opened = await openSources(sources, signal, further);
  const followsText = options.blackBox !== undefined || !sharesVocabulary(byRole(opened, spaceOf));
  if (METHODS[purpose].sharesVocabulary && options.mayFollowText !== true) checkPair(byRole(opened, spaceOf));
  if (further.length > 0) checkFurther(opened);
  const models = new Map<Opened, CausalLM>();
  const forks = new Map<CausalLM, CausalLM>();
  /** Of several pairs; they own their contexts. */
  const sums: CausalLM[] = [];
  /** One a model: every method that wants a second context takes turns with it. */
  function fork(model: CausalLM): CausalLM {
    const second = forks.get(model) ?? model.fork?.();
    if (second === undefined) {
      throw new LocumError('unsupported', `“${model.info.id}” cannot be read with and without the text at once.`, {
        hint: 'Models in web-llm have one context each: open this one in Locum’s own runtime.',
      });
    }
    forks.set(model, second);
    return second;
  }
  async function dispose(): Promise<void> {
    await Promise.allSettled([...forks.values(), ...sums].map((model) => model.dispose()));
    await Promise.allSettled([...models.values()].map((model) => model.dispose()));
    runtime.destroy();
  }
  try {
    const told = opened.filter(({ roles }) => roles.length > 0);
    for (const entry of told) options.onProgress?.(progress(entry.roles, 0, bytesToRead(entry, opened)));
    // Bases come before what is only an adapter beside them.
    const ordered = [...opened].sort((a, b) => Number(baseOf(a, opened) !== null) - Number(baseOf(b, opened) !== null));
    for (const entry of ordered) {
      const base = baseOf(entry, opened);
      const held = base && models.get(base);
      models.set(
        entry,
        (held && (await loadBeside(held, entry, options))) ?? (await loadModel(runtime, entry, opened, options)),
      );
    }
  } catch (thrown) {
    await dispose();
    throw thrown;
  }
  const single = byRole(opened, (entry): Participant | undefined => {
    const model = models.get(entry);
    return model && { model, tokenizer: entry.tokenizer };
  });
  const participants = furtherPairs.length === 0 ? single : summedPairs();

  /** Every model of a sum has a context of its own there, so that it may play another role beside. */
  function summedPairs(): Participants {
    const modelOf = (source: ModelSource) => models.get(opened.find((entry) => entry.source === source)!)!;
    const summed = (role: 'expert' | 'anti'): Participant => {
      const first = required(single[role]);
      const weights = new Map([[first.model, 1]]);
      for (const pair of furtherPairs) {
        const model = modelOf(pair[role]);
        weights.set(model, (weights.get(model) ?? 0) + pair.weight);
      }
      const [head, ...rest] = [...weights].map(([model, weight]): Summand => ({ model: ownContext(model), weight }));
      const model = summedModel([head!, ...rest]);
      sums.push(model);
      return { model, tokenizer: first.tokenizer };
    };
    return { ...single, expert: summed('expert'), anti: summed('anti') };
  }
  function ownContext(model: CausalLM): CausalLM {
    const own = model.fork?.();
    if (own !== undefined) return own;
    throw new LocumError('unsupported', `“${model.info.id}” cannot take part in several pairs at once.`, {
      hint: 'Models in web-llm have one context each: open this one in Locum’s own runtime.',
    });
  }

  const { blackBox } = options;
  const interpolates =
    blackBox === undefined && participants.base !== undefined && participants.base.model === participants.anti?.model;
  const writtenBy = (method: Method, alpha: number): Method => {
    const { cast: roles, sharesVocabulary, usesAlpha } = METHODS[method];
    const isSum = sharesVocabulary && usesAlpha && roles.base === 'base' && roles.anti === 'anti';
    return interpolates && isSum && alpha === 1 ? 'expert' : method;
  };
  // A sum is no model of the GPU's: its logits meet the base's on the host.
  const plain = (members: EnsembleMembers) =>
    sums.length > 0 ? createHostEnsemble(members) : runtime.ensemble(members);
  const ensembles = new Map<Method, MethodEnsemble>();
  /** One for all texts: ids of a vocabulary that grows as texts turn up are told, and taken back later. */
  function ensembleOf(method: Method): MethodEnsemble {
    const known = ensembles.get(method) ?? methodEnsemble(method, participants, { plain, fork, blackBox });
    ensembles.set(method, known);
    return known;
  }
  return {
    backend: runtime.backend,
    get reason() {
      return runtime.reason;
    },
    models: Object.fromEntries(Object.entries(participants).map(([role, { model }]) => [role, model.info])),
    participants,
    defaults: byRole(opened, ({ generation }) => generation),
    interpolates,
    followsText,
    writtenBy,
    lost: runtime.lost,
    promptLengths: (method, prompt) => {
      const present = presentUnder(method, participants, blackBox);
      return Object.values(present).map(({ model, tokenizer }) => ({
        tokens: promptIds(prompt, tokenizer, present.base?.tokenizer).length,
        contextLength: model.info.contextLength,
      }));
    },
    sectionAsking: (blackBox === undefined && participants.base?.tokenizer.profile?.sections) || null,
    repairs: blackBox === undefined && participants.base?.tokenizer.profile?.repair === true,
    tokenizerOf: (method) => ensembleOf(method).writer.tokenizer,
    continuationIds: (method, text) => ensembleOf(method).writer.tokenizer.encodeContinuation(text),
    ensemble: (method) => ensembleOf(method).ensemble,
    generate({ prompt, constraint: rule, adaptive, capt, contextAware, ...request }) {
      // With an α for every token, 1 is none of them.
      const method = adaptive?.scaling ? request.method : writtenBy(request.method, request.alpha ?? 1);
      const asUsual = method !== request.method || [adaptive, capt, contextAware].every((own) => own === undefined);
      const free = rule === undefined && request.sampling?.bias === undefined;
      const isUsual = free && asUsual;
      // What a constraint allows and a bias adds is known on the host, so the logits meet there.
      const own = { plain: free ? plain : createHostEnsemble, fork, adaptive, capt, contextAware, blackBox };
      const { ensemble, writer, present } = isUsual ? ensembleOf(method) : methodEnsemble(method, participants, own);
      const { blind } = METHODS[method];
      const role = ({ model, tokenizer }: Participant, name: 'expert' | 'anti') => ({
        tokenizer,
        prompt: promptIds(name === blind ? withoutSource(prompt) : prompt, tokenizer, writer.tokenizer),
        contextLength: model.info.contextLength,
      });
      const roles = {
        base: { ...writer, prompt: promptIds(prompt, writer.tokenizer, writer.tokenizer) },
        ...(present.expert && { expert: role(present.expert, 'expert') }),
        ...(present.anti && { anti: role(present.anti, 'anti') }),
      };
      // Whoever writes, a text ends where the method's own base would end it.
      const { stopIds } = method === request.method ? writer : required(participants.base).model.info;
      const whole = { ...request, method, ensemble, roles, stopIds };
      return rule === undefined ? generate(whole) : constrained(whole, rule, present.base);
    },
    async *classify(request) {
      const { classify } = await import('./decoding/labels/classify.ts');
      yield* classify({ ...request, participants });
    },
    async score(text, request) {
      const { scoreDocument } = await import('./decoding/score.ts');
      return scoreDocument(text, { ...request, participants });
    },
    async *scoreTokens(text, request, candidates) {
      const { scoreTokens } = await import('./decoding/score.ts');
      yield* scoreTokens(text, { ...request, participants }, candidates);
    },
    dispose,
  };
}

/**
 * What can be told of models from headers and tokenizers alone: how long texts are for them. Weights are not read.
 * @throws {LocumError} as `openModel`
 */
export async function openReader(
  sources: TrioOptions['sources'],
  signal?: AbortSignal,
): Promise<Pick<Trio, 'promptLengths' | 'sectionAsking' | 'continuationIds'>> {
  const opened = byRole(await openSources(sources, signal), (entry) => entry);
  const present = (method: Method) => rolesOf(method).flatMap((role) => opened[role] ?? []);
  return {
    promptLengths: (method, prompt) =>
      present(method).map(({ tokenizer, contextLength }) => ({
        tokens: promptIds(prompt, tokenizer, opened[METHODS[method].cast.base]?.tokenizer).length,
        contextLength,
      })),
    sectionAsking: opened.base?.tokenizer.profile?.sections ?? null,
    continuationIds: (method, text) => present(method)[0]?.tokenizer.encodeContinuation(text) ?? [],
  };
}

async function openSources(
  sources: TrioOptions['sources'],
  signal: AbortSignal | undefined,
  further: readonly ModelSource[] = [],
): Promise<readonly Opened[]> {
  const distinct = [...new Set([...ROLES.flatMap((role) => sources[role] ?? []), ...further])];
  const opened = await openModels(distinct, signal);
  return opened.map((model, index) => {
    const source = distinct[index]!;
    return { ...model, source, roles: ROLES.filter((role) => sources[role] === source) };
  });
}

/** @param base whose tokens the ids are; absent where only its endpoint knows them */
function promptIds(prompt: Prompt, tokenizer: Tokenizer, base: Tokenizer | undefined): readonly number[] {
  if ('text' in prompt) return tokenizer.encodeOpen(prompt.text);
  if (!('ids' in prompt)) return tokenizer.encodePrompt(prompt);
  if (base === undefined) throw new LocumError('unsupported', 'A base over a network is asked in text, not in tokens.');
  return tokenizer === base ? prompt.ids : prompt.ids.flatMap((id) => follow(id, base, tokenizer));
}

/** @throws {LocumError} `unsupported` */
function withoutSource(prompt: Prompt): Prompt {
  if ('withoutSource' in prompt && prompt.withoutSource !== undefined) return prompt.withoutSource;
  throw new LocumError('unsupported', 'This prompt has no text that could be left out to compare with.', {
    hint: 'Context-aware decoding is for what is written about a text: notes, summaries, answers from records.',
  });
}

function spaceOf({ tokenizer, vocabularySize }: Opened): TokenSpace {
  return { tokenizer, vocabularySize };
}

/** @throws {LocumError} `vocabulary-mismatch` when the pair cannot shift the base's logits */
function checkPair({ base, expert, anti }: Readonly<Partial<Record<Role, TokenSpace>>>): void {
  if (base && expert && anti) sharedIds(base, [expert, anti]);
}

function sharesVocabulary(spaces: Readonly<Partial<Record<Role, TokenSpace>>>): boolean {
  try {
    checkPair(spaces);
    return true;
  } catch (thrown) {
    if (LocumError.from(thrown).code === 'vocabulary-mismatch') return false;
    throw thrown;
  }
}

/** @throws {LocumError} as `openConstraint`; `unsupported` without a base here */
async function* constrained(options: GenerateOptions, rule: ConstraintRule, base: Participant | undefined) {
  if (base === undefined) throw new LocumError('unsupported', 'A base over a network cannot be constrained.');
  const { tokenizer, model } = base;
  const space = { tokenizer, vocabularySize: model.info.vocabularySize, stopIds: options.stopIds };
  const constraint = await openConstraint(rule, space, options.roles.base.prompt);
  yield* generate({ ...options, constraint });
}

/** @throws {LocumError} `vocabulary-mismatch` when models that are added up have different tokens */
function checkFurther(opened: readonly Opened[]): void {
  const expert = opened.find(({ roles }) => roles.includes('expert'));
  const others = opened.filter(({ roles }) => roles.length === 0 || roles.includes('anti'));
  const isAlike = (other: Opened): boolean => {
    if (expert === undefined || other.tokenizer === expert.tokenizer) return true;
    const ids = Array.from({ length: expert.vocabularySize }, (_, id) => id);
    return ids.every((id) => expert.tokenizer.spelling(id) === other.tokenizer.spelling(id));
  };
  if (others.every(isAlike)) return;
  throw new LocumError('vocabulary-mismatch', 'The models of several pairs have different vocabularies.', {
    hint: 'Pairs can be added up where all of their models come from one family.',
  });
}

function byRole<Value>(
  opened: readonly Opened[],
  pick: (entry: Opened) => Value | undefined,
): Readonly<Partial<Record<Role, Value>>> {
  const found: Partial<Record<Role, Value>> = {};
  for (const entry of opened) {
    const value = pick(entry);
    if (value === undefined) continue;
    for (const role of entry.roles) found[role] = value;
  }
  return found;
}

function progress(roles: readonly Role[], bytesDone: number, bytesTotal: number): LoadProgress {
  return { role: roles[0] ?? 'base', bytesDone, bytesTotal };
}

function precisionOf({ weights }: Opened, wanted: TrioOptions['precision'] = 'stored'): Precision | 'stored' {
  if (wanted !== 'stored' || weights.kind !== 'checkpoint') return wanted;
  const { storedPrecision, parameters } = weights.checkpoint;
  return heldFrom(storedPrecision, parameters) === 'f16' ? 'f16' : wanted;
}

/** The model whose weights an adapted one shares: its base, where that plays a role, too, as it is. */
function baseOf({ source, weights, precision }: Opened, opened: readonly Opened[]): Opened | null {
  if (weights.kind !== 'checkpoint' || 'kind' in source || source.adapted === undefined) return null;
  const base = opened.find((other) => other.source === source.adapted?.base);
  return base !== undefined && base.precision === precision ? base : null;
}

/** What loading it reads of files. */
function bytesToRead(entry: Opened, opened: readonly Opened[]): number {
  const { weights, storedBytes } = entry;
  const adapter = weights.kind === 'checkpoint' ? weights.checkpoint.adapter : undefined;
  return baseOf(entry, opened) !== null && adapter !== undefined ? adapter.storedBytes : storedBytes;
}

/** An adapter kept apart, beside the weights of its base; undefined where the base's backend cannot. */
async function loadBeside(
  base: CausalLM,
  { id, weights, roles }: Opened,
  { signal, onProgress }: TrioOptions,
): Promise<CausalLM | undefined> {
  if (base.adapt === undefined || weights.kind !== 'checkpoint' || weights.checkpoint.adapter === undefined)
    return undefined;
  const { adapter, stopIds } = weights.checkpoint;
  const light = await base.adapt(await adapter.weights(signal), { id, stopIds });
  if (roles.length > 0) onProgress?.(progress(roles, adapter.storedBytes, adapter.storedBytes));
  return light;
}

async function loadModel(
  runtime: Runtime,
  model: Opened,
  opened: readonly Opened[],
  options: TrioOptions,
): Promise<CausalLM> {
  const { cache = 'auto', signal, onProgress, keepPrefixes = false } = options;
  const isShared = opened.some((other) => baseOf(other, opened) === model);
  const { weights } = model;
  const loaded = await runtime.load(model, {
    precision: model.precision ?? precisionOf(model, options.precision),
    ...(weights.kind === 'checkpoint' && {
      cache: cacheFor(cache, {
        ...weights.checkpoint.config,
        parameters: weights.checkpoint.parameters,
        isShared,
      }),
    }),
    signal,
    onProgress: (bytesDone, bytesTotal) => {
      if (model.roles.length > 0) onProgress?.(progress(model.roles, bytesDone, bytesTotal));
    },
  });
  // Our GPU ensemble knows its own models only; web-llm keeps what comes again by itself.
  return keepPrefixes && loaded.info.backend === 'cpu' ? keepPrefix(loaded) : loaded;
}
