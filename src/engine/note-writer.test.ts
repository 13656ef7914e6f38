import { describe, expect, it } from 'vitest';
import { GREEDY } from './lm/ensemble.ts';
import { randomCheckpoint } from './lm/testing/random-checkpoint.ts';
import { type NoteRequest, shortenConversation, writeNote } from './note-writer.ts';
import { byteLevelFiles } from './tokenizer/fixtures.ts';
import { openTrio, type Trio } from './trio.ts';

/** A tiny random model whose tokenizer spells most text byte by byte. */
function model(contextLength: number) {
  const { source, files } = randomCheckpoint({ config: { vocabularySize: 512, contextLength } });
  const tokenizer = byteLevelFiles();
  return {
    ...source,
    text: (path: string, signal?: AbortSignal) => (path in files ? source.text(path, signal) : tokenizer.text(path)),
  };
}

const turns = (count: number) =>
  Array.from({ length: count }, (_, turn) => `Patient: It has hurt here since day ${turn}.`).join('\n');

function request(conversation: string): NoteRequest {
  return { conversation, method: 'base', alpha: 1, sampling: GREEDY, seed: 0, maxTokens: 100 };
}

async function text(trio: Trio, conversation: string): Promise<string> {
  for await (const event of writeNote(trio, request(conversation))) if (event.type === 'finish') return event.text;
  throw new Error('The generation ended without a finish event.');
}

describe('writing a note', () => {
  it('refuses an empty conversation before anything runs', async () => {
    const trio = await openTrio({ sources: { base: model(2048) }, backend: 'cpu' });
    expect(() => writeNote(trio, request(' \n'))).toThrow(expect.objectContaining({ code: 'empty-input' }));
    await trio.dispose();
  });

  it('says how many tokens are too many, and writes from the shortened conversation', async () => {
    const trio = await openTrio({ sources: { base: model(1024) }, backend: 'cpu' });
    const long = `Doctor: Where does it hurt?\n${turns(40)}\nDoctor: Come back on Monday.`;
    let over = 0;
    try {
      writeNote(trio, request(long));
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'context-too-long' });
      over = (thrown as { details: { over: number } }).details.over;
    }
    expect(over).toBeGreaterThan(0);

    const shortened = shortenConversation(trio, request(long));
    expect(shortened.tokensBefore - shortened.tokensAfter).toBeGreaterThanOrEqual(over);
    expect(shortened.text).toMatch(/^Doctor: Where does it hurt\?\n/);
    expect(shortened.text).toMatch(/Doctor: Come back on Monday\.$/);
    expect(shortened.text).toMatch(/left out/);
    await expect(text(trio, shortened.text)).resolves.toEqual(expect.any(String));
    await trio.dispose();
  });

  it('leaves room in the shortest context of all models', async () => {
    const sources = { base: model(2048), expert: model(1024), anti: model(2048) };
    const trio = await openTrio({ sources, backend: 'cpu' });
    const long = turns(60);
    const proxy = { ...request(long), method: 'proxy' } as const;
    expect(() => writeNote(trio, proxy)).toThrow(expect.objectContaining({ code: 'context-too-long' }));
    const { text: shortened } = shortenConversation(trio, proxy);
    expect(() => writeNote(trio, { ...proxy, conversation: shortened })).not.toThrow();
    await trio.dispose();
  });
});
