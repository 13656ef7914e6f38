/**
 * The official `openai` package of Node. Run by `npm run verify:clients`, with LOCUM_URL and LOCUM_KEY: asks `questions.json` and prints the
 * answers as one JSON object; with the argument `hang` it streams an answer without end, and says when it has begun.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAI, { APIError } from 'openai';

interface Questions {
  readonly chat: OpenAI.ChatCompletionCreateParamsNonStreaming;
  readonly json: OpenAI.ChatCompletionCreateParamsNonStreaming;
  readonly likelihood: OpenAI.CompletionCreateParamsNonStreaming;
  readonly unknown: OpenAI.ChatCompletionCreateParamsNonStreaming;
  readonly endless: OpenAI.ChatCompletionCreateParamsNonStreaming;
}

const questions: Questions = JSON.parse(readFileSync(join(import.meta.dirname, 'questions.json'), 'utf8'));
const { LOCUM_URL: baseURL, LOCUM_KEY: apiKey } = process.env;
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });

async function streamed() {
  const stream = await client.chat.completions.create({
    ...questions.chat,
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = '';
  let tokens = 0;
  let usage = null;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta.content ?? '';
    tokens += chunk.choices[0]?.logprobs?.content?.length ?? 0;
    usage = chunk.usage ?? usage;
  }
  return { text, tokens, usage };
}

/** Leaves in the middle of an answer. */
async function left() {
  const stream = await client.chat.completions.create({ ...questions.endless, stream: true });
  for await (const _ of stream) break;
  return stream.controller.signal.aborted;
}

async function refusal(of: OpenAI) {
  try {
    await of.chat.completions.create(questions.unknown);
    return null;
  } catch (thrown) {
    return thrown instanceof APIError
      ? { name: thrown.constructor.name, status: thrown.status, code: thrown.code }
      : null;
  }
}

async function answers() {
  const models = (await client.models.list()).data.map(({ id }) => id);
  const whole = await client.chat.completions.create(questions.chat);
  const [chat] = whole.choices;
  const json = await client.chat.completions.create(questions.json);
  const likelihood = await client.completions.create(questions.likelihood);
  return {
    models,
    whole: { text: chat?.message.content, usage: whole.usage, logprobs: chat?.logprobs?.content },
    streamed: await streamed(),
    json: json.choices[0]?.message.content,
    likelihood: likelihood.choices[0]?.logprobs,
    unknown: await refusal(client),
    stranger: await refusal(new OpenAI({ baseURL, apiKey: 'another', maxRetries: 0 })),
    left: await left(),
  };
}

async function hang() {
  for await (const _ of await client.chat.completions.create({ ...questions.endless, stream: true })) {
    console.log('begun');
  }
}

if (process.argv[2] === 'hang') await hang();
else console.log(JSON.stringify(await answers()));
