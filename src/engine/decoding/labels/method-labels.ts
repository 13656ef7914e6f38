/** How labels are scored under each method. */
import { LocumError } from '../../errors.ts';
import { combineScores } from '../../lm/combine.ts';
import type { Role } from '../../lm/ensemble.ts';
import { BLEND_THRESHOLD, blendRule } from '../by-text/blend.ts';
import { contrastiveRule, PLAUSIBILITY } from '../by-text/contrastive.ts';
import { MIXTURE_WEIGHT, mixtureRule } from '../by-text/mixture.ts';
import { pairMask, type Rule } from '../by-text/rule-ensemble.ts';
import { cast, ensembleMembers, type Participant, type Participants, required } from '../members.ts';
import type { Method } from '../methods.ts';
import { captLabels } from './capt-labels.ts';
import type { LabelSource } from './label-source.ts';
import { Readers } from './readers.ts';
import { type SharedLabelOptions, SharedLabelSource } from './shared-label-source.ts';
import type { TextLabelSource } from './text-label-source.ts';
import { uniteLabels } from './unite-labels.ts';

export interface MethodLabels {
  /** Every model reads the base's ids, so each must have all tokens of the labels. */
  readonly sharesIds: boolean;
  /** After these prompts. */
  source(prompts: Readonly<Partial<Record<Role, readonly number[]>>>): LabelSource;
  /** Empties the contexts; does not fail. */
  close(): Promise<void>;
}

/** @throws {LocumError} `bad-argument`, `vocabulary-mismatch` */
export function methodLabels(method: Method, participants: Participants, alpha: number): MethodLabels {
  const { base, expert, anti } = cast(method, participants);
  switch (method) {
    case 'base':
    case 'expert':
    case 'proxy':
    case 'adaptive':
    case 'speculative': {
      const { sharedIds } = ensembleMembers(method, participants);
      const scores = new Float64Array(base.model.info.vocabularySize);
      return shared({ base, expert, anti }, (rows) => {
        const pair = rows.expert && rows.anti && { pair: { expert: rows.expert, anti: rows.anti } };
        return combineScores({ base: rows.base!, ...pair }, alpha, sharedIds, scores);
      });
    }
    case 'mixture':
      return byRule(base, 'expert', required(expert), mixtureRule(MIXTURE_WEIGHT), alpha);
    case 'blend':
      return byRule(base, 'expert', required(expert), blendRule(BLEND_THRESHOLD), alpha);
    case 'contrastive':
      return byRule(base, 'anti', required(anti), contrastiveRule(PLAUSIBILITY), alpha);
    case 'capt':
      return byText(captLabels({ base, expert: required(expert), anti: required(anti) }, alpha));
    case 'unite':
      return byText(uniteLabels(base, required(expert)));
    case 'context-aware':
      throw new LocumError('unsupported', 'Context-aware decoding writes texts; it does not choose among labels.', {
        hint: 'Classify with the base, the expert or proxy tuning.',
      });
    default:
      return method satisfies never;
  }
}

function shared(
  parts: Readonly<Partial<Record<Role, Participant | undefined>>>,
  combine: SharedLabelOptions['combine'],
): MethodLabels {
  const models = Object.fromEntries(
    Object.entries(parts).flatMap(([role, part]) => (part === undefined ? [] : [[role, part.model]])),
  );
  const readers = new Readers(models);
  return {
    sharesIds: true,
    source: (prompts) => new SharedLabelSource({ readers, models, prompts, combine }),
    close: () => readers.close(),
  };
}

function byRule(base: Participant, role: 'expert' | 'anti', other: Participant, rule: Rule, alpha: number) {
  const sharedIds = pairMask(base, other);
  const scores = new Float64Array(base.model.info.vocabularySize);
  return shared({ base, [role]: other }, (rows, allowed) => {
    rule({ base: rows.base!, other: rows[role]! }, { alpha, sharedIds, allowed: allowed() }, scores);
    return scores;
  });
}

function byText(labels: TextLabelSource): MethodLabels {
  return {
    sharesIds: false,
    source(prompts) {
      labels.open(prompts);
      return labels;
    },
    close: () => labels.close(),
  };
}
