/** The ways to write that docs/METHODS.md §7 has beyond the papers, over the clinical pair that comes with Locum. */
import { modelSource } from '../../node/model-folder.ts';
import type { AlphaScale } from '../../src/engine/decoding/ahead/alpha-scale.ts';
import type { Method } from '../../src/engine/decoding/methods.ts';
import { SMOLLM2_FAMILY } from '../../src/engine/presets.ts';
import type { TrioOptions } from '../../src/engine/trio.ts';

const { instructed: IT, general: BASE } = SMOLLM2_FAMILY;
const [CPT = IT] = SMOLLM2_FAMILY.clinical;

/** Of proxy tuning and what is built on it: at 1 the expert would write alone, for here the anti-expert is the base. */
export const ALPHA = 0.95;
/** What the adapter that only read medicine counts beside the instructed one. */
const SECOND_PAIR = 0.5;

/** Models that are open together. */
export type Cast = 'pair' | 'expert as base' | 'two pairs';

export interface Way {
  readonly name: string;
  readonly cast: Cast;
  readonly method: Method;
  readonly alpha: number;
  /** α for each token, of the method `adaptive`. */
  readonly scaling?: AlphaScale;
  /** Of the method `context-aware`, where it is not the default. */
  readonly plausibility?: number;
  /** Each sentence held against the conversation while it is written. */
  readonly repair?: boolean;
}

/** @param gate α as it was learnt, null to leave it out */
export function waysOf(gate: AlphaScale | null): readonly Way[] {
  const proxy = { cast: 'pair', method: 'proxy', alpha: ALPHA } as const;
  const aware = (alpha: number) => ({ cast: 'expert as base', method: 'context-aware', alpha }) as const;
  return [
    { name: 'base', cast: 'pair', method: 'base', alpha: 0 },
    { name: 'expert', cast: 'pair', method: 'expert', alpha: 0 },
    { name: 'proxy', ...proxy },
    ...[0.25, 0.5, 1].map((alpha) => ({ name: `context-aware, α ${alpha}`, ...aware(alpha) })),
    ...[0.25, 0.5, 1].map((alpha) => ({ name: `as published, α ${alpha}`, ...aware(alpha), plausibility: 0 })),
    { name: 'blend', cast: 'pair', method: 'blend', alpha: 0 },
    ...(gate === null ? [] : [{ name: 'gate', ...proxy, method: 'adaptive', scaling: gate } as const]),
    { name: 'two pairs', ...proxy, cast: 'two pairs' },
    { name: 'repair', ...proxy, repair: true },
  ];
}

/** What each is, in words. */
export const ABOUT = `*expert*: ${IT}; *proxy*: base + ${ALPHA} · (expert − base). *context-aware*: the expert with and without the dialogue, among its plausible tokens; *as published*: among all. *blend*: BlendIn, the expert asked where the base is unsure. *gate*: proxy with α for each token, by locum gate over 80 sections of the training data (--gate); the expert has read them, and is trusted too much by that. *two pairs*: proxy and ${SECOND_PAIR} · ${ALPHA} · (${CPT} − base). *repair*: proxy, each sentence held against the dialogue, written otherwise or left out.`;

export function modelsOf(cast: Cast): Pick<TrioOptions, 'sources' | 'furtherPairs'> {
  const base = modelSource(BASE);
  switch (cast) {
    case 'pair':
      return { sources: { base, expert: modelSource(IT), anti: base } };
    case 'expert as base':
      return { sources: { base: modelSource(IT) } };
    case 'two pairs':
      return {
        sources: { base, expert: modelSource(IT), anti: base },
        furtherPairs: [{ expert: modelSource(CPT), anti: base, weight: SECOND_PAIR }],
      };
    default:
      return cast satisfies never;
  }
}
