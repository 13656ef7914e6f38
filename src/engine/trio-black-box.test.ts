/** A trio whose base is behind an endpoint. */
import { describe, expect, it } from 'vitest';
import { serveModel } from './decoding/testing/model-server.ts';
import { sentencePiece } from './decoding/testing/tokenizers.ts';
import { openCheckpoint } from './lm/checkpoint/checkpoint.ts';
import { loadCpuModel } from './lm/cpu/model.ts';
import { memorySource } from './lm/testing/memory-source.ts';
import { randomCheckpoint } from './lm/testing/random-checkpoint.ts';
import { RemoteModel } from './remote/remote-model.ts';
import { byteLevelFiles } from './tokenizer/fixtures.ts';
import { openTrio } from './trio.ts';

const PROMPT = { chat: [{ role: 'user', content: 'the patient has chest pain' }] as const, plain: 'no pain\n' };

async function pairSource(seed: number) {
  const files = byteLevelFiles();
  const tokenizer = await files.text('tokenizer.json');
  const vocabularySize = Object.keys(JSON.parse(tokenizer).model.vocab).length;
  const { files: weights } = randomCheckpoint({
    seed,
    config: { vocabularySize, contextLength: 256 },
    stopIds: [0, 4],
  });
  const config = await files.text('tokenizer_config.json');
  return memorySource({ ...weights, 'tokenizer.json': tokenizer, 'tokenizer_config.json': config }, `pair-${seed}`);
}

describe('a trio with a base over a network', () => {
  it('writes by CAPT, with the pair alone loaded here', async () => {
    const tokenizer = await sentencePiece();
    const { source } = randomCheckpoint({
      config: { vocabularySize: tokenizer.size, contextLength: 256 },
      stopIds: [0, 4],
    });
    const server = await serveModel({ tokenizer, model: await loadCpuModel(await openCheckpoint(source)) });
    const trio = await openTrio({
      sources: { expert: await pairSource(2), anti: await pairSource(3) },
      method: 'capt',
      backend: 'cpu',
      blackBox: new RemoteModel({ baseUrl: server.baseUrl, model: 'far', mode: 'chat' }),
    });
    try {
      expect(Object.keys(trio.models)).toEqual(['expert', 'anti']);
      expect(trio.promptLengths('capt', PROMPT)).toHaveLength(2);
      const types: string[] = [];
      for await (const event of trio.generate({ method: 'capt', prompt: PROMPT, maxTokens: 5 })) types.push(event.type);
      expect(types.at(-1)).toBe('finish');
      expect(types.filter((type) => type === 'token').length).toBe(server.requests.length);
      expect(() => trio.generate({ method: 'proxy', prompt: PROMPT, maxTokens: 5 })).toThrow(
        expect.objectContaining({ code: 'bad-argument' }),
      );
    } finally {
      await trio.dispose();
      await server.close();
    }
  });
});
