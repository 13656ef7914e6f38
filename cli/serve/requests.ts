/** What `/v1/chat/completions` and `/v1/completions` are sent, checked, in the engine's terms. */
import * as v from 'valibot';
import type { ConstraintRule } from '../../src/engine/decoding/constrain/rule.ts';
import type { SamplingOptions } from '../../src/engine/lm/ensemble.ts';
import type { ChatMessage } from '../../src/engine/tokenizer/prompt-runs.ts';
import type { Prompt } from '../../src/engine/trio.ts';
import { ApiError } from './api-error.ts';

/** A request in the engine's terms. */
export interface Asked {
  readonly model: string;
  /** Each is answered `choices` times. */
  readonly prompts: readonly Prompt[];
  readonly choices: number;
  readonly sampling: SamplingOptions;
  readonly seed: number;
  readonly stopStrings: readonly string[];
  /** Null: until the context is full. */
  readonly maxTokens: number | null;
  readonly constraint: ConstraintRule | undefined;
  /** Tell the prompt, too. */
  readonly echo: boolean;
  /** How many likeliest tokens to list beside each token's log-probability; null: neither. */
  readonly top: number | null;
  readonly stream: boolean;
  /** A stream ends with the usage. */
  readonly streamUsage: boolean;
}

const MOST_CHOICES = 16;
const MOST_PROMPTS = 256;
const MOST_STOPS = 16;
/** As many as clients of OpenAI's interface may ask for. */
const MOST_TOP = 20;
const SEEDS = 2 ** 32;

const optional = <Schema extends v.GenericSchema>(schema: Schema) => v.nullish(schema);
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const between = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));

const JsonSchemaFormat = v.object({
  type: v.literal('json_schema'),
  json_schema: v.looseObject({ schema: v.union([v.boolean(), v.record(v.string(), v.unknown())]) }),
});

const Common = {
  model: v.string(),
  temperature: optional(between(0, 2)),
  top_p: optional(between(0, 1)),
  /** Not OpenAI's: named as vLLM and llama.cpp name them. */
  top_k: optional(whole(-1, 1_000_000)),
  repetition_penalty: optional(between(0.01, 100)),
  n: optional(whole(1, MOST_CHOICES)),
  seed: optional(v.pipe(v.number(), v.safeInteger())),
  stop: optional(v.union([v.string(), v.pipe(v.array(v.string()), v.maxLength(MOST_STOPS))])),
  logit_bias: optional(v.record(v.pipe(v.string(), v.regex(/^\d{1,7}$/, 'a token’s id')), between(-100, 100))),
  stream: optional(v.boolean()),
  stream_options: optional(v.looseObject({ include_usage: optional(v.boolean()) })),
  response_format: optional(
    v.variant('type', [
      v.object({ type: v.literal('text') }),
      v.object({ type: v.literal('json_object') }),
      JsonSchemaFormat,
    ]),
  ),
  // What Locum does not do, and so takes only where it asks for nothing.
  presence_penalty: optional(v.literal(0)),
  frequency_penalty: optional(v.literal(0)),
  // Of no consequence to the answer.
  user: v.optional(v.unknown()),
  metadata: v.optional(v.unknown()),
  store: v.optional(v.unknown()),
  service_tier: v.optional(v.unknown()),
  safety_identifier: v.optional(v.unknown()),
  prompt_cache_key: v.optional(v.unknown()),
};

const TextPart = v.looseObject({ type: v.literal('text'), text: v.string() });
const Content = v.union([v.string(), v.array(TextPart)]);

const Message = v.looseObject({
  role: v.picklist(['system', 'developer', 'user', 'assistant']),
  content: Content,
});

const ChatRequest = v.strictObject({
  ...Common,
  messages: v.pipe(v.array(Message), v.minLength(1)),
  max_tokens: optional(whole(1, 1_000_000)),
  max_completion_tokens: optional(whole(1, 1_000_000)),
  logprobs: optional(v.boolean()),
  top_logprobs: optional(whole(0, MOST_TOP)),
  tools: optional(v.pipe(v.array(v.unknown()), v.length(0))),
  tool_choice: optional(v.picklist(['none', 'auto'])),
  parallel_tool_calls: v.optional(v.unknown()),
  modalities: optional(v.tuple([v.literal('text')])),
});

const Ids = v.pipe(v.array(whole(0, 10_000_000)), v.minLength(1));
const PromptField = v.union([
  v.string(),
  Ids,
  v.pipe(v.array(v.union([v.string(), Ids])), v.minLength(1), v.maxLength(MOST_PROMPTS)),
]);

const CompletionRequest = v.strictObject({
  ...Common,
  prompt: PromptField,
  max_tokens: optional(whole(0, 1_000_000)),
  logprobs: optional(whole(0, MOST_TOP)),
  echo: optional(v.boolean()),
  best_of: optional(whole(1, MOST_TOP)),
  suffix: optional(v.literal('')),
});

