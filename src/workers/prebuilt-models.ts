/** The models of web-llm's own list, ready to be brought into its cache. */
import { modelAddress } from '../engine/lm/webllm/cache.ts';
import type { ModelRecord } from '../engine/lm/webllm/module.ts';
import type { StageInput } from './models-protocol.ts';
import { type ModelWorker, webLlmRecords } from './webllm-host.ts';

const MEBIBYTE = 2 ** 20;

/** web-llm is a few megabytes of script: a worker loads it, and ends. */
export async function prebuiltModels(createWorker: () => ModelWorker): Promise<readonly StageInput[]> {
  return (await webLlmRecords(createWorker)).map(stageInput);
}

function stageInput(record: ModelRecord): StageInput {
  const { model, model_id, model_lib, overrides, required_features, model_manifest, vram_required_MB } = record;
  return {
    id: model_id,
    folder: modelAddress(model),
    library: model_lib,
    contextLength: overrides?.context_window_size ?? null,
    requiredFeatures: required_features ?? null,
    manifest: model_manifest ?? null,
    memory: vram_required_MB === undefined ? null : vram_required_MB * MEBIBYTE,
  };
}
