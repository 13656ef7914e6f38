/**
 * What web-llm's pipeline can do but does not offer: rolling the KV cache back, and logits at every position. Both are
 * looked for once a model is loaded and missing in many releases and libraries; nothing may depend on them.
 * Seen in 0.2.79 and 0.2.86. Whatever is not of the expected form counts as absent.
 */
import type { WebLlmEngine } from './module.ts';

export interface PrivateParts {
  /** Forgets the last `tokens` of the KV cache; null where it cannot be done. */
  readonly rollBack: ((tokens: number) => void) | null;
  /** Appends `ids` and gives the logits after each, `[ids.length, vocabularySize]`; null where it cannot be done. */
  readonly forwardAll: ((ids: readonly number[]) => Promise<Float32Array>) | null;
}

const NOTHING: PrivateParts = { rollBack: null, forwardAll: null };

/**
 * The library takes this much of the device for logits at every position of its longest prefill, used or not: 138 MB for Phi-3.5,
 * 702 MB with Qwen's vocabulary. Beyond it, one forward a token is the better bargain.
 */
const MOST_VERIFY_BYTES = 256 << 20;

type Callable = (...args: unknown[]) => unknown;
type Bag = Record<string, unknown>;

export function privateParts(engine: WebLlmEngine, modelId: string): PrivateParts {
  try {
    const pipelines = asBag(engine)?.loadedModelIdToPipeline;
    const pipeline = pipelines instanceof Map ? asBag(pipelines.get(modelId)) : null;
    return pipeline === null ? NOTHING : partsOf(pipeline);
  } catch {
    return NOTHING;
  }
}

/** What this throws is what was not found. */
function partsOf(pipeline: Bag): PrivateParts {
  const tvm = part(pipeline, 'tvm');
  const kvCache = part(pipeline, 'kvCache');
  // A window that slides has already dropped what a roll-back would need, and a recurrent state keeps no past at all.
  if (pipeline.rnnState !== undefined || pipeline.slidingWindowSize !== -1) return NOTHING;
  if (typeof pipeline.filledKVCacheLength !== 'number') return NOTHING;
  const [begin, end, scalar, shape] = ['beginScope', 'endScope', 'scalar', 'makeShapeTuple'].map((name) =>
    method(tvm, name),
  ) as [Callable, Callable, Callable, Callable];
  const inScope = <Value>(work: () => Value): Value => {
    begin();
    try {
      return work();
    } finally {
      end();
    }
  };
  const advance = (tokens: number): void => {
    pipeline.filledKVCacheLength = Number(pipeline.filledKVCacheLength) + tokens;
  };
  // What is found belongs to the scope it was found in, so it is found anew every time.
  const popFunction = () => method(tvm, 'getGlobalFunc')('vm.builtin.kv_state_popn') as Callable;
  inScope(popFunction);

  return {
    rollBack: (tokens) =>
      inScope(() => {
        popFunction()(kvCache, scalar(0, 'int64'), scalar(tokens, 'int32'));
        advance(-tokens);
      }),
    forwardAll: canVerify(pipeline, inScope)
      ? async (ids) => {
          begin();
          try {
            const embeddings = method(pipeline, 'getTokensEmbeddings')([...ids]) as Bag;
            const sizes = embeddings.shape as readonly number[];
            const input = method(embeddings, 'view')([1, ...sizes]);
            method(pipeline, 'fKVCacheBeginForward')(kvCache, shape([0]), shape([ids.length]));
            const verify = method(part(pipeline, 'vm'), 'getFunction')('batch_verify') as Callable;
            const result = verify(input, kvCache, pipeline.params) as Bag;
            method(pipeline, 'fKVCacheEndForward')(kvCache);
            advance(ids.length);
            const logits = method(result, 'get')(0) as Bag;
            const host = method(tvm, 'empty')(logits.shape, logits.dtype, method(tvm, 'cpu')()) as Bag;
            method(host, 'copyFrom')(logits);
            await method(part(pipeline, 'device'), 'sync')();
            return (method(host, 'toArray')() as Float32Array).slice();
          } finally {
            end();
          }
        }
      : null,
  };
}

function canVerify(pipeline: Bag, inScope: <Value>(work: () => Value) => Value): boolean {
  try {
    const find = method(part(pipeline, 'vm'), 'getFunction');
    for (const name of ['getTokensEmbeddings', 'fKVCacheBeginForward', 'fKVCacheEndForward']) method(pipeline, name);
    return inScope(() => {
      if (typeof find('batch_verify') !== 'function') return false;
      const metadata: unknown = JSON.parse(String((find('_metadata') as Callable)()));
      const bytes = asBag(asBag(metadata)?.memory_usage)?.batch_verify;
      return typeof bytes === 'number' && bytes <= MOST_VERIFY_BYTES;
    });
  } catch {
    return false;
  }
}

function part(bag: Bag, name: string): Bag {
  const found = asBag(bag[name]);
  if (found === null) throw new Error(`no ${name}`);
  return found;
}

function method(bag: Bag, name: string): Callable {
  const found = bag[name];
  if (typeof found !== 'function') throw new Error(`no ${name}`);
  // Functions of the library are called as they are; methods need what they belong to.
  return (...args) => found.apply(bag, args);
}

function asBag(value: unknown): Bag | null {
  return (typeof value === 'object' || typeof value === 'function') && value !== null ? (value as Bag) : null;
}
