import { expect, test } from 'vitest';
import { createHostEnsemble } from '../lm/host-ensemble.ts';
import { TableModel } from '../lm/testing/table-model.ts';
import { byteLevelFiles } from '../tokenizer/fixtures.ts';
import { loadTokenizer } from '../tokenizer/tokenizer.ts';
import type { TokenEvent } from './events.ts';
import { generate } from './generate.ts';
import { ensembleMembers } from './members.ts';
import { partingIndex } from './parting.ts';

const tokenizer = await loadTokenizer(byteLevelFiles());
const part = (seed: number) => ({ model: new TableModel({ vocabularySize: tokenizer.size, seed }), tokenizer });

async function greedy(alpha: number): Promise<TokenEvent[]> {
  const ensemble = createHostEnsemble(ensembleMembers('proxy', { base: part(1), expert: part(2), anti: part(3) }));
  const role = { tokenizer, prompt: [0, 30], contextLength: 256 };
  const roles = { base: role, expert: role, anti: role };
  const tokens: TokenEvent[] = [];
  const options = { ensemble, method: 'proxy', roles, stopIds: [], maxTokens: 60, alpha, candidates: 32 } as const;
  for await (const event of generate(options)) if (event.type === 'token') tokens.push(event);
  return tokens;
}

test('says where greedy texts under two α part, and that the same α parts nowhere', async () => {
  const strengths = [0, 0.5, 0.9, 1, 1.1, 2];
  const texts = new Map(await Promise.all(strengths.map(async (alpha) => [alpha, await greedy(alpha)] as const)));
  let parted = 0;
  for (const [from, tokens] of texts) {
    expect(partingIndex(tokens, { from, to: from })).toBeNull();
    for (const [to, others] of texts) {
      const first = tokens.findIndex(({ id }, index) => others[index]?.id !== id);
      const told = partingIndex(tokens, { from, to });
      // What is told is true of the candidates that were recorded: 32 of the vocabulary's best here.
      if (told === null) continue;
      parted++;
      expect(first).toBe(told);
    }
  }
  expect(parted).toBeGreaterThan(5);
});
