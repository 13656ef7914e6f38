/**
 * Vercel's AI SDK with its provider for interfaces like OpenAI's, in a project of its own that has `ai` and `@ai-sdk/openai-compatible`.
 * As openai-node.ts, as far as the SDK tells.
 */
import { readFileSync } from 'node:fs';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateObject, generateText, jsonSchema, streamText } from 'ai';

const questions = JSON.parse(readFileSync('questions.json', 'utf8'));
const { LOCUM_URL: baseURL, LOCUM_KEY: apiKey } = process.env;
const locum = createOpenAICompatible({ name: 'locum', baseURL, apiKey, supportsStructuredOutputs: true });
const { model, messages, temperature, max_tokens: maxOutputTokens } = questions.chat;
const chat = { model: locum(model), messages, temperature, maxOutputTokens, maxRetries: 0 };

const { text } = await generateText(chat);
let streamed = '';
for await (const piece of streamText(chat).textStream) streamed += piece;
const { response_format: format, ...asked } = questions.json;
const schema = jsonSchema(format.json_schema.schema);
const { object } = await generateObject({ ...asked, model: locum(asked.model), schema, maxRetries: 0 });
const unknown = await generateText({ ...chat, model: locum(questions.unknown.model) }).then(
  () => null,
  ({ statusCode }) => statusCode,
);
console.log(JSON.stringify({ text, streamed, object, unknown }));
