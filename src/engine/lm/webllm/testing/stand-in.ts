/**
 * A stand-in for web-llm's module, for tests: the same order of effects, over a model of Locum's own runtime. What it does on
 * failures is what 0.2.79 was seen to do.
 */
import type { CausalLM } from '../../causal-lm.ts';
import type { ChatOverrides, EngineConfig, ModelRecord, WebLlmEngine, WebLlmModule } from '../module.ts';

export interface StandInOptions {
  /** The model that `reload` finds in its folder. */
  readonly model: (modelId: string) => Promise<CausalLM>;
  /** Whether the private function that rolls the KV cache back is there; default true. */
  readonly rollsBack?: boolean;
  /** Whether the library gives logits at all positions at once, and whether they are right; default `none`. */
  readonly verifies?: 'right' | 'wrong' | 'too large' | 'none';
  /** Called before each effect; what it throws is web-llm's failure. */
  readonly before?: (call: string) => void | Promise<void>;
  readonly prebuilt?: readonly ModelRecord[];
}

export interface StandIn {
  readonly module: WebLlmModule;
  /** What was called, in order, as `forward 3 prefill`. */
  readonly calls: string[];
  /** The overrides of the last `reload`. */
  overrides(): ChatOverrides | undefined;
  /** From now on web-llm has let go of its device, as after a loss. */
  loseDevice(): void;
}

export function standIn(options: StandInOptions): StandIn {
  const calls: string[] = [];
  let overrides: ChatOverrides | undefined;
  let isGone = false;
  const note = async (call: string): Promise<void> => {
    calls.push(call);
    await options.before?.(call);
    if (isGone) throw new Error('Module has already been disposed');
  };

  class MLCEngine implements WebLlmEngine {
    // Private in web-llm too.
    readonly loadedModelIdToPipeline = new Map<string, unknown>();
    readonly #config: EngineConfig;
    #model: CausalLM | null = null;

    constructor(config: EngineConfig) {
      this.#config = config;
    }

    async reload(modelId: string, given?: ChatOverrides): Promise<void> {
      await note(`reload ${modelId}`);
      overrides = given;
      if (!this.#config.appConfig.model_list.some(({ model_id }) => model_id === modelId)) {
        throw Object.assign(new Error(`Cannot find model record in appConfig for ${modelId}.`), {
          name: 'ModelNotFoundError',
        });
      }
      this.#config.initProgressCallback({ progress: 0.5, text: 'Loading model from cache[1/2]' });
      this.#model = await options.model(modelId);
      this.loadedModelIdToPipeline.set(modelId, this.#pipeline(this.#model));
      this.#config.initProgressCallback({ progress: 1, text: 'Finish loading' });
    }

    async unload(): Promise<void> {
      calls.push('unload');
      await this.#model?.dispose();
      this.#model = null;
    }

    async resetChat(_keepStats?: boolean, modelId = ''): Promise<void> {
      await note('reset');
      await this.#model?.truncate(0);
      this.#config.logitProcessorRegistry.get(modelId)?.resetState();
    }

    async forwardTokensAndSample(ids: number[], isPrefill: boolean, modelId = ''): Promise<number> {
      await note(`forward ${ids.length}${isPrefill ? ' prefill' : ''}`);
      if (this.#model === null) {
        throw Object.assign(new Error('Model not loaded before calling forwardTokensAndSample().'), {
          name: 'ModelNotLoadedError',
        });
      }
      // One position's logits, of a fresh array, as web-llm makes it.
      const { data } = await this.#model.extend(ids, { logits: 'last' });
      const processor = this.#config.logitProcessorRegistry.get(modelId);
      const seen = processor?.processLogits(data) ?? data;
      if (seen.length !== data.length) throw new Error('data.length and memory.shape mismatch');
      const token = seen.indexOf(Math.max(...seen));
      processor?.processSampledToken(token);
      return token;
    }

    #pipeline(model: CausalLM): object {
      const { verifies = 'none' } = options;
      let verified: Float32Array = new Float32Array();
      let ids: readonly number[] = [];
      const functions: Record<string, unknown> = {
        _metadata: () => JSON.stringify({ memory_usage: { batch_verify: verifies === 'too large' ? 7e8 : 1e6 } }),
        batch_verify: () => ({ get: () => ({ shape: [1, ids.length, model.info.vocabularySize], dtype: 'float32' }) }),
      };
      return {
        kvCache: {},
        slidingWindowSize: -1,
        filledKVCacheLength: 0,
        params: {},
        getTokensEmbeddings(given: readonly number[]) {
          ids = given;
          return { shape: [given.length, 8], view: (shape: readonly number[]) => ({ shape }) };
        },
        fKVCacheBeginForward() {},
        fKVCacheEndForward() {},
        device: {
          async sync() {
            await note(`verify ${ids.length}`);
            verified = (await model.extend(ids, { logits: 'all' })).data;
            if (verifies === 'wrong') verified.reverse();
          },
        },
        vm: {
          getFunction(name: string) {
            if (name === 'batch_verify' && verifies === 'none') throw new Error(`Cannot find function ${name}`);
            return functions[name];
          },
        },
        tvm: {
          beginScope() {},
          endScope() {},
          scalar: (value: number) => value,
          makeShapeTuple: (sizes: readonly number[]) => sizes,
          cpu: () => 'cpu',
          empty: () => ({ copyFrom() {}, toArray: () => verified }),
          getGlobalFunc(name: string) {
            if (options.rollsBack === false) throw new Error(`Cannot find global function ${name}`);
            return (_cache: unknown, _sequence: number, tokens: number) => {
              calls.push(`pop ${tokens}`);
              // Of the CPU's model, this takes effect at once.
              void model.truncate(model.length - tokens);
            };
          },
        },
      };
    }
  }

  return {
    module: { MLCEngine, prebuiltAppConfig: { model_list: [...(options.prebuilt ?? [])] } },
    calls,
    overrides: () => overrides,
    loseDevice: () => {
      isGone = true;
    },
  };
}
