/**
 * What Locum uses of @mlc-ai/web-llm, and no more than releases 0.2.79 and 0.2.86 have in common (`module.test.ts` holds
 * the types against both). The module itself is injected by the worker, so that the engine neither bundles nor loads it.
 */

/** Sees the logits of every forward, before web-llm samples from what `processLogits` returns. */
export interface LogitProcessor {
  processLogits: (logits: Float32Array) => Float32Array;
  processSampledToken: (token: number) => void;
  resetState: () => void;
}

/** What overrides a model's `mlc-chat-config.json`. */
export interface ChatOverrides {
  context_window_size?: number;
  sliding_window_size?: number;
  attention_sink_size?: number;
  temperature?: number;
  top_p?: number;
  repetition_penalty?: number;
  frequency_penalty?: number;
  presence_penalty?: number;
}

export interface ModelRecord {
  /** URL of the folder with weights, configuration and tokenizer. */
  model: string;
  model_id: string;
  /** URL of the WebAssembly library that holds the model's kernels. */
  model_lib: string;
  overrides?: ChatOverrides;
  vram_required_MB?: number;
  required_features?: string[];
  /** File of the folder that says how the library's parts belong together; only some models have one. */
  model_manifest?: string;
  /** 1 = makes embeddings and writes no text; absent or another number: writes text. */
  model_type?: number;
}

export interface LoadReport {
  /** 0 to 1, of the phase that `text` names. */
  progress: number;
  text: string;
}

export interface EngineConfig {
  appConfig: { model_list: ModelRecord[] };
  logitProcessorRegistry: Map<string, LogitProcessor>;
  initProgressCallback: (report: LoadReport) => void;
  logLevel: 'ERROR';
}

export interface WebLlmEngine {
  reload(modelId: string, overrides?: ChatOverrides): Promise<void>;
  unload(): Promise<void>;
  resetChat(keepStats?: boolean, modelId?: string): Promise<void>;
  forwardTokensAndSample(ids: number[], isPrefill: boolean, modelId?: string): Promise<number>;
}

export interface WebLlmModule {
  readonly MLCEngine: new (config: EngineConfig) => WebLlmEngine;
  /** The models that this release knows, with libraries that fit it. */
  readonly prebuiltAppConfig: { model_list: ModelRecord[] };
}
