/**
 * A trio as language models of Vercel's AI SDK, in the program itself and without a server: `LanguageModelV3`, which its versions from
 * 6 on take (https://ai-sdk.dev/providers/community-providers/custom-providers). Text and JSON; what Locum does not do is warned of.
 */
import type { JsonSchema } from '../decoding/constrain/json-schema.ts';
import type { FinishEvent, FinishReason } from '../decoding/events.ts';
import type { Method } from '../decoding/methods.ts';
import { Cancelled, LocumError } from '../errors.ts';
import { GREEDY } from '../lm/ensemble.ts';
import type { ChatMessage } from '../tokenizer/prompt-runs.ts';
import type { Prompt, Trio } from '../trio.ts';
import { Turns } from '../turns.ts';

/** What of the SDK's call options is used. */
export interface AiSdkCall {
  readonly prompt: readonly AiSdkMessage[];
  readonly maxOutputTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly seed?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly responseFormat?:
    | { readonly type: 'text' }
    | { readonly type: 'json'; readonly schema?: unknown }
    | undefined;
  readonly tools?: readonly unknown[] | undefined;
  readonly abortSignal?: AbortSignal | undefined;
}

interface AiSdkMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string | readonly { readonly type: string; readonly text?: string }[];
}

interface Warning {
  type: 'unsupported';
  feature: string;
}

interface Ended {
  finishReason: { unified: 'stop' | 'length'; raw: FinishReason };
  usage: {
    inputTokens: { total: number; noCache: undefined; cacheRead: undefined; cacheWrite: undefined };
    outputTokens: { total: number; text: undefined; reasoning: undefined };
  };
}

type StreamPart =
  | { type: 'stream-start'; warnings: Warning[] }
  | { type: 'text-start' | 'text-end'; id: string }
  | { type: 'text-delta'; id: string; delta: string }
  | ({ type: 'finish' } & Ended);

/** The SDK's `LanguageModelV3`. */
export interface AiSdkModel {
  readonly specificationVersion: 'v3';
  readonly provider: string;
  readonly modelId: string;
  readonly supportedUrls: Record<string, RegExp[]>;
  /** @throws {LocumError} as `generate`; `unsupported` for what is no text. An abort throws the signal's reason. */
  doGenerate(call: AiSdkCall): Promise<{ content: { type: 'text'; text: string }[]; warnings: Warning[] } & Ended>;
  /** As `doGenerate`; what goes wrong ends the stream. */
  doStream(call: AiSdkCall): Promise<{ stream: ReadableStream<StreamPart> }>;
}

/** @param alpha default 1 */
export type AiSdkProvider = (method: Method, options?: { readonly alpha?: number | undefined }) => AiSdkModel;

/** Answers are written one at a time, in the order in which they were asked for: all models share the trio's contexts. */
export function aiSdkProvider(trio: Trio): AiSdkProvider {
  const turns = new Turns();
  return (method, { alpha = 1 } = {}) => {
    async function write(
      call: AiSdkCall,
      signal: AbortSignal | undefined,
      tell: (text: string) => void,
    ): Promise<Ended> {
      const prompt = promptOf(call.prompt);
      const request = { ...requestOf(call), prompt, method, alpha, signal };
      const finish = await turns.take(async () => {
        let last: FinishEvent | null = null;
        for await (const event of trio.generate(request)) {
          if (event.type === 'token' && event.text !== '') tell(event.text);
          if (event.type === 'finish') last = event;
        }
        return last;
      }, signal);
      if (finish === null) throw new LocumError('internal', 'An answer came to no end.');
      return endedOf(finish, trio.promptLengths(method, prompt)[0]?.tokens ?? 0);
    }

    return {
      specificationVersion: 'v3',
      provider: 'locum',
      modelId: `${method}@${alpha}`,
      supportedUrls: {},
      async doGenerate(call) {
        let text = '';
        const ended = await write(call, call.abortSignal, (piece) => {
          text += piece;
        }).catch(asAbort(call.abortSignal));
        return { content: [{ type: 'text', text }], warnings: warningsOf(call), ...ended };
      },
      async doStream(call) {
        const left = new AbortController();
        const signal = call.abortSignal === undefined ? left.signal : AbortSignal.any([left.signal, call.abortSignal]);
        const id = '0';
        const stream = new ReadableStream<StreamPart>({
          start(controller) {
            controller.enqueue({ type: 'stream-start', warnings: warningsOf(call) });
            controller.enqueue({ type: 'text-start', id });
            write(call, signal, (delta) => controller.enqueue({ type: 'text-delta', id, delta }))
              .catch(asAbort(call.abortSignal))
              .then(
                (ended) => {
                  controller.enqueue({ type: 'text-end', id });
                  controller.enqueue({ type: 'finish', ...ended });
                  controller.close();
                },
                (thrown: unknown) => {
                  if (!left.signal.aborted) controller.error(thrown);
                },
              );
          },
          cancel: () => left.abort(),
        });
        return { stream };
      },
    };
  };
}

/** The SDK knows an abort by what its signal says. */
function asAbort(signal: AbortSignal | undefined): (thrown: unknown) => never {
  return (thrown) => {
    throw thrown instanceof Cancelled && signal?.aborted ? signal.reason : thrown;
  };
}

function promptOf(messages: readonly AiSdkMessage[]): Prompt {
  const chat = messages.map(({ role, content }): ChatMessage => {
    if (role === 'tool') throw new LocumError('unsupported', 'Locum’s models call no tools.');
    return { role, content: typeof content === 'string' ? content : content.map(textOf).join('') };
  });
  return { chat, plain: chat.map(({ content }) => content).join('\n\n') };
}

function textOf({ type, text }: { readonly type: string; readonly text?: string }): string {
  if (type === 'text' && text !== undefined) return text;
  throw new LocumError('unsupported', `Locum’s models read text, not “${type}”.`);
}

function requestOf(call: AiSdkCall) {
  const { temperature = GREEDY.temperature, topP = GREEDY.topP, topK = GREEDY.topK, responseFormat } = call;
  // The SDK's type of a schema; what Locum cannot keep to is refused when it is read.
  const schema = responseFormat?.type === 'json' ? (responseFormat.schema ?? { type: 'object' }) : null;
  return {
    sampling: { ...GREEDY, temperature, topP, topK },
    seed: call.seed,
    stopStrings: call.stopSequences,
    maxTokens: call.maxOutputTokens ?? Number.MAX_SAFE_INTEGER,
    ...(schema !== null && { constraint: { kind: 'json-schema', schema: schema as JsonSchema } as const }),
  };
}

function warningsOf({ presencePenalty, frequencyPenalty, tools }: AiSdkCall): Warning[] {
  const asked = { presencePenalty, frequencyPenalty, tools: tools?.length };
  return Object.entries(asked).flatMap(([feature, value]) => (value ? [{ type: 'unsupported', feature }] : []));
}

function endedOf({ reason, tokens }: FinishEvent, promptTokens: number): Ended {
  return {
    finishReason: { unified: reason === 'stop' ? 'stop' : 'length', raw: reason },
    usage: {
      inputTokens: { total: promptTokens, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
      outputTokens: { total: tokens, text: undefined, reasoning: undefined },
    },
  };
}
