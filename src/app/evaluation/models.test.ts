import { describe, expect, it } from 'vitest';
import { checkSameModels } from './models.ts';
import { methodsOf, modelsOf, playersOf } from './plan.ts';

const ROLES = { base: 'hub:big/Base', expert: 'hub:small/Expert', anti: 'app:demo-anti' } as const;
const MODELS = {
  'hub:big/Base': { label: 'Base', weights: 'a' },
  'hub:small/Expert': { label: 'Expert', weights: 'b' },
};

describe('a run of the models in use', () => {
  it('needs those that its methods run, and no demonstration model takes their place', () => {
    const methods = methodsOf({ methods: 'base,expert,unite', alpha: 1, roles: ROLES });
    expect(modelsOf(methods)).toEqual(['hub:big/Base', 'hub:small/Expert']);
    expect(modelsOf(methodsOf({ methods: 'capt@0.5:1:0.5', alpha: 1, roles: ROLES }))).toHaveLength(3);
  });

  it('knows no pairs but the one', () => {
    expect(() => methodsOf({ methods: 'base,cpt', alpha: 1, roles: ROLES })).toThrow(/“cpt” is a pair of the demo/);
    expect(methodsOf({ methods: 'cpt', alpha: 1, roles: null })[0]?.models.expert).toBe('app:demo-cpt');
  });

  it('says which they are', () => {
    expect(playersOf({ roles: ROLES, models: MODELS })).toBe('the models in use: base “Base”, expert “Expert”');
    expect(playersOf({ roles: null, models: {} })).toBe('the demonstration models');
  });

  it('goes on with the weights that it began with, and with no others', () => {
    expect(() => checkSameModels(MODELS, structuredClone(MODELS))).not.toThrow();
    const retrained = { ...MODELS, 'hub:small/Expert': { label: 'Expert', weights: 'c' } };
    expect(() => checkSameModels(MODELS, retrained)).toThrow(expect.objectContaining({ code: 'model-changed' }));
    expect(() => checkSameModels({}, MODELS)).toThrow(/“Base” is not the model any more/);
  });
});
