/** What a model's worker holds: one web-llm model. The library comes from outside, so that tests can bring their own. */
import { LocumError } from '../engine/errors.ts';
import { loadWebLlmModel, type WebLlmModel } from '../engine/lm/webllm/model.ts';
import type { WebLlmModule } from '../engine/lm/webllm/module.ts';
import type { HandlersOf } from './serve.ts';
import type { FromModelWorker, WebLlmOperations } from './webllm-protocol.ts';

/** web-llm's `ModelType.embedding`. */
const EMBEDDING = 1;

export class WebLlmSession {
  readonly #library: () => Promise<WebLlmModule>;
  readonly #onLost: (error: LocumError) => void;
  #model: WebLlmModel | null = null;

  readonly handlers: HandlersOf<WebLlmOperations> = {
    records: async () => {
      // Structured clone takes no functions, and none of the list's other fields is needed.
      const { prebuiltAppConfig } = await this.#fetched();
      const writers = prebuiltAppConfig.model_list.filter(({ model_type }) => model_type !== EMBEDDING);
      return writers.map(({ model, model_id, model_lib, ...record }) => ({
        model,
        model_id,
        model_lib,
        ...(record.overrides && { overrides: { ...record.overrides } }),
        ...(record.vram_required_MB !== undefined && { vram_required_MB: record.vram_required_MB }),
        ...(record.model_manifest !== undefined && { model_manifest: record.model_manifest }),
        ...(record.required_features && { required_features: [...record.required_features] }),
      }));
    },
    load: async ({ record, description }, { report }) => {
      if (this.#model !== null) throw new LocumError('internal', 'This worker has a model already.');
      const model = await loadWebLlmModel(await this.#fetched(), {
        record,
        description,
        onProgress: ({ progress }) => report(progress),
      });
      this.#model = model;
      void model.lost.then(this.#onLost);
      return model.info;
    },
    extend: async ({ ids, logits }, { signal, report }) => {
      const model = this.#need();
      const { rows, data } = await model.extend(ids, { logits, signal, onProgress: report });
      return { rows, data, length: model.length };
    },
    truncate: async (length) => {
      const model = this.#need();
      await model.truncate(length);
      return model.length;
    },
    dispose: async () => {
      await this.#model?.dispose();
      return null;
    },
  };

  /** @param onLost the model is gone */
  constructor(library: () => Promise<WebLlmModule>, onLost: (error: LocumError) => void) {
    this.#library = library;
    this.#onLost = onLost;
  }

  deviceLost(reason: string): void {
    this.#model?.deviceLost(reason);
  }

  async #fetched(): Promise<WebLlmModule> {
    try {
      return await this.#library();
    } catch (thrown) {
      throw new LocumError('network', 'web-llm itself, a part of Locum, could not be fetched.', {
        hint: 'Check the connection to where Locum is served, then try again.',
        cause: thrown,
      });
    }
  }

  #need(): WebLlmModel {
    if (this.#model !== null) return this.#model;
    throw new LocumError('disposed', 'The model is not loaded.', { hint: 'Load it and try again.' });
  }
}

/** What of a message is moved instead of copied: logits are 0.6 MB a token. */
export function transfers(message: FromModelWorker): Transferable[] {
  if (message.type !== 'done' || message.value === null || typeof message.value !== 'object') return [];
  return 'data' in message.value ? [message.value.data.buffer] : [];
}
