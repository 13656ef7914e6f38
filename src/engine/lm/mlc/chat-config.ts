/** `mlc-chat-config.json`: what web-llm, and Locum's reader, need to know of an MLC model beside its weights. */
import * as v from 'valibot';
import { LocumError } from '../../errors.ts';
import type { Precision } from '../causal-lm.ts';
import type { GenerationDefaults } from '../checkpoint/config.ts';
import { parseJson } from '../checkpoint/json.ts';

export const CHAT_CONFIG_FILE = 'mlc-chat-config.json';

const Integer = v.pipe(v.number(), v.integer());
const Ids = v.nullish(v.union([Integer, v.array(Integer)]), []);

const ChatConfigJson = v.looseObject({
  model_type: v.nullish(v.string(), ''),
  quantization: v.nullish(v.string(), ''),
  /** The model's own `config.json`, in part under MLC's names. */
  model_config: v.nullish(v.looseObject({})),
  vocab_size: v.pipe(Integer, v.minValue(1)),
  context_window_size: v.nullish(Integer, -1),
  sliding_window_size: v.nullish(Integer, -1),
  eos_token_id: Ids,
  conv_template: v.nullish(v.union([v.looseObject({ stop_token_ids: Ids }), v.string()])),
  temperature: v.nullish(v.pipe(v.number(), v.minValue(0))),
  top_p: v.nullish(v.pipe(v.number(), v.gtValue(0))),
  repetition_penalty: v.nullish(v.pipe(v.number(), v.gtValue(0))),
});

export interface MlcChatConfig {
  /** MLC's name of the architecture, as `phi3`. */
  readonly modelType: string;
  /** MLC's name of the format, as `q4f16_1`. */
  readonly quantization: string;
  readonly modelConfig: Readonly<Record<string, unknown>> | null;
  readonly vocabularySize: number;
  /** Tokens that the context holds; of a model whose window slides, as many as the window does. */
  readonly contextLength: number;
  readonly slides: boolean;
  /** Ascending. */
  readonly stopIds: readonly number[];
  readonly generation: GenerationDefaults;
}

/** @throws {LocumError} `checkpoint-invalid` */
export function parseChatConfig(text: string): MlcChatConfig {
  const json = parseJson(ChatConfigJson, text, CHAT_CONFIG_FILE);
  const windows = [json.context_window_size, json.sliding_window_size].filter((size) => size > 0);
  if (windows.length === 0) {
    throw new LocumError('checkpoint-invalid', `${CHAT_CONFIG_FILE} is not usable: it names no size of the context.`, {
      hint: 'Fetch or convert the model again.',
      details: { file: CHAT_CONFIG_FILE },
    });
  }
  const template = typeof json.conv_template === 'object' ? json.conv_template?.stop_token_ids : [];
  const stopIds = [json.eos_token_id ?? [], template ?? []].flat();
  return {
    modelType: json.model_type,
    quantization: json.quantization,
    modelConfig: json.model_config ?? null,
    vocabularySize: json.vocab_size,
    contextLength: Math.min(...windows),
    slides: json.sliding_window_size > 0,
    stopIds: [...new Set(stopIds)].sort((a, b) => a - b),
    generation: {
      ...(json.repetition_penalty ? { repetitionPenalty: json.repetition_penalty } : {}),
      ...(typeof json.temperature === 'number' ? { temperature: json.temperature } : {}),
      ...(json.top_p ? { topP: json.top_p } : {}),
    },
  };
}

/** How matrices lie in memory, from MLC's name: `q4f16_1`, `q0f32`, … */
export function precisionOf(quantization: string): Precision {
  if (quantization.startsWith('q0')) return quantization.includes('f32') ? 'f32' : 'f16';
  return quantization.startsWith('q8') ? 'q8' : 'q4';
}
