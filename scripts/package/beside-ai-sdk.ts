/** Run by `npm run verify:package` in an empty project that has the AI SDK: it is told what our own `generate` writes. Prints what was the same. */
import { generateObject, generateText, jsonSchema, streamText } from 'ai';
import { generate, openTrio } from 'locum-engine';
import { aiSdkProvider } from 'locum-engine/ai-sdk';
import { localSource } from 'locum-engine/node';

const trio = await openTrio({
  sources: {
    base: localSource('models/demo-base'),
    expert: localSource('models/demo-it'),
    anti: localSource('models/demo-anti'),
  },
  backend: 'cpu',
});
const model = aiSdkProvider(trio)('proxy', { alpha: 0.75 });
const prompt = 'What helps against a headache?';
let own = '';
for await (const event of generate(trio, { prompt, method: 'proxy', alpha: 0.75, maxTokens: 12 })) {
  if (event.type === 'finish') own = event.text;
}
const asked = { model, prompt, maxOutputTokens: 12, maxRetries: 0 };
const { text, usage } = await generateText(asked);
let streamed = '';
for await (const piece of streamText(asked).textStream) streamed += piece;
if (own === '' || text !== own || streamed !== own)
  throw new Error(`Not the same: “${own}”, “${text}”, “${streamed}”.`);
const schema = jsonSchema<{ side: 'left' | 'right' }>({
  type: 'object',
  properties: { side: { enum: ['left', 'right'] } },
  required: ['side'],
});
const { object } = await generateObject({ model, schema, prompt: 'Which knee?', maxRetries: 0 });
console.log(`${usage.outputTokens} tokens are those of generate; an object: ${JSON.stringify(object)}`);
