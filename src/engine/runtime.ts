/** Models of either kind – checkpoints for Locum's own runtime, models for web-llm – behind one face. */
import { deferred } from './deferred.ts';
import { LocumError, throwIfCancelled } from './errors.ts';
import { type AnyCheckpoint, openAnyCheckpoint } from './lm/any-checkpoint.ts';
import { type BackendPreference, chooseBackend } from './lm/backend.ts';
import type { Backend, CausalLM, Precision } from './lm/causal-lm.ts';
import type { GenerationDefaults } from './lm/checkpoint/config.ts';
import type { FileSource } from './lm/checkpoint/source.ts';
import type { ThreadHost } from './lm/cpu/threads/thread-host.ts';
import type { Ensemble, EnsembleMembers } from './lm/ensemble.ts';
import { createHostEnsemble } from './lm/host-ensemble.ts';
import type { LoadOptions } from './lm/load-options.ts';
import { type Loader, openLoader } from './lm/loader.ts';
import type { OpenedWebLlm, WebLlmHost, WebLlmSource } from './lm/webllm/source.ts';
import { loadTokenizer, type Tokenizer } from './tokenizer/tokenizer.ts';
import { checkVocabulary } from './tokenizer/vocabulary-check.ts';

export type ModelSource = FileSource | WebLlmSource;

/** A model before its weights are read. */
export interface OpenedModel {
  readonly id: string;
  readonly tokenizer: Tokenizer;
  readonly vocabularySize: number;
  /** Tokens, prompt and answer together. */
  readonly contextLength: number;
  /** Bytes of the weights as they lie in the files. */
  readonly storedBytes: number;
  readonly generation: GenerationDefaults;
  /** How its matrices are to be held, where that is decided for it alone. */
  readonly precision?: Precision | undefined;
  readonly weights:
    | { readonly kind: 'checkpoint'; readonly checkpoint: AnyCheckpoint }
    | { readonly kind: 'webllm'; readonly opened: OpenedWebLlm };
}

const isForWebLlm = (source: ModelSource): source is WebLlmSource => 'kind' in source;

/** What is left of opening a model once its headers are read: the tokenizer, which takes longer. */
type Opening = () => Promise<OpenedModel>;

/**
 * Headers and tokenizer, checked against each other.
 * @throws {LocumError} as `openCheckpoint`, `openWebLlm`, `loadTokenizer`; `tokenizer-mismatch`
 * @throws {Cancelled}
 */
export async function openModel(source: ModelSource, signal?: AbortSignal): Promise<OpenedModel> {
  const [opened] = await openModels([source], signal);
  return opened!;
}

/** The same for several: headers of all come before any tokenizer, so that what does not fit is soon known. */
export async function openModels(
  sources: readonly ModelSource[],
  signal?: AbortSignal,
): Promise<readonly OpenedModel[]> {
  const openings = await Promise.all(
    sources.map((source) =>
      naming(source.label, isForWebLlm(source) ? openForWebLlm(source, signal) : openOwn(source, signal)),
    ),
  );
  return Promise.all(openings.map((finish, index) => naming(sources[index]!.label, finish())));
}

async function openOwn(source: FileSource, signal?: AbortSignal): Promise<Opening> {
  const opened = await openAnyCheckpoint(source, signal);
  return async () => {
    const tokenizer = await loadTokenizer(opened.files, { signal });
    const { id, config, storedBytes } = opened;
    const { profile } = tokenizer;
    const generation = { ...(profile && { repetitionPenalty: profile.repetitionPenalty }), ...opened.generation };
    const stopIds = withEnd(opened.stopIds, tokenizer);
    const { vocabularySize, contextLength } = config;
    const checkpoint = { ...opened, stopIds, config: { ...config, tokens: tokenizer.size } };
    checkVocabulary(tokenizer, { id, vocabularySize, stopIds });
    const { precision } = source;
    return {
      id,
      tokenizer,
      vocabularySize,
      contextLength,
      storedBytes,
      generation,
      precision,
      weights: { kind: 'checkpoint', checkpoint },
    };
  };
}

/** A turn's end may be named by the tokenizer's configuration alone, and by no file of the model's. */
function withEnd(stopIds: readonly number[], { eosId }: Tokenizer): readonly number[] {
  return eosId === null || stopIds.includes(eosId) ? stopIds : [...stopIds, eosId].sort((a, b) => a - b);
}

