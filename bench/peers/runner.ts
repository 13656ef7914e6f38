/** What is timed: one engine over one model, with so many threads. */
import type { CausalLM } from '../../src/engine/lm/causal-lm.ts';

export interface Runner {
  /** Milliseconds to read ids into an empty context. */
  prefill(ids: readonly number[]): Promise<number>;
  /** Milliseconds to write so many tokens greedily after them. */
  decode(ids: readonly number[], tokens: number): Promise<number>;
}

export function locumRunner(model: CausalLM): Runner {
  return {
    async prefill(ids) {
      await model.truncate(0);
      const started = performance.now();
      await model.extend(ids);
      return performance.now() - started;
    },
    async decode(ids, tokens) {
      await model.truncate(0);
      let next = await best(model, ids);
      const started = performance.now();
      for (let step = 0; step < tokens; step++) next = await best(model, [next]);
      return performance.now() - started;
    },
  };
}

async function best(model: CausalLM, ids: readonly number[]): Promise<number> {
  const { data } = await model.extend(ids);
  let most = 0;
  for (let id = 1; id < data.length; id++) if (data[id]! > data[most]!) most = id;
  return most;
}
