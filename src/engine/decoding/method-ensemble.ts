/** The ensemble that writes under each method. */
import type { Ensemble, EnsembleMembers } from '../lm/ensemble.ts';
import type { Tokenizer } from '../tokenizer/tokenizer.ts';
import { type AdaptiveOptions, createAdaptiveEnsemble } from './ahead/adaptive.ts';
import { createSpeculativeEnsemble } from './ahead/speculative.ts';
import { createCaptEnsemble } from './by-text/capt.ts';
import { createContrastiveEnsemble } from './by-text/contrastive.ts';
import { createMixtureEnsemble } from './by-text/mixture.ts';
import { createUniteEnsemble } from './by-text/unite.ts';
import { cast, ensembleMembers, type Participants, required } from './members.ts';
import type { Method } from './methods.ts';

export interface MethodEnsemble {
  readonly ensemble: Ensemble;
  /** The vocabulary that its ids are of: the base's, or one that holds it. */
  readonly tokenizer: Tokenizer;
}

export interface MethodOptions {
  /** Where logits over one vocabulary meet: on the GPU or on the host. */
  readonly plain: (members: EnsembleMembers) => Ensemble;
  readonly adaptive?: AdaptiveOptions | undefined;
}

/** @throws {LocumError} as `ensembleMembers` */
export function methodEnsemble(
  method: Method,
  participants: Participants,
  { plain, adaptive }: MethodOptions,
): MethodEnsemble {
  const { base, expert, anti } = cast(method, participants);
  const { tokenizer } = base;
  switch (method) {
    case 'base':
    case 'expert':
    case 'proxy':
      return { ensemble: plain(ensembleMembers(method, participants)), tokenizer };
    case 'adaptive': {
      const members = ensembleMembers(method, participants);
      return { ensemble: createAdaptiveEnsemble(members, plain(members), adaptive), tokenizer };
    }
    case 'speculative': {
      const members = ensembleMembers(method, participants);
      return { ensemble: createSpeculativeEnsemble(members, plain(members)), tokenizer };
    }
    case 'capt':
      return { ensemble: createCaptEnsemble({ base, expert: required(expert), anti: required(anti) }), tokenizer };
    case 'unite':
      return createUniteEnsemble(base, required(expert));
    case 'mixture':
      return { ensemble: createMixtureEnsemble(base, required(expert)), tokenizer };
    case 'contrastive':
      return { ensemble: createContrastiveEnsemble(base, required(anti)), tokenizer };
    default:
      return method satisfies never;
  }
}