async function openForWebLlm(source: WebLlmSource, signal?: AbortSignal): Promise<Opening> {
  // Few programs have such models, and their readers weigh.
  const { openWebLlm } = await import('./lm/webllm/source.ts');
  const [opened, tokenizer] = await Promise.all([openWebLlm(source, signal), loadTokenizer(source.files, { signal })]);
  const { description, generation } = opened;
  const { id, vocabularySize, contextLength, bytes: storedBytes } = description;
  // MLC's chat templates list stop tokens of a whole family: those that this tokenizer lacks, the model cannot say.
  const stopIds = description.stopIds.filter((stop) => tokenizer.spelling(stop) !== null);
  checkVocabulary(tokenizer, { id, vocabularySize, stopIds: [], anyPadding: true });
  const weights = {
    kind: 'webllm',
    opened: { ...opened, description: { ...description, stopIds, tokens: tokenizer.size } },
  } as const;
  return async () => ({ id, tokenizer, vocabularySize, contextLength, storedBytes, generation, weights });
}

export interface Runtime {
  /** Of Locum's own runtime; `webllm` when it runs none of the models. */
  readonly backend: Backend;
  /** Why, in the user's words, and how it computes there. */
  readonly reason: string;
  load(model: OpenedModel, options: LoadOptions): Promise<CausalLM>;
  ensemble(members: EnsembleMembers): Ensemble;
  /** Resolves, with a `device-lost` or `engine-crashed` error, when one of the models is gone. */
  readonly lost: Promise<LocumError>;
  destroy(): void;
}

export interface RuntimeOptions {
  readonly backend: BackendPreference;
  readonly gpu?: GPU | undefined;
  readonly threads?: ThreadHost | undefined;
  readonly webllm?: WebLlmHost | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** @param sources what is to run; they are loaded one after another @throws {LocumError} `no-webgpu` */
export async function openRuntime(sources: readonly ModelSource[], options: RuntimeOptions): Promise<Runtime> {
  const { gpu, threads, webllm, signal } = options;
  throwIfCancelled(signal);
  const [hosted] = sources.filter(isForWebLlm);
  if (hosted !== undefined) await webllm?.check(hosted.label);
  const ownRuns = sources.length === 0 || sources.some((source) => !isForWebLlm(source));
  const choice = ownRuns
    ? await chooseBackend(options.backend, gpu)
    : ({ backend: 'webllm', reason: 'web-llm runs the models on the GPU.' } as const);
  let own: Loader | null = null;
  const lost = deferred<LocumError>();

  async function openOwnLoader(): Promise<Loader> {
    if (own !== null) return own;
    if (choice.backend === 'webllm') throw new LocumError('internal', 'There is no backend for a checkpoint.');
    own = await openLoader(choice.backend, { gpu, threads });
    void own.lost.then(lost.resolve);
    return own;
  }
  return {
    backend: choice.backend,
    get reason() {
      return own?.remark ? `${choice.reason} ${own.remark}` : choice.reason;
    },
    lost: lost.promise,
    async load({ id, weights }, loadOptions) {
      switch (weights.kind) {
        case 'checkpoint':
          return naming(id, (await openOwnLoader()).load(weights.checkpoint, loadOptions));
        case 'webllm': {
          if (webllm === undefined) throw noHost(id);
          const model = await naming(id, webllm.load(weights.opened, loadOptions));
          void model.lost.then(lost.resolve);
          return model;
        }
        default:
          return weights satisfies never;
      }
    },
    ensemble(members) {
      const { base, pair } = members;
      const isMixed = [base, pair?.expert, pair?.anti].some((model) => model?.info.backend === 'webllm');
      return own === null || isMixed ? createHostEnsemble(members) : own.ensemble(members);
    },
    destroy: () => own?.destroy(),
  };
}

function noHost(id: string): LocumError {
  return new LocumError('unsupported', `“${id}” is a model for web-llm, which runs in a browser only.`, {
    hint: 'Give the same model as a checkpoint in the Hugging Face layout.',
  });
}

/** What is wrong with a file is said by those who read it; which of the models it belongs to is known here. */
async function naming<Value>(model: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (thrown) {
    if (!(thrown instanceof LocumError) || thrown.message.includes(model)) throw thrown;
    const { code, message, hint, recoverable, details } = thrown;
    throw new LocumError(code, `Model “${model}”: ${message}`, { hint, recoverable, details, cause: thrown });
  }
}
