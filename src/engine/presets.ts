/**
 * The published ways to choose expert and anti-expert (METHODS §3, [BBW]) with the demo models in `public/models`:
 * which part of the tuning the pair's difference isolates.
 */
import type { Role } from './lm/ensemble.ts';

export const PRESET_NAMES = ['CPT', 'IT', 'CPT+IT'] as const;
export type PresetName = (typeof PRESET_NAMES)[number];

export interface Preset {
  readonly name: PresetName;
  /** What expert minus anti-expert is. */
  readonly isolates: string;
  /** Model ids by role. */
  readonly models: Readonly<Record<Role, string>>;
}

const BASE = 'demo-base';

/** The demo base with a tokenizer of its own: the default base where the pair follows the text (CAPT). */
export const OTHER_TOKENIZER_BASE = 'demo-capt-base';

export const PRESETS: Readonly<Record<PresetName, Preset>> = {
  CPT: {
    name: 'CPT',
    isolates: 'clinical knowledge: continued pre-training on medical text',
    models: { base: BASE, expert: 'demo-cpt', anti: 'demo-anti' },
  },
  IT: {
    name: 'IT',
    isolates: 'instruction tuning on clinical tasks',
    models: { base: BASE, expert: 'demo-it', anti: 'demo-cpt' },
  },
  'CPT+IT': {
    name: 'CPT+IT',
    isolates: 'both: clinical knowledge and instruction tuning',
    models: { base: BASE, expert: 'demo-it', anti: 'demo-anti' },
  },
};

export const DEFAULT_PRESET: PresetName = 'CPT+IT';
