/**
 * What each method is. Pages, terminal, evaluation and engine ask here; nothing else keeps a list of methods. A method more is a row
 * here and a case where it writes (`method-ensemble.ts`) and where it classifies (`labels/method-labels.ts`).
 */
import type { Role } from '../lm/ensemble.ts';

export interface MethodFacts {
  /** On a button. */
  readonly label: string;
  /** In a sentence: “written by …”. */
  readonly phrase: string;
  /** The ensemble's roles, each with the role whose model plays it. One model alone plays the ensemble's base. */
  readonly cast: { readonly base: Role } & { readonly [Other in 'expert' | 'anti']?: Role };
  /** The role of the ensemble whose model reads the prompt without its source (`PromptText.withoutSource`), in a context of its own. */
  readonly blind?: 'anti';
  /** Adds logits id by id, so that all models must have one vocabulary. */
  readonly sharesVocabulary: boolean;
  readonly usesAlpha: boolean;
  /** The base to show it with: the one of the pair's family, or one with another tokenizer, which it is for. */
  readonly usualBase: 'same' | 'other';
}

const PAIR = { base: 'base', expert: 'expert', anti: 'anti' } as const;

const TABLE = {
  base: {
    label: 'Base',
    phrase: 'base alone',
    cast: { base: 'base' },
    sharesVocabulary: true,
    usesAlpha: false,
    usualBase: 'same',
  },
  expert: {
    label: 'Expert',
    phrase: 'expert alone',
    cast: { base: 'expert' },
    sharesVocabulary: true,
    usesAlpha: false,
    usualBase: 'same',
  },
  /** s[v] = base[v] + α · (expert[v] − anti[v]) over one vocabulary (Liu et al. 2024; `lm/combine.ts`). */
  proxy: {
    label: 'Proxy-tuned',
    phrase: 'proxy-tuned',
    cast: PAIR,
    sharesVocabulary: true,
    usesAlpha: true,
    usualBase: 'same',
  },
  /** `proxy` with α scaled, or the pair left out, token by token. */
  adaptive: {
    label: 'Adaptive',
    phrase: 'proxy-tuned, adaptively',
    cast: PAIR,
    sharesVocabulary: true,
    usesAlpha: true,
    usualBase: 'same',
  },
  /** `proxy`, drafted by the pair. */
  speculative: {
    label: 'Speculative',
    phrase: 'proxy-tuned, speculatively',
    cast: PAIR,
    sharesVocabulary: true,
    usesAlpha: true,
    usualBase: 'same',
  },
  /** Proxy tuning over a base with another tokenizer, or behind an address. */
  capt: { label: 'CAPT', phrase: 'CAPT', cast: PAIR, sharesVocabulary: false, usesAlpha: true, usualBase: 'other' },
  unite: {
    label: 'UniTE',
    phrase: 'UniTE',
    cast: { base: 'base', expert: 'expert' },
    sharesVocabulary: false,
    usesAlpha: false,
    usualBase: 'other',
  },
  mixture: {
    label: 'Mixture',
    phrase: 'a mixture',
    cast: { base: 'base', expert: 'expert' },
    sharesVocabulary: false,
    usesAlpha: false,
    usualBase: 'same',
  },
  /** The expert's distribution blended in where the base is unsure, as far as the expert is sure (`by-text/blend.ts`). */
  blend: {
    label: 'Blended',
    phrase: 'reliability blending',
    cast: { base: 'base', expert: 'expert' },
    sharesVocabulary: false,
    usesAlpha: false,
    usualBase: 'same',
  },
  contrastive: {
    label: 'Contrastive',
    phrase: 'contrastive decoding',
    cast: { base: 'base', anti: 'anti' },
    sharesVocabulary: false,
    usesAlpha: true,
    usualBase: 'same',
  },
  /**
   * s[v] = with[v] + α · (with[v] − without[v]): the base with the source and the same weights without it, so that what the text says
   * counts for more than what the model would say anyway (Shi et al. 2024, *Trusting Your Evidence*). α = 0.5 in the paper.
   */
  'context-aware': {
    label: 'Context-aware',
    phrase: 'context-aware decoding',
    cast: { base: 'base', expert: 'base', anti: 'base' },
    blind: 'anti',
    sharesVocabulary: true,
    usesAlpha: true,
    usualBase: 'same',
  },
} as const satisfies Readonly<Record<string, MethodFacts>>;

/** How models write together; `base` and `expert` run one model alone. `adaptive` and `speculative` are `proxy` for less. */
export type Method = keyof typeof TABLE;

export const METHODS: Readonly<Record<Method, MethodFacts>> = TABLE;

export const METHOD_IDS = Object.keys(TABLE) as readonly Method[];

/** The roles whose models `method` runs. */
export function rolesOf(method: Method): readonly Role[] {
  return [...new Set(Object.values(METHODS[method].cast))];
}
