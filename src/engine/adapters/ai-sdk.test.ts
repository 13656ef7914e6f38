/** What the AI SDK is told; `npm run verify:package` has the SDK itself ask. */
import { beforeAll, expect, it } from 'vitest';
import { randomCheckpoint } from '../lm/testing/random-checkpoint.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { openTrio, type Trio } from '../trio.ts';
import { type AiSdkCall, type AiSdkProvider, aiSdkProvider } from './ai-sdk.ts';

const ASKED = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'the pain' }] }] } as const;
const CALL: AiSdkCall = { ...ASKED, maxOutputTokens: 8 };

let trio: Trio;
let locum: AiSdkProvider;
beforeAll(async () => {
  const files = byteLevelFiles();
  const source = (seed: number) => {
    const { source, files: own } = randomCheckpoint({ seed, config: { vocabularySize: 512 } });
    return { ...source, label: `m${seed}`, text: (path: string) => (path in own ? source : files).text(path) };
  };
  trio = await openTrio({ sources: { base: source(1), expert: source(2), anti: source(3) }, backend: 'cpu' });
  locum = aiSdkProvider(trio);
});

async function written(alpha: number): Promise<string> {
  let text = '';
  const prompt = { chat: [{ role: 'user', content: 'the pain' }], plain: 'the pain' } as const;
  for await (const event of trio.generate({ prompt, method: 'proxy', alpha, maxTokens: 8 })) {
    if (event.type === 'finish') text = event.text;
  }
  return text;
}

async function streamed(call: AiSdkCall) {
  const { stream } = await locum('proxy', { alpha: 0.75 }).doStream(call);
  const parts = [];
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return parts;
    parts.push(value);
  }
}

it('is told what the trio writes, whole and as a stream, though both ask at once', async () => {
  const [whole, parts, other] = await Promise.all([
    locum('proxy', { alpha: 0.75 }).doGenerate(CALL),
    streamed(CALL),
    locum('proxy').doGenerate(CALL),
  ]);
  const text = await written(0.75);
  expect(whole.content).toEqual([{ type: 'text', text }]);
  expect(parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')).toBe(text);
  expect(parts.at(-1)).toEqual({ type: 'finish', finishReason: whole.finishReason, usage: whole.usage });
  expect(whole.finishReason.unified).toBe('length');
  expect(whole.usage.outputTokens.total).toBe(8);
  expect(other.content).toEqual([{ type: 'text', text: await written(1) }]);
});

it('keeps to a JSON schema', async () => {
  const schema = { enum: ['left', 'right'] };
  const { content } = await locum('proxy').doGenerate({ ...CALL, responseFormat: { type: 'json', schema } });
  expect(['"left"', '"right"']).toContain(content[0]?.text);
});

it('says what it leaves out, and refuses what is no text', async () => {
  const { warnings } = await locum('base').doGenerate({ ...CALL, presencePenalty: 1, tools: [{}] });
  expect(warnings.map(({ feature }) => feature)).toEqual(['presencePenalty', 'tools']);
  const prompt = [{ role: 'user', content: [{ type: 'file' }] }] as const;
  await expect(locum('base').doGenerate({ prompt })).rejects.toMatchObject({ code: 'unsupported' });
});

it('ends when it is aborted or its reader leaves, and is there for the next', async () => {
  const gone = new AbortController();
  const asked = locum('base').doGenerate({ ...ASKED, abortSignal: gone.signal });
  gone.abort();
  await expect(asked).rejects.toBe(gone.signal.reason);
  const { stream } = await locum('base').doStream(ASKED);
  await stream.cancel();
  expect((await locum('base').doGenerate(CALL)).usage.outputTokens.total).toBe(8);
});
