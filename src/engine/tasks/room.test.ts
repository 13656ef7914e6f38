import { expect, it } from 'vitest';
import { requireRoom, tokensOver } from './room.ts';

it('counts what the model with the least room lacks', () => {
  const prompts = [
    { tokens: 900, contextLength: 2048 },
    { tokens: 800, contextLength: 1024 },
  ];
  expect(tokensOver(prompts, 224)).toBe(0);
  requireRoom(prompts, 224);
  expect(() => requireRoom(prompts, 300)).toThrowError(
    expect.objectContaining({ code: 'context-too-long', details: { tokens: 800, limit: 724, over: 76 } }),
  );
});
