/** Who writes triplets and judges them: a model that is loaded here, or one behind an endpoint. */
import * as v from 'valibot';
import type { ConstraintRule } from '../decoding/constrain/rule.ts';
import { LocumError } from '../errors.ts';
import { gumbel } from '../lm/noise.ts';
import type { Endpoint } from '../remote/endpoint.ts';
import type { PromptText } from '../tokenizer/tokenizer.ts';
import type { Trio } from '../trio.ts';

export interface WriteRequest {
  readonly prompt: PromptText;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number;
  /** What the text is held to; an endpoint is only asked for it. */
  readonly constraint?: ConstraintRule | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ChoiceRequest {
  readonly prompt: PromptText;
  readonly answers: readonly string[];
  /** How many answers are drawn, at temperature 1. */
  readonly samples: number;
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Writer {
  readonly label: string;
  /** Null where the text was cut off before its end. @throws {LocumError} what the model throws @throws {Cancelled} */
  write(request: WriteRequest): Promise<string | null>;
  /** Answers among those allowed; fewer than `samples` where one was none of them. */
  choose(request: ChoiceRequest): Promise<readonly string[]>;
}

const NUCLEUS = { topK: 0, topP: 0.95 };

/** The trio's base, alone. Draws are of the answers' exact probabilities. */
export function localWriter(trio: Trio): Writer {
  const repetitionPenalty = trio.defaults.base?.repetitionPenalty ?? 1;
  return {
    label: trio.models.base?.id ?? '',
    async write({ temperature, ...request }) {
      const sampling = { ...NUCLEUS, repetitionPenalty, temperature };
      const isForm = request.constraint !== undefined;
      // What repeats itself within its form has to be let end in that form.
      for await (const event of trio.generate({ ...request, method: 'base', sampling, repetitionGuard: !isForm })) {
        if (event.type !== 'finish') continue;
        // A text that ran into its limit can be cut at a sentence; a form that is not complete is none.
        return isForm && event.reason !== 'stop' ? null : event.text.trim();
      }
      throw new LocumError('internal', 'The writer gave no text.', { recoverable: false });
    },
    async choose({ prompt, answers, samples, seed, signal }) {
      const items = [{ id: '', text: '' }];
      const asked = { items, labels: answers, prompt: () => prompt, method: 'base' as const, signal };
      for await (const event of trio.classify(asked)) {
        if (event.type === 'failed') throw LocumError.fromRecord(event.error);
        const { probabilities } = event;
        return Array.from({ length: samples }, (_, sample) => answers[drawn(probabilities, seed, sample)]!);
      }
      throw new LocumError('internal', 'The judge gave no answer.', { recoverable: false });
    },
  };
}

/** By the Gumbel-max trick (`lm/noise.ts`). */
function drawn(probabilities: readonly number[], seed: number, sample: number): number {
  const keys = probabilities.map((p, index) => Math.log(p) + gumbel(seed, sample, index));
  return keys.indexOf(Math.max(...keys));
}

const Completion = v.object({
  choices: v.pipe(
    v.array(v.object({ message: v.object({ content: v.string() }), finish_reason: v.nullish(v.string()) })),
    v.minLength(1),
  ),
});

/** OpenAI's chat completions. JSON is asked for by `response_format`, and checked here by whoever asked. */
export function remoteWriter(endpoint: Endpoint): Writer {
  const ask = async (request: Omit<WriteRequest, 'constraint'> & { readonly format?: object }) => {
    const { prompt, maxTokens, temperature, seed, format, signal } = request;
    const body = { messages: prompt.chat, max_tokens: maxTokens, temperature, seed, ...format };
    const parsed = v.safeParse(Completion, await endpoint.post('chat/completions', body, signal));
    if (!parsed.success) {
      throw new LocumError('endpoint-invalid', `${endpoint.label} sent an answer without a text.`, {
        hint: 'Is the address that of an OpenAI-compatible endpoint? It usually ends in /v1.',
      });
    }
    const [{ message, finish_reason }] = parsed.output.choices as [v.InferOutput<typeof Completion>['choices'][0]];
    return { text: message.content.trim(), isCut: finish_reason === 'length' };
  };
  return {
    label: endpoint.label,
    async write({ constraint, ...request }) {
      const format =
        constraint?.kind === 'json-schema'
          ? { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: constraint.schema } } }
          : {};
      const { text, isCut } = await ask({ ...request, format });
      return isCut && constraint !== undefined ? null : text;
    },
    async choose({ prompt, answers, samples, seed, signal }) {
      const found: string[] = [];
      for (let sample = 0; sample < samples; sample++) {
        const { text } = await ask({ prompt, maxTokens: 8, temperature: 1, seed: seed + sample, signal });
        // The first of the answers that the text names; "3/4" and "3." are 3.
        const named = /[\p{L}\p{N}]+/u.exec(text)?.[0];
        if (named !== undefined && answers.includes(named)) found.push(named);
      }
      return found;
    },
  };
}
