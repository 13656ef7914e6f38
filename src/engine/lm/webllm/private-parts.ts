/**
 * What web-llm's pipeline can do but does not offer: rolling the KV cache back, and logits at every position. Both are
 * looked for once a model is loaded and missing in many releases and libraries; nothing may depend on them.
 * Seen in 0.2.79 and 0.2.86. Whatever is not of the expected form counts as absent.
 */
import type { WebLlmEngine } from './module.ts';

export interface PrivateParts {
  /** Forgets the last `tokens` of the KV cache; null where it cannot be done. */
  readonly rollBack: ((tokens: number) => void) | null;
}

const NOTHING: PrivateParts = { rollBack: null };

type Callable = (...args: unknown[]) => unknown;
type Bag = Record<string, unknown>;

export function privateParts(engine: WebLlmEngine, modelId: string): PrivateParts {
  const pipelines = asBag(engine)?.loadedModelIdToPipeline;
  const pipeline = pipelines instanceof Map ? asBag(pipelines.get(modelId)) : null;
  const tvm = asBag(pipeline?.tvm);
  if (pipeline === null || tvm === null) return NOTHING;
  const method = (name: string): Callable | null => {
    const found = tvm[name];
    return typeof found === 'function' ? (found.bind(tvm) as Callable) : null;
  };
  const [find, scalar, begin, end] = ['getGlobalFunc', 'scalar', 'beginScope', 'endScope'].map(method);
  if (!find || !scalar || !begin || !end) return NOTHING;
  // A window that slides has already dropped what a roll-back would need, and a recurrent state keeps no past at all.
  const plain =
    asBag(pipeline.kvCache) !== null && pipeline.rnnState === undefined && pipeline.slidingWindowSize === -1;
  if (!plain || typeof pipeline.filledKVCacheLength !== 'number') return NOTHING;

  const inScope = <Value>(work: () => Value): Value => {
    begin();
    try {
      return work();
    } finally {
      end();
    }
  };
  const POP = 'vm.builtin.kv_state_popn';
  try {
    if (typeof inScope(() => find(POP)) !== 'function') return NOTHING;
  } catch {
    return NOTHING;
  }
  return {
    rollBack: (tokens) =>
      inScope(() => {
        const pop = find(POP) as Callable;
        pop(pipeline.kvCache, scalar(0, 'int64'), scalar(tokens, 'int32'));
        pipeline.filledKVCacheLength = Number(pipeline.filledKVCacheLength) - tokens;
      }),
  };
}

function asBag(value: unknown): Bag | null {
  return (typeof value === 'object' || typeof value === 'function') && value !== null ? (value as Bag) : null;
}
