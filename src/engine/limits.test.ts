import { describe, expect, it } from 'vitest';
import { LIMITS, requireShallow, requireWithin } from './limits.ts';

describe('a limit', () => {
  it('lets through what it allows, and names itself with what was found when it refuses', () => {
    requireWithin('layers', LIMITS.layers.most, 'x');
    expect(() => requireWithin('layers', 2_147_483_647, 'config.json: num_hidden_layers')).toThrow(
      expect.objectContaining({
        code: 'limit-exceeded',
        message: 'config.json: num_hidden_layers: 2,147,483,647 layers, where Locum reads at most 1,000.',
        details: { limit: 'layers', most: 1000, found: 2_147_483_647 },
      }),
    );
  });

  it('of depth counts levels, and not what lies beside each other', () => {
    const nested = (levels: number) => {
      let value: unknown = 1;
      for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
      return value;
    };
    requireShallow(nested(LIMITS.depth.most), 'x');
    requireShallow(
      Array.from({ length: 10_000 }, () => ({})),
      'x',
    );
    expect(() => requireShallow(nested(LIMITS.depth.most + 1), 'It')).toThrow(/^It: more than 200 levels/);
    expect(() => requireShallow(nested(100_000), 'It')).toThrow(/levels/);
  });
});
