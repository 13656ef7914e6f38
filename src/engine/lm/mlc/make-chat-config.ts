/** `mlc-chat-config.json` of a checkpoint. */
import * as v from 'valibot';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { parseJson } from '../checkpoint/json.ts';
import { conversationTemplate } from './conversation.ts';
import { mlcModelType } from './parameters.ts';
import { readTokenizerInfo } from './tokenizer-info.ts';

export interface ChatConfigOptions {
  readonly quantization: string;
  readonly contextLength: number;
  readonly tokenizerFiles: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

const ConfigJson = v.looseObject({
  rope_theta: v.nullish(v.number()),
  rope_parameters: v.nullish(v.looseObject({ rope_theta: v.nullish(v.number()) })),
  bos_token_id: v.nullish(v.number()),
  pad_token_id: v.nullish(v.number()),
});

/** MLC's default; libraries bring their own. */
const PREFILL_CHUNK = 2048;

/** @throws {LocumError} `checkpoint-invalid`, as the source */
export async function makeChatConfig(
  { config, stopIds, generation, files }: Checkpoint,
  { quantization, contextLength, tokenizerFiles, signal }: ChatConfigOptions,
): Promise<string> {
  const json = parseJson(ConfigJson, await files.text('config.json', signal), 'config.json');
  const { names, info } = readTokenizerInfo(await files.text('tokenizer.json', signal));
  const sizes = {
    context_window_size: contextLength,
    prefill_chunk_size: Math.min(contextLength, PREFILL_CHUNK),
    tensor_parallel_shards: 1,
  };
  // Weights that were quantised already are not any more as that field says.
  const { quantization_config: _, ...model } = json;
  const chatConfig = {
    version: '0.1.0',
    model_type: mlcModelType(config.architecture),
    quantization,
    model_config: {
      ...model,
      position_embedding_base: json.rope_parameters?.rope_theta ?? json.rope_theta ?? 10000,
      ...sizes,
    },
    vocab_size: config.vocabularySize,
    ...sizes,
    sliding_window_size: -1,
    attention_sink_size: -1,
    pipeline_parallel_stages: 1,
    temperature: generation.temperature ?? 1,
    top_p: generation.topP ?? 1,
    repetition_penalty: generation.repetitionPenalty ?? 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    tokenizer_files: tokenizerFiles,
    tokenizer_info: info,
    conv_template: conversationTemplate(names, stopIds),
    pad_token_id: json.pad_token_id ?? 0,
    bos_token_id: json.bos_token_id ?? 1,
    eos_token_id: stopIds,
  };
  return `${JSON.stringify(chatConfig, null, 2)}\n`;
}
