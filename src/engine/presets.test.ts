import { describe, expect, it } from 'vitest';
import { PRESET_NAMES, PRESETS } from './presets.ts';

describe('presets', () => {
  it('are the three configurations of the papers over one base', () => {
    const pairs = PRESET_NAMES.map((name) => [PRESETS[name].models.expert, PRESETS[name].models.anti]);
    expect(pairs).toEqual([
      ['demo-cpt', 'demo-anti'],
      ['demo-it', 'demo-cpt'],
      ['demo-it', 'demo-anti'],
    ]);
    expect(new Set(PRESET_NAMES.map((name) => PRESETS[name].models.base))).toEqual(new Set(['demo-base']));
  });
});
