import { describe, expect, it } from 'vitest';
import { catalogueModel } from './catalogue/models.ts';
import {
  isInterpolation,
  MEDIPHI_FAMILY,
  PRESET_FAMILIES,
  PRESET_NAMES,
  PRESETS,
  preset,
  presetsOf,
  SMOLLM2_FAMILY,
  takenAsGguf,
} from './presets.ts';

it('takes of a pair both models as GGUF files or none, and a base that is one of them as it is there', () => {
  const hasGguf = (id: string): boolean => id.startsWith('g');
  const taken = (base: string, expert: string, anti: string) => [...takenAsGguf({ base, expert, anti }, hasGguf)];
  expect(taken('g1', 'g2', 'g3')).toEqual(['g1', 'g2', 'g3']);
  expect(taken('g1', 'e', 'g3')).toEqual(['g1']);
  expect(taken('g3', 'e', 'g3')).toEqual([]);
  expect(taken('g3', 'g2', 'g3')).toEqual(['g2', 'g3']);
  expect(taken('b', 'g2', 'g3')).toEqual(['g2', 'g3']);
});

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

describe('the family of a real model that comes with Locum', () => {
  it('plays the three configurations with its two adapters over one base', () => {
    const pairs = presetsOf(SMOLLM2_FAMILY).map((name) => preset(SMOLLM2_FAMILY, name).models);
    expect(pairs.map(({ expert, anti }) => [expert, anti])).toEqual([
      ['smollm2-cpt', 'smollm2-135m'],
      ['smollm2-it', 'smollm2-cpt'],
      ['smollm2-it', 'smollm2-135m'],
    ]);
  });
});

describe('the MediPhi family', () => {
  it('plays the three configurations as METHODS §3 lists them', () => {
    const pairs = PRESET_NAMES.map((name) => preset(MEDIPHI_FAMILY, name).models);
    expect(pairs.map(({ expert, anti }) => [expert, anti])).toEqual([
      ['microsoft/MediPhi', 'microsoft/Phi-3.5-mini-instruct'],
      ['microsoft/MediPhi-Instruct', 'microsoft/MediPhi'],
      ['microsoft/MediPhi-Instruct', 'microsoft/Phi-3.5-mini-instruct'],
    ]);
  });

  it('lets a domain expert stand for CPT over another base', () => {
    const choice = { base: 'Qwen/Qwen3-4B', clinical: 'microsoft/MediPhi-PubMed' };
    expect(preset(MEDIPHI_FAMILY, 'CPT', choice).models).toEqual({
      base: 'Qwen/Qwen3-4B',
      expert: 'microsoft/MediPhi-PubMed',
      anti: 'microsoft/Phi-3.5-mini-instruct',
    });
  });
});

it('takes by itself no base that is the anti-expert, but where a family has no other', () => {
  const degenerate = PRESET_FAMILIES.filter((family) =>
    presetsOf(family).some((name) => isInterpolation(preset(family, name).models)),
  );
  expect(degenerate.map(({ id }) => id)).toEqual(['smollm2', 'medgemma']);
  expect(isInterpolation({ base: 'demo-anti', anti: 'demo-anti' })).toBe(true);
});

it('has an expert and an anti-expert that differ, in every configuration of every family', () => {
  for (const family of PRESET_FAMILIES) {
    for (const name of presetsOf(family)) {
      const { expert, anti } = preset(family, name).models;
      expect(expert, `${family.id} ${name}`).not.toBe(anti);
    }
  }
});

it('names only models of the catalogue, with the tokenizer that the method asks for', () => {
  for (const { bases, captBases, clinical, instructed, general } of PRESET_FAMILIES) {
    const tokenizer = catalogueModel(general)?.tokenizer;
    expect(tokenizer).toBeDefined();
    for (const id of [...bases, ...clinical, instructed]) expect(catalogueModel(id)?.tokenizer, id).toBe(tokenizer);
    for (const id of captBases) expect(catalogueModel(id)?.tokenizer, id).not.toBe(tokenizer);
    for (const id of captBases) expect(catalogueModel(id), id).toBeDefined();
  }
});
