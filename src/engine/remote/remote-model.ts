/** A model behind an OpenAI-compatible endpoint, asked for one token's log-probabilities at a time. */
import { Endpoint, type EndpointOptions } from './endpoint.ts';
import { readTopTokens } from './logprobs.ts';
import { withoutSpelledControl } from './spelled-control.ts';
import type { TopToken, TopTokens, TopTokensRequest } from './top-tokens.ts';

export interface RemoteModelOptions extends EndpointOptions {
  /** `chat`: the endpoint formats the dialogue; `completions`: it gets plain text. */
  readonly mode: 'chat' | 'completions';
  /** A shorter list of log-probabilities is refused; default 5. */
  readonly least?: number | undefined;
  /** How the model writes its stop tokens, beside the known ones. */
  readonly stopTexts?: readonly string[] | undefined;
}

/** Stop tokens of the common families, as servers write them. */
const STOP_TEXTS = [
  '</s>',
  '<|endoftext|>',
  '<|end|>',
  '<|im_end|>',
  '<|eot_id|>',
  '<|eom_id|>',
  '<|end_of_text|>',
  '<|return|>',
  '<end_of_turn>',
  '<eos>',
  '<turn|>',
  '<｜end▁of▁sentence｜>',
];

export class RemoteModel implements TopTokens {
  readonly label: string;
  /** The only origin that gets any text. */
  readonly origin: string;
  readonly #endpoint: Endpoint;
  readonly #mode: 'chat' | 'completions';
  readonly #least: number;
  readonly #stopTexts: ReadonlySet<string>;

  /** @throws {LocumError} `bad-argument` */
  constructor(options: RemoteModelOptions) {
    this.#endpoint = new Endpoint(options);
    this.label = this.#endpoint.label;
    this.origin = this.#endpoint.origin;
    this.#mode = options.mode;
    this.#least = options.least ?? 5;
    this.#stopTexts = new Set([...STOP_TEXTS, ...(options.stopTexts ?? [])]);
  }

  async next(request: TopTokensRequest): Promise<readonly TopToken[]> {
    const path = this.#mode === 'chat' ? 'chat/completions' : 'completions';
    const form = this.#mode === 'chat' ? chatForm(request) : completionForm(request);
    const body = { ...form, max_tokens: 1, temperature: 0, stream: false };
    return readTopTokens(await this.#endpoint.post(path, body, request.signal), {
      label: this.label,
      count: request.count,
      least: this.#least,
      stopTexts: this.#stopTexts,
    });
  }
}

function completionForm({ prompt, answer, count }: TopTokensRequest): object {
  return { prompt: withoutSpelledControl(prompt.plain) + answer, logprobs: count };
}

/** An answer that has begun is the last message; vLLM has to be told to go on with it, llama.cpp does. */
function chatForm({ prompt, answer, count }: TopTokensRequest): object {
  const begun = answer !== '';
  const chat = prompt.chat.map((message) => ({ ...message, content: withoutSpelledControl(message.content) }));
  return {
    messages: begun ? [...chat, { role: 'assistant', content: answer }] : chat,
    ...(begun ? { continue_final_message: true, add_generation_prompt: false } : {}),
    logprobs: true,
    top_logprobs: count,
  };
}
