/**
 * The published ways to choose expert and anti-expert (METHODS §3, [BBW]): which part of the tuning the pair's
 * difference isolates. The demonstration models in `public/models` play them, or the MediPhi family does.
 */
import type { Role } from './lm/ensemble.ts';

export const PRESET_NAMES = ['CPT', 'IT', 'CPT+IT'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export type RoleModels = Readonly<Record<Role, string>>;

export interface Preset {
  readonly name: PresetName;
  /** What expert minus anti-expert is. */
  readonly isolates: string;
  /** Model ids by role. */
  readonly models: RoleModels;
}

/** A family of models that has a part for everyone. */
export interface PresetFamily {
  readonly id: 'demo' | 'mediphi';
  readonly name: string;
  /** Bases that share the pair's tokenizer; the first is the usual one. */
  readonly bases: readonly string[];
  /** Bases with another tokenizer, which the pair follows by text (CAPT). */
  readonly captBases: readonly string[];
  /** Clinical bases that can play the expert of CPT; the first is the usual one. */
  readonly clinical: readonly string[];
  /** The clinical chat model. */
  readonly instructed: string;
  /** The general model that the clinical ones started from. */
  readonly general: string;
}

/** The demo base with a tokenizer of its own: the default base where the pair follows the text (CAPT). */
export const OTHER_TOKENIZER_BASE = 'demo-capt-base';

export const DEMO_FAMILY: PresetFamily = {
  id: 'demo',
  name: 'Demonstration models',
  bases: ['demo-base'],
  captBases: [OTHER_TOKENIZER_BASE],
  clinical: ['demo-cpt'],
  instructed: 'demo-it',
  general: 'demo-anti',
};

export const MEDIPHI_FAMILY: PresetFamily = {
  id: 'mediphi',
  name: 'MediPhi',
  bases: ['microsoft/Phi-3.5-mini-instruct', 'microsoft/Phi-3-mini-4k-instruct', 'microsoft/Phi-3-medium-4k-instruct'],
  captBases: [
    'Qwen/Qwen3-4B',
    'Qwen/Qwen3-8B',
    'Qwen/Qwen3-14B',
    'Qwen/Qwen3-1.7B',
    'Qwen/Qwen3-0.6B',
    'meta-llama/Llama-3.2-3B-Instruct',
    'meta-llama/Llama-3.2-1B-Instruct',
  ],
  clinical: [
    'microsoft/MediPhi',
    'microsoft/MediPhi-PubMed',
    'microsoft/MediPhi-Clinical',
    'microsoft/MediPhi-MedWiki',
    'microsoft/MediPhi-MedCode',
    'microsoft/MediPhi-Guidelines',
  ],
  instructed: 'microsoft/MediPhi-Instruct',
  general: 'microsoft/Phi-3.5-mini-instruct',
};

export const PRESET_FAMILIES: readonly PresetFamily[] = [DEMO_FAMILY, MEDIPHI_FAMILY];

const ISOLATES: Readonly<Record<PresetName, string>> = {
  CPT: 'clinical knowledge: continued pre-training on medical text',
  IT: 'instruction tuning on clinical tasks',
  'CPT+IT': 'both: clinical knowledge and instruction tuning',
};

/** @param choice the base, and which clinical base stands for CPT; the family's usual ones by default */
export function preset(
  family: PresetFamily,
  name: PresetName,
  choice: { readonly base?: string; readonly clinical?: string } = {},
): Preset {
  const base = choice.base ?? family.bases[0]!;
  const clinical = choice.clinical ?? family.clinical[0]!;
  return { name, isolates: ISOLATES[name], models: { base, ...pair(family, name, clinical) } };
}

function pair(family: PresetFamily, name: PresetName, clinical: string): Omit<RoleModels, 'base'> {
  const { instructed, general } = family;
  switch (name) {
    case 'CPT':
      return { expert: clinical, anti: general };
    case 'IT':
      return { expert: instructed, anti: clinical };
    case 'CPT+IT':
      return { expert: instructed, anti: general };
    default:
      return name satisfies never;
  }
}

/** With the demonstration models. */
export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  CPT: preset(DEMO_FAMILY, 'CPT'),
  IT: preset(DEMO_FAMILY, 'IT'),
  'CPT+IT': preset(DEMO_FAMILY, 'CPT+IT'),
};

export const DEFAULT_PRESET: PresetName = 'CPT+IT';
