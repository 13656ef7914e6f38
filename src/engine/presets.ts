/**
 * The published ways to choose expert and anti-expert (METHODS §3, [BBW]): which part of the tuning the pair's
 * difference isolates. Families of models play them: the demonstration models in `public/models`, or published ones.
 */
import type { Role } from './lm/ensemble.ts';

export const PRESET_NAMES = ['CPT', 'IT', 'CPT+IT'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export type RoleModels<Id extends string = string> = Readonly<Record<Role, Id>>;

export interface Preset {
  readonly name: PresetName;
  /** What expert minus anti-expert is. */
  readonly isolates: string;
  /** Model ids by role. */
  readonly models: RoleModels;
}

/** Models that were made for each other: a clinical model, what it was tuned from, and bases for the two. */
export interface PresetFamily {
  readonly id: string;
  readonly name: string;
  /** What the expert was tuned on and for, and who says how well it does. */
  readonly about: string;
  /** Bases that share the pair's tokenizer; the first is the usual one. */
  readonly bases: readonly string[];
  /** Bases with another tokenizer, which the pair follows by text (CAPT). */
  readonly captBases: readonly string[];
  /** Clinical bases that can play the expert of CPT; the first is the usual one. None: the family has `CPT+IT` alone. */
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
  about: 'Small and briefly trained; they come with Locum and show the method, not what it can do.',
  bases: ['demo-base'],
  captBases: [OTHER_TOKENIZER_BASE],
  clinical: ['demo-cpt'],
  instructed: 'demo-it',
  general: 'demo-anti',
};

/** A real chat model with LoRA adapters of this project's: what a small machine can show that is worth reading. */
export const SMOLLM2_FAMILY: PresetFamily = {
  id: 'smollm2',
  name: 'SmolLM2 with Locum’s clinical adapters',
  about:
    'SmolLM2-135M-Instruct and two adapters over it, one that has read medicine and one instructed on sections of clinical notes besides; all come with Locum. Figures: training/lora/RESULTS.md.',
  bases: ['smollm2-135m', 'HuggingFaceTB/SmolLM2-360M-Instruct', 'HuggingFaceTB/SmolLM2-1.7B-Instruct'],
  captBases: ['Qwen/Qwen2.5-0.5B-Instruct', 'Qwen/Qwen2.5-1.5B-Instruct'],
  clinical: ['smollm2-cpt'],
  instructed: 'smollm2-it',
  general: 'smollm2-135m',
};

const QWEN3_BASES = ['Qwen/Qwen3-4B', 'Qwen/Qwen3-8B', 'Qwen/Qwen3-14B', 'Qwen/Qwen3-1.7B', 'Qwen/Qwen3-0.6B'];
const LLAMA32_BASES = ['meta-llama/Llama-3.2-3B-Instruct', 'meta-llama/Llama-3.2-1B-Instruct'];

/** Fits 8 GB: the smallest published pair that was tuned on writing notes. */
const LLAMA_NOTES_FAMILY: PresetFamily = {
  id: 'llama-notes',
  name: 'Llama 3.2, tuned on notes',
  about:
    'Tuned on 1,500 synthetic transcripts and their notes. Its authors (arXiv 2507.03033) report on ACI-Bench ROUGE-1 0.346 → 0.496 and major hallucinations 85 → 35.',
  bases: ['meta-llama/Llama-3.2-3B-Instruct'],
  captBases: QWEN3_BASES,
  clinical: [],
  instructed: 'GetSoloTech/Llama3.2-Medical-Notes-1B',
  general: 'meta-llama/Llama-3.2-1B-Instruct',
};

/** The one ladder below a billion parameters with all three configurations of the papers. */
const QWEN_MED_FAMILY: PresetFamily = {
  id: 'qwen-med',
  name: 'Qwen2.5, read medicine',
  about:
    'A 0.5 B model continued on 92,000 PubMed abstracts, then on general conversations: teaches the method with small real models. Known from its card alone; no notes among its training.',
  bases: ['Qwen/Qwen2.5-1.5B-Instruct', 'Qwen/Qwen2.5-7B-Instruct'],
  captBases: ['meta-llama/Llama-3.2-3B-Instruct', 'Qwen/Qwen3-4B'],
  clinical: ['Rumiii/Qwen2.5-0.5B-Med-Pre-Trained-92k'],
  instructed: 'Rumiii/Qwen2.5-0.5B-Med-Post-Trained-92k',
  general: 'Qwen/Qwen2.5-0.5B',
};

/** An expert for SOAP notes with MediPhi's tokenizer. */
const PHI_NOTES_FAMILY: PresetFamily = {
  id: 'phi-notes',
  name: 'Phi-3, tuned on SOAP notes',
  about:
    'Phi-3-mini tuned to write SOAP notes of conversations. Its authors (Omi Health) report ROUGE-1 70 against 55 untuned, on a synthetic test set of their own.',
  bases: ['microsoft/Phi-3.5-mini-instruct', 'microsoft/Phi-3-medium-4k-instruct', 'microsoft/Phi-3-mini-4k-instruct'],
  captBases: [...QWEN3_BASES, ...LLAMA32_BASES],
  clinical: [],
  instructed: 'omi-health/sum-small',
  general: 'microsoft/Phi-3-mini-4k-instruct',
};

export const MEDIPHI_FAMILY: PresetFamily = {
  id: 'mediphi',
  name: 'MediPhi',
  about:
    'Phi-3.5-mini continued on medical text, merged and aligned to clinical tasks. Its authors report an average of 43.4 on CLUE+, against 36.5 before.',
  bases: ['microsoft/Phi-3-mini-4k-instruct', 'microsoft/Phi-3-medium-4k-instruct', 'microsoft/Phi-3.5-mini-instruct'],
  captBases: [...QWEN3_BASES, ...LLAMA32_BASES],
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

const MEDGEMMA_FAMILY: PresetFamily = {
  id: 'medgemma',
  name: 'MedGemma',
  about:
    'Gemma 3 continued on medical text and images; Locum runs its text side. Reports differ: good at medical questions, and behind plain Gemma at writing notes of ACI-Bench.',
  bases: ['google/gemma-3-4b-it'],
  captBases: [...QWEN3_BASES, 'microsoft/Phi-3.5-mini-instruct'],
  clinical: [],
  instructed: 'google/medgemma-4b-it',
  general: 'google/gemma-3-4b-it',
};

/** In the order of what they ask of a device. */
export const PRESET_FAMILIES: readonly PresetFamily[] = [
  DEMO_FAMILY,
  SMOLLM2_FAMILY,
  QWEN_MED_FAMILY,
  LLAMA_NOTES_FAMILY,
  MEDGEMMA_FAMILY,
  PHI_NOTES_FAMILY,
  MEDIPHI_FAMILY,
];

/** The configurations that a family has models for. */
export function presetsOf({ clinical }: PresetFamily): readonly PresetName[] {
  return clinical.length > 0 ? PRESET_NAMES : ['CPT+IT'];
}

/**
 * The base is the anti-expert: s = base + α · (expert − base) is then an interpolation between the two, and at α = 1 the expert
 * alone (METHODS §3). True proxy tuning wants a base that is larger than the pair, or another one.
 */
export function isInterpolation({ base, anti }: Pick<RoleModels, 'base' | 'anti'>): boolean {
  return base === anti;
}

/**
 * Those of a preset's models that are taken as GGUF files where they are to be: of the pair both or none, for what quantising differently
 * changes would be taken for what the expert learnt; a base that is one of the pair, too, as it is there.
 * @param hasGguf whether there is such a file of a model
 */
export function takenAsGguf({ base, expert, anti }: RoleModels, hasGguf: (id: string) => boolean): ReadonlySet<string> {
  const pair = [expert, anti];
  const taken = pair.every(hasGguf) ? pair : [];
  return new Set(pair.includes(base) || !hasGguf(base) ? taken : [base, ...taken]);
}

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
  const clinical = choice.clinical ?? family.clinical[0] ?? family.general;
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

/** Who plays before anybody chooses: the largest that comes with Locum, for it writes what is worth reading. */
export const DEFAULT_MODELS: RoleModels = {
  base: SMOLLM2_FAMILY.bases[0]!,
  expert: SMOLLM2_FAMILY.instructed,
  anti: SMOLLM2_FAMILY.general,
};