/** OpenAI's default for `/v1/completions`. */
const SHORT = 16;

/** @throws {ApiError} 400 */
export function parseChat(body: unknown): Asked {
  const request = checked(ChatRequest, body);
  if (request.top_logprobs && request.logprobs !== true) {
    throw new ApiError(400, 'invalid_value', '“top_logprobs” goes with “logprobs”: true.', { param: 'top_logprobs' });
  }
  const chat = request.messages.map(
    ({ role, content }): ChatMessage => ({ role: role === 'developer' ? 'system' : role, content: textOf(content) }),
  );
  return {
    ...common(request),
    prompts: [{ chat, plain: chat.map(({ content }) => content).join('\n\n') }],
    maxTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    echo: false,
    top: request.logprobs ? (request.top_logprobs ?? 0) : null,
  };
}

/** @throws {ApiError} 400 */
export function parseCompletion(body: unknown): Asked {
  const request = checked(CompletionRequest, body);
  const { max_tokens: maxTokens, echo } = request;
  if (maxTokens === 0 && !echo) {
    throw new ApiError(400, 'invalid_value', '“max_tokens”: 0 is for “echo”: true.', { param: 'max_tokens' });
  }
  // At temperature 0 each of them is the best.
  if ((request.best_of ?? 1) > 1 && request.temperature !== 0) {
    throw new ApiError(400, 'invalid_value', '“best_of” above 1 goes with “temperature”: 0.', { param: 'best_of' });
  }
  return {
    ...common(request),
    prompts: promptsOf(request.prompt),
    maxTokens: maxTokens ?? SHORT,
    echo: echo ?? false,
    top: request.logprobs ?? null,
  };
}

function common(request: v.InferOutput<v.ObjectSchema<typeof Common, undefined>>) {
  const { stop, stream_options: streaming, logit_bias: bias } = request;
  const sampling: SamplingOptions = {
    temperature: request.temperature ?? 1,
    // 0 means the best alone; the engine wants a share above 0, and any so small leaves as much.
    topP: Math.max(request.top_p ?? 1, Number.EPSILON),
    topK: Math.max(request.top_k ?? 0, 0),
    repetitionPenalty: request.repetition_penalty ?? 1,
  };
  return {
    model: request.model,
    choices: request.n ?? 1,
    sampling: bias ? { ...sampling, bias: biasOf(bias) } : sampling,
    seed: request.seed == null ? Math.floor(Math.random() * SEEDS) : ((request.seed % SEEDS) + SEEDS) % SEEDS,
    stopStrings: typeof stop === 'string' ? [stop] : (stop ?? []),
    constraint: constraintOf(request.response_format),
    stream: request.stream ?? false,
    streamUsage: streaming?.include_usage ?? false,
  };
}

function biasOf(bias: Readonly<Record<string, number>>): ReadonlyMap<number, number> {
  return new Map(Object.entries(bias).map(([id, amount]) => [Number(id), amount]));
}

type ResponseFormat = v.InferOutput<typeof Common.response_format>;

function constraintOf(format: ResponseFormat): ConstraintRule | undefined {
  switch (format?.type) {
    case undefined:
    case 'text':
      return undefined;
    case 'json_object':
      return { kind: 'json-schema', schema: { type: 'object' } };
    case 'json_schema':
      return { kind: 'json-schema', schema: format.json_schema.schema };
    default:
      return format satisfies never;
  }
}

function textOf(content: v.InferOutput<typeof Content>): string {
  return typeof content === 'string' ? content : content.map(({ text }) => text).join('');
}

function promptsOf(prompt: v.InferOutput<typeof PromptField>): readonly Prompt[] {
  if (typeof prompt === 'string') return [{ text: prompt }];
  const isIds = (list: readonly unknown[]): list is readonly number[] => typeof list[0] === 'number';
  if (isIds(prompt)) return [{ ids: prompt }];
  return prompt.map((each) => (typeof each === 'string' ? { text: each } : { ids: each }));
}

function checked<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body, { abortEarly: true });
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const param = v.getDotPath(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    throw new ApiError(400, 'unknown_parameter', `Unknown parameter: “${param}”.`, { param });
  }
  const missing = issue.received === 'undefined';
  const message = missing
    ? `The request lacks “${param}”.`
    : `“${param ?? 'The body'}” is not as it should be: ${said(issue)}.`;
  throw new ApiError(400, missing ? 'missing_required_parameter' : 'invalid_value', message, { param });
}

/** What was expected. What was received is left out: it may be the text. */
function said({ expected, requirement, type }: v.BaseIssue<unknown>): string {
  if (expected !== null) return `${expected} is expected`;
  return `${type.replaceAll('_', ' ')} ${typeof requirement === 'number' ? requirement : ''}`.trim();
}
